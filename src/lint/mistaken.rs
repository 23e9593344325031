//! Documents that are something else than a policy.
//!
//! Holding a tool list against the policy's schema would bring a page of
//! complaints that all miss the point. What is recognised here is certain: a
//! document that has a policy's `default` is judged as a policy.

use serde_json::{Map, Value};

use crate::document::{SourceText, Span, parse_value, parse_yaml, pointer_join};

/// YAML is only looked for in texts up to this size: policies are small.
const MAX_YAML: usize = 1 << 20;

/// What someone passed instead of a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    ToolManifest,
    /// The predecessor's rules, as YAML or JSON.
    Intercept,
    /// A policy's keys, in YAML.
    YamlPolicy,
    ClientConfig,
    RegistryEntry,
}

/// A mistaken document and what gives it away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistaken {
    pub kind: Kind,
    /// What gives it away; none where the text is no JSON.
    pub pointer: Option<String>,
    /// Filled in by the engine from the pointer, or the first line.
    pub span: Span,
}

/// Looks at a JSON document.
pub(super) fn recognise(value: &Value) -> Option<(Kind, String)> {
    match value {
        Value::Object(object) => recognise_object(object),
        Value::Array(items) => {
            let tools = items.first().is_some_and(|item| {
                ["name", "function", "tools"].iter().any(|key| item.get(key).is_some())
            });
            tools.then(|| (Kind::ToolManifest, String::new()))
        }
        _ => None,
    }
}

fn recognise_object(object: &Map<String, Value>) -> Option<(Kind, String)> {
    let tools = object.get("tools");
    if let Some((name, _)) = tools
        .and_then(Value::as_object)
        .and_then(|tools| tools.iter().find(|(_, rules)| has_list(rules, "rules")))
    {
        return Some((Kind::Intercept, pointer_join(&pointer_join("/tools", name), "rules")));
    }
    if object.contains_key("default") {
        return None;
    }
    if object.get("mcpServers").is_some_and(Value::is_object) {
        return Some((Kind::ClientConfig, "/mcpServers".to_owned()));
    }
    if let Some(pointer) = tool_list(object) {
        return Some((Kind::ToolManifest, pointer));
    }
    let named = object.get("name").is_some_and(Value::is_string);
    let registry = ["packages", "remotes"].into_iter().find(|key| object.contains_key(*key));
    match registry {
        Some(key) if named => Some((Kind::RegistryEntry, format!("/{key}"))),
        _ => None,
    }
}

/// Where an object keeps a list of tools, or the one tool that it is.
fn tool_list(object: &Map<String, Value>) -> Option<String> {
    for key in ["tools", "functions", "functionDeclarations"] {
        if object.get(key).is_some_and(Value::is_array) {
            return Some(format!("/{key}"));
        }
    }
    if object.get("result").is_some_and(|result| has_list(result, "tools")) {
        return Some("/result/tools".to_owned());
    }
    let is_tool = |tool: &Value| {
        ["description", "inputSchema", "input_schema", "parameters"]
            .iter()
            .any(|key| tool.get(key).is_some())
    };
    let by_name = object.get("tools").and_then(Value::as_object);
    if by_name.is_some_and(|tools| tools.values().any(is_tool)) {
        return Some("/tools".to_owned());
    }
    let schema = ["inputSchema", "input_schema"].into_iter().find(|k| object.contains_key(*k))?;
    object.contains_key("name").then(|| format!("/{schema}"))
}

fn has_list(value: &Value, key: &str) -> bool {
    value.get(key).is_some_and(Value::is_array)
}

/// Looks at a text that is no JSON.
pub(super) fn recognise_text(source: &SourceText) -> Option<Mistaken> {
    let text = source.text();
    let (span, first) = first_line(text)?;
    let kind = if first.starts_with(['{', '[']) {
        // A tool per line: each line is JSON, the whole isn't.
        let line = parse_value(&SourceText::new("", first)).ok()?;
        recognise(&line).map(|(kind, _)| kind)?
    } else {
        yaml_kind(source)?
    };
    Some(Mistaken { kind, pointer: None, span })
}

fn yaml_kind(source: &SourceText) -> Option<Kind> {
    if source.text().len() > MAX_YAML {
        return None;
    }
    let value: Value = parse_yaml(source).ok()?;
    let object = value.as_object()?;
    recognise(&value).map(|(kind, _)| kind).or_else(|| {
        let policy = ["version", "default", "tools", "hide"];
        policy.iter().any(|key| object.contains_key(*key)).then_some(Kind::YamlPolicy)
    })
}

/// The first line that says something: not blank, no comment, no `---`.
fn first_line(text: &str) -> Option<(Span, &str)> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let said = line.trim();
        if !(said.is_empty() || said.starts_with('#') || said == "---") {
            let from = start + (line.len() - line.trim_start().len());
            return Some((from..from + said.len(), said));
        }
        start += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_no_policy_is_recognised() {
        for (value, kind) in [
            (json!({"tools": [{"name": "x"}]}), Kind::ToolManifest),
            (json!({"tools": ["a"], "version": "1.0.0"}), Kind::ToolManifest),
            (json!({"tools": {"a": {"description": "x"}}}), Kind::ToolManifest),
            (json!({"result": {"tools": []}}), Kind::ToolManifest),
            (json!({"name": "a", "inputSchema": {}}), Kind::ToolManifest),
            (json!([{"type": "function", "function": {}}]), Kind::ToolManifest),
            (json!({"version": "1", "tools": {"a": {"rules": []}}}), Kind::Intercept),
            (json!({"mcpServers": {}}), Kind::ClientConfig),
            (json!({"name": "a/b", "packages": []}), Kind::RegistryEntry),
        ] {
            assert_eq!(recognise(&value).map(|(kind, _)| kind), Some(kind), "{value}");
        }
    }

    #[test]
    fn a_flawed_policy_stays_a_policy() {
        for value in [
            json!({}),
            json!([]),
            json!(["version"]),
            json!({"version": "1", "tools": {"a": {}}}),
            json!({"version": "1", "default": "deny", "tools": []}),
            json!({"version": "1", "default": "deny", "tools": {"a": {"description": "x"}}}),
        ] {
            assert_eq!(recognise(&value), None, "{value}");
        }
    }

    #[test]
    fn texts_that_are_no_json_are_recognised_too() {
        let kind = |text: &str| recognise_text(&SourceText::new("x", text)).map(|found| found.kind);
        let intercept = "# mine\nversion: \"1\"\ntools:\n  a:\n    rules:\n      - name: b\n";
        assert_eq!(kind(intercept), Some(Kind::Intercept));
        assert_eq!(kind("---\nversion: \"1\"\ndefault: deny\n"), Some(Kind::YamlPolicy));
        let line = r#"{"name":"a","inputSchema":{}}"#;
        assert_eq!(kind(&format!("{line}\n{line}\n")), Some(Kind::ToolManifest));
        assert_eq!(kind("{\"version\": \"1\",}"), None);
        assert_eq!(kind("# policy\n{\"version\": \"1\", \"default\": \"deny\"}"), None);
        assert_eq!(kind("just words"), None);
        assert_eq!(kind(""), None);
    }
}
