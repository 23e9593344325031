//! The lexicon as data: verbs, senses, phrases and parameters of
//! `catalog/lexicon.toml`, with word groups resolved.
//!
//! Read once, when something is first classified.

mod build;
mod entry;
mod raw;
mod table;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::letters::Letters;
use super::model::{Category, Trait};
use super::topics::{TopicId, Topics};
pub use entry::{Entry, Function};
use table::Words;

/// How far a word can be trusted to be a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rank {
    /// As often a noun.
    Noun,
    #[default]
    Plain,
    /// Never a noun; wins over others in a name.
    Core,
}

/// The shape in which a verb stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `delete`
    Base,
    /// `deletes`, which may also be a plural noun
    Third,
    /// `deleting`
    Gerund,
    /// `deleted`, never a head
    Past,
}

pub type VerbId = u16;

/// Verbs that say nothing of what is done.
const MANAGING: &[&str] = &["manage", "handle", "maintain", "administer", "operate", "control"];

#[derive(Debug)]
pub struct Verb {
    pub word: String,
    /// The id that evidence names: `verb/delete`.
    pub rule: String,
    pub says: Category,
    pub rank: Rank,
    /// Leaves room by itself.
    pub unsure: bool,
    /// Says nothing of what is done: `manage`, `handle`.
    pub manages: bool,
    /// The words of other languages that amount to it.
    pub abroad: String,
    pub note: Note,
}

/// What an entry means, for `toolward rule` and for the tests.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Note {
    pub about: String,
    pub fires: String,
    pub silent: String,
}

#[derive(Debug)]
pub struct Sense {
    pub id: String,
    /// `sense/ID`.
    pub rule: String,
    pub says: Category,
    pub unsure: bool,
    pub objects: Option<Topics>,
    pub from: Option<Topics>,
    pub to: Option<Topics>,
    pub context: Option<Topics>,
    pub unless: Topics,
    pub note: Note,
}

#[derive(Debug)]
pub struct Phrase {
    pub id: String,
    /// `phrase/ID`.
    pub rule: String,
    pub says: Category,
    pub note: Note,
}

#[derive(Debug)]
pub struct ParameterEntry {
    pub id: String,
    /// `parameter/ID`.
    pub rule: String,
    pub says: String,
    pub note: Note,
}

/// A fact beside the category, and where it is looked for.
#[derive(Debug)]
pub struct TraitEntry {
    pub id: String,
    /// `trait/ID`.
    pub rule: String,
    pub says: Trait,
    pub risk: Option<Step>,
    pub categories: Vec<Category>,
    pub verbs: Vec<VerbId>,
    pub senses: Vec<String>,
    pub objects: Topics,
    /// Ids of parameter entries.
    pub parameters: Vec<String>,
    pub note: Note,
}

/// Which way a fact moves the risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    Up,
    Down,
}

#[derive(Debug, Default)]
pub struct Lexicon {
    pub verbs: Vec<Verb>,
    pub senses: Vec<Sense>,
    pub phrases: Vec<Phrase>,
    pub parameters: Vec<ParameterEntry>,
    pub traits: Vec<TraitEntry>,
    /// What is paid with, traded, or committed.
    money: Topics,
    senses_of: Vec<Vec<usize>>,
    words: Words<Entry>,
    phrasal: FxHashMap<String, VerbId>,
    /// For each word that begins phrases: the phrase, and the words that follow.
    wordings: Vec<Vec<(usize, Vec<String>)>>,
    parameter_names: Words<Vec<usize>>,
}

/// The embedded lexicon.
#[must_use]
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
        // The text is part of the binary and a test parses it; an empty
        // lexicon would only ever say "needs review".
        toml::from_str::<raw::Raw>(crate::catalog::LEXICON).map(Lexicon::build).unwrap_or_default()
    });
    &LEXICON
}

impl Lexicon {
    /// Whether a topic is money, or is paid for.
    #[must_use]
    pub fn is_of_money(&self, topic: TopicId) -> bool {
        self.money.contains(topic)
    }

    /// What is known of a word, whatever its case.
    #[must_use]
    pub fn word(&self, word: &str) -> &Entry {
        self.spelt(word.as_bytes())
    }

    /// As [`Lexicon::word`], of a word that is a part of some text's bytes.
    #[must_use]
    pub fn spelt(&self, word: &[u8]) -> &Entry {
        self.words.get(word).unwrap_or(&Entry::UNKNOWN)
    }

