//! What a verb is done to, and where it is taken from or put to.

use super::super::letters::{Letters, spelt};
use super::super::lexicon::Function;
use super::super::sense::{Scene, topics};
use super::super::topics::Topics;
use super::reader::Reader;

/// So far reaches a clause behind its verb.
const MAX_CLAUSE: usize = 22;
/// So long is an object.
const MAX_OBJECT: usize = 9;
/// So much is looked at behind a preposition.
const MAX_PLACE: usize = 6;

impl Reader<'_> {
    /// The object, to the next break, and what stands behind `from` and `to`.
    pub fn scene(&self, start: usize, end: usize) -> Scene {
        let far = end.min(start + MAX_CLAUSE);
        let clause = (start..far).find(|i| self.ends_clause(*i)).unwrap_or(far);
        let near = clause.min(start + MAX_OBJECT);
        let cut = (start..near)
            .find(|i| (*i > start && self.is(*i, Function::Break)) || self.is_mark(*i, &[',']))
            .unwrap_or(near);
        Scene {
            objects: self.topics(start, cut),
            from: self.place(cut, clause, spelt!["from", "off"]),
            to: self.place(cut, clause, spelt!["to", "into", "in", "onto", "on"]),
        }
    }

    /// A full stop ends a clause; the one in `.env` or `v1.2` doesn't.
    fn ends_clause(&self, at: usize) -> bool {
        let inner = self.words.get(at).is_some_and(|w| {
            self.text.as_bytes().get(w.end).is_some_and(u8::is_ascii_alphanumeric)
        });
        self.is_mark(at, &[';', ':', '(', '¶', '—']) || (self.is_mark(at, &['.']) && !inner)
    }

    /// The topics behind the first of these prepositions.
    fn place(&self, start: usize, end: usize, prepositions: &[Letters]) -> Topics {
        let Some(at) = (start..end).find(|at| self.is_any(*at, prepositions)) else {
            return Topics::default();
        };
        let far = end.min(at + 1 + MAX_PLACE);
        let stop = (at + 1..far).find(|i| self.is_mark(*i, &[','])).unwrap_or(far);
        self.topics(at + 1, stop)
    }

    fn topics(&self, start: usize, end: usize) -> Topics {
        topics(self.lexicon, self.text, self.words.get(start..end).unwrap_or(&[]))
    }
}
