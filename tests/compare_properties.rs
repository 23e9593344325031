//! What holds for any two policies: every witness really is decided
//! differently, and calls on policies that are called the same never are.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "common/policies.rs"]
mod policies;

use policies::{TOOLS, args, policy};
use proptest::prelude::*;
use serde_json::{Map, Value};
use toolward::policy::Policy;
use toolward::policy::compare::{Comparison, Direction, Side, compare};
use toolward::policy::decide::{Call, Compiled, Counters, Moment, decide};

type Made = (i64, usize, Map<String, Value>);

fn call() -> impl Strategy<Value = Made> {
    let pause = prop_oneof![6 => Just(0), 2 => 1..90i64, 1 => 0..7200i64];
    (pause, 0..TOOLS.len() + 1, args())
}

/// A policy, and another one: the same with some parts taken from a third.
fn pair() -> impl Strategy<Value = (Value, Value)> {
    let parts = prop::sample::subsequence(vec!["default", "hide", "all_tools"], 0..=1);
    (policy(), policy(), parts, any::<[u8; 3]>()).prop_map(|(old, other, parts, edits)| {
        let mut new = old.clone();
        for part in parts {
            new[part] = other[part].clone();
        }
        let names: Vec<String> = new["tools"].as_object().unwrap().keys().cloned().collect();
        let donor = other["tools"].as_object().unwrap().values().next().cloned();
        for (name, edit) in names.iter().zip(edits) {
            let list = ["require", "deny_if", "limits"][usize::from(edit) % 3];
            match (edit / 3 % 4, &donor) {
                (0, Some(donor)) => new["tools"][name][list] = donor[list].clone(),
                (1, _) => reverse(&mut new["tools"][name][list]),
                (2, _) => drop(new["tools"][name][list].as_array_mut().unwrap().pop()),
                _ => {}
            }
        }
        (old, new)
    })
}

fn reverse(list: &mut Value) {
    list.as_array_mut().unwrap().reverse();
}

fn loaded(policy: &Value) -> (Policy, Compiled) {
    let policy: Policy = serde_json::from_value(policy.clone()).unwrap();
    let compiled = Compiled::new(&policy).unwrap();
    (policy, compiled)
}

fn compared(old: &(Policy, Compiled), new: &(Policy, Compiled)) -> Comparison {
    let side = |loaded| {
        let (policy, compiled): &(Policy, Compiled) = loaded;
        Side { policy, compiled }
    };
    compare(side(old), side(new), &[])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn witnesses_and_sameness_are_true(
        (old, new) in pair(),
        calls in prop::collection::vec(prop::collection::vec(call(), 1..30), 1..6),
    ) {
        let (before, after) = (loaded(&old), loaded(&new));
        let comparison = compared(&before, &after);
        for change in &comparison.changes {
            let was = change.witness.replay(&before.1, 100_000).unwrap();
            let is = change.witness.replay(&after.1, 100_000).unwrap();
            let (denied, allowed) = match change.direction {
                Direction::Widening => (was, is),
                Direction::Narrowing => (is, was),
            };
            prop_assert_eq!((&denied, allowed.as_str()), (&change.rule, ""), "{}\n{}\n{:?}", old, new, change);
        }
        if comparison.changes.is_empty() && comparison.unknown.is_empty() {
            for calls in &calls {
                never_differ(&before.1, &after.1, calls, &format!("{old}\n{new}"))?;
            }
        }
    }

    #[test]
    fn a_policy_is_the_same_as_itself(policy in policy()) {
        let policy = loaded(&policy);
        let comparison = compared(&policy, &policy);
        prop_assert!(comparison.changes.is_empty(), "{:?}", comparison.changes);
        prop_assert!(comparison.unknown.is_empty(), "{:?}", comparison.unknown);
    }

    /// What one order of the two calls a widening, the other calls a narrowing.
    #[test]
    fn directions_turn_around((old, new) in pair()) {
        let (old, new) = (loaded(&old), loaded(&new));
        let count = |comparison: &Comparison, direction| {
            comparison.changes.iter().filter(|change| change.direction == direction).count() > 0
        };
        let (there, back) = (compared(&old, &new), compared(&new, &old));
        if there.unknown.is_empty() && back.unknown.is_empty() {
            for (a, b) in [
                (Direction::Widening, Direction::Narrowing),
                (Direction::Narrowing, Direction::Widening),
            ] {
                prop_assert_eq!(count(&there, a), count(&back, b));
            }
        }
    }
}

fn never_differ(
    old: &Compiled,
    new: &Compiled,
    calls: &[Made],
    about: &str,
) -> Result<(), TestCaseError> {
    let counters = [Counters::new(), Counters::new()];
    let mut at = 1_767_225_600;
    for (pause, tool, args) in calls {
        at += pause;
        let tool = TOOLS.get(*tool).copied().unwrap_or("unlisted");
        let call = Call { grant: "", tool, args };
        let was = decide(old, call, &counters[0], Moment::from_unix(at)).is_allowed();
        let is = decide(new, call, &counters[1], Moment::from_unix(at)).is_allowed();
        prop_assert_eq!(was, is, "{}\n{:?} at {}", about, call, at);
    }
    Ok(())
}
