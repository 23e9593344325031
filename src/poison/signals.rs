//! Which signals the sentences of one decoded text give.
//!
//! What a signal needs is known to be missing in most texts after one pass
//! ([`Scanner`](super::scan::Scanner)); patterns are only tried where they
//! decide whether a signal is given.

use std::collections::HashSet;

use super::decode::Plain;
use super::heard::{Heard, bits, in_order};
use super::lexicon::{Compiled, Lexicon, Mask, lexicon};
use super::own::Own;
use super::sentences::sentences;
use super::texts::Role;
use crate::document::Span;
use crate::manifest::Tool;

/// Names and keys of fewer words than these are no sentences.
const MIN_NAME_WORDS: usize = 5;

/// A signal that a sentence gives.
#[derive(Debug, Clone, Copy)]
pub struct Hit {
    /// Index of the signal in the lexicon.
    pub signal: usize,
    pub sentence: usize,
    pub weight: u32,
}

/// Reads the texts of one tool.
#[derive(Debug)]
pub struct Reader<'a> {
    pub lexicon: &'static Lexicon,
    own: Own<'a>,
}

/// The sentences of a text and what they give; no sentences where none does.
#[derive(Debug, Default)]
pub struct Reading {
    pub sentences: Vec<Span>,
    pub hits: Vec<Hit>,
}

/// A signal with its index.
type Asked = (usize, &'static Compiled);

impl<'a> Reader<'a> {
    /// `siblings` are the names of the other tools of the server, decoded.
    pub fn new(tool: &'a Tool, siblings: &'a HashSet<String>) -> Self {
        Self { lexicon: lexicon(), own: Own::new(tool, siblings) }
    }

    /// Reads a text. `first` says that it is what the tool says of itself.
    pub fn read(&self, plain: &Plain<'_>, role: Role, first: bool) -> Reading {
        let text = &plain.text;
        let scan = self.lexicon.scanner.scan(text);
        let asked = self.asked(text, role, first, scan.possible);
        if asked.is_empty() {
            return Reading::default();
        }
        let sentences = sentences(text);
        let mut heard = Heard::new(text, &sentences, &scan, self.lexicon.scanner.exact);
        self.listen(&mut heard, &asked);
        let hits = self.hits(&heard, &asked);
        Reading { sentences, hits }
    }

    /// Whether a text speaks of attacks.
    pub fn speaks_of_attacks(&self, plain: &Plain<'_>) -> bool {
        let atom = self.lexicon.speaks_of.and_then(|atom| self.lexicon.atoms.get(atom));
        atom.is_some_and(|atom| atom.matches(&plain.text).next().is_some())
    }

    /// The atoms of the tool's name.
    pub fn name(&self) -> Mask {
        self.own.atoms(self.lexicon)
    }

    /// The signals that the text may give.
    fn asked(&self, text: &str, role: Role, first: bool, possible: Mask) -> Vec<Asked> {
        let few = || text.split_whitespace().nth(MIN_NAME_WORDS - 1).is_none();
        let terse = matches!(role, Role::Name | Role::Key) && few();
        let signals = self.lexicon.signals_of(role, terse);
        let asked = |signal: &Compiled| (!signal.entry.first || first) && has_all(signal, possible);
        signals.filter(|(_, signal)| asked(signal)).collect()
    }

    /// Looks for the atoms that decide: first those that signals need, then
    /// those that speak against the signals that are left.
    fn listen(&self, heard: &mut Heard<'_>, asked: &[Asked]) {
        for part in [|signal: &Compiled| signal.atoms, |signal: &Compiled| signal.unless] {
            let mut wanted = 0;
            for (sentence, mask) in heard.masks.iter().enumerate() {
                let may_give = |signal: &Compiled| {
                    is_place(signal, sentence) && has_all(signal, mask | heard.open)
                };
                let signals = asked.iter().filter(|(_, signal)| may_give(signal));
                wanted |= signals.fold(0, |atoms, (_, signal)| atoms | part(signal));
            }
            self.look_for(wanted & heard.open, heard);
        }
    }

    fn look_for(&self, atoms: Mask, heard: &mut Heard<'_>) {
        heard.open &= !atoms;
        for atom in bits(atoms) {
            for span in self.matches(atom, heard.text) {
                heard.note(span.start, 1 << atom);
            }
        }
    }

    /// The matches of an atom that count: names of the tool's own server
    /// aren't foreign.
    pub fn matches<'t>(&'t self, atom: usize, text: &'t str) -> impl Iterator<Item = Span> + 't {
        let lexicon = self.lexicon;
        lexicon.atoms[atom].matches(text).filter(move |span| {
            let foreign = lexicon.foreign != Some(atom) || self.own.names_foreign(text, span);
            foreign && (lexicon.argument != Some(atom) || self.own.names_argument(text, span))
        })
    }

    /// What the sentences give, once all that decides is known.
    fn hits(&self, heard: &Heard<'_>, asked: &[Asked]) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (sentence, mask) in heard.masks.iter().enumerate().filter(|(_, mask)| **mask != 0) {
            let given = |signal: &Compiled| is_place(signal, sentence) && gives(signal, *mask);
            for &(index, signal) in asked.iter().filter(|(_, signal)| given(signal)) {
                hits.push(Hit { signal: index, sentence, weight: self.weight(signal) });
            }
        }
        for (index, signal) in asked.iter().filter(|(_, signal)| signal.entry.ordered) {
            if hits.iter().any(|hit| hit.signal == *index) {
                let lists = self.places(signal, heard.text);
                let ordered = |sentence: usize| in_order(&lists, &heard.places(sentence));
                hits.retain(|hit| hit.signal != *index || ordered(hit.sentence));
            }
        }
        hits
    }

    /// For each entry of `all` where its atoms stand, in their order.
    pub fn places(&self, signal: &Compiled, text: &str) -> Vec<Vec<Span>> {
        let places = |group: &Mask| {
            let mut spans: Vec<Span> =
                bits(*group).flat_map(|atom| self.matches(atom, text)).collect();
            spans.sort_by_key(|span| span.start);
            spans
        };
        signal.all.iter().map(places).collect()
    }

    pub fn weight(&self, signal: &Compiled) -> u32 {
        let has_reason = self.name() & signal.unless_name != 0;
        if has_reason { signal.entry.weight / 2 } else { signal.entry.weight }
    }
}

