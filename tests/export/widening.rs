//! Export doesn't widen: a call that the policy denies is denied by what was
//! exported, as its target evaluates it.
//!
//! The numbers at the end say how often that was in question: a target that
//! denies everything, or calls that no condition looks at, would prove nothing.

use std::cell::RefCell;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{Map, Value};
use toolward::policy::Policy;
use toolward::policy::export::{Effect, Export, Request, target};

use super::{arbitrary, cedar, intercept, reference};

type Args = Map<String, Value>;

#[derive(Debug, Default)]
struct Heard {
    /// Let through by both.
    allowed: u32,
    /// Denied by a condition, of a tool that the target has rules for.
    denied_by_conditions: u32,
    /// Of a tool without any loss, so that both must agree.
    lossless: u32,
}

/// Whether one call is decided there as it may be.
fn compare(
    policy: &Policy,
    export: &Export,
    (tool, args): &(String, Args),
    there: bool,
    heard: &mut Heard,
) -> Result<(), TestCaseError> {
    let rule = reference::rule(policy, tool, args);
    let here = rule.is_empty();
    let shown = || format!("{tool} {args:?}\n{}\n{}", policy.to_json(), export.text);
    prop_assert!(here || !there, "wider: {}", shown());
    let mut losses =
        export.losses.iter().filter(|loss| loss.tool.as_ref().is_none_or(|name| name == tool));
    let lossless = losses.clone().next().is_none();
    prop_assert!(!lossless || here == there, "different, and not listed: {}", shown());
    let expressed = !losses.any(|loss| loss.effect == Effect::Denied);
    let by_conditions = rule.contains("/args.");
    heard.allowed += u32::from(here && there);
    heard.denied_by_conditions += u32::from(by_conditions && expressed);
    heard.lossless += u32::from(lossless && policy.tools.contains_key(tool));
    Ok(())
}

fn check<R>(name: &str, read: fn(&str) -> R, allows: fn(&R, &str, &Args) -> bool) {
    let strategy = (arbitrary::any_policy(), arbitrary::shots());
    let heard = RefCell::new(Heard::default());
    let done = TestRunner::new(arbitrary::config()).run(&strategy, |(policy, shots)| {
        let export = target(name).unwrap().export(&policy, &Request::default()).unwrap();
        prop_assert!(!export.losses.iter().any(|loss| loss.effect.widens()));
        let read = read(&export.text);
        for call in &arbitrary::aimed(&policy, shots) {
            let there = allows(&read, &call.0, &call.1);
            compare(&policy, &export, call, there, &mut heard.borrow_mut())?;
        }
        Ok(())
    });
    done.unwrap_or_else(|error| panic!("{error}"));
    let heard = heard.into_inner();
    assert!(heard.allowed > 2_000, "{heard:?}");
    assert!(heard.denied_by_conditions > 2_000, "{heard:?}");
    assert!(heard.lossless > 2_000, "{heard:?}");
}

#[test]
fn cedar_does_not_widen() {
    let read = |text: &str| cedar::policies(&serde_json::from_str(text).unwrap());
    check("toolhive-cedar", read, cedar::allows);
}

#[test]
fn intercept_does_not_widen() {
    let read = |text: &str| {
        let read: Value = serde_saphyr::from_str(text).unwrap();
        intercept::assert_valid(&read);
        read
    };
    check("intercept", read, intercept::allows);
}
