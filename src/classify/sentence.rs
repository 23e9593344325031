//! A description as sentences, and which of them speak of the tool itself.
//!
//! What stands under `Args:`, `Returns:` or `Examples:` describes data, and a
//! sentence that tells when to use another tool describes that one.

use std::ops::Range;

use super::words::{Kind, Word};

/// A run of words that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    pub words: Range<usize>,
    /// Under a heading that lists arguments, results or examples, or a
    /// sentence about other tools.
    pub aside: bool,
}

const ASIDE_HEADINGS: &[&str] = &[
    "args",
    "arg",
    "arguments",
    "argument",
    "parameters",
    "parameter",
    "params",
    "input",
    "inputs",
    "returns",
    "return",
    "output",
    "outputs",
    "response",
    "raises",
    "errors",
    "error",
    "example",
    "examples",
    "usage",
    "see",
    "related",
    "requires",
    "prerequisites",
    "requirements",
    "tips",
    "features",
    "workflow",
    "limitations",
    "schema",
    "syntax",
    "result",
    "results",
    "options",
    "fields",
    "attributes",
    "supported",
];

const ABBREVIATIONS: &[&str] =
    &["e", "g", "i", "etc", "vs", "eg", "ie", "incl", "approx", "no", "max", "min", "opt"];

/// Cuts words into sentences.
#[must_use]
pub fn split(text: &str, words: &[Word]) -> Vec<Sentence> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut aside = false;
    for (i, word) in words.iter().enumerate() {
        if !ends_sentence(text, words, i) {
            continue;
        }
        push(&mut out, text, words, start..i, &mut aside);
        if word.is_mark(&['¶']) {
            aside = false;
        }
        start = i + 1;
    }
    push(&mut out, text, words, start..words.len(), &mut aside);
    out
}

fn push(
    out: &mut Vec<Sentence>,
    text: &str,
    words: &[Word],
    range: Range<usize>,
    aside: &mut bool,
) {
    let range = trim(words, range);
    let Some(first) = words.get(range.clone()).and_then(|w| w.first()) else { return };
    if is_heading(text, words, &range) {
        *aside = ASIDE_HEADINGS.iter().any(|h| first.text(text).eq_ignore_ascii_case(h));
    }
    let foreign = speaks_of_others(text, words.get(range.clone()).unwrap_or(&[]));
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
fn is_heading(text: &str, words: &[Word], range: &Range<usize>) -> bool {
    let behind = |n: usize| words.get(range.start + n);
    let marked =
        range.start.checked_sub(1).and_then(|i| words.get(i)).is_some_and(|w| w.is_mark(&['#']));
    let colon = (1..=4).any(|n| {
        behind(n).is_some_and(|w| w.is_mark(&[':']))
            && (1..n).all(|m| behind(m).is_some_and(|w| w.kind == Kind::Word || w.is_mark(&['*'])))
    });
    let known = words
        .get(range.start)
        .is_some_and(|w| ASIDE_HEADINGS.iter().any(|h| w.text(text).eq_ignore_ascii_case(h)));
    (colon && (known || range.len() <= 4)) || (marked && range.len() <= 5)
}

fn ends_sentence(text: &str, words: &[Word], i: usize) -> bool {
    let Some(word) = words.get(i) else { return true };
    let Kind::Mark(mark) = word.kind else { return false };
    let next = words.get(i + 1);
    match mark {
        '¶' | ';' => true,
        '!' | '?' => true,
        '.' => {
            let spaced = text.as_bytes().get(word.end).is_none_or(u8::is_ascii_whitespace);
            let before = i.checked_sub(1).and_then(|j| words.get(j)).map_or("", |w| w.text(text));
            spaced && !ABBREVIATIONS.iter().any(|a| before.eq_ignore_ascii_case(a))
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
fn speaks_of_others(text: &str, words: &[Word]) -> bool {
    let lower =
        |i: usize| words.get(i).map(|w| w.text(text).to_ascii_lowercase()).unwrap_or_default();
    let first = lower(0);
    let names_other = words.iter().any(|w| w.kind == Kind::Identifier);
    let instead = words.iter().any(|w| w.text(text).eq_ignore_ascii_case("instead"));
    match first.as_str() {
        "use" | "call" | "prefer" | "try" | "consider" | "run" | "invoke" => {
            let own =
                matches!(lower(1).as_str(), "this" | "it" | "to" | "when" | "for" | "the" | "only");
            (!own || instead) && (names_other || instead)
        }
        "see" | "unlike" | "instead" | "if" | "for" | "to" | "before" | "after" | "first"
        | "always" | "never" | "do" | "don't" | "when" | "once" | "you" | "alternatively"
        | "note" | "requires" | "make" | "ensure" | "must" => names_other || instead,
        _ => instead,
    }
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
