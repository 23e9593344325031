//! Weighs the signals of a tool: which category, how sure, and why.
//!
//! The name's verb and the description's verb are two witnesses. Where they
//! agree the verdict is sure; where they differ, the one that is less likely to
//! be a noun, or less dependent on a doubtful sense, is believed, and the
//! verdict says so. Everything else (joined verbs, action enums, raw input,
//! phrases of consequence) can only raise it.

mod compound;
mod nouns;
mod raise;
mod raw;
mod witness;

pub use raw::{raw_sign, runs_code, takes_query};
use smallvec::SmallVec;

use super::lexicon::VerbId;
use super::model::Category;
use super::signals::{Signals, Voice};

/// What decided, for the evidence.
#[derive(Debug, Clone, Copy)]
pub enum Ground {
    /// Index into [`Signals::named`].
    Named(usize),
    /// Index into [`Signals::described`].
    Described(usize),
    /// Index into [`Signals::choices`].
    Choice(usize),
    /// Index into [`Signals::switches`].
    Switch(usize),
    /// Index into [`Signals::phrases`].
    Phrase(usize),
    /// Index into the schema's signs.
    Sign(usize),
    /// The description's first words, that make one noun.
    Compound,
    /// The noun phrase of the description, and what its act amounts to.
    Nominal(Category),
    /// A word of the name that is retrieved.
    NameNoun(usize),
    /// All that the second opinion has read, where it decides.
    Wording(Category),
}

/// A judgement before risk and traits.
#[derive(Debug, Clone)]
pub struct Judgement {
    pub category: Category,
    /// Log-odds of being right.
    pub score: f64,
    /// What speaks for the category, the deciding ground first.
    pub grounds: SmallVec<[Ground; 3]>,
    /// What speaks against it, or leaves it open.
    pub doubt: Option<Doubt>,
}

/// Why a person should look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// The name and the description head differ.
    Disagree(Category, Category),
    /// The deciding verb has a sense that the text leaves open.
    Sense(String),
    /// Only one weak sign.
    Weak,
    /// Nothing to go by.
    Silent,
    /// A multi-purpose tool that names no acts.
    OpenActions,
    /// A change in passing: joined verbs, phrases.
    Aside(String),
    /// The description is headed by a verb that isn't known.
    Unknown(String),
    /// More parameters, or schemas of them, than are read.
    Unread,
    /// Raw input whose reach the text doesn't limit.
    Raw(String),
    /// Tools worded like this one are of this category too.
    Wording(Category),
}

/// Judges a tool.
#[must_use]
pub fn judge(signals: &Signals<'_>) -> Judgement {
    let mut judgement = witness::hear(signals);
    raise::by_joined(signals, &mut judgement);
    raise::by_name_aside(signals, &mut judgement);
    raw::by_raw_input(signals, &mut judgement);
    raise::by_choices(signals, &mut judgement);
    raise::by_switches(signals, &mut judgement);
    raise::by_phrases(signals, &mut judgement);
    raise::weigh_parameters(signals, &mut judgement);
    if signals.schema.unread {
        // What isn't read may say anything: nothing makes up for it.
        judgement.score = judgement.score.min(1.4);
        judgement.doubt = Some(Doubt::Unread);
    }
    judgement
}

/// Acts that take back what one of [`GIVING`] gave: side by side they are symmetric.
const TAKING: &[&str] = &["remove", "clear", "unlink", "reset", "revoke"];
const GIVING: &[&str] =
    &["add", "set", "assign", "attach", "apply", "link", "mark", "enable", "grant", "invite"];

/// Whether a loss among these acts is only the other half of a giving one.
fn symmetric<'s>(verb: &str, others: impl Iterator<Item = &'s str>) -> bool {
    TAKING.contains(&verb) && others.into_iter().any(|other| GIVING.contains(&other))
}

/// Whether the text says, right away, that nothing changes: further down it
/// may be one mode of several.
fn declared_unchanging(signals: &Signals<'_>) -> bool {
    let near = signals.description.sentences.get(1).or(signals.description.sentences.first());
    let end = near.and_then(|s| signals.description.words.get(s.words.end.saturating_sub(1)));
    let end = end.map_or(0, |word| word.end);
    signals.phrases.iter().any(|f| f.phrase.says == Category::Read && f.start < end)
}

/// Leaves a Read open: a person should look.
fn doubt_read(judgement: &mut Judgement, doubt: Doubt) {
    judgement.score = judgement.score.min(1.4);
    judgement.doubt.get_or_insert(doubt);
}

fn word_of(signals: &Signals<'_>, verb: VerbId) -> &'static str {
    signals.lexicon.verb(verb).map_or("", |v| v.word.as_str())
}

fn word(signals: &Signals<'_>, voice: &Voice) -> String {
    signals.lexicon.verb(voice.reading.verb).map_or_else(String::new, |v| v.word.clone())
}
