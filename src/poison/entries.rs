//! `catalog/poison.toml` as it is written.

use std::collections::HashMap;

use serde::Deserialize;

/// Why the text isn't a lexicon.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LexiconError {
    #[error("it is not as expected: {0}")]
    Shape(String),
    #[error("the pattern of atom `{atom}` is wrong: {reason}")]
    Pattern { atom: String, reason: String },
    #[error("signal `{signal}` names the atom `{atom}`, which there isn't")]
    UnknownAtom { signal: String, atom: String },
    #[error("there are more than 128 atoms")]
    TooMany,
}

/// One signal, as `catalog/poison.toml` has it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignalEntry {
    pub id: String,
    /// Of a family, only the weightiest signal counts.
    pub family: String,
    /// In hundredths of what makes a definition suspicious enough.
    pub weight: u32,
    /// Whether honest tools have no reason to say it.
    #[serde(default)]
    pub hard: bool,
    /// What the sentence does, to follow "the text".
    pub says: String,
    /// Each entry needs one of its atoms in the sentence.
    pub all: Vec<String>,
    /// Whether the atoms have to stand in the order of `all`.
    #[serde(default)]
    pub ordered: bool,
    /// None of these atoms may be in the sentence.
    #[serde(default)]
    pub unless: Vec<String>,
    /// A tool whose name says one of these has half a reason to say it.
    #[serde(default)]
    pub unless_name: Vec<String>,
    /// Only in these texts: `name`, `key`, `parameter`.
    #[serde(default)]
    pub role: Vec<String>,
    /// Only in the first sentence that a tool says of itself.
    #[serde(default)]
    pub first: bool,
    /// Sentences that must give the signal, and sentences that must not.
    #[serde(default)]
    pub fires: Vec<String>,
    #[serde(default)]
    pub silent: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    pub words: HashMap<String, Vec<String>>,
    pub atom: Vec<AtomEntry>,
    #[serde(default)]
    pub signal: Vec<SignalEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AtomEntry {
    pub id: String,
    #[serde(rename = "match")]
    pub patterns: Vec<String>,
}
