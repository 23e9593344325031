//! The linter and the engine agree: what the linter says of a rule is true of
//! the decisions on every call that chance brings.
//!
//! A call at random seldom meets a rule, so arguments are made from the values
//! that the policy itself names, and their neighbours. Each property says at
//! its end how often the linter spoke: one that hears nothing proves nothing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "common/interesting.rs"]
mod interesting;
#[path = "common/policies.rs"]
mod policies;

use std::cell::RefCell;
use std::collections::BTreeMap;

use interesting::{Picks, calls, close_policy, picks};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{Map, Value, json};
use toolward::document::SourceText;
use toolward::lint::{Finding, Linter};
use toolward::policy::Policy;
use toolward::policy::decide::{Call, Compiled, Counters, Moment, decide};

const CASES: u32 = 10_000;

/// What is said of conditions and entries, whatever the tools are.
const PROOFS: [&str; 5] = ["TW201", "TW202", "TW203", "TW204", "TW205"];

fn config() -> ProptestConfig {
    ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() }
}

type Args = Map<String, Value>;

/// A compiled policy, asked about one call with empty counters.
struct Engine(Compiled);

impl Engine {
    fn of(policy: &Value) -> Self {
        let policy: Policy = serde_json::from_value(policy.clone()).unwrap();
        Self(Compiled::new(&policy).unwrap())
    }

    /// With these conditions as the one entry of `deny_if`: it denies where
    /// they hold.
    fn of_conditions(conditions: &[Value]) -> Self {
        let rules = json!({"deny_if": [{"conditions": conditions}]});
        Self::of(&json!({"version": "1", "default": "deny", "tools": {"t": rules}}))
    }

    fn denies(&self, tool: &str, args: &Args) -> bool {
        let call = Call { grant: "g", tool, args };
        !decide(&self.0, call, &Counters::new(), Moment::from_unix(0)).is_allowed()
    }

    fn message(&self, tool: &str, args: &Args) -> String {
        let call = Call { grant: "g", tool, args };
        decide(&self.0, call, &Counters::new(), Moment::from_unix(0)).message().to_owned()
    }
}

/// The tool, the list and the entry that a finding points into, and the condition.
struct Place {
    tool: String,
    list: String,
    entry: usize,
    condition: Option<usize>,
}

impl Place {
    fn of(finding: &Finding) -> Option<Self> {
        let mut tokens = finding.pointer.as_deref()?.strip_prefix("/tools/")?.split('/');
        let tool = tokens.next()?.replace("~1", "/").replace("~0", "~");
        let list = tokens.next().filter(|list| *list != "limits")?.to_owned();
        let entry = tokens.next()?.parse().ok()?;
        let condition = tokens.nth(1).and_then(|index| index.parse().ok());
        Some(Self { tool, list, entry, condition })
    }

    fn entry<'a>(&self, policy: &'a Value) -> &'a Value {
        &policy["tools"][&self.tool][&self.list][self.entry]
    }

    fn without(&self, policy: &Value) -> Value {
        let mut less = policy.clone();
        less["tools"][&self.tool][&self.list].as_array_mut().unwrap().remove(self.entry);
        less
    }

    /// With a text that only this entry has.
    fn marked(&self, policy: &Value) -> Value {
        let mut marked = policy.clone();
        marked["tools"][&self.tool][&self.list][self.entry]["on_deny"] = "marked".into();
        marked
    }
}

/// Holds what one finding says against every call.
fn is_true(
    finding: &Finding,
    at: &Place,
    policy: &Value,
    calls: &[Args],
) -> Result<(), TestCaseError> {
    let all = Engine::of(policy);
    let (less, marked) = (Engine::of(&at.without(policy)), Engine::of(&at.marked(policy)));
    let entry = at.entry(policy)["conditions"].as_array().unwrap();
    let never: &[Value] = match (finding.code, at.condition) {
        ("TW201", Some(index)) => &entry[index..=index],
        _ => entry,
    };
    let never = Engine::of_conditions(never);
    for args in calls {
        let shown = || format!("{} {}: {args:?}\n{policy}", finding.code, finding.message);
        match finding.code {
            // A condition that never holds; an entry whose conditions never do.
            "TW201" | "TW202" => {
                prop_assert!(!never.denies("t", args), "{}", shown());
                let refuses = at.list == "require";
                prop_assert!(!refuses || all.denies(&at.tool, args), "{}", shown());
            }
            // Two entries that leave no call to pass.
            "TW203" => prop_assert!(all.denies(&at.tool, args), "{}", shown()),
            // An entry that never speaks.
            "TW204" => prop_assert!(marked.message(&at.tool, args) != "marked", "{}", shown()),
            // An entry that could go, and nobody would notice.
            "TW205" => {
                prop_assert_eq!(all.denies(&at.tool, args), less.denies(&at.tool, args));
            }
            code => panic!("{code}"),
        }
    }
    Ok(())
}

fn random_policy() -> impl Strategy<Value = Value> {
    prop_oneof![1 => policies::policy(), 3 => close_policy()]
}

#[test]
fn what_is_called_never_true_never_is() {
    let heard: RefCell<BTreeMap<&str, u32>> = RefCell::default();
    let strategy = (random_policy(), prop::collection::vec(picks(), 12));
    let mut runner = TestRunner::new(config());
    let done = runner.run(&strategy, |(policy, picks): (Value, Vec<Picks>)| {
        let linted = Linter::new().lint(SourceText::new("p", policy.to_string()));
        let calls = calls(&policy, &picks);
        for finding in linted.findings.iter().filter(|finding| PROOFS.contains(&finding.code)) {
            // That limits are never reached is another matter.
            let Some(at) = Place::of(finding) else { continue };
            is_true(finding, &at, &policy, &calls)?;
            *heard.borrow_mut().entry(finding.code).or_default() += 1;
        }
        Ok(())
    });
    done.unwrap_or_else(|error| panic!("{error}"));
    for code in PROOFS {
        let times = heard.borrow().get(code).copied().unwrap_or_default();
        assert!(times > 200, "{code} was said {times} times: {heard:?}");
    }
}

/// What the linter knows of a whole tool: that no call of it passes.
#[test]
fn what_is_called_always_denied_always_is() {
    let heard = RefCell::new([0_u32; 2]);
    let strategy = (random_policy(), prop::collection::vec(picks(), 12));
    let mut runner = TestRunner::new(config());
    let done = runner.run(&strategy, |(policy, picks): (Value, Vec<Picks>)| {
        let read: Policy = serde_json::from_value(policy.clone()).unwrap();
        let engine = Engine::of(&policy);
        let calls = calls(&policy, &picks);
        for (name, rules) in &read.tools {
            let always = toolward::policy::JudgedRules::of(rules).deny_every_call();
            heard.borrow_mut()[usize::from(always)] += 1;
            for args in calls.iter().filter(|_| always) {
                prop_assert!(engine.denies(name, args), "{name} {args:?}\n{policy}");
            }
        }
        Ok(())
    });
    done.unwrap_or_else(|error| panic!("{error}"));
    let [open, denied] = heard.into_inner();
    assert!(open > 1_000 && denied > 1_000, "{open} open, {denied} denied");
}
