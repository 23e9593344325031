//! JSON on its way to a reader, who may be a terminal.
//!
//! The values are exact; characters that could act on a terminal are written
//! as `\u` escapes, which JSON takes for the same string.

use serde::Serialize;

use crate::phrase::{ascii_safe_json, is_plain};

/// Indented, with a line break at the end: the same value gives the same bytes.
#[must_use]
pub fn to_json(value: &impl Serialize) -> String {
    finish(serde_json::to_string_pretty(value))
}

/// On one line, with a line break at the end.
#[must_use]
pub fn to_json_line(value: &impl Serialize) -> String {
    finish(serde_json::to_string(value))
}

/// As [`to_json_line`], behind what stands in `out`.
pub fn push_json_line(out: &mut Vec<u8>, value: &impl Serialize) {
    push_json(out, value);
    out.push(b'\n');
}

/// As [`push_json_line`], without the line break.
pub fn push_json(out: &mut Vec<u8>, value: &impl Serialize) {
    let start = out.len();
    let written = serde_json::to_writer(&mut *out, value);
    if written.is_err() || !is_plain(out.get(start..).unwrap_or_default()) {
        out.truncate(start);
        let json = serde_json::to_string(value).unwrap_or_default();
        out.extend_from_slice(ascii_safe_json(json).as_bytes());
    }
}

/// [`push_json`] of a string; nearly all are as they stand.
pub fn push_text(out: &mut Vec<u8>, text: &str) {
    let as_is = |byte: u8| matches!(byte, b' ' | b'!' | b'#'..=b'[' | b']'..=b'~');
    if text.bytes().fold(0, |odd, byte| odd | u8::from(!as_is(byte))) != 0 {
        return push_json(out, &text);
    }
    push_word(out, text);
}

/// [`push_text`] of a word that is known to need no escape.
pub fn push_word(out: &mut Vec<u8>, word: &str) {
    out.reserve(word.len() + 2);
    out.push(b'"');
    out.extend_from_slice(word.as_bytes());
    out.push(b'"');
}

/// [`push_json`] of a number.
pub fn push_number(out: &mut Vec<u8>, number: impl Serialize) {
    // A vector takes whatever is written, and digits need no escape.
    let _ = serde_json::to_writer(out, &number);
}

fn finish(json: serde_json::Result<String>) -> String {
    // Our views have string keys and plain values, which is all that can fail.
    let mut text = ascii_safe_json(json.unwrap_or_default());
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_escaped_and_the_value_stays() {
        let value = serde_json::json!({"a": "x\u{202e}\u{1b}\u{7f}\u{e0041}é"});
        let line = to_json_line(&value);
        let mut lines = b"[1]\n".to_vec();
        push_json_line(&mut lines, &value);
        push_json_line(&mut lines, &"plain");
        assert_eq!(String::from_utf8(lines).unwrap(), format!("[1]\n{line}\"plain\"\n"));
        assert_eq!(line, "{\"a\":\"x\\u202e\\u001b\\u007f\\udb40\\udc41é\"}\n");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&line).unwrap(), value);
    }
}
