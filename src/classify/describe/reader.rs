//! Looking at single words of a description.

use super::super::letters::{Letters, spelt};
use super::super::lexicon::{Form, Function, Lexicon, Rank, VerbId};
use super::super::unspaced;
use super::super::words::{Kind, Word};

/// A description's words with the lexicon that knows them.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    pub text: &'a str,
    pub words: &'a [Word],
    pub lexicon: &'static Lexicon,
}

impl Reader<'_> {
    /// The text of a word; empty past the end.
    pub fn at(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |w| w.text(self.text))
    }

    pub fn is(&self, at: usize, function: Function) -> bool {
        self.words.get(at).is_some_and(|w| w.entry.is(function))
    }

    /// Whether a word is one of these, as [`spelt!`] has them.
    #[inline]
    pub fn is_any(&self, at: usize, words: &[Letters]) -> bool {
        self.words.get(at).is_some_and(|w| w.is_any(words))
    }

    pub fn is_mark(&self, at: usize, marks: &[char]) -> bool {
        self.words.get(at).is_some_and(|w| w.is_mark(marks))
    }

    /// Whether a sentence begins in a script without spaces.
    pub fn is_unspaced(&self, at: usize) -> bool {
        unspaced::is_unspaced(self.at(at))
    }

    /// Whether any of these words is of a language whose verb stands last.
    pub fn ends_in_verb(&self, start: usize, end: usize) -> bool {
        (start..end).any(|at| unspaced::ends_in_verb(self.at(at)))
    }

    /// `safely`, `automatically`; `daily rates` has none.
    pub fn is_adverb(&self, at: usize) -> bool {
        const ADJECTIVES: &[Letters] = spelt![
            "daily",
            "weekly",
            "monthly",
            "yearly",
            "hourly",
            "nightly",
            "quarterly",
            "early"
        ];
        self.at(at).ends_with("ly") && !self.is_any(at, ADJECTIVES)
    }

    pub fn rank(&self, verb: VerbId) -> Rank {
        self.lexicon.verb(verb).map_or(Rank::Noun, |v| v.rank)
    }

    /// Whether the word here and the next make one verb (`log in`).
    pub fn phrasal(&self, at: usize) -> Option<VerbId> {
        let first = self.words.get(at).filter(|w| w.entry.is(Function::Phrasal));
        let next = first
            .and_then(|_| self.words.get(at + 1))
            .filter(|n| n.entry.is(Function::Particle))?;
        self.lexicon.phrasal(self.at(at), next.text(self.text))
    }

    /// A verb here, in a form that can head a clause.
    pub fn verb(&self, at: usize) -> Option<(VerbId, Form)> {
        let word = self.words.get(at).filter(|w| w.kind == Kind::Word)?;
        if let Some(verb) = self.phrasal(at) {
            return Some((verb, word.entry.verb.map_or(Form::Base, |(_, form)| form)));
        }
        word.entry.verb.filter(|(_, form)| *form != Form::Past)
    }
}
