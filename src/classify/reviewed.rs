//! The catalog's labels, and when they are the verdict.
//!
//! A label was given to one definition. It holds for every tool whose
//! definition has that hash, whatever the server is called; a tool of the same
//! server and name with another definition is judged by the rules, and its
//! verdict says that the label is void. Only tools whose name the catalog
//! knows are hashed at all.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::claims;
use super::model::{
    Category, Class, Effect, Review, ReviewStatus, Risk, Trait, Verdict, VerdictSource,
};
use crate::catalog::{self, CatalogError, Reviewed, definition_hash};
use crate::manifest::Tool;

/// What a person says a tool is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    pub category: Category,
    pub effect: Effect,
    pub risk: Risk,
    #[serde(default)]
    pub traits: Vec<Trait>,
    /// One line.
    pub reason: String,
    /// `sha256:…` of each definition that the label was given to.
    #[serde(default)]
    pub definitions: Vec<String>,
}

/// Every label of the catalog.
///
/// # Errors
/// When an embedded file holds a label that can't be read: a defect of the program.
pub fn labels() -> Result<Vec<Reviewed<Label>>, CatalogError> {
    catalog::reviews()
}

/// By the names of the tools. A catalog that can't be read has no labels; a
/// test sees to it that it can.
static LABELS: LazyLock<FxHashMap<String, Vec<Reviewed<Label>>>> = LazyLock::new(|| {
    let mut by_name: FxHashMap<String, Vec<Reviewed<Label>>> = FxHashMap::default();
    for one in labels().unwrap_or_default() {
        by_name.entry(one.tool.clone()).or_default().push(one);
    }
    by_name
});

/// The verdict with the catalog's label where it holds, and a note where it is void.
pub fn settle(verdict: Verdict, tool: &Tool) -> Verdict {
    match LABELS.get(&tool.name) {
        None => verdict,
        Some(known) => settle_among(known, verdict, tool),
    }
}

fn settle_among(known: &[Reviewed<Label>], verdict: Verdict, tool: &Tool) -> Verdict {
    let hash = definition_hash(&tool.definition);
    let holds = |one: &&Reviewed<Label>| {
        hash.as_ref().is_some_and(|hash| one.label.definitions.contains(hash))
    };
    let own = |one: &&Reviewed<Label>| one.server.eq_ignore_ascii_case(&verdict.server);
    let label = known.iter().filter(own).find(holds).or_else(|| known.iter().find(holds));
    match (label, known.iter().find(own)) {
        (Some(one), _) => reviewed(verdict, one, tool),
        (None, Some(one)) => void(verdict, one),
        (None, None) => verdict,
    }
}

fn reviewed(mut verdict: Verdict, one: &Reviewed<Label>, tool: &Tool) -> Verdict {
    let rules = verdict.class();
    let Label { category, effect, risk, traits, .. } = &one.label;
    verdict.category = *category;
    verdict.effect = *effect;
    verdict.risk = *risk;
    verdict.base_risk = category.base_risk();
    verdict.traits.clone_from(traits);
    verdict.traits.sort_unstable();
    verdict.traits.dedup();
    verdict.confidence = 1.0;
    verdict.needs_review = false;
    verdict.review_reason = None;
    verdict.source = VerdictSource::Reviewed;
    // What the rules quoted stays; what speaks for the label comes first.
    verdict.evidence.sort_by_key(|evidence| evidence.says != category.as_str());
    verdict.contradictions.clear();
    if verdict.evidence.first().is_some_and(|first| first.says == category.as_str()) {
        claims::compare(&mut verdict, tool);
    }
    let differs = rules != verdict.class();
    verdict.review = note(one, ReviewStatus::Holds, differs.then_some(rules));
    verdict
}

fn void(verdict: Verdict, one: &Reviewed<Label>) -> Verdict {
    let Label { category, effect, risk, .. } = one.label;
    let said = Class { category, effect, risk };
    Verdict { review: note(one, ReviewStatus::Void, Some(said)), ..verdict }
}

