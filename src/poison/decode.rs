//! A text as a model understands it, every byte with its place in the original.
//!
//! Invisible characters, terminal escapes and entities are undone, lookalike
//! letters put back, quotation marks and emphasis dropped, blanks joined, and
//! all is set in small letters. An empty line becomes `\u{2029}`, which ends a
//! sentence.

use super::fold::{Placed, fold};
use crate::document::Span;

/// How many `%XX` make a text percent-encoded; fewer are a way of speaking.
const MANY_PERCENTS: usize = 4;

/// The longest entity, such as `&#x1f980;`.
const MAX_ENTITY: usize = 10;

/// A decoded text.
#[derive(Debug, Clone, Default)]
pub struct Plain {
    pub text: String,
    /// For each byte of `text`, the bytes of the original it stands for.
    places: Vec<(usize, usize)>,
    /// Words in which lookalike letters were put back.
    pub folded: usize,
}

impl Plain {
    /// The bytes of the original that a part of the text stands for.
    pub fn raw(&self, part: &Span) -> Span {
        let start = self.places.get(part.start).map_or(0, |place| place.0);
        let last = part.end.checked_sub(1).and_then(|i| self.places.get(i));
        start..last.map_or(start, |place| place.1.max(start))
    }

    fn push(&mut self, placed: Placed) {
        let before = self.text.len();
        self.text.extend(placed.c.to_lowercase());
        self.places.resize(self.text.len(), (placed.start, placed.end));
        debug_assert!(self.text.len() >= before, "text only grows");
    }
}

/// Decodes a text.
pub fn plain(text: &str) -> Plain {
    let mut chars = unescaped(&visible_chars(text));
    if is_percent_encoded(text) {
        chars = percent_decoded(&chars);
    }
    let folded = fold(&mut chars);
    let mut out = Plain { folded, ..Plain::default() };
    write(&chars, &mut out);
    out
}

/// Whether a character shows nothing of itself.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{e0000}'..='\u{e0fff}')
}

fn visible_chars(text: &str) -> Vec<Placed> {
    let mut out = Vec::with_capacity(text.len());
    let mut skip_to = 0;
    for (start, c) in text.char_indices() {
        if start < skip_to || is_invisible(c) {
            continue;
        }
        if c == '\u{1b}' {
            skip_to = start + escape_length(&text.as_bytes()[start..]);
            continue;
        }
        out.push(Placed { c, start, end: start + c.len_utf8() });
    }
    out
}

/// Bytes of a terminal's control sequence: `ESC [ 8 m`.
pub fn escape_length(bytes: &[u8]) -> usize {
    if bytes.get(1) != Some(&b'[') {
        return 1;
    }
    let parameters = bytes[2..].iter().take_while(|b| matches!(b, b'0'..=b'?')).count();
    let is_final = bytes.get(2 + parameters).is_some_and(|b| matches!(b, b'@'..=b'~'));
    2 + parameters + usize::from(is_final)
}

fn unescaped(chars: &[Placed]) -> Vec<Placed> {
    let mut out = Vec::with_capacity(chars.len());
    let mut at = 0;
    while let Some(placed) = chars.get(at) {
        if let Some((c, length)) = entity(&chars[at..]) {
            out.push(Placed { c, start: placed.start, end: chars[at + length - 1].end });
            at += length;
        } else {
            out.push(*placed);
            at += 1;
        }
    }
    out
}

fn entity(chars: &[Placed]) -> Option<(char, usize)> {
    if chars.first()?.c != '&' {
        return None;
    }
    let end = chars.iter().take(MAX_ENTITY).position(|p| p.c == ';')?;
    let name: String = chars[1..end].iter().map(|p| p.c).collect();
    let c = match name.as_str() {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        name => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    };
    Some((c, end + 1))
}

fn is_percent_encoded(text: &str) -> bool {
    let hex = |b: Option<&u8>| b.is_some_and(u8::is_ascii_hexdigit);
    let bytes = text.as_bytes();
    let percents = bytes
        .iter()
        .enumerate()
        .filter(|(i, b)| **b == b'%' && hex(bytes.get(i + 1)) && hex(bytes.get(i + 2)));
    percents.take(MANY_PERCENTS).count() == MANY_PERCENTS
}

