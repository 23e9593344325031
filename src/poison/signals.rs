//! Which signals the sentences of one decoded text give.

use std::collections::HashSet;

use super::decode::Plain;
use super::lexicon::{Compiled, Lexicon, Mask};
use super::sentences::sentences;
use super::texts::Role;
use crate::document::Span;

/// Names and keys of fewer words than these are no sentences.
const MIN_NAME_WORDS: usize = 5;

/// Words in front of `parameter` that name none.
const NO_NAME: [&str; 26] = [
    "the",
    "this",
    "that",
    "a",
    "an",
    "optional",
    "required",
    "first",
    "second",
    "each",
    "any",
    "all",
    "one",
    "following",
    "as",
    "by",
    "same",
    "every",
    "of",
    "no",
    "query",
    "and",
    "or",
    "with",
    "these",
    "its",
];

/// A signal that a sentence gives.
#[derive(Debug, Clone, Copy)]
pub struct Hit {
    /// Index of the signal in the lexicon.
    pub signal: usize,
    pub sentence: usize,
    pub weight: u32,
}

/// What is known of the tool whose text is read.
#[derive(Debug)]
pub struct Reader<'a> {
    pub lexicon: &'static Lexicon,
    /// Names that belong to the tool, decoded.
    pub own: &'a HashSet<String>,
    /// Names of the other tools of its server, decoded.
    pub siblings: &'a HashSet<String>,
    /// Atoms of the tool's name.
    pub name: Mask,
}

/// The sentences of a text and what they give.
#[derive(Debug)]
pub struct Reading {
    pub sentences: Vec<Span>,
    pub hits: Vec<Hit>,
}

/// Matches of one atom: their bytes and the sentence each begins in.
type Found = Vec<(Span, usize)>;

impl Reader<'_> {
    /// Reads a text. `first` says that it is what the tool says of itself.
    pub fn read(&self, plain: &Plain, role: Role, first: bool) -> Reading {
        let sentences = sentences(&plain.text);
        let found = self.atoms(&plain.text, &sentences);
        let mut masks: Vec<Mask> = vec![0; sentences.len()];
        for (atom, matches) in found.iter().enumerate() {
            for (_, sentence) in matches {
                masks[*sentence] |= 1 << atom;
            }
        }
        let few = plain.text.split_whitespace().nth(MIN_NAME_WORDS - 1).is_none();
        let terse = matches!(role, Role::Name | Role::Key) && few;
        let mut hits = Vec::new();
        for (sentence, mask) in masks.iter().enumerate().filter(|(_, mask)| **mask != 0) {
            for (index, signal) in self.lexicon.signals.iter().enumerate() {
                let wanted = signal.takes(role)
                    && !(terse && signal.entry.role.is_empty())
                    && (!signal.entry.first || (first && sentence == 0));
                if wanted && gives(signal, *mask) && in_order(signal, &found, sentence) {
                    hits.push(Hit { signal: index, sentence, weight: self.weight(signal) });
                }
            }
        }
        Reading { sentences, hits }
    }

    fn weight(&self, signal: &Compiled) -> u32 {
        let has_reason = self.name & signal.unless_name != 0;
        if has_reason { signal.entry.weight / 2 } else { signal.entry.weight }
    }

    fn atoms(&self, text: &str, sentences: &[Span]) -> Vec<Found> {
        let sentence_of = |at: usize| {
            sentences.partition_point(|span| span.end <= at).min(sentences.len().saturating_sub(1))
        };
        let places = |(index, atom): (usize, &regex::bytes::Regex)| -> Found {
            if sentences.is_empty() {
                return Vec::new();
            }
            atom.find_iter(text.as_bytes())
                .map(|found| found.range())
                .filter(|span| self.counts(index, text, span))
                .map(|span| (span.clone(), sentence_of(span.start)))
                .collect()
        };
        self.lexicon.atoms.iter().enumerate().map(places).collect()
    }

    /// Whether a match counts: names of the tool's own server aren't foreign.
    fn counts(&self, atom: usize, text: &str, span: &Span) -> bool {
        let part = || text.get(span.clone()).unwrap_or_default();
        if self.lexicon.foreign == Some(atom) {
            let mut names = names_in(text, span).peekable();
            let nameless = names.peek().is_none() && part().ends_with(" tool");
            nameless || names.any(|name| !self.is_own(name))
        } else if self.lexicon.argument == Some(atom) {
            let mut words = part().split(' ');
            let first = words.next().unwrap_or_default();
            let name = if first == "parameter" { words.next().unwrap_or_default() } else { first };
            !NO_NAME.contains(&name) && !self.is_own(name)
        } else {
            true
        }
    }

    fn is_own(&self, name: &str) -> bool {
        self.own.contains(name) || self.siblings.contains(name)
    }
}