fn is_place(signal: &Compiled, sentence: usize) -> bool {
    !signal.entry.first || sentence == 0
}

fn has_all(signal: &Compiled, mask: Mask) -> bool {
    signal.all.iter().all(|group| mask & group != 0)
}

fn gives(signal: &Compiled, mask: Mask) -> bool {
    mask & signal.unless == 0 && has_all(signal, mask)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::decode::plain;
    use super::*;

    fn ids(text: &str, role: Role) -> Vec<&'static str> {
        let tool = Tool::from_definition(json!({"name": "."})).unwrap();
        let none = HashSet::new();
        let reading = Reader::new(&tool, &none).read(&plain(text), role, true);
        reading.hits.iter().map(|hit| lexicon().signals[hit.signal].entry.id).collect()
    }

    fn role_of(signal: &Compiled) -> Role {
        let roles = [Role::Name, Role::Key, Role::Parameter, Role::Default];
        roles
            .into_iter()
            .find(|role| signal.entry.role.iter().any(|one| *one == role.as_str()))
            .unwrap_or(Role::Description)
    }

    #[test]
    fn every_signal_hears_its_sentences_and_no_others() {
        for signal in lexicon().signals {
            let (entry, role) = (&signal.entry, role_of(signal));
            for text in entry.fires {
                assert!(ids(text, role).contains(&entry.id), "{}: {text}", entry.id);
            }
            for text in entry.silent {
                assert!(!ids(text, role).contains(&entry.id), "{}: {text}", entry.id);
            }
        }
    }
}