    /// As [`Lexicon::word`], of at most fifteen letters that were read already:
    /// the first eight and the others, in small case.
    #[must_use]
    pub fn short_word(&self, letters: Letters, len: usize) -> &Entry {
        self.words.short(letters, len).unwrap_or(&Entry::UNKNOWN)
    }

    /// What is known of two words written as one: `read` and `only` as `readonly`.
    #[must_use]
    pub fn pair(&self, first: &str, second: &str) -> &Entry {
        self.words.pair(first, second).unwrap_or(&Entry::UNKNOWN)
    }

    /// The verb that two words make, such as `rolls back`; ask only where the
    /// first is phrasal and the second a particle.
    #[must_use]
    pub fn phrasal(&self, first: &str, second: &str) -> Option<VerbId> {
        let key = format!("{} {}", first.to_ascii_lowercase(), second.to_ascii_lowercase());
        self.phrasal.get(&key).copied()
    }

    /// The wordings that begin with a word, each as its phrase and its further words.
    pub fn wordings(&self, first: &Entry) -> impl Iterator<Item = (&Phrase, &[String])> {
        let found = first.wordings.and_then(|list| self.wordings.get(usize::from(list)));
        let found = found.map_or(&[][..], Vec::as_slice);
        found.iter().filter_map(|(id, rest)| Some((self.phrases.get(*id)?, rest.as_slice())))
    }

    /// Whether a verb has other senses than its own.
    #[must_use]
    pub fn has_senses(&self, verb: VerbId) -> bool {
        self.senses_of.get(usize::from(verb)).is_some_and(|senses| !senses.is_empty())
    }

    /// The senses of a verb, in the order of the file.
    pub fn senses_of(&self, verb: VerbId) -> impl Iterator<Item = &Sense> {
        let ids = self.senses_of.get(usize::from(verb)).map_or(&[][..], Vec::as_slice);
        ids.iter().filter_map(|id| self.senses.get(*id))
    }

    #[must_use]
    pub fn verb(&self, id: VerbId) -> Option<&Verb> {
        self.verbs.get(usize::from(id))
    }

    /// A verb that says nothing of what is done: `manage`, `handle`.
    #[must_use]
    pub fn is_managing(&self, id: VerbId) -> bool {
        self.verb(id).is_some_and(|verb| verb.manages)
    }

    /// The parameter entries that a parameter's name fits.
    pub fn parameter(&self, name: &str) -> impl Iterator<Item = &ParameterEntry> {
        let mut buffer = [0_u8; 48];
        let key = fold(name, &mut buffer);
        let ids = self.parameter_names.get(key).map_or(&[][..], Vec::as_slice);
        ids.iter().filter_map(|id| self.parameters.get(*id))
    }

    /// The verb whose base form this is.
    #[must_use]
    pub fn verb_called(&self, word: &str) -> Option<&Verb> {
        self.verbs.iter().find(|verb| verb.word == word)
    }

    /// The note of an entry by the id that evidence names.
    #[must_use]
    pub fn note(&self, rule: &str) -> Option<&Note> {
        let (kind, id) = rule.split_once('/')?;
        match kind {
            "verb" => self.verb_called(id).map(|v| &v.note),
            "sense" => self.senses.iter().find(|s| s.id == id).map(|s| &s.note),
            "phrase" => self.phrases.iter().find(|p| p.id == id).map(|p| &p.note),
            "trait" => self.traits.iter().find(|t| t.id == id).map(|t| &t.note),
            "parameter" => self.parameters.iter().find(|p| p.id == id).map(|p| &p.note),
            _ => None,
        }
    }
}

/// A parameter's name without case and separators: `dryRun` is `dry_run`.
/// Names longer than the buffer are cut; none of the lexicon's is.
fn fold<'b>(name: &str, buffer: &'b mut [u8]) -> &'b [u8] {
    let mut len = 0;
    for byte in name.bytes() {
        let Some(slot) = buffer.get_mut(len) else { break };
        *slot = byte.to_ascii_lowercase();
        // The next byte takes the place of a separator.
        len += usize::from(!matches!(byte, b'_' | b'-' | b'.' | b' '));
    }
    buffer.get(..len).unwrap_or(&[])
}
