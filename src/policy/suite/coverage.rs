//! Which rules of a policy the tests made fire, and which tools they called.

use std::collections::HashSet;

use crate::policy::decide::{Compiled, Decision};

/// What has been covered so far.
#[derive(Debug)]
pub struct Coverage<'p> {
    policy: &'p Compiled,
    fired: HashSet<String>,
    called: HashSet<String>,
}

/// The sum: how much there is, and what is missing, in the order of the policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered {
    pub rules: usize,
    pub tools: usize,
    /// Ids of rules that no test made fire.
    pub unfired: Vec<String>,
    /// Tools that the policy names and no test called.
    pub uncalled: Vec<String>,
}

impl<'p> Coverage<'p> {
    #[must_use]
    pub fn new(policy: &'p Compiled) -> Self {
        Self { policy, fired: HashSet::new(), called: HashSet::new() }
    }

    /// Counts the call that a test judges, whether the test passed or not.
    pub(super) fn note(&mut self, tool: &str, decision: &Decision<'_>) {
        self.called.insert(tool.to_owned());
        if let Decision::Deny(denial) = decision {
            self.fired.insert(denial.rule.to_owned());
        }
    }

    #[must_use]
    pub fn sum(&self) -> Covered {
        let rules: Vec<&str> = self.policy.rules().map(|rule| rule.id).collect();
        let tools: Vec<&str> = self.policy.tool_names().collect();
        let missing = |all: &[&str], seen: &HashSet<String>| {
            let missing = all.iter().filter(|name| !seen.contains(**name));
            missing.map(|name| (*name).to_owned()).collect()
        };
        Covered {
            rules: rules.len(),
            tools: tools.len(),
            unfired: missing(&rules, &self.fired),
            uncalled: missing(&tools, &self.called),
        }
    }
}

impl Covered {
    #[must_use]
    pub fn fired(&self) -> usize {
        self.rules - self.unfired.len()
    }

    #[must_use]
    pub fn called(&self) -> usize {
        self.tools - self.uncalled.len()
    }

    /// Rules that fired and tools that were called, of all there are, in
    /// percent; a policy without either is covered whole.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "counts of things that people write")]
    pub fn percent(&self) -> f64 {
        match self.rules + self.tools {
            0 => 100.0,
            all => (self.fired() + self.called()) as f64 * 100.0 / all as f64,
        }
    }
}
