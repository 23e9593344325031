//! What gives a text away before a word of it is read: padding that pushes the
//! rest out of sight, terminal escapes, invisible marks between letters.

use super::decode::escape_length;
use crate::document::Span;

/// Empty lines, and blanks in a line, that no layout needs.
const MANY_BREAKS: usize = 25;
const MANY_BLANKS: usize = 150;

/// Places with invisible marks between Latin letters that no typing explains.
const MANY_MARKS: usize = 4;

/// Words with lookalike letters that no mixed language explains.
const MANY_LOOKALIKES: usize = 3;

/// What a shape is called, what it says, and how much it weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    pub id: &'static str,
    pub says: &'static str,
    pub weight: u32,
}

const PADDING: Shape =
    Shape { id: "padding", says: "pushes text out of sight with blanks", weight: 50 };
const ANSI: Shape = Shape { id: "ansi", says: "holds escapes that steer a terminal", weight: 60 };
const MARKS: Shape =
    Shape { id: "invisible-marks", says: "has invisible marks between its letters", weight: 50 };
const LOOKALIKES: Shape =
    Shape { id: "lookalikes", says: "is written with letters that pass for others", weight: 50 };

/// The odd shapes of a text, each with its place. `folded` counts the words in
/// which lookalikes were found.
pub fn shapes(text: &str, folded: usize) -> Vec<(Shape, Span)> {
    let mut found = Vec::new();
    if may_be_padded(text) {
        found.extend(padding(text).map(|span| (PADDING, span)));
    }
    found.extend(escape(text).map(|span| (ANSI, span)));
    if !text.is_ascii() {
        found.extend(marks(text).map(|span| (MARKS, span)));
    }
    if folded >= MANY_LOOKALIKES {
        found.push((LOOKALIKES, 0..text.len()));
    }
    found
}

/// Whether there are enough blanks to look where they stand.
fn may_be_padded(text: &str) -> bool {
    let count = |blank: fn(&u8) -> bool| text.bytes().filter(blank).count();
    !text.is_ascii()
        || text.len() > MANY_BREAKS && count(|b| *b == b'\n') >= MANY_BREAKS
        || text.len() > MANY_BLANKS && count(|b| *b <= b' ') >= MANY_BLANKS
}

fn padding(text: &str) -> Option<Span> {
    let mut start = None;
    let (mut breaks, mut blanks) = (0, 0);
    for (at, c) in text.char_indices() {
        if !c.is_whitespace() {
            let long = breaks >= MANY_BREAKS || blanks >= MANY_BLANKS;
            if let Some(start) = start.filter(|_| long) {
                return Some(start..at);
            }
            start = Some(at + c.len_utf8());
            (breaks, blanks) = (0, 0);
        } else if c == '\n' {
            breaks += 1;
            blanks = 0;
        } else if blanks < MANY_BLANKS {
            blanks += 1;
        }
    }
    None
}

fn escape(text: &str) -> Option<Span> {
    let start = text.contains('\u{1b}').then(|| text.find("\u{1b}["))??;
    Some(start..start + escape_length(&text.as_bytes()[start..]))
}

fn marks(text: &str) -> Option<Span> {
    let is_mark =
        |c: char| matches!(c, '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{180e}');
    let mut places = 0;
    let mut first = None;
    let mut letter = false;
    let mut pending: Option<usize> = None;
    for (at, c) in text.char_indices() {
        if is_mark(c) {
            if letter && pending.is_none() {
                pending = Some(at);
            }
            continue;
        }
        letter = c.is_ascii_alphabetic() || c == ' ';
        if let Some(start) = pending.take().filter(|_| letter) {
            places += 1;
            first.get_or_insert(start);
            if places == MANY_MARKS {
                return first.map(|first| first..at);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(text: &str) -> Vec<&'static str> {
        shapes(text, 0).into_iter().map(|(shape, _)| shape.id).collect()
    }

    #[test]
    fn odd_shapes_are_seen() {
        assert_eq!(ids(&format!("a{}b", "\n".repeat(30))), ["padding"]);
        assert_eq!(ids(&format!("a{}b", " ".repeat(200))), ["padding"]);
        assert_eq!(ids("a\u{1b}[8mb"), ["ansi"]);
        assert_eq!(ids("r\u{200b}e\u{200b}a\u{200b}d\u{200b}x"), ["invisible-marks"]);
    }

    #[test]
    fn layout_and_scripts_are_honest() {
        assert!(ids(&format!("a{}", "\n".repeat(99))).is_empty());
        assert!(ids("می‌خواهم 👩‍💻 a\n\n\n  b").is_empty());
    }
}
