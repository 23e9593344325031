//! A stranger's text cut into pieces: plain, quoted as evidence, unseen.
//!
//! The pieces together are the text, but for characters that can't be seen or
//! steer the reading: those are replaced by their number, such as `U+202E`.

use serde::Serialize;
use serde::ser::SerializeTuple;

use crate::phrase::is_unsafe;
use crate::render::text::is_stacked;

/// A part of a text that is shown in one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    /// Part of what a verdict quotes.
    pub quoted: bool,
    /// Stands for a character that would not be seen.
    pub unseen: bool,
}

/// A plain piece is its text; any other `[quoted, unseen, text]`.
impl Serialize for Piece {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !self.quoted && !self.unseen {
            return serializer.serialize_str(&self.text);
        }
        let mut parts = serializer.serialize_tuple(3)?;
        parts.serialize_element(&u8::from(self.quoted))?;
        parts.serialize_element(&u8::from(self.unseen))?;
        parts.serialize_element(&self.text)?;
        parts.end()
    }
}

/// The pieces of a text; `evidence` are byte ranges of it, in any order. Ranges that
/// don't lie in the text are passed over.
#[must_use]
pub fn pieces(text: &str, evidence: &[(usize, usize)]) -> Vec<Piece> {
    let mut ranges = merged(text, evidence).into_iter().peekable();
    let mut out: Vec<Piece> = Vec::new();
    let mut stacked = 0;
    for (at, c) in text.char_indices() {
        while ranges.next_if(|(_, end)| *end <= at).is_some() {}
        let quoted = ranges.peek().is_some_and(|(start, _)| *start <= at);
        let piled = is_stacked(c, &mut stacked);
        let unseen = (piled || is_unsafe(c)) && !matches!(c, '\n' | '\t');
        match out.last_mut() {
            Some(last) if !unseen && !last.unseen && last.quoted == quoted => last.text.push(c),
            _ if unseen => {
                let text = format!("U+{:04X}", u32::from(c));
                out.push(Piece { text, quoted, unseen });
            }
            _ => out.push(Piece { text: c.to_string(), quoted, unseen }),
        }
    }
    out
}

/// The ranges in order, those that touch made one.
fn merged(text: &str, quotes: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut sorted: Vec<_> = quotes
        .iter()
        .copied()
        .filter(|(start, end)| start < end && text.get(*start..*end).is_some())
        .collect();
    sorted.sort_unstable();
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (start, end) in sorted {
        match out.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => out.push((start, end)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, quotes: &[(usize, usize)]) -> String {
        serde_json::to_string(&pieces(text, quotes)).unwrap()
    }

    #[test]
    fn quotes_and_unseen_characters_are_pieces_of_their_own() {
        assert_eq!(shown("Deletes it.", &[(0, 7)]), r#"[[1,0,"Deletes"]," it."]"#);
        assert_eq!(shown("a\u{202e}b", &[]), r#"["a",[0,1,"U+202E"],"b"]"#);
        assert_eq!(shown("a\u{200b}b", &[(0, 5)]), r#"[[1,0,"a"],[1,1,"U+200B"],[1,0,"b"]]"#);
        assert_eq!(shown("one\n\ttwo\r", &[]), r#"["one\n\ttwo",[0,1,"U+000D"]]"#);
        assert_eq!(shown("", &[]), "[]");
    }

    #[test]
    fn ranges_overlap_touch_and_miss_without_harm() {
        assert_eq!(shown("abcdef", &[(2, 4), (0, 3), (4, 5)]), r#"[[1,0,"abcde"],"f"]"#);
        assert_eq!(shown("é", &[(0, 1), (1, 9), (7, 3)]), r#"["é"]"#);
    }

    #[test]
    fn a_pile_of_accents_is_counted_out() {
        let pieces = pieces(&format!("e{}", "\u{301}".repeat(5)), &[]);
        assert_eq!(pieces.iter().filter(|piece| piece.unseen).count(), 2);
    }
}
