//! Descriptions that name a thing instead of an act.

use super::super::letters::spelt;
use super::super::lexicon::{Form, Function, Rank, VerbId};
use super::super::model::Category;
use super::super::words::{Kind, Word};
use super::Nominal;
use super::reader::Reader;

/// So long is a noun phrase in front of its first preposition.
const MAX_PHRASE: usize = 10;

impl Reader<'_> {
    /// A question, a known noun, or a phrase without any verb of change.
    pub fn nominal(&self, start: usize, end: usize) -> Option<Nominal> {
        if self.is(start, Function::Question) {
            let word = self.words.get(start)?;
            return Some(Nominal { start: word.start, end: word.end, verb: None, known: true });
        }
        if self.words.get(start).is_some_and(|w| w.entry.verb.is_none())
            && self.is(start + 1, Function::Article)
        {
            // `Points a domain at a server`: a verb, though it could be a noun.
            return None;
        }
        let far = end.min(start + MAX_PHRASE);
        let stop = (start..far)
            .find(|i| {
                let mark = self.words.get(*i).is_some_and(|w| matches!(w.kind, Kind::Mark(_)));
                let breaks = self.is(*i, Function::Break) && !self.is(*i, Function::Join);
                mark || (*i > start && breaks) || self.is_any(*i, spelt!["of"])
            })
            .unwrap_or(far);
        let known = (start..stop).rev().find_map(|i| {
            let word = self.words.get(i)?;
            let verb = word.entry.nominal;
            let known = verb.is_some() || word.entry.is_retrieved();
            known.then_some(Nominal { start: word.start, end: word.end, verb, known })
        });
        known.or_else(|| self.phrase(start, stop, end))
    }

    /// `Frobnicates the list`, `Sweeps away the rest`: a verb that nobody knows.
    pub fn is_unknown_verb(&self, at: usize) -> bool {
        // `Strings in the table` are a thing: what is no preposition stands behind a verb.
        let parted = self.is_any(at + 1, spelt!["away", "out", "off", "up", "down"]);
        self.words.get(at).is_some_and(|w| w.kind == Kind::Word && !w.entry.is_known())
            && self.at(at).ends_with('s')
            && self.is(at + 1 + usize::from(parted), Function::Article)
    }

    /// Three words or more that hold no verb of change.
    fn phrase(&self, start: usize, stop: usize, end: usize) -> Option<Nominal> {
        let words = self.words.get(start..end)?;
        let plain: Vec<&Word> = words.iter().filter(|w| w.kind == Kind::Word).collect();
        let (first, last) = (self.words.get(start)?, self.words.get(stop.checked_sub(1)?)?);
        // Of another language nothing is known: its first word may well be a verb.
        let known = plain.iter().filter(|w| w.entry.is_known()).count() * 4;
        let fits = plain.len() >= 3 && stop > start && known >= plain.len();
        (fits && !words.iter().any(|w| self.changes(w))).then_some(Nominal {
            start: first.start,
            end: last.end,
            verb: None,
            known: false,
        })
    }

    fn changes(&self, word: &Word) -> bool {
        matches!(word.entry.verb, Some((verb, form)) if form != Form::Past && self.is_change(verb))
    }

    fn is_change(&self, verb: VerbId) -> bool {
        self.lexicon.verb(verb).is_none_or(|v| v.says != Category::Read && v.rank != Rank::Noun)
    }
}
