//! An attack pattern, as pages and lists hold it.

use serde::Serialize;

use super::{GeneratorView, SCHEMA_VERSION};
use crate::classify::{Attack, Condition};

#[derive(Debug, Serialize)]
pub struct AttackView<'a> {
    pub id: &'a str,
    pub slug: &'a str,
    pub name: &'a str,
    pub summary: &'a str,
    pub happens: &'a str,
    pub policy: &'a str,
    pub references: &'a [String],
}

/// `toolward catalog attacks`.
#[derive(Debug, Serialize)]
pub struct AttacksView<'a> {
    pub schema_version: &'static str,
    pub generator: GeneratorView,
    pub attacks: Vec<ListedAttackView<'a>>,
}

#[derive(Debug, Serialize)]
pub struct ListedAttackView<'a> {
    #[serde(flatten)]
    pub attack: AttackView<'a>,
    /// Alternatives, each in words.
    pub exposes: Vec<String>,
    /// What has to come together, each part in words.
    pub needs: Vec<String>,
    /// `SERVER/TOOL` of the catalog's tools that are exposed.
    pub tools: Vec<String>,
    /// The catalog's servers whose tools make it possible together.
    pub servers: Vec<String>,
}

impl<'a> AttackView<'a> {
    #[must_use]
    pub fn of(attack: &'a Attack) -> Self {
        let Attack { slug, id, name, summary, happens, policy, references, .. } = attack;
        Self { id, slug, name, summary, happens, policy, references }
    }
}

impl<'a> AttacksView<'a> {
    #[must_use]
    pub fn of(listed: Vec<ListedAttackView<'a>>) -> Self {
        Self { schema_version: SCHEMA_VERSION, generator: GeneratorView::this(), attacks: listed }
    }
}

/// A condition in words: `category Read or Write, trait egress`.
#[must_use]
pub fn condition_words(condition: &Condition) -> String {
    let mut parts = Vec::new();
    let one_of = |what: &str, names: Vec<&str>| {
        (!names.is_empty()).then(|| format!("{what} {}", names.join(" or ")))
    };
    parts.extend(one_of("category", condition.categories.iter().map(|c| c.as_str()).collect()));
    parts.extend(one_of("effect", condition.effects.iter().map(|e| e.as_str()).collect()));
    parts.extend(condition.traits.iter().map(|one| format!("trait {}", one.as_str())));
    parts.extend(one_of("trait", condition.any_traits.iter().map(|t| t.as_str()).collect()));
    parts.extend(condition.min_risk.map(|risk| format!("risk {} or higher", risk.as_str())));
    if condition.private_data {
        parts.push("reads credentials, the user's own messages, or a whole database".to_owned());
    }
    parts.join(", ")
}