#[allow(clippy::unnecessary_wraps, reason = "it is the value of an optional field")]
fn note(one: &Reviewed<Label>, status: ReviewStatus, other: Option<Class>) -> Option<Box<Review>> {
    Some(Box::new(Review {
        status,
        server: one.server.to_owned(),
        date: one.date.clone(),
        reason: one.label.reason.clone(),
        other,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Value, value};

    fn tool(definition: Value) -> Tool {
        Tool::from_definition(definition).unwrap()
    }

    fn label(server: &'static str, definition: &Value, category: Category) -> Reviewed<Label> {
        let label = Label {
            category,
            effect: Effect::Write,
            risk: category.base_risk(),
            traits: vec![Trait::Egress, Trait::Bulk],
            reason: "It mails all guests.".to_owned(),
            definitions: vec![definition_hash(definition).unwrap()],
        };
        Reviewed { server, tool: "invite".to_owned(), date: "2026-01-31".to_owned(), label }
    }

    fn definition() -> Value {
        told("Invites guests.")
    }

    fn told(description: &str) -> Value {
        value!({"name": "invite", "description": description,
            "annotations": {"readOnlyHint": true}})
    }

    fn by_rules(server: &str) -> Verdict {
        let evidence = |says: &str| crate::classify::Evidence {
            field: "name".into(),
            start: 0,
            end: 6,
            quote: "invite".to_owned(),
            rule: "verb/invite".into(),
            says: says.to_owned().into(),
        };
        let evidence = vec![evidence("Write"), evidence("Execute")];
        Verdict { evidence, ..Verdict::unknown(server, "invite") }
    }

    #[test]
    fn a_label_holds_for_its_definition_whatever_the_server_is_called() {
        let known = [label("party", &definition(), Category::Execute)];
        for server in ["party", "tools"] {
            let settled = settle_among(&known, by_rules(server), &tool(definition()));
            assert_eq!(settled.source, VerdictSource::Reviewed);
            assert_eq!((settled.category, settled.risk), (Category::Execute, Risk::High));
            assert_eq!(settled.traits, [Trait::Egress, Trait::Bulk]);
            assert!(!settled.needs_review && settled.review_reason.is_none());
            // The evidence is all there, and what speaks for the label stands first.
            assert_eq!(settled.evidence.len(), 2);
            assert_eq!(settled.evidence[0].says, "Execute");
            assert_eq!(settled.contradictions.len(), 1, "it claims to be read-only");
            let review = settled.review.unwrap();
            assert_eq!((review.status, review.server.as_str()), (ReviewStatus::Holds, "party"));
            assert_eq!(review.other.unwrap().category, Category::Write);
        }
    }

    #[test]
    fn another_definition_voids_the_label_and_says_so() {
        let known = [label("party", &definition(), Category::Execute)];
        let changed = told("Invites guests and their friends.");
        let settled = settle_among(&known, by_rules("Party"), &tool(changed.clone()));
        assert_eq!(settled.source, VerdictSource::Rules);
        assert_eq!(settled.category, Category::Write);
        assert!(settled.is_void());
        assert_eq!(settled.review.unwrap().other.unwrap().category, Category::Execute);
        // Of another server's tool the catalog knows nothing.
        let other = settle_among(&known, by_rules("tools"), &tool(changed));
        assert_eq!(other, by_rules("tools"));
    }

    #[test]
    fn of_two_labels_for_one_definition_the_server_s_own_counts() {
        let known = [
            label("fair", &definition(), Category::Read),
            label("party", &definition(), Category::Execute),
        ];
        let category =
            |server: &str| settle_among(&known, by_rules(server), &tool(definition())).category;
        assert_eq!([category("fair"), category("party")], [Category::Read, Category::Execute]);
    }

    #[test]
    fn every_label_of_the_catalog_can_be_read() {
        labels().unwrap();
    }
}
