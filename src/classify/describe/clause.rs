//! Acts told beside the head, in clauses of their own: `…, deleting those …`,
//! `… by dropping the table`, `… and pays it`.
//!
//! What is asked about (`what changed after deleting a row`), denied, or the
//! object of a noun (`the cost of moving a file`) is no act of the tool.

use super::super::letters::{Letters, spelt};
use super::super::lexicon::{Form, Function, Rank, VerbId};
use super::super::model::Category;
use super::super::words::Kind;
use super::joined::NOUNS_BEHIND;
use super::reader::Reader;
use super::{Heads, Role};

/// With one of these behind it a word is a verb, whatever else it could be.
pub(super) const PRONOUNS: &[Letters] = spelt!["it", "them"];

/// Objects that are told apart from any other: what was spoken of, or all of it.
const CERTAIN: &[Letters] = spelt![
    "the", "it", "them", "its", "their", "all", "any", "every", "each", "this", "those", "these",
    "existing", "old",
];

impl Reader<'_> {
    /// Adds the acts of the clauses behind a head.
    pub fn beside(&self, heads: &mut Heads, head: usize, form: Form, end: usize) {
        // Whether the last gerund was an act: `by dropping and recreating the table`.
        let mut row = false;
        for at in head + 1..end {
            let Some(entry) = self.words.get(at).map(|word| word.entry) else { return };
            if entry.turns() {
                return;
            }
            // Most words are no verb, alone or with the next.
            if entry.verb.is_none() && !entry.is(Function::Phrasal) {
                continue;
            }
            let Some((verb, own)) = self.verb(at) else { continue };
            let role = if own == Form::Gerund {
                let role = self.gerund(at, verb, row);
                row = role.is_some();
                role
            } else {
                self.finite(at, (verb, own), (head, form))
            };
            let known = |heads: &Heads| {
                let start = self.words.get(at).map(|word| word.start);
                heads.iter().any(|h| Some(h.head.start) == start)
            };
            if let Some(role) = role.filter(|_| !known(heads)) {
                heads.extend(self.head(at, end, role, false));
            }
        }
    }

    /// `, deleting those`, `by dropping it`, `after truncating the table`.
    fn gerund(&self, at: usize, verb: VerbId, row: bool) -> Option<Role> {
        let behind = self.behind(at);
        let certain = self.is_any(behind, CERTAIN);
        let harms = self.harms(verb);
        let before = self.before(at)?;
        if self.is(at - 1, Function::Join) && before != at - 1 && !self.is_mark(before, &[',']) {
            return (row && (certain || harms)).then_some(Role::Beside);
        }
        if self.is_mark(before, &[',']) {
            let acts = harms && self.has_object(behind) && !self.is_listed(behind);
            return (certain || acts).then_some(Role::Beside);
        }
        if self.is_any(before, spelt!["by", "while"]) {
            return (harms && self.has_object(behind) || row).then_some(Role::Beside);
        }
        (self.is_any(before, spelt!["after"]) && certain).then_some(Role::Doubtful)
    }

    /// A verb joined by `and` that the row of the head's own form doesn't hold.
    fn finite(
        &self,
        at: usize,
        (verb, own): (VerbId, Form),
        (head, form): (usize, Form),
    ) -> Option<Role> {
        let joins = self.is(at - 1, Function::Join) || self.is_any(at - 1, spelt!["plus"]);
        let before = self.before(at)?;
        if (!joins && !self.is_mark(before, &[','])) || self.arranges(at, verb) {
            return None;
        }
        let behind = self.behind(at);
        if self.is_any(behind, PRONOUNS) {
            return Some(Role::Beside);
        }
        let noun = self.rank(verb) == Rank::Noun;
        if own != form {
            let certain = own == Form::Third && self.is_any(behind, CERTAIN);
            return (certain && !noun && self.harms(verb)).then_some(Role::Beside);
        }
        // One item of a longer list is a thing: `items, options and checkout page`.
        let lists = (head..at).any(|i| self.is_mark(i, &[',']));
        let acts = own == Form::Base && !noun && !lists && self.changes_state(verb);
        (acts && self.has_object(behind) && !self.names_thing(behind)).then_some(Role::Doubtful)
    }

    /// `and order them by date`, `and group them by size` only sorts.
    pub(super) fn arranges(&self, at: usize, verb: VerbId) -> bool {
        self.is_any(at + 1, PRONOUNS)
            && self.is_any(at + 2, spelt!["by"])
            && self.rank(verb) != Rank::Core
            && !self.harms(verb)
    }

    /// What stands in front of a verb and the joins and adverbs before it.
    fn before(&self, at: usize) -> Option<usize> {
        (0..at).rev().find(|i| !self.is(*i, Function::Join) && !self.is_adverb(*i))
    }

    fn behind(&self, at: usize) -> usize {
        at + 1 + usize::from(self.phrasal(at).is_some())
    }

    /// A word that may be an object, here or behind the next gerund of a row.
    fn has_object(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        if word.entry.is(Function::Join) {
            let next = self.verb(at + 1).is_some_and(|(_, form)| form == Form::Gerund);
            return next && self.has_object(self.behind(at + 1));
        }
        matches!(word.kind, Kind::Word | Kind::Identifier | Kind::Number)
            && !word.entry.is(Function::Break)
            && !self.is_any(at, NOUNS_BEHIND)
    }

    /// One thing among others: `cash, buying power, and open orders`.
    fn is_listed(&self, at: usize) -> bool {
        self.is_mark(at + 1, &[',']) || self.is(at + 1, Function::Join)
    }

    /// A noun that the word in front only describes: `and ban reasons`.
    fn names_thing(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|w| w.entry.is_retrieved() || w.entry.topic.is_some())
    }

    pub(super) fn harms(&self, verb: VerbId) -> bool {
        let verb = self.lexicon.verb(verb);
        verb.is_some_and(|v| v.says >= Category::Destructive && v.rank != Rank::Noun)
    }

    fn changes_state(&self, verb: VerbId) -> bool {
        self.lexicon.verb(verb).is_some_and(|v| v.says > Category::Read)
    }
}
