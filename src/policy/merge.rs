//! New tools for a policy that a person keeps.
//!
//! Only insertions: every byte that was there stays, in its order. New entries
//! go to the end of `tools` and of `hide`, indented as their neighbours are.

mod layout;

use std::collections::HashSet;

use serde::Serialize;

use super::model::Policy;
use crate::document::Document;
use crate::phrase::ascii_safe_json;
use layout::Editor;

/// A policy with what was missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    pub text: String,
    /// New under `tools`, in the order of the recommendation.
    pub listed: Vec<String>,
    /// New in `hide`.
    pub hidden: Vec<String>,
}

/// Adds the tools of `recommended` that the policy names nowhere.
///
/// `document` is a policy that [`super::load`] takes, `policy` what it gave.
#[must_use]
pub fn merge(document: &Document, policy: &Policy, recommended: &Policy) -> Merged {
    let named: HashSet<&str> =
        policy.tools.keys().chain(&policy.hide).map(String::as_str).collect();
    let new = |name: &&String| !named.contains(name.as_str());
    let tools: Vec<&String> = recommended.tools.keys().filter(new).collect();
    let hide: Vec<&String> = recommended.hide.iter().filter(new).collect();
    let editor = Editor::new(document);
    let entries: Vec<String> =
        tools.iter().map(|name| member(name, &recommended.tools[*name])).collect();
    let lines: Vec<String> = hide.iter().map(pretty).collect();
    let mut edits = vec![editor.append("hide", ('[', ']'), &lines)];
    edits.push(editor.append("tools", ('{', '}'), &entries));
    Merged {
        text: editor.apply(edits.into_iter().flatten().collect()),
        listed: tools.into_iter().cloned().collect(),
        hidden: hide.into_iter().cloned().collect(),
    }
}

fn member(name: &str, value: &impl Serialize) -> String {
    format!("{}: {}", pretty(&name), pretty(value))
}

