//! A description as sentences, and which of them speak of the tool itself.
//!
//! What stands under `Args:`, `Returns:` or `Examples:` describes data, and a
//! sentence that tells when to use another tool describes that one.

use std::ops::Range;

use super::letters::{Letters, spelt};
use super::lexicon::Function;
use super::words::{Kind, Word};

/// A run of words that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    pub words: Range<usize>,
    /// Under a heading that lists arguments, results or examples, or a
    /// sentence about other tools.
    pub aside: bool,
}

/// Cuts words into sentences.
#[must_use]
pub fn split(text: &str, words: &[Word]) -> Vec<Sentence> {
    let mut out = Vec::with_capacity(1 + words.len() / 12);
    let mut start = 0;
    let mut aside = false;
    for (i, word) in words.iter().enumerate() {
        let Kind::Mark(mark) = word.kind else { continue };
        if !ends_sentence(text, words, i, mark) {
            continue;
        }
        push(&mut out, words, start..i, &mut aside);
        if mark == '¶' {
            aside = false;
        }
        start = i + 1;
    }
    push(&mut out, words, start..words.len(), &mut aside);
    out
}

fn push(out: &mut Vec<Sentence>, words: &[Word], range: Range<usize>, aside: &mut bool) {
    let range = trim(words, range);
    let Some(first) = words.get(range.clone()).and_then(|w| w.first()) else { return };
    if is_heading(words, &range) {
        *aside = first.entry.is(Function::Heading);
    }
    let foreign = speaks_of_others(words.get(range.clone()).unwrap_or(&[]));
    out.push(Sentence { words: range, aside: *aside || foreign });
}

/// Drops leading marks: bullets, asterisks, hash signs, quotes.
fn trim(words: &[Word], mut range: Range<usize>) -> Range<usize> {
    while words.get(range.start).is_some_and(|w| {
        matches!(w.kind, Kind::Mark(c) if c != '[' && c != '(') && range.start < range.end
    }) {
        range.start += 1;
    }
    range
}

/// One or two words and a colon: `Args:`, `**Returns**:`, `## Examples`.
fn is_heading(words: &[Word], range: &Range<usize>) -> bool {
    let before = range.start.checked_sub(1).and_then(|i| words.get(i));
    let marked = before.is_some_and(|w| w.is_mark(&['#']));
    let title = |w: &Word| w.kind == Kind::Word || w.is_mark(&['*']);
    let rest = words.get(range.start..).unwrap_or(&[]);
    let colon = rest.iter().take(5).position(|w| w.is_mark(&[':'])).filter(|at| *at > 0);
    let colon = colon.is_some_and(|at| rest.iter().take(at).all(title));
    let known = rest.first().is_some_and(|w| w.entry.is(Function::Heading));
    (colon && (known || range.len() <= 4)) || (marked && range.len() <= 5)
}

/// Whether the mark at a place ends a sentence.
fn ends_sentence(text: &str, words: &[Word], i: usize, mark: char) -> bool {
    let next = words.get(i + 1);
    match mark {
        '¶' | ';' | '!' | '?' | '。' | '！' | '？' | '；' => true,
        '.' => {
            let end = words.get(i).map_or(0, |word| word.end);
            let spaced = text.as_bytes().get(end).is_none_or(u8::is_ascii_whitespace);
            let before = i.checked_sub(1).and_then(|j| words.get(j));
            spaced && !before.is_some_and(|w| w.entry.is(Function::Abbreviation))
        }
        // A line break ends a sentence before a bullet, a heading or a capital.
        '\n' => next.is_some_and(|n| match n.kind {
            Kind::Mark(c) => matches!(c, '-' | '*' | '•' | '#' | '['),
            Kind::Number => true,
            _ => n.text(text).starts_with(char::is_uppercase) || followed_by_colon(words, i + 1),
        }),
        _ => false,
    }
}

fn followed_by_colon(words: &[Word], i: usize) -> bool {
    (1..=2).any(|n| words.get(i + n).is_some_and(|w| w.is_mark(&[':'])))
}

/// `Use delete_user instead`, `To remove a file, use …`, `See also …`, `Unlike …`.
fn speaks_of_others(words: &[Word]) -> bool {
    let is = |i: usize, list: &[Letters]| words.get(i).is_some_and(|w| w.is_any(list));
    let (mut instead, mut names_other) = (false, false);
    for word in words {
        instead |= word.is_any(spelt!["instead"]);
        names_other |= word.kind == Kind::Identifier;
    }
    let Some(first) = words.first().filter(|_| names_other) else { return instead };
    let own = is(1, spelt!["this", "it", "to", "when", "for", "the", "only"]);
    // `Set use_vision to true for a screenshot` is about an argument.
    let argument = is(0, spelt!["set", "pass", "specify", "leave", "omit", "include"])
        && words.get(1).is_some_and(|w| w.kind == Kind::Identifier || w.is_mark(&['`']));
    let order = first.entry.is(Function::Order) && !own;
    instead || order || argument || first.entry.is(Function::Elsewhere)
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::lexicon;
    use super::super::words::split_text;
    use super::*;

    fn sentences(text: &str) -> Vec<(String, bool)> {
        let words = split_text(text, lexicon());
        split(text, &words)
            .into_iter()
            .map(|s| {
                let span = &words[s.words.clone()];
                let (Some(first), Some(last)) = (span.first(), span.last()) else {
                    return (String::new(), s.aside);
                };
                (text[first.start..last.end].to_owned(), s.aside)
            })
            .collect()
    }

    #[test]
    fn sentences_end_where_a_reader_would_end_them() {
        let found = sentences("Get a file, e.g. a note. It wraps\nhere.\n\n- first\n- Second");
        let texts: Vec<&str> = found.iter().map(|(t, _)| t.as_str()).collect();
        assert_eq!(texts, ["Get a file, e.g. a note", "It wraps\nhere", "first", "Second"]);
    }

    #[test]
    fn headings_and_other_tools_are_asides() {
        let found = sentences(
            "Read it.\n\nArgs:\n    id: what to delete\n\nTo remove a file, use `rm_file`. Deletes it.",
        );
        let aside: Vec<bool> = found.iter().map(|(_, a)| *a).collect();
        assert_eq!(aside, [false, true, true, true, false], "{found:?}");
    }
}
