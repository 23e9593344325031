//! YAML that every reader takes for the same value.
//!
//! Readers differ in which bare words they take for booleans, numbers or
//! dates. So a string stands bare only where nobody could take it for anything
//! else, and in quotes otherwise.

use serde_json::Value;

use super::spell::{Escapes, quote};
use crate::phrase::is_unsafe;

/// Bare words that some reader takes for something else.
const RESERVED: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];

/// A block document with two spaces for each level; safe to print.
pub fn yaml(value: &Value) -> String {
    let mut out = String::new();
    block(&mut out, value, 0, false);
    out
}

/// Writes a value that begins a line or, `inline`, stands behind `- `.
fn block(out: &mut String, value: &Value, depth: usize, inline: bool) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (i, (key, value)) in members.iter().enumerate() {
                if i > 0 || !inline {
                    indent(out, depth);
                }
                out.push_str(&string(key));
                out.push(':');
                member(out, value, depth);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for item in items {
                indent(out, depth);
                out.push_str("- ");
                // A list in a list stays on one line.
                if item.is_array() { line(out, item) } else { block(out, item, depth + 1, true) }
            }
        }
        scalar => line(out, scalar),
    }
}

fn member(out: &mut String, value: &Value, depth: usize) {
    let nested = match value {
        Value::Object(members) => !members.is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => false,
    };
    if nested {
        out.push('\n');
        block(out, value, depth + 1, false);
    } else {
        out.push(' ');
        line(out, value);
    }
}

fn line(out: &mut String, value: &Value) {
    flow(out, value);
    out.push('\n');
}

fn flow(out: &mut String, value: &Value) {
    match value {
        Value::String(text) => out.push_str(&string(text)),
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push_str(", ");
                }
                flow(out, item);
            }
            out.push(']');
        }
        Value::Object(members) => {
            out.push('{');
            for (i, (key, value)) in members.iter().enumerate() {
                if i > 0 {
                    out.push_str(", ");
                }
                out.push_str(&quote(key, Escapes::Fixed));
                out.push_str(": ");
                flow(out, value);
            }
            out.push('}');
        }
        scalar => out.push_str(&scalar.to_string()),
    }
}

fn indent(out: &mut String, depth: usize) {
    out.extend(std::iter::repeat_n("  ", depth));
}

fn string(text: &str) -> String {
    let start = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let word = |c: char| c.is_ascii_alphanumeric() || "_-./".contains(c);
    let reserved = || RESERVED.iter().any(|word| word.eq_ignore_ascii_case(text));
    if start && text.chars().all(word) && !reserved() {
        return text.to_owned();
    }
    // Double quotes inside read better in single ones.
    if text.contains(['"', '\\']) && !text.contains(['\'', '\n', '\r']) && !text.contains(is_unsafe)
    {
        return format!("'{text}'");
    }
    quote(text, Escapes::Fixed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn the_layout() {
        let value = json!({
            "version": "1",
            "hide": ["a", "yes", "*"],
            "tools": {"b": {"rules": []}, "x y": {"rules": [{"name": "rule", "v": [1, "2"]}]}}
        });
        let wanted = "version: \"1\"\nhide:\n  - a\n  - \"yes\"\n  - \"*\"\ntools:\n  b:\n    rules: []\n  \"x y\":\n    rules:\n      - name: rule\n        v:\n          - 1\n          - \"2\"\n";
        assert_eq!(yaml(&value), wanted);
    }

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            any::<String>().prop_map(Value::from),
            prop::sample::select(vec![
                "",
                "~",
                "0x1",
                "1e3",
                "2024-01-01",
                "=",
                "<<",
                "- a",
                "# c",
                "a: b",
                "é"
            ])
            .prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<bool>().prop_map(Value::from),
            Just(Value::Null),
        ];
        leaf.prop_recursive(3, 16, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::vec((".{0,6}", inner), 0..4)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn it_reads_back(value in value()) {
            let value = json!({"k": value});
            let text = yaml(&value);
            let back: Value = serde_saphyr::from_str(&text).unwrap();
            prop_assert_eq!(back, value, "{}", text);
            prop_assert!(!text.chars().any(|c| is_unsafe(c) && c != '\n'));
        }
    }
}