fn percent_decoded(chars: &[Placed]) -> Vec<Placed> {
    let mut out = Vec::with_capacity(chars.len());
    let mut at = 0;
    while let Some(placed) = chars.get(at) {
        let digit = |i: usize| chars.get(at + i).and_then(|p| p.c.to_digit(16));
        let code = (placed.c == '%').then(|| Some(digit(1)? * 16 + digit(2)?)).flatten();
        if let Some(c) = code.filter(|code| *code < 0x80).and_then(char::from_u32) {
            out.push(Placed { c, start: placed.start, end: chars[at + 2].end });
            at += 3;
        } else {
            out.push(*placed);
            at += 1;
        }
    }
    out
}

/// Writes the characters without emphasis and quotation marks, blanks joined,
/// `readFile` as `read_file`.
fn write(chars: &[Placed], out: &mut Plain) {
    let mut at = 0;
    while let Some(placed) = chars.get(at) {
        let c = placed.c;
        if c.is_whitespace() || c.is_control() {
            at += blank(&chars[at..], out);
            continue;
        }
        at += 1;
        let c = match c {
            '\u{2018}' | '\u{2019}' => '\'',
            '`' | '*' | '"' | '\u{201c}' | '\u{201d}' => continue,
            c => c,
        };
        let word = |p: Option<&Placed>| p.is_some_and(|p| p.c.is_alphanumeric() || p.c == '_');
        let before = at.checked_sub(2).and_then(|i| chars.get(i));
        if c == '\'' && !(word(before) && word(chars.get(at))) {
            continue;
        }
        if c.is_ascii_uppercase() && starts_hump(chars, at - 1) {
            out.push(Placed { c: '_', ..*placed });
        }
        out.push(Placed { c, ..*placed });
    }
}

/// A capital inside a word that starts with a small letter.
fn starts_hump(chars: &[Placed], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|i| chars.get(i)) else { return false };
    if !(before.c.is_ascii_lowercase() || before.c.is_ascii_digit()) {
        return false;
    }
    // Names are short; a longer run of letters is none.
    let word = chars[..at].iter().rev().take(64).take_while(|p| p.c.is_ascii_alphanumeric());
    word.last().is_some_and(|p| p.c.is_ascii_lowercase())
}

/// Writes the blanks at the front as one; an empty line, or a line break in
/// front of a list's item, ends the sentence. Says how many there were.
fn blank(chars: &[Placed], out: &mut Plain) -> usize {
    let length = chars.iter().take_while(|p| p.c.is_whitespace() || p.c.is_control()).count();
    let blanks = &chars[..length];
    let breaks = blanks.iter().filter(|p| matches!(p.c, '\n' | '\u{2029}')).count();
    let next = |i: usize| chars.get(length + i).map(|p| p.c);
    let item = breaks > 0 && matches!(next(0), Some('-' | '•')) && next(1) == Some(' ');
    let place = Placed { c: ' ', start: blanks[0].start, end: blanks[length - 1].end };
    if !out.text.is_empty() && !out.text.ends_with([' ', '\u{2029}']) {
        out.push(place);
    }
    if breaks > 1 || item {
        out.push(Placed { c: '\u{2029}', ..place });
        out.push(place);
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_is_undone_and_keeps_its_place() {
        for (text, decoded) in [
            ("Re\u{200b}ad\u{e0041} it", "read it"),
            ("&lt;b&gt; &#114;ead&#x21; R&D; &", "<b> read! r&d; &"),
            ("%72%65%61%64 it", "read it"),
            ("100%25 of", "100%25 of"),
            ("rеаd \u{1b}[8mit\u{1b}[0m", "read it"),
            ("Use `readFile` **now**, \"don't\" 'wait'", "use read_file now, don't wait"),
            ("a\n  b\n\n c\n- d", "a b \u{2029} c \u{2029} - d"),
        ] {
            assert_eq!(plain(text).text, decoded);
        }
        let text = "x \u{200b}r\u{200b}&#101;ad";
        let plain = plain(text);
        let start = plain.text.find("read").unwrap();
        assert_eq!(&text[plain.raw(&(start..start + 4))], "r\u{200b}&#101;ad");
    }
}
