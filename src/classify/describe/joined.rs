//! Verbs joined to the head, and later sentences that go on about the same tool.

use super::super::letters::{Letters, spelt};
use super::super::lexicon::{Form, Function, Rank, VerbId};
use super::super::name::Head;
use super::clause::PRONOUNS;
use super::reader::Reader;
use super::{DescribedHead, Heads, Role};

/// Behind a verb of a list, these make a noun of it: `transit and set of the Sun`,
/// `with status and send date`.
pub(super) const NOUNS_BEHIND: &[Letters] = spelt!["of", "date", "time", "count", "rate"];

impl Reader<'_> {
    /// Adds the head and the verbs joined to it.
    pub fn row(&self, heads: &mut Heads, at: usize, form: Form, end: usize, direct: bool) {
        if let Some(head) = self.head(at, end, Role::Main, direct) {
            heads.push(head);
            self.joined(heads, at, form, end, direct);
            self.beside(heads, at, form, end);
            self.listed(heads, at, end, direct);
        }
    }

    /// `It also deletes …`, `This will overwrite …`, `Automatically creates …`, `Deletes …`.
    pub fn continued(&self, heads: &mut Heads, start: usize, end: usize) {
        let speaks = |at: &usize| self.is(*at, Function::Subject) || self.is_adverb(*at);
        let at = (start..end).find(|at| !speaks(at)).unwrap_or(end);
        let Some((verb, form)) = self.verb(at) else { return };
        let (subject, strong) = (at > start, self.rank(verb) != Rank::Noun);
        // What stands behind a full stop may be advice, what stands behind `;` goes on.
        let bare = form == Form::Base && !subject;
        let goes_on = match form {
            Form::Third => strong || subject,
            Form::Base if bare => {
                strong && self.follows_semicolon(start) && self.is(at + 1, Function::Article)
            }
            Form::Base => strong,
            Form::Gerund | Form::Past => false,
        };
        if !goes_on {
            return;
        }
        let before = heads.len();
        self.row(heads, at, form, end, false);
        for head in heads.iter_mut().skip(before) {
            if bare {
                head.role = Role::Doubtful;
            } else if head.role != Role::Doubtful {
                head.role = Role::Later;
            }
        }
    }

    fn follows_semicolon(&self, start: usize) -> bool {
        start > 0 && self.is_mark(start - 1, &[';', '；'])
    }

    /// A subject, a third person or a core verb opens this sentence.
    pub fn begins_plainly(&self, start: usize) -> bool {
        self.is(start, Function::Subject)
            || self.verb(start).is_some_and(|(verb, form)| {
                self.rank(verb) == Rank::Core
                    || (form == Form::Third && self.rank(verb) == Rank::Plain)
            })
    }

    pub(super) fn head(
        &self,
        at: usize,
        end: usize,
        role: Role,
        direct: bool,
    ) -> Option<DescribedHead> {
        let (verb, _) = self.verb(at)?;
        let last = at + usize::from(self.phrasal(at).is_some());
        // `Modifies nothing` is no act.
        if self.is_any(last + 1, spelt!["nothing", "no"]) {
            return None;
        }
        let (word, last_word) = (self.words.get(at)?, self.words.get(last)?);
        let head = Head { verb, start: word.start, end: last_word.end, leading: true };
        let behind = last + 1;
        let articled = self.is(behind, Function::Article);
        let takes_pronoun = articled && self.is_any(behind, PRONOUNS);
        Some(DescribedHead { head, behind, end, role, direct, articled, takes_pronoun })
    }

    /// The acts that a managing verb lists: `Manages scripts: create, read or delete`.
    fn listed(&self, heads: &mut Heads, head: usize, end: usize, direct: bool) {
        if !self.verb(head).is_some_and(|(verb, _)| self.lexicon.is_managing(verb)) {
            return;
        }
        let opens =
            (head + 1..end).find(|i| self.is_mark(*i, &[':', '(', '—']) || self.is_dash(*i));
        let Some(open) = opens else { return };
        let starts = |i: &usize| {
            *i == open + 1 || self.is_mark(*i - 1, &[',', '/']) || self.is(*i - 1, Function::Join)
        };
        let acts = (open + 1..end).filter(starts).filter(|i| {
            self.verb(*i)
                .is_some_and(|(verb, form)| form == Form::Base && self.rank(verb) != Rank::Noun)
        });
        heads.extend(acts.filter_map(|at| self.head(at, end, Role::Row, direct)));
    }

    fn joined(&self, heads: &mut Heads, head: usize, form: Form, end: usize, direct: bool) {
        let mut at = head + 1;
        // Still in a row of verbs, without an object in between.
        let mut row = true;
        // What is joined may belong to another verb: `steps to delete a page and edit its title`.
        let mut other = false;
        while at < end && !self.is(at, Function::Stop) {
            other |= self.is_any(at, spelt!["to", "can", "who", "whether"]);
            if !self.is_mark(at, &[',', '/', '&', '、', '，']) && !self.is(at, Function::Join) {
                row &= self.verb(at).is_some_and(|(_, f)| f == form);
                at += 1;
                continue;
            }
            let next = (at + 1..end)
                .find(|i| {
                    !self.is(*i, Function::Join)
                        && !self.is_any(*i, spelt!["to"])
                        && !self.is_adverb(*i)
                })
                .unwrap_or(end);
            match self.verb(next) {
                Some((verb, f)) if f == form => {
                    if self.is_verb_here(next, end, verb, row) {
                        let role = match (row, other && form == Form::Base) {
                            (true, _) => Role::Row,
                            (false, true) => Role::Doubtful,
                            (false, false) => Role::Joined,
                        };
                        heads.extend(self.head(next, end, role, row && direct));
                    }
                }
                _ => row = false,
            }
            at = next.max(at + 1);
        }
    }

    /// Core words, members of a row of verbs, and words in front of an article.
    fn is_verb_here(&self, at: usize, end: usize, verb: VerbId, row: bool) -> bool {
        let more = at + 1 < end || self.is_unspaced(at);
        if self.is_any(at + 1, NOUNS_BEHIND) || self.arranges(at, verb) {
            return false;
        }
        let core = self.rank(verb) == Rank::Core && !self.is(at + 1, Function::Break);
        self.is(at + 1, Function::Article) || (more && (row || core))
    }
}