fn gives(signal: &Compiled, mask: Mask) -> bool {
    mask & signal.unless == 0 && signal.all.iter().all(|group| mask & group != 0)
}

fn in_order(signal: &Compiled, found: &[Found], sentence: usize) -> bool {
    if !signal.entry.ordered {
        return true;
    }
    let mut behind = 0;
    signal.all.iter().all(|group| {
        let atoms = (0..found.len()).filter(|atom| group & (1 << atom) != 0);
        let matches = atoms.flat_map(|atom| &found[atom]);
        let inside = matches.filter(|(span, at)| *at == sentence && span.start >= behind);
        match inside.map(|(span, _)| span).min_by_key(|span| span.start) {
            Some(span) => {
                behind = span.end;
                true
            }
            None => false,
        }
    })
}

/// Names such as `read_file` in a part of a text: no file names, no operators.
fn names_in<'t>(text: &'t str, span: &Span) -> impl Iterator<Item = &'t str> {
    let bytes = text.as_bytes();
    let is_name = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'_';
    let mut at = span.start;
    let end = span.end;
    std::iter::from_fn(move || {
        while at < end {
            let length = bytes[at..end].iter().take_while(|b| is_name(b)).count();
            let start = at;
            at += length.max(1);
            let name = text.get(start..start + length).unwrap_or_default();
            let joined = name.trim_matches('_').contains('_');
            let before = start.checked_sub(1).and_then(|i| bytes.get(i));
            let behind = (bytes.get(start + length), bytes.get(start + length + 1));
            let is_file = matches!(behind, (Some(b'.'), Some(b)) if b.is_ascii_alphanumeric());
            if joined && !is_file && !matches!(before, Some(b'$' | b'.')) {
                return Some(name);
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::super::decode::plain;
    use super::super::lexicon::lexicon;
    use super::*;

    fn ids(text: &str, role: Role) -> Vec<String> {
        let own = HashSet::new();
        let reader = Reader { lexicon: lexicon(), own: &own, siblings: &own, name: 0 };
        let reading = reader.read(&plain(text), role, true);
        reading.hits.iter().map(|hit| lexicon().signals[hit.signal].entry.id.clone()).collect()
    }

    fn role_of(signal: &Compiled) -> Role {
        let roles = [Role::Name, Role::Key, Role::Parameter, Role::Default];
        roles
            .into_iter()
            .find(|role| signal.entry.role.iter().any(|one| one == role.as_str()))
            .unwrap_or(Role::Description)
    }

    #[test]
    fn every_signal_hears_its_sentences_and_no_others() {
        for signal in &lexicon().signals {
            let (entry, role) = (&signal.entry, role_of(signal));
            for text in &entry.fires {
                assert!(ids(text, role).contains(&entry.id), "{}: {text}", entry.id);
            }
            for text in &entry.silent {
                assert!(!ids(text, role).contains(&entry.id), "{}: {text}", entry.id);
            }
        }
    }

    #[test]
    fn names_are_told_from_files_and_operators() {
        let text = "call read_file and a_b.json or $x_y, then to_do";
        let names: Vec<&str> = names_in(text, &(0..text.len())).collect();
        assert_eq!(names, ["read_file", "to_do"]);
    }
}
