//! Names and texts as other formats spell them, safe to print.

use std::fmt::Write;

use serde_json::Value;

use crate::phrase::{ascii_safe_json, is_unsafe};

/// Whose escapes a quoted text uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Escapes {
    /// `\uXXXX` and `\UXXXXXXXX`: TOML, YAML and CEL.
    Fixed,
    /// `\u{X}`: Cedar.
    Braces,
}

/// The text in double quotes; what steers a terminal or hides is escaped.
pub fn quote(text: &str, escapes: Escapes) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match (c, escapes) {
            ('"', _) => out.push_str("\\\""),
            ('\\', _) => out.push_str("\\\\"),
            ('\n', _) => out.push_str("\\n"),
            ('\r', _) => out.push_str("\\r"),
            ('\t', _) => out.push_str("\\t"),
            (c, escapes) if is_unsafe(c) => escape(&mut out, c, escapes),
            (c, _) => out.push(c),
        }
    }
    out.push('"');
    out
}

fn escape(out: &mut String, c: char, escapes: Escapes) {
    let code = u32::from(c);
    // Writing to a String can't fail.
    let _ = match escapes {
        Escapes::Braces => write!(out, "\\u{{{code:x}}}"),
        Escapes::Fixed if code > 0xffff => write!(out, "\\U{code:08x}"),
        Escapes::Fixed => write!(out, "\\u{code:04x}"),
    };
}

/// Indented JSON with a line break at the end.
pub fn json(value: &Value) -> String {
    // A value has string keys and finite numbers: it always serialises.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    ascii_safe_json(text)
}

/// Letters, digits, `_` and `-` as they are, `_` for anything else: what
/// clients do to names that a model has to call.
pub fn plain(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
    name.chars().map(plain).collect()
}

/// A key of TOML, bare where it may be.
pub fn toml_key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if !name.is_empty() && name.chars().all(bare) {
        return name.to_owned();
    }
    quote(name, Escapes::Fixed)
}

/// A list of TOML, one item on a line.
pub fn toml_list<'a>(items: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = String::from("[");
    for item in items {
        out.push_str("\n  ");
        out.push_str(&quote(item, Escapes::Fixed));
        out.push(',');
    }
    if out.len() > 1 {
        out.push('\n');
    }
    out.push(']');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn toml_reads_what_was_meant(text in any::<String>(), key in any::<String>()) {
            let document = format!("{} = {}\n", toml_key(&key), toml_list([text.as_str()]));
            let table: toml::Table = document.parse().unwrap();
            prop_assert_eq!(&table[&key][0], &toml::Value::from(text));
            prop_assert!(!document.chars().any(|c| is_unsafe(c) && c != '\n'));
        }
    }
}