/// Two spaces for each level, safe to print.
fn pretty(value: &impl Serialize) -> String {
    // Names and rules have string keys and finite numbers: they serialise.
    ascii_safe_json(serde_json::to_string_pretty(value).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::SourceText;
    use crate::policy::load;

    fn merged(text: &str, recommended: &str) -> String {
        let document = Document::parse(SourceText::new("p", text)).unwrap();
        let policy = load(&document).unwrap();
        let recommended = serde_json::from_str(recommended).unwrap();
        let merged = merge(&document, &policy, &recommended).text;
        let again = Document::parse(SourceText::new("p", merged.clone())).unwrap();
        load(&again).unwrap();
        merged
    }

    const NEW: &str = r#"{"version": "1", "default": "deny", "hide": ["h", "x"],
        "tools": {"a": {"limits": []}, "n": {"limits": [{"counter": "c", "window": "day", "max": 1, "scope": "grant"}]}, "r": {}}}"#;

    #[test]
    fn new_entries_stand_like_their_neighbours() {
        let text = "{\n\t\"version\": \"1\",   \"default\": \"deny\",\n\t\"hide\": [\"x\"],\n\t\"tools\": {\n\t\t\"a\":{}\n\t}\n}";
        let wanted = "{\n\t\"version\": \"1\",   \"default\": \"deny\",\n\t\"hide\": [\"x\", \"h\"],\n\t\"tools\": {\n\t\t\"a\":{},\n\t\t\"n\": {\n\t\t\t\"limits\": [\n\t\t\t\t{\n\t\t\t\t\t\"counter\": \"c\",\n\t\t\t\t\t\"window\": \"day\",\n\t\t\t\t\t\"max\": 1,\n\t\t\t\t\t\"scope\": \"grant\"\n\t\t\t\t}\n\t\t\t]\n\t\t},\n\t\t\"r\": {}\n\t}\n}";
        assert_eq!(merged(text, NEW), wanted);
    }

    #[test]
    fn what_is_missing_is_made() {
        let few = r#"{"version": "1", "default": "deny", "hide": ["h"], "tools": {"r": {}}}"#;
        assert_eq!(
            merged("{\n  \"version\": \"1\",\n  \"default\": \"deny\"\n}\n", few),
            "{\n  \"version\": \"1\",\n  \"default\": \"deny\",\n  \"hide\": [\n    \"h\"\n  ],\n  \"tools\": {\n    \"r\": {}\n  }\n}\n"
        );
        assert_eq!(
            merged(r#"{"version": "1", "default": "deny"}"#, few),
            r#"{"version": "1", "default": "deny", "hide": ["h"], "tools": {"r": {}}}"#
        );
        assert_eq!(
            merged(
                "{\n  \"version\": \"1\",\n  \"tools\": {},\n  \"default\": \"deny\", \"hide\": [ ]}",
                few
            ),
            "{\n  \"version\": \"1\",\n  \"tools\": {\n    \"r\": {}\n  },\n  \"default\": \"deny\", \"hide\": [\n    \"h\"\n   ]}"
        );
        assert_eq!(
            merged(
                "{\r\n \"version\": \"1\",\r\n \"default\": \"deny\",\r\n \"tools\": {\r\n  \"r\": {}\r\n }\r\n}",
                r#"{"version": "1", "default": "deny", "tools": {"q": {}}}"#
            ),
            "{\r\n \"version\": \"1\",\r\n \"default\": \"deny\",\r\n \"tools\": {\r\n  \"r\": {},\r\n  \"q\": {}\r\n }\r\n}"
        );
    }

    mod property {
        use super::*;
        use proptest::prelude::*;
        use serde_json::{Value, json};

        /// White space wherever JSON takes it.
        fn layout(value: &Value, blanks: &mut impl Iterator<Item = &'static str>) -> String {
            let mut blank = || blanks.next().unwrap_or("");
            let (open, close, items): (&str, &str, Vec<(String, &Value)>) = match value {
                Value::Array(items) => {
                    ("[", "]", items.iter().map(|v| (String::new(), v)).collect())
                }
                Value::Object(members) => {
                    let keyed = members.iter().map(|(k, v)| (format!("{}:", json!(k)), v));
                    ("{", "}", keyed.collect())
                }
                scalar => return scalar.to_string(),
            };
            let mut out = format!("{open}{}", blank());
            for (i, (key, value)) in items.iter().enumerate() {
                let comma = if i > 0 { "," } else { "" };
                out.push_str(comma);
                out.push_str(blanks.next().unwrap_or(""));
                out.push_str(key);
                out.push_str(&layout(value, blanks));
                out.push_str(blanks.next().unwrap_or(""));
            }
            out.push_str(close);
            out
        }

        fn names() -> impl Strategy<Value = Vec<String>> {
            prop::collection::vec("[a-e\"é\n\u{202e}]{0,2}", 0..4)
        }

        fn policy() -> impl Strategy<Value = Value> {
            (prop::option::of(names()), prop::option::of(names())).prop_map(|(hide, tools)| {
                let mut policy = json!({"version": "1", "default": "deny"});
                if let Some(hide) = hide {
                    policy["hide"] = json!(hide);
                }
                if let Some(tools) = tools {
                    policy["tools"] = tools.into_iter().map(|name| (name, json!({}))).collect();
                }
                policy
            })
        }

        proptest! {
            #[test]
            fn nothing_that_was_there_changes(
                old in policy(),
                new in policy(),
                blanks in prop::collection::vec(
                    prop::sample::select(vec!["", " ", "\n", "\n  ", "\r\n\t"]), 0..40),
            ) {
                let text = layout(&old, &mut blanks.into_iter());
                let merged = merged(&text, &new.to_string());
                // The old text is what is left when the insertions are taken out.
                let mut rest = merged.chars();
                for c in text.chars() {
                    prop_assert!(rest.any(|other| other == c), "{text:?}\n{merged:?}");
                }
                let value: Value = serde_json::from_str(&merged).unwrap();
                for list in ["version", "default"] {
                    prop_assert_eq!(&value[list], &old[list]);
                }
                let named = |value: &Value, name: &str| {
                    value["tools"].get(name).is_some()
                        || value["hide"].as_array().is_some_and(|hide| hide.iter().any(|n| n == name))
                };
                for source in [&old, &new] {
                    for name in source["tools"].as_object().into_iter().flat_map(|tools| tools.keys()) {
                        prop_assert!(named(&value, name), "{name:?}\n{merged}");
                    }
                }
                let old_hide = old["hide"].as_array().cloned().unwrap_or_default();
                let hide = value["hide"].as_array().cloned().unwrap_or_default();
                prop_assert_eq!(&hide[..old_hide.len()], &old_hide[..]);
            }
        }
    }
}
