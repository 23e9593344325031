//! Texts and names as words with places, each looked up once in the lexicon.

use super::lexicon::{Entry, Lexicon};

/// How much of a text is read: what stands behind is never a tool's head.
const MAX_TEXT: usize = 6_000;
/// So many characters of a name are read.
const MAX_NAME: usize = 512;

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
    pub entry: Entry,
    /// Joined to the word in front by `-` or, in a name, by a single separator.
    pub joined: bool,
}

impl Word {
    #[must_use]
    pub fn text<'a>(&self, of: &'a str) -> &'a str {
        of.get(self.start..self.end).unwrap_or("")
    }

    #[must_use]
    pub fn is_mark(&self, marks: &[char]) -> bool {
        matches!(self.kind, Kind::Mark(c) if marks.contains(&c))
    }
}

/// Splits a name in any case style: `getURLForID`, `git-commit`, `pods.delete`, `s3_list`.
#[must_use]
pub fn split_name(name: &str, lexicon: &Lexicon) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut start = None;
    let mut joined = false;
    let mut flush = |from: Option<usize>, to: usize, joined: bool| {
        if let Some(from) = from {
            let text = &name[from..to];
            let numeric = text.bytes().all(|b| b.is_ascii_digit());
            let kind = if numeric { Kind::Number } else { Kind::Word };
            words.push(Word { start: from, end: to, kind, entry: lexicon.word(text), joined });
        }
    };
    let mut chars = name.char_indices().take(MAX_NAME).peekable();
    let mut before = None;
    let mut end = 0;
    while let Some((at, c)) = chars.next() {
        let behind = before.replace(c);
        end = at + c.len_utf8();
        if !c.is_alphanumeric() {
            flush(start.take(), at, joined);
            joined = true;
            continue;
        }
        let after = chars.peek().map(|(_, c)| *c);
        if start.is_some() && starts_word(behind, c, after) {
            flush(start.take(), at, joined);
            joined = true;
        }
        start.get_or_insert(at);
    }
    flush(start, end, joined);
    words
}

/// A capital behind a small letter (`getUser`), or the last capital of a run (`URLFor`).
fn starts_word(before: Option<char>, c: char, after: Option<char>) -> bool {
    let Some(before) = before else { return false };
    c.is_uppercase()
        && (before.is_lowercase()
            || before.is_ascii_digit()
            || (before.is_uppercase() && after.is_some_and(char::is_lowercase)))
}

/// Splits running text.
#[must_use]
pub fn split_text(text: &str, lexicon: &Lexicon) -> Vec<Word> {
    let text = &text[..text.floor_char_boundary(MAX_TEXT)];
    let bytes = text.as_bytes();
    let mut words = Vec::with_capacity(bytes.len() / 5);
    let mut at = 0;
    let mut joined = false;
    while let Some(&byte) = bytes.get(at) {
        let end = word_end(text, at);
        if end > at {
            words.push(word(text, at, end, joined, lexicon));
            joined = bytes.get(end) == Some(&b'-')
                && bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric);
            at = if joined { end + 1 } else { end };
            continue;
        }
        joined = false;
        let c = text[at..].chars().next().unwrap_or(' ');
        match byte {
            b' ' | b'\t' | b'\r' => {}
            b'\n' => words.push(mark(at, 1, line_break(bytes, at))),
            _ => words.push(mark(at, c.len_utf8(), c)),
        }
        at += c.len_utf8();
    }
    words
}

fn mark(at: usize, width: usize, c: char) -> Word {
    let entry = Entry::default();
    Word { start: at, end: at + width, kind: Kind::Mark(c), entry, joined: false }
}

fn line_break(bytes: &[u8], at: usize) -> char {
    let next = bytes[at + 1..].iter().find(|b| !matches!(b, b' ' | b'\t' | b'\r'));
    if next == Some(&b'\n') { '¶' } else { '\n' }
}

/// Where the word that starts here ends; `start` itself where none does.
fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    while let Some(&byte) = bytes.get(end) {
        if byte.is_ascii_alphanumeric() || byte == b'_' {
            end += 1;
        } else if byte >= 0x80 {
            match text[end..].chars().next() {
                Some(c) if c.is_alphanumeric() => end += c.len_utf8(),
                _ => break,
            }
        } else if byte == b'\''
            && end > start
            && bytes.get(end + 1).is_some_and(u8::is_ascii_lowercase)
        {
            end += 1;
        } else {
            break;
        }
    }
    end
}

fn word(text: &str, start: usize, end: usize, joined: bool, lexicon: &Lexicon) -> Word {
    let content = &text[start..end];
    let kind = if content.bytes().all(|b| b.is_ascii_digit()) {
        Kind::Number
    } else if is_identifier(content) || is_ticked(text, start, end) {
        Kind::Identifier
    } else {
        Kind::Word
    };
    Word { start, end, kind, entry: lexicon.word(content), joined }
}

fn is_ticked(text: &str, start: usize, end: usize) -> bool {
    text.as_bytes().get(end) == Some(&b'`')
        && start.checked_sub(1).and_then(|i| text.as_bytes().get(i)) == Some(&b'`')
}

fn is_identifier(word: &str) -> bool {
    word.trim_matches('_').contains('_')
        // `createUser` is a name of code, `GitHub` a name of the world.
        || (word.starts_with(|c: char| c.is_ascii_lowercase())
            && word.as_bytes().windows(2).any(|w| w[0].is_ascii_lowercase() && w[1].is_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::lexicon;
    use super::*;

    fn name(text: &str) -> Vec<&str> {
        split_name(text, lexicon()).iter().map(|w| w.text(text)).collect()
    }

    #[test]
    fn names_split_in_any_style() {
        assert_eq!(name("getURLForID"), ["get", "URL", "For", "ID"]);
        assert_eq!(name("git-commit_all"), ["git", "commit", "all"]);
        assert_eq!(name("pods.delete"), ["pods", "delete"]);
        assert_eq!(name("mcp__srv__s3_objects"), ["mcp", "srv", "s3", "objects"]);
        assert_eq!(name("ListV2Items"), ["List", "V2", "Items"]);
        assert_eq!(name("PDFToText"), ["PDF", "To", "Text"]);
        assert_eq!(name("löscheÄpfel🍏"), ["lösche", "Äpfel"]);
        assert!(name("").is_empty());
    }

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
