//! The shape of `catalog/lexicon.toml`, as it is written.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Category, Function, Note, Rank, Step, Trait};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    pub sense: Vec<RawSense>,
    pub phrase: Vec<RawPhrase>,
    pub parameter: Vec<RawParameter>,
    #[serde(rename = "trait")]
    pub traits: Vec<RawTrait>,
    pub verb: BTreeMap<String, RawVerb>,
    pub phrasal: BTreeMap<String, String>,
    pub abroad: RawAbroad,
    pub nominal: BTreeMap<String, String>,
    pub function: BTreeMap<Function, String>,
    pub retrieved: RawRetrieved,
    pub group: BTreeMap<String, String>,
}

/// English words, and what they are in other languages.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawAbroad {
    pub verbs: BTreeMap<String, String>,
    pub nouns: BTreeMap<String, String>,
}

#[derive(Deserialize)]
pub struct RawVerb {
    pub says: Category,
    #[serde(default)]
    pub rank: Rank,
    #[serde(default)]
    pub unsure: bool,
    #[serde(flatten)]
    pub note: Note,
}

#[derive(Deserialize)]
pub struct RawSense {
    pub id: String,
    pub verbs: String,
    pub says: Category,
    #[serde(default)]
    pub unsure: bool,
    pub objects: Option<String>,
    pub from: Option<String>,
    pub to: Option<String>,
    pub context: Option<String>,
    pub unless: Option<String>,
    #[serde(flatten)]
    pub note: Note,
}

#[derive(Deserialize)]
pub struct RawPhrase {
    pub id: String,
    pub words: String,
    pub says: Category,
    #[serde(flatten)]
    pub note: Note,
}

#[derive(Deserialize)]
pub struct RawParameter {
    pub id: String,
    pub names: String,
    pub says: String,
    #[serde(flatten)]
    pub note: Note,
}

#[derive(Deserialize)]
pub struct RawTrait {
    pub id: String,
    pub says: Trait,
    pub risk: Option<Step>,
    #[serde(rename = "in")]
    pub categories: String,
    #[serde(default)]
    pub verbs: String,
    #[serde(default)]
    pub senses: String,
    #[serde(default)]
    pub objects: String,
    #[serde(default)]
    pub parameters: String,
    #[serde(flatten)]
    pub note: Note,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawRetrieved {
    pub words: String,
    /// Those among them that make a noun of a name that ends in them.
    pub records: String,
}
