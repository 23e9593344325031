//! The decision, in the documented order; the first denial wins.
//!
//! There is one walk through a policy. Who wants to know every step passes an
//! observer; who doesn't passes one that does nothing and costs nothing, so an
//! explanation can't differ from the decision it explains.

use serde_json::{Map, Value};

use super::compile::{Compiled, Entry};
use super::condition::Check;
use super::counters::{Counters, Reservation, Standing};
use super::limit::Quota;
use super::moment::Moment;
use super::rule::{DEFAULT_DENY, HIDDEN, NO_POLICY};
use crate::policy::{DefaultAction, List};

/// One call of a tool.
#[derive(Debug, Clone, Copy)]
pub struct Call<'c> {
    /// Who calls: counters are kept per grant.
    pub grant: &'c str,
    pub tool: &'c str,
    pub args: &'c Map<String, Value>,
}

/// The answer to a call.
#[derive(Debug)]
pub enum Decision<'p> {
    /// Forward it; if that fails, give the reservation back.
    Allow(Reservation),
    Deny(Denial<'p>),
}

/// Which rule denied a call, and what its caller is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Denial<'p> {
    pub rule: &'p str,
    pub message: &'p str,
}

/// A step on the way to a decision.
#[derive(Debug, Clone, Copy)]
pub enum Step<'p, 'c> {
    /// Whether there is a policy at all.
    Policy { known: bool },
    /// Whether `hide` takes the tool away; `everything`: by `*`.
    Hide { hidden: bool, everything: bool },
    /// Whether `tools` has the tool, and what `default` says otherwise.
    Listed { listed: bool, default: DefaultAction },
    /// A condition that was asked; one that fails ends its entry.
    Condition { list: List, rule: &'p str, check: &'p Check, found: Option<&'c Value>, holds: bool },
    /// An entry, after its conditions.
    Entry { list: List, rule: &'p str, holds: bool },
    /// A limit, before the call is counted.
    Limit { quota: &'p Quota, standing: Standing },
}

/// Is told every step.
pub trait Observer<'p, 'c> {
    fn see(&mut self, step: Step<'p, 'c>);
}

/// Looks at nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unobserved;

impl Observer<'_, '_> for Unobserved {
    #[inline]
    fn see(&mut self, _: Step<'_, '_>) {}
}

/// Decides a call, and counts it where it is allowed.
///
/// No policy is the grant's lack of one. Apart from the counters it has no
/// memory: the same call at the same time against the same counts gives the
/// same answer.
pub fn decide<'p>(
    policy: impl Into<Option<&'p Compiled>>,
    call: Call<'_>,
    counters: &Counters,
    at: Moment,
) -> Decision<'p> {
    decide_observed(policy.into(), call, counters, at, &mut Unobserved)
}

/// As [`decide`], step by step.
pub fn decide_observed<'p, 'c>(
    policy: Option<&'p Compiled>,
    call: Call<'c>,
    counters: &Counters,
    at: Moment,
    observer: &mut impl Observer<'p, 'c>,
) -> Decision<'p> {
    match judge(policy, call, counters, at, observer) {
        Ok(reservation) => Decision::Allow(reservation),
        Err(denial) => Decision::Deny(denial),
    }
}

fn judge<'p, 'c>(
    policy: Option<&'p Compiled>,
    call: Call<'c>,
    counters: &Counters,
    at: Moment,
    observer: &mut impl Observer<'p, 'c>,
) -> Result<Reservation, Denial<'p>> {
    observer.see(Step::Policy { known: policy.is_some() });
    let policy =
        policy.ok_or(Denial { rule: NO_POLICY, message: "there is no policy for this grant" })?;
    let tool = policy.tool(call.tool);

    let everything = policy.hides_everything();
    let hidden = everything || tool.is_some_and(|tool| tool.hidden);
    observer.see(Step::Hide { hidden, everything });
    if hidden {
        return Err(Denial { rule: HIDDEN, message: "the policy hides this tool" });
    }

    let tool = tool.filter(|tool| tool.listed);
    let default = policy.default_action();
    observer.see(Step::Listed { listed: tool.is_some(), default });
    if tool.is_none() && default == DefaultAction::Deny {
        return Err(Denial { rule: DEFAULT_DENY, message: "the policy does not list this tool" });
    }

    if let Some(tool) = tool {
        for entry in &tool.require {
            if !holds(List::Require, entry, call.args, observer) {
                return Err(entry.denial());
            }
        }
        for entry in &tool.deny_if {
            if holds(List::DenyIf, entry, call.args, observer) {
                return Err(entry.denial());
            }
        }
    }

    let own = tool.map_or(&[][..], |tool| &tool.limits);
    let quotas = own.iter().chain(policy.quotas_of_all());
    let see = |quota, standing| observer.see(Step::Limit { quota, standing });
    counters.reserve(call.grant, quotas, call.args, at, see).map_err(|(quota, standing)| Denial {
        rule: &quota.rule,
        message: if standing.adds.is_none() { &quota.uncountable } else { &quota.full },
    })
}

fn holds<'p, 'c>(
    list: List,
    entry: &'p Entry,
    args: &'c Map<String, Value>,
    observer: &mut impl Observer<'p, 'c>,
) -> bool {
    let holds = entry.checks.iter().all(|check| {
        let found = check.find(args);
        let holds = check.holds(found);
        observer.see(Step::Condition { list, rule: &entry.rule, check, found, holds });
        holds
    });
    observer.see(Step::Entry { list, rule: &entry.rule, holds });
    holds
}

impl Entry {
    fn denial(&self) -> Denial<'_> {
        Denial { rule: &self.rule, message: &self.message }
    }
}

impl Decision<'_> {
    #[must_use]
    pub fn is_allowed(&self) -> bool {
        matches!(self, Self::Allow(_))
    }

    /// `allow` or `deny`.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        if self.is_allowed() { "allow" } else { "deny" }
    }

    /// The id of the rule that denied; empty where the call is allowed.
    #[must_use]
    pub fn rule(&self) -> &str {
        match self {
            Self::Allow(_) => "",
            Self::Deny(denial) => denial.rule,
        }
    }

    /// What the caller is told; empty where the call is allowed.
    #[must_use]
    pub fn message(&self) -> &str {
        match self {
            Self::Allow(_) => "",
            Self::Deny(denial) => denial.message,
        }
    }

    /// Gives back what was reserved, after a call that failed upstream.
    pub fn give_back(self) {
        if let Self::Allow(reservation) = self {
            reservation.give_back();
        }
    }
}
