//! Embedded data: servers, attack patterns and the lexicon's text.

/// The lexicon: `catalog/lexicon.toml`.
pub const LEXICON: &str = include_str!("../../catalog/lexicon.toml");
