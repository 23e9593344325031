//! Characters that show nothing and have no honest use where they stand.
//!
//! Honest are: joiners inside emoji and inside scripts that join letters,
//! direction marks in texts that run from right to left, variation selectors
//! behind an emoji, tags that name a flag, a byte-order mark at the beginning.

use super::layers::tagged;
use crate::document::Span;

/// Invisible marks that a copied text may bring along unnoticed.
const STRAY: usize = 2;

/// Variation selectors in a row that carry data.
const MANY_SELECTORS: usize = 4;

/// What is hidden in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hidden {
    /// What it is, in the plural: `tag characters`.
    pub what: &'static str,
    pub count: usize,
    /// From the first to the last of them.
    pub span: Span,
    /// What they spell, where they spell something.
    pub decoded: Option<String>,
}

/// What is hidden in a text, the worst first; none in nearly all texts. In a
/// `name` not even a stray mark is honest.
#[must_use]
pub fn hidden(text: &str, name: bool) -> Option<Hidden> {
    if text.is_ascii() {
        return None;
    }
    tags(text).or_else(|| overrides(text)).or_else(|| selectors(text)).or_else(|| marks(text, name))
}

fn tags(text: &str) -> Option<Hidden> {
    let layer = tagged(text)?;
    let count = layer.text.chars().count();
    Some(Hidden { what: "tag characters", count, span: layer.span, decoded: Some(layer.text) })
}

/// Overrides turn the writing around whatever the script; embeddings do so in
/// texts that have no reason to.
fn overrides(text: &str) -> Option<Hidden> {
    let to_left = text.chars().any(is_right_to_left);
    let odd = |c: char| match c {
        '\u{202d}' | '\u{202e}' => true,
        '\u{202a}' | '\u{202b}' | '\u{2066}'..='\u{2068}' => !to_left,
        _ => false,
    };
    let what = "characters that turn the direction of writing";
    collect(text, what, |_, c, _| odd(c), 0)
}

/// Variation selectors in a row, which carry a byte each.
pub fn selectors(text: &str) -> Option<Hidden> {
    let is_selector = |c: char| matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
    let mut run: Option<(Span, usize)> = None;
    for (at, c) in text.char_indices().filter(|(_, c)| is_selector(*c)) {
        let end = at + c.len_utf8();
        run = match run {
            Some((span, count)) if span.end == at => Some((span.start..end, count + 1)),
            Some((span, count)) if count >= MANY_SELECTORS => Some((span, count)),
            _ => Some((at..end, 1)),
        };
    }
    let (span, count) = run.filter(|(_, count)| *count >= MANY_SELECTORS)?;
    let decoded: Vec<u8> = text[span.clone()].chars().filter_map(byte_of).collect();
    let decoded = String::from_utf8(decoded).ok().filter(|text| text.len() >= MANY_SELECTORS);
    Some(Hidden { what: "variation selectors in a row", count, span, decoded })
}

/// The byte that a selector stands for where text is hidden in them.
fn byte_of(c: char) -> Option<u8> {
    let code = u32::from(c);
    let byte = if code < 0xe0100 { code - 0xfe00 } else { code - 0xe0100 + 16 };
    u8::try_from(byte).ok()
}

fn marks(text: &str, name: bool) -> Option<Hidden> {
    let to_left = text.chars().any(is_right_to_left);
    let odd = |before: Option<char>, c: char, after: Option<char>| match c {
        '\u{feff}' => before.is_some(),
        '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{180e}' | '\u{ad}' => true,
        '\u{200e}' | '\u{200f}' | '\u{61c}' => !to_left,
        '\u{200c}' | '\u{200d}' => !(joins(before) && joins(after)),
        _ => false,
    };
    collect(text, "invisible characters", odd, if name { 0 } else { STRAY })
}

/// Letters of scripts that join, and emoji with what may stand behind them.
fn joins(c: Option<char>) -> bool {
    c.is_some_and(|c| !c.is_ascii() && (c.is_alphabetic() || !c.is_alphanumeric()))
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// All characters of a kind, provided there are more than `honest`.
fn collect(
    text: &str,
    what: &'static str,
    odd: impl Fn(Option<char>, char, Option<char>) -> bool,
    honest: usize,
) -> Option<Hidden> {
    let mut found: Option<(Span, usize)> = None;
    let mut before = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if odd(before, c, chars.peek().map(|(_, c)| *c)) {
            let (start, count) = found.map_or((at, 0), |(span, count)| (span.start, count));
            found = Some((start..at + c.len_utf8(), count + 1));
        }
        before = Some(c);
    }
    let (span, count) = found.filter(|(_, count)| *count > honest)?;
    Some(Hidden { what, count, span, decoded: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_is_found_and_read() {
        let tags: String =
            "obey".chars().filter_map(|c| char::from_u32(0xe0000 + c as u32)).collect();
        let found = hidden(&format!("Time.{tags}"), false).unwrap();
        assert_eq!((found.count, found.decoded.as_deref()), (4, Some("obey")));
        let selected: String =
            "obey".bytes().filter_map(|b| char::from_u32(0xe0100 + u32::from(b) - 16)).collect();
        let found = hidden(&format!("😀{selected} x"), false).unwrap();
        assert_eq!(found.decoded.as_deref(), Some("obey"));
        assert!(hidden("a\u{202e}b\u{202c}", false).is_some());
        assert!(hidden("r\u{200b}e\u{200b}a\u{200b}d", false).is_some());
        assert!(hidden("read\u{200b}_file", true).is_some());
        assert!(hidden("a\u{200d}b\u{200d}c\u{200d}d", false).is_some());
    }

    #[test]
    fn scripts_and_emoji_are_honest() {
        for text in [
            "👩‍💻 ❤️ 👨‍👩‍👧‍👦 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} 1️⃣",
            "می‌خواهم کتاب‌ها را ببینم",
            "यह क्‍लाइंट है, क्‍या",
            "\u{200f}שלום\u{200f} (\u{2066}abc\u{2069})",
            "\u{feff}Reads a file.",
            "copied\u{200b} text",
            "naïve",
        ] {
            assert_eq!(hidden(text, false), None, "{text}");
        }
    }
}
