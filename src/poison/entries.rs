//! `catalog/poison.toml` as it is written, for `build.rs`: the program has it as
//! [`super::lexicon`].

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
    #[error("a pattern needs a string of more than 255 bytes")]
    TooLong,
}

/// One signal: see the one of the lexicon.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignalEntry {
    pub id: String,
    pub family: String,
    pub weight: u32,
    #[serde(default)]
    pub hard: bool,
    pub says: String,
    pub all: Vec<String>,
    #[serde(default)]
    pub ordered: bool,
    #[serde(default)]
    pub unless: Vec<String>,
    #[serde(default)]
    pub unless_name: Vec<String>,
    #[serde(default)]
    pub role: Vec<String>,
    #[serde(default)]
    pub first: bool,
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
