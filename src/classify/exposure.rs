//! Which attack patterns a tool is exposed to, and which a server makes
//! possible by what its tools can do together.

use std::sync::LazyLock;

use serde::Deserialize;

use super::flow::reads_private_data;
use super::model::{Category, Effect, Risk, Trait, Verdict};
use crate::catalog;

/// A pattern whose conditions can be held against verdicts.
pub type Attack = catalog::Attack<Condition>;

/// What a verdict has to be; every key that is given has to hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Condition {
    /// One of these.
    pub categories: Vec<Category>,
    /// One of these.
    pub effects: Vec<Effect>,
    /// All of these.
    pub traits: Vec<Trait>,
    /// At least one of these.
    pub any_traits: Vec<Trait>,
    pub min_risk: Option<Risk>,
    /// A Read of credentials, of the user's own messages, or of a whole database.
    pub private_data: bool,
}

/// A pattern that some tools make possible together.
#[derive(Debug, Clone)]
pub struct Combined<'a> {
    pub attack: &'static Attack,
    /// For each need, in its order, the tools that meet it: never none.
    pub legs: Vec<Vec<&'a Verdict>>,
}

impl Condition {
    #[must_use]
    pub fn holds(&self, verdict: &Verdict) -> bool {
        (self.categories.is_empty() || self.categories.contains(&verdict.category))
            && (self.effects.is_empty() || self.effects.contains(&verdict.effect))
            && self.traits.iter().all(|one| verdict.has(*one))
            && (self.any_traits.is_empty() || self.any_traits.iter().any(|one| verdict.has(*one)))
            && self.min_risk.is_none_or(|least| verdict.risk >= least)
            && (!self.private_data || reads_private_data(verdict))
    }
}

/// Every pattern, in the order of the ids. A catalog that can't be read has
/// none; a test sees to it that it can.
#[must_use]
pub fn attacks() -> &'static [Attack] {
    static ATTACKS: LazyLock<Vec<Attack>> =
        LazyLock::new(|| catalog::attacks().unwrap_or_default());
    &ATTACKS
}

/// The pattern of that id (`ta-1` stands for `TA-01`) or slug, in any case.
#[must_use]
pub fn find_attack(given: &str) -> Option<&'static Attack> {
    let number = |id: &str| {
        let (prefix, digits) = id.split_at_checked(3)?;
        prefix.eq_ignore_ascii_case("ta-").then(|| digits.parse::<u16>().ok())?
    };
    let wanted = number(given);
    attacks().iter().find(|attack| {
        attack.slug.eq_ignore_ascii_case(given)
            || (wanted.is_some() && number(&attack.id) == wanted)
    })
}

/// The patterns that a tool is exposed to by itself, in the order of the ids.
#[must_use]
pub fn exposing(verdict: &Verdict) -> Vec<&'static Attack> {
    let exposes = |attack: &&Attack| attack.exposes.iter().any(|one| one.holds(verdict));
    attacks().iter().filter(exposes).collect()
}

/// The patterns that these tools make possible together: each need is met by
/// some tool, and one tool may meet several.
#[must_use]
pub fn combinations<'a>(tools: &[&'a Verdict]) -> Vec<Combined<'a>> {
    attacks().iter().filter_map(|attack| combined(attack, tools)).collect()
}

fn combined<'a>(attack: &'static Attack, tools: &[&'a Verdict]) -> Option<Combined<'a>> {
    let needs = &attack.combination.as_ref()?.needs;
    let leg = |need: &Condition| {
        let tools: Vec<&Verdict> =
            tools.iter().copied().filter(|verdict| need.holds(verdict)).collect();
        (!tools.is_empty()).then_some(tools)
    };
    let legs: Option<Vec<Vec<&Verdict>>> = needs.iter().map(leg).collect();
    legs.filter(|legs| !legs.is_empty()).map(|legs| Combined { attack, legs })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(name: &str, category: Category, traits: &[Trait]) -> Verdict {
        let risk = category.base_risk();
        Verdict { category, risk, traits: traits.to_vec(), ..Verdict::unknown("s", name) }
    }

    fn condition(text: &str) -> Condition {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn every_key_that_is_given_has_to_hold() {
        let mail = verdict("send", Category::Execute, &[Trait::Egress, Trait::Bulk]);
        for (text, holds) in [
            ("", true),
            ("categories = [\"Read\", \"Execute\"]", true),
            ("categories = [\"Read\"]", false),
            ("effects = [\"Write\"]\nmin_risk = \"High\"", true),
            ("effects = [\"Destructive\"]", false),
            ("min_risk = \"Critical\"", false),
            ("traits = [\"egress\", \"bulk\"]", true),
            ("traits = [\"egress\", \"money\"]", false),
            ("any_traits = [\"egress\", \"money\"]", true),
            ("any_traits = [\"money\"]", false),
            ("private_data = true", false),
        ] {
            assert_eq!(condition(text).holds(&mail), holds, "{text}");
        }
        assert!(toml::from_str::<Condition>("category = [\"Read\"]").is_err());
        assert!(toml::from_str::<Condition>("traits = [\"egres\"]").is_err());
    }

    #[test]
    fn a_combination_needs_every_leg_and_one_tool_may_be_several() {
        let secret = verdict("password_get", Category::Read, &[Trait::Secrets]);
        let page = verdict("page_fetch", Category::Read, &[Trait::UntrustedContent]);
        let mail = verdict("mail_send", Category::Execute, &[Trait::Egress]);
        let ids = |tools: &[&Verdict]| {
            let all = combinations(tools);
            all.iter().map(|one| one.attack.slug.clone()).collect::<Vec<_>>()
        };
        let trifecta = "lethal-trifecta".to_owned();
        assert!(ids(&[&secret, &page, &mail]).contains(&trifecta));
        assert!(!ids(&[&secret, &page]).contains(&trifecta));
        assert!(!ids(&[&page, &mail]).contains(&trifecta));
        let inbox = verdict(
            "inbox",
            Category::Read,
            &[Trait::Secrets, Trait::UntrustedContent, Trait::Egress],
        );
        assert!(ids(&[&inbox]).contains(&trifecta));
        assert!(ids(&[]).is_empty());
    }

    #[test]
    fn a_pattern_is_found_by_its_id_or_its_slug() {
        let first = attacks().first().unwrap();
        for given in ["TA-01", "ta-1", "TA-001", first.slug.as_str()] {
            assert_eq!(find_attack(given).map(|one| &one.id), Some(&first.id), "{given}");
        }
        for given in ["", "TA-", "TA-99", "ta01", "é"] {
            assert_eq!(find_attack(given), None, "{given}");
        }
    }
}
