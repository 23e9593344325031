//! Phrases that speak of consequences: `cannot be undone`, `overwrites existing`.
//!
//! A phrase counts only outside asides, and only where nothing in front of it
//! in its clause denies it.

use super::describe::Description;
use super::lexicon::{Lexicon, Phrase};
use super::words::{Kind, Word};

/// A phrase that was found, by its bytes in the description.
#[derive(Debug, Clone, Copy)]
pub struct FoundPhrase<'a> {
    pub phrase: &'a Phrase,
    pub start: usize,
    pub end: usize,
}

const DENIALS: &[&str] = &[
    "not", "never", "no", "without", "won't", "doesn't", "don't", "cannot", "can't", "avoid",
    "avoids", "prevent", "prevents", "instead", "unless", "before", "refuses", "fails", "rather",
    "isn't", "nothing", "protects", "against",
];

/// All phrases of a description that are meant.
#[must_use]
pub fn find<'a>(
    text: &str,
    description: &Description,
    lexicon: &'a Lexicon,
) -> Vec<FoundPhrase<'a>> {
    let mut found = Vec::new();
    for sentence in description.sentences.iter().filter(|s| !s.aside) {
        let words = description.words.get(sentence.words.clone()).unwrap_or(&[]);
        for at in 0..words.len() {
            let hit = lexicon.phrases.iter().find_map(|phrase| {
                let len = phrase.wordings.iter().find_map(|w| matches(text, words, at, w))?;
                Some((phrase, len))
            });
            let Some((phrase, len)) = hit else { continue };
            let (Some(first), Some(last)) = (words.get(at), words.get(at + len - 1)) else {
                continue;
            };
            if !denied(text, words, at) {
                found.push(FoundPhrase { phrase, start: first.start, end: last.end });
            }
        }
    }
    found
}

/// How many words a wording takes here.
fn matches(text: &str, words: &[Word], at: usize, wording: &[String]) -> Option<usize> {
    let fits = wording.iter().enumerate().all(|(i, wanted)| {
        words.get(at + i).is_some_and(|w| w.text(text).eq_ignore_ascii_case(wanted))
    });
    (fits && !wording.is_empty()).then_some(wording.len())
}

/// A denial up to six words in front, within the clause.
fn denied(text: &str, words: &[Word], at: usize) -> bool {
    words
        .get(..at)
        .unwrap_or(&[])
        .iter()
        .rev()
        .take(6)
        .take_while(|w| !matches!(w.kind, Kind::Mark(',' | ';' | ':' | '(' | '—')))
        .any(|w| {
            let word = w.text(text);
            // `Fields not given are dropped` denies nothing.
            DENIALS.iter().any(|d| word.eq_ignore_ascii_case(d))
        })
}
