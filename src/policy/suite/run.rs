//! Tests against a policy.

use super::coverage::Coverage;
use super::read::{Suite, Test, default_moment};
use crate::policy::decide::{Call, Compiled, Counters, Decision, Moment, decide};
use crate::policy::recorded::RecordedCall;

/// What became of a test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Passed,
    Failed(Failed),
}

/// How a test failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    pub actual: Actual,
    /// Which of the repeated calls was denied too early, counted from 1; none
    /// where the last one did something else than expected.
    pub early: Option<u64>,
}

/// A decision as it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actual {
    pub allow: bool,
    pub rule: String,
    pub message: String,
}

impl Outcome {
    #[must_use]
    pub fn passed(&self) -> bool {
        matches!(self, Self::Passed)
    }
}

impl Actual {
    fn of(decision: &Decision<'_>) -> Self {
        Self {
            allow: decision.is_allowed(),
            rule: decision.rule().to_owned(),
            message: decision.message().to_owned(),
        }
    }
}

/// Runs every test of a suite, in its order, and notes what was covered.
#[must_use]
pub fn run_suite(policy: &Compiled, suite: &Suite, coverage: &mut Coverage<'_>) -> Vec<Outcome> {
    suite.tests.iter().map(|test| run(policy, test, coverage)).collect()
}

fn run(policy: &Compiled, test: &Test, coverage: &mut Coverage<'_>) -> Outcome {
    let counters = Counters::new();
    let mut at = default_moment();
    for setup in &test.before {
        at = setup.call.at.unwrap_or(at);
        for _ in 0..setup.repeat {
            let decision = decide(policy, call(&setup.call), &counters, at);
            if setup.call.failed {
                decision.give_back();
            }
        }
    }
    let at = test.call.at.unwrap_or(at);
    for number in 1..test.repeat {
        let decision = made(policy, &test.call, &counters, at);
        if !decision.is_allowed() {
            coverage.note(&test.call.tool, &decision);
            return Outcome::Failed(Failed { actual: Actual::of(&decision), early: Some(number) });
        }
    }
    let decision = made(policy, &test.call, &counters, at);
    coverage.note(&test.call.tool, &decision);
    judge(test, Actual::of(&decision))
}

fn made<'p>(
    policy: &'p Compiled,
    recorded: &RecordedCall,
    counters: &Counters,
    at: Moment,
) -> Decision<'p> {
    let decision = decide(policy, call(recorded), counters, at);
    match decision {
        Decision::Allow(reservation) if recorded.failed => {
            reservation.give_back();
            Decision::Allow(crate::policy::decide::Reservation::default())
        }
        other => other,
    }
}

fn call(recorded: &RecordedCall) -> Call<'_> {
    let grant = recorded.grant.as_deref().unwrap_or_default();
    Call { grant, tool: &recorded.tool, args: &recorded.args }
}

fn judge(test: &Test, actual: Actual) -> Outcome {
    let expected = &test.expected;
    let same = expected.allow == actual.allow
        && expected.rule.as_ref().is_none_or(|rule| *rule == actual.rule)
        && expected.message.as_ref().is_none_or(|message| *message == actual.message);
    if same { Outcome::Passed } else { Outcome::Failed(Failed { actual, early: None }) }
}
