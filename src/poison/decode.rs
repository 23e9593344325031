//! A text as a model understands it, every byte with its place in the original.
//!
//! Invisible characters, terminal escapes and entities are undone, lookalike
//! letters put back, accents taken off, quotation marks and emphasis dropped, blanks joined, and
//! all is set in small letters. An empty line becomes `\u{2029}`, which ends a
//! sentence.

use std::borrow::Cow;
use std::cell::OnceCell;

use memchr::{memchr2, memchr3};

use super::fold::{Placed, bare, fold, is_accent};
use super::write::{Ascii, Writer, is_as_is, write};
use crate::document::Span;

/// How many `%XX` make a text percent-encoded; fewer are a way of speaking.
const MANY_PERCENTS: usize = 4;

/// The longest entity, such as `&#x1f980;`.
const MAX_ENTITY: usize = 10;

/// A decoded text.
#[derive(Debug, Clone, Default)]
pub struct Plain<'a> {
    pub text: Cow<'a, str>,
    original: &'a str,
    /// For each byte of `text`, the bytes of the original it stands for. Few
    /// texts are asked, so it is made when the first question comes.
    places: OnceCell<Vec<(usize, usize)>>,
    /// Words in which lookalike letters were put back.
    pub folded: usize,
}

impl Plain<'_> {
    /// The bytes of the original that a part of the text stands for.
    pub fn raw(&self, part: &Span) -> Span {
        let places = self.places.get_or_init(|| {
            let mut out = Writer { places: Some(Vec::new()), ..Writer::default() };
            decode(self.original, &mut out);
            out.places.unwrap_or_default()
        });
        let start = places.get(part.start).map_or(0, |place| place.0);
        let last = part.end.checked_sub(1).and_then(|i| places.get(i));
        start..last.map_or(start, |place| place.1.max(start))
    }
}

/// Decodes a text.
pub fn plain(text: &str) -> Plain<'_> {
    let is_plain = text.bytes().all(is_as_is);
    if is_plain && memchr2(b'&', b'%', text.as_bytes()).is_none() {
        return Plain { text: Cow::Borrowed(text), original: text, ..Plain::default() };
    }
    let mut out = Writer { text: String::with_capacity(text.len()), places: None };
    let folded = decode(text, &mut out);
    Plain { text: Cow::Owned(out.text), original: text, places: OnceCell::new(), folded }
}

/// Says in how many words lookalike letters were put back.
fn decode(text: &str, out: &mut Writer) -> usize {
    // Nearly all texts hide nothing, and are taken as they are.
    if text.is_ascii() && memchr3(b'\x1b', b'&', b'%', text.as_bytes()).is_none() {
        write(&Ascii(text), out);
        return 0;
    }
    let mut chars = unescaped(&visible_chars(text));
    if is_percent_encoded(text) {
        chars = percent_decoded(&chars);
    }
    let folded = fold(&mut chars);
    write(chars.as_slice(), out);
    folded
}

/// Whether a character shows nothing of itself.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{e0000}'..='\u{e0fff}')
}

fn visible_chars(text: &str) -> Vec<Placed> {
    let mut out: Vec<Placed> = Vec::with_capacity(text.len());
    let mut skip_to = 0;
    for (start, c) in text.char_indices() {
        if start < skip_to || is_invisible(c) {
            continue;
        }
        if c == '\u{1b}' {
            skip_to = start + escape_length(&text.as_bytes()[start..]);
            continue;
        }
        let end = start + c.len_utf8();
        if let Some(letter) = out.last_mut().filter(|last| is_accent(c) && last.c.is_ascii()) {
            letter.end = end;
            continue;
        }
        out.push(Placed { c: bare(c), start, end });
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
            ("Olvídalo, man\u{303}ana", "olvidalo, manana"),
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
