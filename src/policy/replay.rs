//! Yesterday's calls under today's policy.

use std::collections::HashMap;

use super::decide::{Call, Compiled, Counters, Decision, Moment, decide};
use super::recorded::RecordedCall;

/// Decides calls in their order, and sums up.
#[derive(Debug)]
pub struct Replay<'p> {
    policy: &'p Compiled,
    counters: Counters,
    /// Of calls that don't say whose they are.
    grant: String,
    /// Of calls that don't say when they were made.
    at: Moment,
    latest: Option<Moment>,
    sums: HashMap<(String, String), Denied>,
    totals: Totals,
}

/// How many calls there were, and what became of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    pub calls: usize,
    pub denied: usize,
    /// Calls that are earlier than one before them.
    pub out_of_order: usize,
}

/// The calls of one tool that one rule denied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Denied {
    pub rule: String,
    pub tool: String,
    pub message: String,
    pub count: usize,
    /// The line of the first of them.
    pub first_line: usize,
}

impl<'p> Replay<'p> {
    /// `at` is the time of calls before the first one that has its own.
    #[must_use]
    pub fn new(policy: &'p Compiled, grant: &str, at: Moment) -> Self {
        Self {
            policy,
            counters: Counters::new(),
            grant: grant.to_owned(),
            at,
            latest: None,
            sums: HashMap::new(),
            totals: Totals::default(),
        }
    }

    /// Decides the next call; one that failed gives its reservation back. A
    /// call without a time is made when the one before it was.
    pub fn next(&mut self, line: usize, recorded: &RecordedCall) -> Decision<'p> {
        self.at = recorded.at.unwrap_or(self.at);
        self.totals.out_of_order += usize::from(self.latest.is_some_and(|last| self.at < last));
        self.latest = self.latest.max(Some(self.at));

        let grant = recorded.grant.as_deref().unwrap_or(&self.grant);
        let call = Call { grant, tool: &recorded.tool, args: &recorded.args };
        let mut decision = decide(self.policy, call, &self.counters, self.at);
        self.totals.calls += 1;
        if let Decision::Deny(denial) = &decision {
            self.totals.denied += 1;
            let key = (denial.rule.to_owned(), recorded.tool.clone());
            let denied = self.sums.entry(key).or_insert_with(|| Denied {
                rule: denial.rule.to_owned(),
                tool: recorded.tool.clone(),
                message: denial.message.to_owned(),
                count: 0,
                first_line: line,
            });
            denied.count += 1;
        } else if recorded.failed {
            decision.give_back();
            decision = Decision::Allow(super::decide::Reservation::default());
        }
        decision
    }

    #[must_use]
    pub fn totals(&self) -> Totals {
        self.totals
    }

    /// What was denied, the most often denied first.
    #[must_use]
    pub fn denials(&self) -> Vec<Denied> {
        let mut denials: Vec<Denied> = self.sums.values().cloned().collect();
        denials.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.first_line.cmp(&b.first_line)));
        denials
    }
}
