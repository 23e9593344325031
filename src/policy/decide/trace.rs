//! A decision with every step that led to it.

use serde_json::Value;

use super::compile::Compiled;
use super::condition::Check;
use super::counters::{Counters, Standing};
use super::engine::{Call, Decision, Observer, Step, decide_observed};
use super::limit::Quota;
use super::moment::Moment;
use crate::policy::{DefaultAction, List};

/// The steps of one decision, in their order; the last one may have denied.
#[derive(Debug, Default)]
pub struct Trace<'p, 'c> {
    pub steps: Vec<TraceStep<'p, 'c>>,
    /// Conditions whose entry isn't done.
    pending: Vec<Asked<'p, 'c>>,
}

/// One step, conditions gathered under their entry.
#[derive(Debug)]
pub enum TraceStep<'p, 'c> {
    NoPolicy,
    Hide { hidden: bool, everything: bool },
    Tools { listed: bool, default: DefaultAction },
    Entry { list: List, rule: &'p str, asked: Vec<Asked<'p, 'c>>, holds: bool },
    Limit { quota: &'p Quota, standing: Standing },
}

/// A condition that was asked.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'p, 'c> {
    pub check: &'p Check,
    /// None where the argument is missing or null.
    pub found: Option<&'c Value>,
    pub holds: bool,
}

impl TraceStep<'_, '_> {
    /// Whether the decision ended here.
    #[must_use]
    pub fn denies(&self) -> bool {
        match self {
            Self::NoPolicy => true,
            Self::Hide { hidden, .. } => *hidden,
            Self::Tools { listed, default } => !listed && *default == DefaultAction::Deny,
            Self::Entry { list: List::Require, holds, .. } => !holds,
            Self::Entry { list: List::DenyIf, holds, .. } => *holds,
            Self::Limit { standing, .. } => !standing.fits,
        }
    }

    /// The key of the policy that is looked at.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::NoPolicy => "policy",
            Self::Hide { .. } => "hide",
            Self::Tools { .. } => "tools",
            Self::Entry { list, .. } => list.key(),
            Self::Limit { .. } => "limits",
        }
    }

    /// The id of the rule, where the step is one.
    #[must_use]
    pub fn rule(&self) -> Option<&str> {
        match self {
            Self::Entry { rule, .. } => Some(rule),
            Self::Limit { quota, .. } => Some(quota.rule()),
            _ => None,
        }
    }
}

impl<'p, 'c> Observer<'p, 'c> for Trace<'p, 'c> {
    fn see(&mut self, step: Step<'p, 'c>) {
        let step = match step {
            Step::Condition { check, found, holds, .. } => {
                self.pending.push(Asked { check, found, holds });
                return;
            }
            // That there is one goes without saying.
            Step::Policy { known: true } => return,
            Step::Policy { known: false } => TraceStep::NoPolicy,
            Step::Hide { hidden, everything } => TraceStep::Hide { hidden, everything },
            Step::Listed { listed, default } => TraceStep::Tools { listed, default },
            Step::Entry { list, rule, holds } => {
                TraceStep::Entry { list, rule, asked: std::mem::take(&mut self.pending), holds }
            }
            Step::Limit { quota, standing } => TraceStep::Limit { quota, standing },
        };
        self.steps.push(step);
    }
}

/// Decides as [`super::decide`] does, and tells every step.
pub fn explain<'p, 'c>(
    policy: impl Into<Option<&'p Compiled>>,
    call: Call<'c>,
    counters: &Counters,
    at: Moment,
) -> (Decision<'p>, Trace<'p, 'c>) {
    let mut trace = Trace::default();
    let decision = decide_observed(policy.into(), call, counters, at, &mut trace);
    (decision, trace)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn steps_end_where_the_decision_does() {
        let policy = json!({"version": "1", "default": "deny", "tools": {"pay": {
            "require": [{"conditions": [{"path": "args.to", "op": "exists", "value": true}]}],
            "deny_if": [{"conditions": [
                {"path": "args.a", "op": "gt", "value": 1}, {"path": "args.b", "op": "eq", "value": 1},
            ]}],
            "limits": [{"counter": "c", "window": "day", "max": 1, "scope": "grant"}],
        }}});
        let policy = Compiled::new(&serde_json::from_value(policy).unwrap()).unwrap();
        let counters = Counters::new();
        let keys = |tool: &str, args: Value| {
            let args = args.as_object().cloned().unwrap_or_default();
            let call = Call { grant: "", tool, args: &args };
            let (decision, trace) = explain(&policy, call, &counters, Moment::from_unix(0));
            let denials = trace.steps.iter().filter(|step| step.denies()).count();
            assert_eq!(denials, usize::from(!decision.is_allowed()));
            assert_eq!(decision.is_allowed(), !trace.steps.last().unwrap().denies());
            trace.steps.iter().map(TraceStep::key).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(keys("other", json!({})), "hide tools");
        assert_eq!(keys("pay", json!({})), "hide tools require");
        assert_eq!(keys("pay", json!({"to": 1, "a": 2, "b": 1})), "hide tools require deny_if");
        let all = "hide tools require deny_if limits";
        assert_eq!(keys("pay", json!({"to": 1, "a": 2})), all);
        assert_eq!(keys("pay", json!({"to": 1})), all);
    }
}
