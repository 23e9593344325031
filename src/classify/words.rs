//! Texts as words with places, each looked up once in the lexicon.

use std::ops::Range;

use super::letters::{
    BLANK, DIGIT, FOREIGN, KINDS, LINE, LOWER, Letters, Stretch, UPPER, sixteen, stretch,
};
use super::lexicon::{Entry, Lexicon};
use super::unspaced::pieces;

/// How much of a text is read: what stands behind is never a tool's head.
const MAX_TEXT: usize = 6_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Word,
    /// `other_tool`, `otherTool` or a back-ticked word: a name, never a verb.
    Identifier,
    Number,
    /// A punctuation mark, or `\n` for a line break, `¶` for an empty line.
    Mark(char),
}

/// A word, number or mark, by its bytes in the text.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    pub start: usize,
    pub end: usize,
    pub kind: Kind,
    /// The first sixteen, in small case; of a mark none.
    pub letters: Letters,
    pub entry: &'static Entry,
    /// Joined to the word in front by `-` or, in a name, by a single separator.
    pub joined: bool,
}

impl Word {
    #[must_use]
    pub fn text<'a>(&self, of: &'a str) -> &'a str {
        of.get(self.start..self.end).unwrap_or("")
    }

    /// Whether it is this word, in any case.
    #[inline]
    #[must_use]
    pub fn is(&self, of: &str, word: &str) -> bool {
        // The length tells nearly all words apart, without a look at the text.
        self.end - self.start == word.len() && self.text(of).eq_ignore_ascii_case(word)
    }

    /// Whether it is one of these, as [`spelt!`] has them.
    #[inline]
    #[must_use]
    pub fn is_any(&self, words: &[Letters]) -> bool {
        words.contains(&self.letters)
    }

    #[inline]
    #[must_use]
    pub fn is_mark(&self, marks: &[char]) -> bool {
        matches!(self.kind, Kind::Mark(c) if marks.contains(&c))
    }
}

/// Splits running text.
#[must_use]
pub fn split_text(text: &str, lexicon: &'static Lexicon) -> Vec<Word> {
    let text = &text[..text.floor_char_boundary(MAX_TEXT)];
    let bytes = text.as_bytes();
    let mut words = Vec::with_capacity(bytes.len() / 5);
    let mut at = 0;
    let mut joined = false;
    while let Some(&byte) = bytes.get(at) {
        let kind = KINDS[usize::from(byte)];
        if kind == BLANK {
            joined = false;
            at += 1;
            continue;
        }
        let end = if kind == 0 { at } else { push_word(&mut words, text, at, joined, lexicon) };
        if end == at {
            joined = false;
            let mark = mark(text, at, byte);
            at = mark.end;
            words.push(mark);
            continue;
        }
        joined = bytes.get(end) == Some(&b'-')
            && bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric);
        at = end + usize::from(joined);
    }
    words
}

fn mark(text: &str, start: usize, byte: u8) -> Word {
    let c = match byte {
        b'\n' => line_break(text.as_bytes(), start),
        ..0x80 => char::from(byte),
        _ => text[start..].chars().next().unwrap_or(' '),
    };
    // An empty line's sign stands for a line break of one byte.
    let width = if byte < 0x80 { 1 } else { c.len_utf8() };
    let (end, entry) = (start + width, &Entry::UNKNOWN);
    Word { start, end, kind: Kind::Mark(c), letters: [0; 2], entry, joined: false }
}

fn line_break(bytes: &[u8], at: usize) -> char {
    let next = bytes[at + 1..].iter().find(|b| !matches!(b, b' ' | b'\t' | b'\r'));
    if next == Some(&b'\n') { '¶' } else { '\n' }
}

