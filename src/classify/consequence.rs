//! Phrases that speak of consequences: `cannot be undone`, `overwrites existing`.
//!
//! A phrase counts only outside asides, and only where nothing in front of it
//! in its clause denies it.

use super::describe::Description;
use super::lexicon::{Function, Lexicon, Phrase};
use super::words::Word;

/// A phrase that was found, by its bytes in the description.
#[derive(Debug, Clone, Copy)]
pub struct FoundPhrase {
    pub phrase: &'static Phrase,
    pub start: usize,
    pub end: usize,
}

/// All phrases of a description that are meant.
#[must_use]
pub fn find(text: &str, description: &Description, lexicon: &'static Lexicon) -> Vec<FoundPhrase> {
    let mut found = Vec::new();
    for sentence in description.sentences.iter().filter(|s| !s.aside) {
        let words = description.words.get(sentence.words.clone()).unwrap_or(&[]);
        for (at, first) in
            words.iter().enumerate().filter(|(_, word)| word.entry.wordings.is_some())
        {
            let rest = words.get(at + 1..).unwrap_or(&[]);
            let hit = lexicon.wordings(first.entry).find(|(_, wanted)| follows(text, rest, wanted));
            let Some((phrase, wanted)) = hit.filter(|_| !denied(words, at)) else { continue };
            let end = words.get(at + wanted.len()).map_or(first.end, |last| last.end);
            found.push(FoundPhrase { phrase, start: first.start, end });
        }
    }
    found
}

fn follows(text: &str, words: &[Word], wanted: &[String]) -> bool {
    words.len() >= wanted.len()
        && words.iter().zip(wanted).all(|(word, wanted)| word.is(text, wanted))
}

/// A denial up to six words in front, within the clause.
fn denied(words: &[Word], at: usize) -> bool {
    let before = words.get(..at).unwrap_or(&[]).iter().rev().take(6);
    before
        .take_while(|w| !w.is_mark(&[',', ';', ':', '(', '—']))
        .any(|w| w.entry.is(Function::Denial))
}
