//! Descriptions that name a thing instead of an act.

use super::super::letters::{Letters, spelt};
use super::super::lexicon::{Form, Function, Rank, VerbId};
use super::super::model::Category;
use super::super::words::{Kind, Word};
use super::Nominal;
use super::reader::Reader;

/// So long is a noun phrase in front of its first preposition.
const MAX_PHRASE: usize = 10;

/// Verbs that say nothing without what stands behind them.
const LIGHT: &[Letters] = spelt!["give", "point", "bring", "let", "pass", "hand"];

impl Reader<'_> {
    /// A question, a known noun, or a phrase without any verb of change.
    pub fn nominal(&self, start: usize, end: usize) -> Option<Nominal> {
        if self.is(start, Function::Question) {
            let word = self.words.get(start)?;
            return Some(Nominal { start: word.start, end: word.end, verb: None, known: true });
        }
        let known = self.words.get(start).is_some_and(|w| w.entry.verb.is_some());
        if !known && (self.is(start + 1, Function::Article) || self.is_any(start, LIGHT)) {
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

    /// Words that hold no verb of change: three or more, or two where the first
    /// can only stand in front of a noun.
    fn phrase(&self, start: usize, stop: usize, end: usize) -> Option<Nominal> {
        let words = self.words.get(start..end)?;
        let plain: Vec<&Word> = words.iter().filter(|w| w.kind == Kind::Word).collect();
        let (first, last) = (self.words.get(start)?, self.words.get(stop.checked_sub(1)?)?);
        // Of another language nothing is known: its first word may well be a verb.
        let known = plain.iter().filter(|w| w.entry.is_known()).count() * 4;
        // `CID, formula, weight`: no sentence of any language begins so.
        let listed = self.is_mark(start + 1, &[',', '/']) && self.at(start).is_ascii();
        let enough = plain.len() >= 3 && (known >= plain.len() || listed);
        let described = plain.len() == 2 && stop > start + 1 && self.describes(start);
        let fits = stop > start && (enough || described);
        (fits && !(start..end).any(|at| self.changes(at))).then_some(Nominal {
            start: first.start,
            end: last.end,
            verb: None,
            known: false,
        })
    }

    /// `connected boards`, `latest builds`: what a noun follows and no object.
    fn describes(&self, at: usize) -> bool {
        const VERBS: &[Letters] =
            spelt!["feed", "shed", "speed", "proceed", "succeed", "weed", "breed"];
        let word = self.at(at);
        let verb = self.verb(at).is_some() || self.is_any(at, VERBS);
        let past = word.is_ascii() && word.len() > 4 && word.ends_with("ed");
        self.is(at, Function::Adjective) || (past && !verb)
    }

    /// Whether a word is used as a verb of change: `newest uploads of a channel`
    /// and `after the move` hold none.
    fn changes(&self, at: usize) -> bool {
        let Some((verb, form)) = self.words.get(at).and_then(|word| word.entry.verb) else {
            return false;
        };
        let before = |words: &[Letters]| at > 0 && self.is_any(at - 1, words);
        let acts = match form {
            Form::Past => false,
            // `the last run`, `contracts that renew soon`.
            Form::Base => {
                let noun = at > 0 && self.is(at - 1, Function::Adjective);
                !noun && !before(spelt!["the", "a", "an", "of", "each", "every", "that", "which"])
            }
            // As often a plural, or what describes a noun.
            Form::Third => {
                self.is(at + 1, Function::Article) || before(spelt!["that", "which", "then", "it"])
            }
            Form::Gerund => self.is(at + 1, Function::Article) || before(spelt!["by", "for"]),
        };
        acts && self.is_change(verb)
    }

    fn is_change(&self, verb: VerbId) -> bool {
        self.lexicon.verb(verb).is_none_or(|v| v.says != Category::Read && v.rank != Rank::Noun)
    }
}
