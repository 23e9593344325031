//! The attack patterns: what is told of each, and where it is told.
//!
//! Which tools a pattern concerns is a condition on verdicts, so it is read in
//! whatever type the caller judges with; here it is only carried.

use serde::Deserialize;

use super::embedded::ATTACKS;
use super::servers::CatalogError;

/// One pattern of `catalog/attacks`, with conditions of type `C`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(bound = "C: Deserialize<'de>", deny_unknown_fields)]
pub struct Attack<C> {
    /// The file's name, good for addresses.
    #[serde(skip)]
    pub slug: String,
    /// Stable, such as `TA-01`.
    pub id: String,
    pub name: String,
    /// A sentence.
    pub summary: String,
    /// How it runs.
    pub happens: String,
    /// What a policy does against it, and what it can't do.
    pub policy: String,
    /// Ids in the catalogs of others, such as `SAFE-T1001` or `CWE-78`.
    pub references: Vec<String>,
    /// A tool is exposed where one of these holds for it.
    #[serde(default = "Vec::new")]
    pub exposes: Vec<C>,
    /// A server makes it possible where each need is met by some tool.
    pub combination: Option<Needs<C>>,
}

/// What has to come together.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(bound = "C: Deserialize<'de>", deny_unknown_fields)]
pub struct Needs<C> {
    pub needs: Vec<C>,
}

/// Every pattern, in the order of the ids.
///
/// # Errors
/// When an embedded file holds a condition that `C` can't take: a defect of the program.
pub fn attacks<C: for<'de> Deserialize<'de>>() -> Result<Vec<Attack<C>>, CatalogError> {
    let read = |(name, text): &(&'static str, &str)| -> Result<Attack<C>, CatalogError> {
        let broken =
            |error: toml::de::Error| CatalogError::Broken { name, reason: error.to_string() };
        let attack: Attack<C> = toml::from_str(text).map_err(broken)?;
        Ok(Attack { slug: (*name).to_owned(), ..attack })
    };
    let mut all: Vec<Attack<C>> = ATTACKS.iter().map(read).collect::<Result<_, CatalogError>>()?;
    all.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(all)
}
