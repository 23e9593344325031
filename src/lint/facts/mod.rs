//! What a policy comes to, worked out once and shared by all rules.
//!
//! A rule puts a fact into words; it doesn't find out again what another rule
//! needs too. Facts that exclude each other are one enum, so that no two rules
//! report the same mistake.

mod limit;
mod tool;

use std::collections::{HashMap, HashSet};

use super::context::Context;
use crate::policy::{DefaultAction, Policy};

pub use limit::LimitFacts;
pub use tool::{ConditionFacts, ToolFacts};

/// A policy that the schema says nothing against.
#[derive(Debug)]
pub struct Facts<'f> {
    pub policy: &'f Policy,
    pub hides_all: bool,
    /// Each hidden name, with the first place that holds it.
    hidden: HashMap<&'f str, usize>,
    /// In the order of the policy.
    pub tools: Vec<ToolFacts<'f>>,
    pub limits: Vec<LimitFacts<'f>>,
    /// Tools that a misspelt name in the policy stands for: what they lack is
    /// told by the misspelling.
    meant: HashSet<&'f str>,
}

impl<'f> Facts<'f> {
    pub(super) fn of<'c: 'f>(cx: &Context<'c>, policy: &'f Policy) -> Self {
        // From behind, so that the first place stays.
        let names = policy.hide.iter().enumerate().rev();
        let hidden: HashMap<&str, usize> = names.map(|(i, name)| (name.as_str(), i)).collect();
        let hides_all = hidden.contains_key("*");
        let tools: Vec<ToolFacts<'_>> = policy
            .tools
            .iter()
            .map(|(name, rules)| {
                let hidden = hides_all || hidden.contains_key(name.as_str());
                ToolFacts::of(cx, name, rules, hidden)
            })
            .collect();
        let meant =
            tools.iter().map(|tool| tool.name).chain(policy.hide.iter().map(String::as_str));
        let meant = meant.filter_map(|name| cx.meant(name)).collect();
        Self { policy, hides_all, hidden, limits: limit::limits(policy), tools, meant }
    }

    #[must_use]
    pub fn hides(&self, name: &str) -> bool {
        self.hides_all || self.hidden.contains_key(name)
    }

    #[must_use]
    pub fn tool(&self, name: &str) -> Option<&ToolFacts<'f>> {
        self.tools.get(self.policy.tools.get_index_of(name)?)
    }

    /// Where `hide` names a tool first.
    #[must_use]
    pub fn hidden_at(&self, name: &str) -> Option<usize> {
        self.hidden.get(name).copied()
    }

    /// Whether the policy means the tool and misspells it.
    #[must_use]
    pub fn misspells(&self, name: &str) -> bool {
        self.meant.contains(name)
    }

    /// Whether the tool is in neither list, so that `default` decides.
    #[must_use]
    pub fn leaves_to_default(&self, name: &str) -> bool {
        !self.hides(name) && !self.policy.tools.contains_key(name)
    }

    /// Whether some call of the tool can pass.
    #[must_use]
    pub fn lets_through(&self, name: &str) -> bool {
        match self.tool(name) {
            Some(tool) => tool.callable,
            None => self.policy.default == DefaultAction::Allow && !self.hides(name),
        }
    }

    /// Whether some quota counts every call.
    #[must_use]
    pub fn limits_all(&self) -> bool {
        self.policy.all_tools.as_ref().is_some_and(|all| !all.limits.is_empty())
    }
}
