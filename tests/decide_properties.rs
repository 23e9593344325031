//! What holds for any policy and any call: the compiled policy agrees with a
//! plain reading of it, and nothing makes it panic.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]
#![allow(clippy::cast_possible_truncation, reason = "the numbers here are small")]

#[path = "common/policies.rs"]
mod policies;
#[path = "common/reference.rs"]
mod reference;

use policies::{TOOLS, args, policy};
use proptest::prelude::*;
use reference::{Asked, Reference};
use serde_json::{Map, Value};
use toolward::document::{Document, SourceText};
use toolward::policy::decide::{Call, Compiled, Counters, Decision, Moment, decide};

/// A call: seconds after the one before, grant, tool, arguments, whether it fails.
type Made = (i64, bool, usize, Map<String, Value>, bool);

fn call() -> impl Strategy<Value = Made> {
    let pause = prop_oneof![4 => Just(0), 2 => 1..90i64, 1 => 0..7200i64, 1 => 0..100_000i64];
    (pause, any::<bool>(), 0..TOOLS.len(), args(), prop::bool::weighted(0.1))
}

fn compiled(policy: &Value) -> Compiled {
    let document = Document::parse(SourceText::new("p", policy.to_string())).unwrap();
    Compiled::new(&toolward::policy::load(&document).unwrap()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn two_readings_of_a_policy_agree(policy in policy(), calls in prop::collection::vec(call(), 1..12)) {
        let compiled = compiled(&policy);
        let (counters, mut reference) = (Counters::new(), Reference::default());
        let mut at = 1_767_225_590;
        for (pause, grant, tool, args, failed) in &calls {
            at += pause;
            let grant = if *grant { "g" } else { "h" };
            let asked = Call { grant, tool: TOOLS[*tool], args };
            let decision = decide(&compiled, asked, &counters, Moment::from_unix(at));
            let asked = Asked { at, grant, tool: TOOLS[*tool], args, failed: *failed };
            let expected = reference.decide(&policy, &asked);
            prop_assert_eq!(decision.rule(), expected, "{} {:?}", policy, args);
            prop_assert_eq!(decision.is_allowed(), decision.rule().is_empty());
            if *failed {
                decision.give_back();
            }
        }
    }
}

fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 40, 6, |inner| {
        let members = prop::collection::btree_map("[a-eopqxy]|.{0,3}", inner.clone(), 0..6);
        prop_oneof![
            prop::collection::vec(inner, 0..6).prop_map(Value::from),
            members.prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_arguments_get_an_answer(
        policy in policy(),
        calls in prop::collection::vec((".{0,4}|a|d~", anything(), any::<i64>()), 1..8),
    ) {
        let compiled = compiled(&policy);
        let counters = Counters::new();
        let rules: Vec<&str> = compiled.rules().map(|rule| rule.id).collect();
        for (tool, args, at) in &calls {
            let args = args.as_object().cloned().unwrap_or_default();
            let call = Call { grant: tool, tool, args: &args };
            let decision = decide(&compiled, call, &counters, Moment::from_unix(*at));
            if let Decision::Deny(denial) = &decision {
                let known = denial.rule.starts_with('(') || rules.contains(&denial.rule);
                prop_assert!(known, "{:?}", denial);
            }
            decision.give_back();
        }
    }

    /// Every id that `rules` lists stands there once.
    #[test]
    fn ids_are_unique(policy in policy()) {
        let compiled = compiled(&policy);
        let ids: Vec<&str> = compiled.rules().map(|rule| rule.id).collect();
        let set: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
        prop_assert_eq!(ids.len(), set.len(), "{:?}", ids);
    }
}
