//! Export doesn't widen: a call that the policy denies is denied by what was
//! exported, as its target evaluates it.
//!
//! The numbers at the end say how often that was in question: a target that
//! denies everything, or calls that no condition looks at, would prove nothing.

use std::cell::RefCell;

use cedar_policy::PolicySet;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{Map, Value};
use toolward::policy::Policy;
use toolward::policy::export::{Effect, Export, Lossy, Request, target};

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

/// A target whose own evaluation of an export is at hand.
struct Target<R> {
    name: &'static str,
    read: fn(&str) -> R,
    /// Whether it lets a first call through.
    allows: fn(&R, &str, &Args) -> bool,
}

const CEDAR: Target<PolicySet> = Target {
    name: "toolhive-cedar",
    read: |text| cedar::policies(&serde_json::from_str(text).unwrap()),
    allows: cedar::allows,
};

const INTERCEPT: Target<Value> = Target {
    name: "intercept",
    read: |text| {
        let read: Value = serde_saphyr::from_str(text).unwrap();
        intercept::assert_valid(&read);
        read
    },
    allows: intercept::allows,
};

impl<R> Target<R> {
    fn export(&self, policy: &Policy, lossy: Lossy) -> (Export, R) {
        let request = Request { lossy, ..Request::default() };
        let export = target(self.name).unwrap().export(policy, &request).unwrap();
        let read = (self.read)(&export.text);
        (export, read)
    }

    /// Any policy, with calls that look for its limits.
    fn never_widens(&self) {
        let strategy = (arbitrary::any_policy(), arbitrary::shots());
        let heard = RefCell::new(Heard::default());
        let done = TestRunner::new(arbitrary::config()).run(&strategy, |(policy, shots)| {
            let (export, read) = self.export(&policy, Lossy::Deny);
            prop_assert!(!export.losses.iter().any(|loss| loss.effect.widens()));
            for call in &arbitrary::aimed(&policy, shots) {
                let there = (self.allows)(&read, &call.0, &call.1);
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

    /// Every operator with every value against every argument, both ways.
    fn widens_by_no_condition(&self) {
        for name in ["n", "s_present"] {
            let calls = arbitrary::every_argument(name);
            for condition in arbitrary::every_condition(&format!("args.{name}")) {
                for list in ["require", "deny_if"] {
                    let policy = arbitrary::policy_of(list, &condition);
                    let (export, read) = self.export(&policy, Lossy::Deny);
                    for args in &calls {
                        let here = reference::allows(&policy, "pay", args);
                        let there = (self.allows)(&read, "pay", args);
                        let shown = || format!("{list} {condition} {args:?}\n{}", export.text);
                        assert!(here || !there, "wider: {}", shown());
                        let listed = !export.losses.is_empty();
                        assert!(here == there || listed, "unlisted: {}", shown());
                    }
                }
            }
        }
    }

    /// On request an export may widen, and lists where.
    fn lists_what_it_widens(&self) {
        let strategy = (arbitrary::policy(), prop::collection::vec(arbitrary::call(), 1..5));
        let done = TestRunner::new(arbitrary::config_small()).run(&strategy, |(policy, calls)| {
            let (export, read) = self.export(&policy, Lossy::Allow);
            prop_assert!(!export.losses.iter().any(|loss| loss.effect == Effect::Denied));
            for (tool, args) in &calls {
                let widened =
                    (self.allows)(&read, tool, args) && !reference::allows(&policy, tool, args);
                let listed = export.losses.iter().any(|loss| {
                    loss.effect.widens() && loss.tool.as_ref().is_none_or(|name| name == tool)
                });
                let shown = || format!("{tool} {args:?}\n{}\n{}", policy.to_json(), export.text);
                prop_assert!(!widened || listed, "{}", shown());
            }
            Ok(())
        });
        done.unwrap_or_else(|error| panic!("{error}"));
    }
}

#[test]
fn cedar_does_not_widen() {
    CEDAR.never_widens();
}

#[test]
fn cedar_widens_by_no_condition() {
    CEDAR.widens_by_no_condition();
}

#[test]
fn cedar_lists_what_it_widens_on_request() {
    CEDAR.lists_what_it_widens();
}

#[test]
fn intercept_does_not_widen() {
    INTERCEPT.never_widens();
}

#[test]
fn intercept_widens_by_no_condition() {
    INTERCEPT.widens_by_no_condition();
}

#[test]
fn intercept_lists_what_it_widens_on_request() {
    INTERCEPT.lists_what_it_widens();
}
