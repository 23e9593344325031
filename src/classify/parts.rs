//! Names as words with places: `getURLForID`, `git-commit`, `pods.delete`.

use std::ops::Range;

use smallvec::SmallVec;

use super::letters::{DIGIT, FOREIGN, KINDS, LETTER, LOWER, UPPER, sixteen, small_letters};
use super::lexicon::Lexicon;
use super::unspaced::pieces;
use super::words::{Kind, Word};

/// So many bytes of a name are read.
const MAX_NAME: usize = 512;

/// The words of a name: seldom more than these.
pub type NameWords = SmallVec<[Word; 6]>;

/// Splits a name in any case style: `getURLForID`, `git-commit`, `pods.delete`, `s3_list`.
#[must_use]
pub fn split_name(name: &str, lexicon: &'static Lexicon) -> NameWords {
    let mut words = NameWords::new();
    for part in name_parts(name) {
        add_part(&mut words, name, part, lexicon);
    }
    words
}

/// The first of the words that [`split_name`] finds.
#[must_use]
pub fn first_word(name: &str, lexicon: &'static Lexicon) -> Option<Word> {
    let mut words = NameWords::new();
    add_part(&mut words, name, name_parts(name).next()?, lexicon);
    words.first().copied()
}

fn add_part(words: &mut NameWords, name: &str, part: Range<usize>, lexicon: &'static Lexicon) {
    let word = |Range { start, end }| {
        let word = &name.as_bytes()[start..end];
        let numeric = word.iter().all(u8::is_ascii_digit);
        let kind = if numeric { Kind::Number } else { Kind::Word };
        let entry = lexicon.spelt(word);
        Word { start, end, kind, letters: sixteen(word), entry, joined: start > 0 }
    };
    if name.as_bytes()[part.clone()].is_ascii() {
        words.push(word(part));
    } else {
        let from = part.start;
        words.extend(pieces(&name[part], lexicon).map(|at| word(from + at.start..from + at.end)));
    }
}

/// Where the words of a name stand.
pub fn name_parts(name: &str) -> impl Iterator<Item = Range<usize>> {
    let name = &name[..name.floor_char_boundary(MAX_NAME)];
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < name.len() && letter(name, at).0 & LETTER == 0 {
            at += letter(name, at).1;
        }
        let start = at;
        let mut before = 0;
        while at < name.len() {
            // Most of a name are small letters, none of which begins a word.
            let small = small_letters(&name.as_bytes()[at..]);
            if small > 0 {
                (before, at) = (LOWER, at + small);
                continue;
            }
            let (kind, width) = letter(name, at);
            if kind & LETTER == 0 || (at > start && starts_word(name, before, at, (kind, width))) {
                break;
            }
            before = kind;
            at += width;
        }
        (at > start).then_some(start..at)
    })
}

/// A capital behind a small letter (`getUser`), or the last capital of a run (`URLFor`).
fn starts_word(name: &str, before: u8, at: usize, (kind, width): (u8, usize)) -> bool {
    kind == UPPER
        && (matches!(before, LOWER | DIGIT)
            || (before == UPPER && letter(name, at + width).0 == LOWER))
}

/// The kind of the character that begins here, and its width; nothing past the end.
#[inline]
fn letter(text: &str, at: usize) -> (u8, usize) {
    let Some(&byte) = text.as_bytes().get(at) else { return (0, 1) };
    match KINDS[usize::from(byte)] {
        FOREIGN => foreign_letter(text, at),
        kind => (kind, 1),
    }
}

#[cold]
fn foreign_letter(text: &str, at: usize) -> (u8, usize) {
    let c = text[at..].chars().next().unwrap_or(' ');
    let kind = match c {
        c if c.is_uppercase() => UPPER,
        c if c.is_lowercase() => LOWER,
        c if c.is_alphanumeric() => FOREIGN,
        _ => 0,
    };
    (kind, c.len_utf8())
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
    fn the_first_word_is_the_first_of_all() {
        for text in ["", "__", "deleteAfter", "purge_all", "_x", "2fa", "删除文件", "löscheÄpfel"]
        {
            let first = first_word(text, lexicon()).map(|word| (word.start, word.end));
            let all = split_name(text, lexicon());
            assert_eq!(first, all.first().map(|word| (word.start, word.end)), "{text}");
        }
    }
}
