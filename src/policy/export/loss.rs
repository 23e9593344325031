//! What an export can't say, and what happens to the tool for that.

use std::collections::HashSet;
use std::fmt::Write;

use indexmap::IndexMap;

use crate::phrase::{count, quoted};

/// Names that a summary shows before it counts the rest.
const SHOWN: usize = 3;

/// One rule that the target doesn't enforce as the policy does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// None where it is about all tools, or about those the policy doesn't list.
    pub tool: Option<String>,
    /// The rule in the policy, as a JSON Pointer.
    pub rule: String,
    /// Why the target can't say it; no final full stop, safe to print.
    pub reason: String,
    pub effect: Effect,
}

/// What comes of the rule, from the strictest to the loosest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// Every call is denied.
    Denied,
    /// More calls are denied than the policy denies.
    Stricter,
    /// A person is asked about each call.
    Asked,
    /// Only something like the rule is enforced: some calls that the policy
    /// denies go through.
    Looser,
    /// The rule is left out: calls that the policy denies go through.
    Dropped,
    /// The target can't be told; what it does with such a tool is its own default.
    Open,
}

impl Effect {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Denied => "denied",
            Self::Stricter => "stricter",
            Self::Asked => "asked",
            Self::Looser => "looser",
            Self::Dropped => "dropped",
            Self::Open => "open",
        }
    }

    /// Whether a call that the policy denies may go through.
    #[must_use]
    pub fn widens(self) -> bool {
        matches!(self, Self::Asked | Self::Looser | Self::Dropped | Self::Open)
    }

    fn of_many(self, one: bool) -> &'static str {
        match (self, one) {
            (Self::Denied, true) => "is denied",
            (Self::Denied, false) => "are denied",
            (Self::Stricter, true) => "is held stricter",
            (Self::Stricter, false) => "are held stricter",
            (Self::Asked, true) => "is asked about",
            (Self::Asked, false) => "are asked about",
            (Self::Looser, true) => "is held looser",
            (Self::Looser, false) => "are held looser",
            (Self::Dropped, true) => "loses a rule",
            (Self::Dropped, false) => "lose a rule",
            (Self::Open, true) => "is left open",
            (Self::Open, false) => "are left open",
        }
    }
}

impl Loss {
    /// One sentence for each effect and reason, with the tools that share it,
    /// safe to print; beside it whether something is widened. Of a tool that
    /// is denied, what else would be stricter is not said.
    #[must_use]
    pub fn summary(losses: &[Self]) -> Vec<(String, bool)> {
        let mut groups: IndexMap<(Effect, &str), Vec<Option<&str>>> = IndexMap::new();
        let denied: HashSet<&Option<String>> =
            losses.iter().filter(|loss| loss.effect == Effect::Denied).map(|l| &l.tool).collect();
        let moot = |loss: &&Self| loss.effect == Effect::Stricter && denied.contains(&loss.tool);
        for loss in losses.iter().filter(|loss| !moot(loss)) {
            let names = groups.entry((loss.effect, &loss.reason)).or_default();
            let name = loss.tool.as_deref();
            // Losses of one tool follow one another.
            if names.last() != Some(&name) {
                names.push(name);
            }
        }
        let sentence = |((effect, reason), names): (_, Vec<_>)| {
            (sentence(effect, reason, &names), Effect::widens(effect))
        };
        groups.into_iter().map(sentence).collect()
    }
}

fn sentence(effect: Effect, reason: &str, names: &[Option<&str>]) -> String {
    let quotes: Vec<String> = names.iter().flatten().map(|name| quoted(name)).collect();
    if quotes.is_empty() {
        return format!("tools that the policy doesn't list {}: {reason}", effect.of_many(false));
    }
    if let [only] = quotes.as_slice() {
        return format!("{only} {}: {reason}", effect.of_many(true));
    }
    let mut list = quotes.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    if quotes.len() > SHOWN {
        // Writing to a String can't fail.
        let _ = write!(list, " and {} more", quotes.len() - SHOWN);
    }
    let tools = count(quotes.len(), "tool", "tools");
    format!("{tools} {}: {reason} ({list})", effect.of_many(false))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loss(tool: Option<&str>, reason: &str, effect: Effect) -> Loss {
        Loss {
            tool: tool.map(str::to_owned),
            rule: String::new(),
            reason: reason.to_owned(),
            effect,
        }
    }

    #[test]
    fn losses_with_one_reason_are_one_sentence() {
        let losses = [
            loss(Some("a"), "it can't count", Effect::Denied),
            loss(Some("a"), "it can't count", Effect::Denied),
            loss(Some("b\u{1b}"), "it can't count", Effect::Denied),
            loss(Some("a"), "it rounds", Effect::Stricter),
            loss(Some("c"), "it can't count", Effect::Dropped),
            loss(None, "it can't be told", Effect::Open),
            loss(Some("d"), "it can't count", Effect::Denied),
            loss(Some("e"), "it can't count", Effect::Denied),
        ];
        assert_eq!(
            Loss::summary(&losses),
            [
                (
                    "4 tools are denied: it can't count (`a`, `b\\u{1b}`, `d` and 1 more)"
                        .to_owned(),
                    false
                ),
                ("`c` loses a rule: it can't count".to_owned(), true),
                (
                    "tools that the policy doesn't list are left open: it can't be told".to_owned(),
                    true
                ),
            ]
        );
    }
}