/// Adds the word that starts here, and says where it ends: where it starts, if none does.
fn push_word(
    words: &mut Vec<Word>,
    text: &str,
    start: usize,
    joined: bool,
    lexicon: &'static Lexicon,
) -> usize {
    let bytes = text.as_bytes();
    let first = stretch(bytes, start);
    let rest = if first.len == 8 { stretch(bytes, start + 8) } else { Stretch::default() };
    let end = start + first.len + rest.len;
    // Few words are longer, or go on with an apostrophe or in another script.
    if rest.len == 8 || matches!(bytes.get(end), Some(b'\'' | 0x80..)) {
        return push_any_word(words, text, start, joined, lexicon);
    }
    let letters = [first.small, rest.small];
    let entry = lexicon.short_word(letters, end - start);
    let kind = kind(bytes, start..end, first.kinds | rest.kinds);
    words.push(Word { start, end, kind, letters, entry, joined });
    end
}

/// As [`push_word`], of any length and script.
#[cold]
fn push_any_word(
    words: &mut Vec<Word>,
    text: &str,
    start: usize,
    joined: bool,
    lexicon: &'static Lexicon,
) -> usize {
    let (end, kinds) = word_end(text, start);
    words.extend(pieces(&text[start..end], lexicon).map(|piece| {
        let (start, end) = (start + piece.start, start + piece.end);
        let word = &text.as_bytes()[start..end];
        let kind = kind(text.as_bytes(), start..end, kinds);
        Word { start, end, kind, letters: sixteen(word), entry: lexicon.spelt(word), joined }
    }));
    end
}

#[allow(clippy::inline_always, reason = "as of `stretch`")]
#[inline(always)]
fn kind(bytes: &[u8], at: Range<usize>, kinds: u8) -> Kind {
    let Range { start, end } = at;
    let named = kinds & LINE != 0 || kinds & (LOWER | UPPER) == LOWER | UPPER;
    if kinds == DIGIT {
        Kind::Number
    } else if (named && is_identifier(&bytes[at])) || is_ticked(bytes, start, end) {
        Kind::Identifier
    } else {
        Kind::Word
    }
}

/// Where any word that starts here ends, `start` itself where none does, and
/// the kinds of bytes it is made of.
#[cold]
fn word_end(text: &str, start: usize) -> (usize, u8) {
    let bytes = text.as_bytes();
    let (mut end, mut kinds) = (start, 0);
    loop {
        let plain = stretch(bytes, end);
        kinds |= plain.kinds;
        end += plain.len;
        let more = match bytes.get(end) {
            _ if plain.len == 8 => continue,
            Some(b'\'') if end > start => {
                usize::from(bytes.get(end + 1).is_some_and(u8::is_ascii_lowercase))
            }
            Some(0x80..) => {
                let c = text[end..].chars().next().filter(|c| c.is_alphanumeric());
                c.map_or(0, char::len_utf8)
            }
            _ => 0,
        };
        if more == 0 {
            return (end, kinds);
        }
        kinds |= FOREIGN;
        end += more;
    }
}

fn is_ticked(bytes: &[u8], start: usize, end: usize) -> bool {
    bytes.get(end) == Some(&b'`') && bytes.get(start.wrapping_sub(1)) == Some(&b'`')
}

fn is_identifier(word: &[u8]) -> bool {
    let other = |byte: &u8| *byte != b'_';
    let inner = word.iter().position(other).zip(word.iter().rposition(other));
    inner.and_then(|(first, last)| word.get(first..last)).is_some_and(|w| w.contains(&b'_'))
        // `createUser` is a name of code, `GitHub` a name of the world.
        || (word.first().is_some_and(u8::is_ascii_lowercase)
            && word.windows(2).any(|w| w[0].is_ascii_lowercase() && w[1].is_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::lexicon;
    use super::*;

    #[test]
    fn texts_split_with_their_places() {
        let text = "Don't use `drop` or other_tool;\n\nread-only é.";
        let words = split_text(text, lexicon());
        let shown: Vec<&str> = words.iter().map(|w| w.text(text)).collect();
        assert_eq!(
            shown,
            [
                "Don't",
                "use",
                "`",
                "drop",
                "`",
                "or",
                "other_tool",
                ";",
                "\n",
                "\n",
                "read",
                "only",
                "é",
                "."
            ]
        );
        assert!(words.iter().any(|w| w.joined && w.text(text) == "only"));
        assert!(words.iter().any(|w| w.kind == Kind::Identifier && w.text(text) == "drop"));
    }
}
