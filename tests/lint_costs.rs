//! Large and hostile policies end: what is worked out grows with their length.
//!
//! Nothing is timed here; with a square in it, these would run for minutes.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use serde_json::{Value, json};
use toolward::document::SourceText;
use toolward::lint::Linter;
use toolward::manifest::load_text;

const MANY: usize = 20_000;

fn condition(path: &str, op: &str, value: impl Into<Value>) -> Value {
    json!({"path": format!("args.{path}"), "op": op, "value": value.into()})
}

fn entry(conditions: &[Value]) -> Value {
    json!({"conditions": conditions, "on_deny": "no"})
}

/// A tool whose every argument refers to a schema that branches at each level.
fn manifest() -> String {
    let names: Vec<String> = (0..2_000).map(|i| format!("a{i}")).collect();
    let properties: serde_json::Map<String, Value> =
        names.iter().map(|name| (name.clone(), json!({"$ref": "#/$defs/x"}))).collect();
    let definitions = json!({
        "x": {"anyOf": vec![json!({"$ref": "#/$defs/y"}); 60]},
        "y": {"anyOf": vec![json!({"$ref": "#/$defs/z"}); 60]},
        "z": {"enum": (0..900).collect::<Vec<_>>()},
    });
    let schema = json!({"type": "object", "properties": properties, "required": names, "$defs": definitions});
    json!({"tools": [{"name": "t", "inputSchema": schema}]}).to_string()
}

/// The codes found, each once.
fn codes(rules: &Value, all_tools: &Value) -> Vec<&'static str> {
    let manifest = SourceText::new("tools.json", manifest());
    let servers = load_text(&manifest, "s").servers;
    let policy = json!({"version": "1", "default": "deny", "all_tools": {"limits": all_tools},
        "tools": {"t": rules}});
    let linted = Linter::with_servers(&servers).lint(SourceText::new("p", policy.to_string()));
    let mut codes: Vec<&str> = linted.findings.iter().map(|finding| finding.code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

#[test]
fn many_entries() {
    let entries: Vec<Value> =
        (0..MANY).map(|i| entry(&[condition(&format!("a{i}"), "gt", i)])).collect();
    assert!(!codes(&json!({"deny_if": entries}), &json!([])).contains(&"TW204"));
}

#[test]
fn many_conditions_on_one_path() {
    let mut conditions: Vec<Value> = (0..MANY).map(|i| condition("b", "neq", i)).collect();
    conditions.push(condition("b", "in", (0..MANY).collect::<Vec<_>>()));
    assert!(codes(&json!({"deny_if": [entry(&conditions)]}), &json!([])).contains(&"TW202"));
}

#[test]
fn long_lists_and_many_searches() {
    let texts: Vec<String> = (0..3_000).map(|i| i.to_string()).collect();
    let mut conditions = vec![condition("b", "in", texts.clone())];
    conditions.extend(texts.iter().map(|text| condition("b", "contains", text.as_str())));
    conditions.extend((0..20).map(|i| condition("b", "regex", r"\w".repeat(200) + &i.to_string())));
    assert!(codes(&json!({"deny_if": [entry(&conditions)]}), &json!([])).contains(&"TW110"));
}

#[test]
fn deep_paths() {
    let deep = |levels: usize| format!("a{}", ".a".repeat(levels));
    let mut conditions: Vec<Value> = (0..500).map(|i| condition(&deep(i), "eq", 1)).collect();
    conditions.push(condition(&deep(100_000), "eq", 1));
    assert!(codes(&json!({"require": [entry(&conditions)]}), &json!([])).contains(&"TW202"));
}

#[test]
fn many_limits() {
    let limits = |name: &str| -> Vec<Value> {
        let window = |i: usize| ["minute", "hour", "day"][i % 3];
        let limit = |i| json!({"counter": format!("{name}{i}"), "window": window(i), "max": i + 1, "scope": "grant"});
        (0..MANY).map(limit).collect()
    };
    assert!(codes(&json!({"limits": limits("c")}), &json!(limits("d"))).contains(&"TW302"));
}
