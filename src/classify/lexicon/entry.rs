//! What the lexicon knows of one written word.

use serde::Deserialize;

use super::super::topics::TopicId;
use super::{Form, VerbId};

/// What a word does in the grammar of a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Function {
    /// May stand in front of the head and says nothing.
    Wrapper,
    /// The object ends in front of it.
    Break,
    Article,
    /// What follows is a noun.
    Determiner,
    Join,
    /// A row of verbs ends in front of it.
    Stop,
    Question,
    /// Begins a later sentence on the same tool.
    Subject,
    /// Heads a list of data.
    Heading,
    /// Begins a sentence on another tool, if one is named.
    Elsewhere,
    /// Begins an order to the agent.
    Order,
    Denial,
    Abbreviation,
    /// The first word of a verb of two words, in any form.
    Phrasal,
    /// The second word of a verb of two words.
    Particle,
    /// Names something that is retrieved.
    Retrieved,
    /// Makes a noun of a name that ends in it.
    Record,
    /// In a name, makes a noun of the word behind it.
    Adjective,
    /// A name's target that something is converted to.
    Format,
    /// A name's target that is made anew.
    Medium,
    /// A core verb that can be a noun in a name.
    Nounlike,
    /// Makes a noun of itself and the word in front.
    Compound,
    /// A verb of a language whose sentences end in it.
    Final,
}

/// What a word does in names alone: in running text it may be of any language.
const OF_NAMES: u32 = 1 << Function::Adjective as u32
    | 1 << Function::Format as u32
    | 1 << Function::Medium as u32
    | 1 << Function::Nounlike as u32;

/// What the lexicon knows of one written word.
#[derive(Debug, Clone, Copy, Default)]
pub struct Entry {
    pub verb: Option<(VerbId, Form)>,
    /// A noun of action, and the verb it amounts to.
    pub nominal: Option<VerbId>,
    pub topic: Option<TopicId>,
    /// Where it begins phrases: which of the lexicon's lists of wordings.
    pub wordings: Option<u16>,
    /// One bit for each [`Function`].
    pub(super) functions: u32,
}

impl Entry {
    /// Of a word that the lexicon lacks.
    pub const UNKNOWN: Self =
        Self { verb: None, nominal: None, topic: None, wordings: None, functions: 0 };

    /// Whether the lexicon has the word at all.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.verb.is_some()
            || self.nominal.is_some()
            || self.topic.is_some()
            || self.wordings.is_some()
            || self.functions & !OF_NAMES != 0
    }

    /// A verb as it stands in a name: `stats` is none, `open` is.
    #[must_use]
    pub fn is_verb(&self) -> bool {
        self.base_verb().is_some()
    }

    /// The verb that it is in its base form.
    #[must_use]
    pub fn base_verb(&self) -> Option<VerbId> {
        self.verb.filter(|(_, form)| *form == Form::Base).map(|(verb, _)| verb)
    }

    /// Names something that is retrieved.
    #[must_use]
    pub fn is_retrieved(&self) -> bool {
        self.is(Function::Retrieved)
    }

    #[must_use]
    pub fn is(&self, function: Function) -> bool {
        self.functions & (1 << function as u32) != 0
    }

    /// Whether a clause about other things begins with it, or a denial.
    #[inline]
    #[must_use]
    pub fn turns(&self) -> bool {
        const TURNS: u32 = 1 << Function::Stop as u32
            | 1 << Function::Question as u32
            | 1 << Function::Denial as u32;
        self.functions & TURNS != 0
    }
}
