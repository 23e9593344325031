//! Foreign text made safe to show.
//!
//! Names and descriptions come from servers nobody vouches for. What steers a
//! terminal (control characters) or fools the eye (bidirectional marks,
//! zero-width and tag characters) is shown as an escape, so the reader sees it
//! is there.

use std::borrow::Cow;
use std::fmt::Write;

/// The most characters that [`quoted`] shows of one text.
const MAX_QUOTED: usize = 120;

/// Whether a character steers a terminal or can't be seen.
#[must_use]
pub fn is_unsafe(c: char) -> bool {
    // Nearly all text is ASCII, and each character of it is asked.
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
            // Fillers: letters to the standard, blank to the eye.
            | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            // Variation selectors, but for the two that choose text or emoji.
            | '\u{fe00}'..='\u{fe0d}' | '\u{fff9}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a text holds printable ASCII, line breaks and tabs alone, as almost
/// all long ones do: then nothing in it is unsafe. Asked of many megabytes, so
/// by blocks, each without a branch.
#[must_use]
pub fn is_plain(text: impl AsRef<[u8]>) -> bool {
    let plain = |byte: &u8| matches!(byte, b' '..=b'~' | b'\n' | b'\r' | b'\t');
    text.as_ref().chunks(64).all(|block| block.iter().fold(true, |all, byte| all & plain(byte)))
}

/// The text with every unsafe character as an escape such as `\u{1b}` or `\n`.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_unsafe(c) {
            // escape_default spells tab and newline in the short way
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Back-ticks around the visible text, cut where it is very long.
#[must_use]
pub fn quoted(text: &str) -> String {
    match text.char_indices().nth(MAX_QUOTED) {
        None => format!("`{}`", visible(text)),
        Some((end, _)) => format!("`{}…`", visible(&text[..end])),
    }
}

/// JSON text with every unsafe character that stands in a string as `\uXXXX`.
///
/// The value stays the same: outside strings JSON holds none of these but line
/// breaks and tabs, and those are kept.
#[must_use]
pub fn ascii_safe_json(json: String) -> String {
    let harmful = |c: char| is_unsafe(c) && !matches!(c, '\n' | '\r' | '\t');
    if is_plain(&json) || !json.contains(harmful) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if harmful(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a String can't fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_or_hides_is_escaped() {
        assert_eq!(visible("a\u{1b}[2J\n\u{202e}\u{9b}é"), "a\\u{1b}[2J\\n\\u{202e}\\u{9b}é");
        assert!(matches!(visible("plain é 🦀"), Cow::Borrowed(_)));
        assert_eq!(quoted(&"x".repeat(500)).chars().count(), MAX_QUOTED + 3);
    }

    #[test]
    fn plain_text_holds_nothing_unsafe() {
        for c in ('\0'..='\u{2ff}').chain(['\u{202e}', '🦀']) {
            let text = format!("{}{c}", "x".repeat(70));
            let harmless = c.is_ascii() && (!is_unsafe(c) || matches!(c, '\n' | '\r' | '\t'));
            assert_eq!(is_plain(&text), harmless, "{c:?}");
        }
    }

    #[test]
    fn safe_json_means_the_same() {
        let value = serde_json::json!({"a\u{9b}": "x\u{e0041}\u{7f}\u{1b}", "b": ["\n"]});
        let text = ascii_safe_json(serde_json::to_string_pretty(&value).unwrap());
        assert!(!text.chars().any(|c| is_unsafe(c) && c != '\n'), "{text:?}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), value);
    }
}
