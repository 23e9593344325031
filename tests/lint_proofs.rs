//! What the linter says of conditions, entries and limits is true of every call.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod reference;

use proptest::prelude::*;
use reference::{Counter, READINGS, entry_holds, refusal};
use serde_json::{Value, json};
use toolward::document::SourceText;
use toolward::lint::{Finding, Linter};
use toolward::policy::{Limit, Policy, ToolRules};

/// Everything that one argument is tried with.
fn values() -> Vec<Value> {
    json!([
        null, 0, 1, 2, 1.5, -1, 1e300, 9_007_199_254_740_993_u64, "", "x", "xy", "y", true, false, [],
        ["x"], [1, "y"], [null], {}, {"c": null}, {"c": 1}, {"c": "x"}, {"c": {"d": 2}}, {"c": []}
    ])
    .as_array()
    .cloned()
    .unwrap()
}

/// Every call that is tried: both arguments, present or not.
fn calls() -> Vec<Value> {
    let mut calls = Vec::new();
    let maybe = || std::iter::once(None).chain(values().into_iter().map(Some));
    for a in maybe() {
        for b in maybe().take(14) {
            let mut call = serde_json::Map::new();
            call.extend(a.clone().map(|a| ("a".to_owned(), a)));
            call.extend(b.map(|b| ("b".to_owned(), b)));
            calls.push(Value::Object(call));
        }
    }
    calls
}

fn value() -> impl Strategy<Value = Value> {
    prop::sample::select(values())
}

fn condition() -> impl Strategy<Value = Value> {
    let path = prop::sample::select(vec!["args.a", "args.a", "args.b", "args.a.c", "args.a.c.d"]);
    let list = || prop::collection::vec(value(), 0..4).prop_map(Value::from);
    let numbers = || prop::sample::select(vec![json!(0), json!(1), json!(1.5), json!(2)]);
    let patterns = prop::sample::select(vec!["x", "^x$", "^(?:x|y)$", "y$", "z", "("]);
    let test = prop_oneof![
        3 => (prop::sample::select(vec!["eq", "neq", "contains"]), value()),
        2 => (prop::sample::select(vec!["in", "not_in"]), list()),
        3 => (prop::sample::select(vec!["lt", "lte", "gt", "gte"]), numbers()),
        2 => (Just("exists"), any::<bool>().prop_map(Value::from)),
        1 => (Just("regex"), patterns.prop_map(Value::from)),
        1 => (prop::sample::select(vec!["lt", "in", "regex", "exists", "not_in"]), value()),
    ];
    (path, test).prop_map(|(path, (op, value))| json!({"path": path, "op": op, "value": value}))
}

fn entries() -> impl Strategy<Value = Vec<Value>> {
    let text = prop::sample::select(vec!["no", "ask"]);
    let entry = (prop::collection::vec(condition(), 0..4), text);
    let entry = entry
        .prop_map(|(conditions, on_deny)| json!({"conditions": conditions, "on_deny": on_deny}));
    prop::collection::vec(entry, 0..4)
}

fn policy_of(rules: &Value) -> String {
    json!({"version": "1", "default": "deny", "tools": {"t": rules}}).to_string()
}

fn rules_of(text: &str) -> ToolRules {
    serde_json::from_str::<Policy>(text).unwrap().tools.swap_remove("t").unwrap()
}

/// The entry that a finding is about, such as `deny_if/2`.
fn entry_of(finding: &Finding) -> Option<String> {
    let pointer = finding.pointer.as_deref()?.strip_prefix("/tools/t/")?;
    let mut tokens = pointer.split('/');
    Some(format!("{}/{}", tokens.next()?, tokens.next()?))
}

fn without(rules: &ToolRules, entry: &str) -> ToolRules {
    let (list, index) = entry.split_once('/').unwrap();
    let mut rules = rules.clone();
    let list = if list == "require" { &mut rules.require } else { &mut rules.deny_if };
    list.remove(index.parse().unwrap());
    rules
}

fn text_of(rules: &ToolRules, refusal: &str) -> Option<String> {
    let (list, index) = refusal.split_once('/').unwrap();
    let list = if list == "require" { &rules.require } else { &rules.deny_if };
    list[index.parse::<usize>().unwrap()].on_deny.clone()
}

/// Holds one finding against one call.
fn is_true(finding: &Finding, rules: &ToolRules, call: &Value) -> Result<(), TestCaseError> {
    for reading in READINGS {
        let refused = refusal(rules, call, reading);
        match (finding.code, entry_of(finding)) {
            ("TW201" | "TW202", Some(entry)) => {
                let (list, index) = entry.split_once('/').unwrap();
                let list = if list == "require" { &rules.require } else { &rules.deny_if };
                let entry = &list[index.parse::<usize>().unwrap()];
                prop_assert!(!entry_holds(entry, call, reading), "{call}: {}", finding.message);
            }
            ("TW203", _) => prop_assert!(refused.is_some(), "{call}: {}", finding.message),
            ("TW204", Some(entry)) => {
                prop_assert!(refused != Some(entry), "{call}: {}", finding.message);
            }
            ("TW205", Some(entry)) => {
                let less = without(rules, &entry);
                let other = refusal(&less, call, reading);
                prop_assert_eq!(
                    refused.is_some(),
                    other.is_some(),
                    "{}: {}",
                    call,
                    finding.message
                );
                if refused == Some(entry.clone()) {
                    let own = text_of(rules, &entry);
                    prop_assert_eq!(own, other.and_then(|other| text_of(&less, &other)));
                }
            }
            _ => {}
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn what_is_said_of_entries_is_true_of_every_call(require in entries(), deny_if in entries()) {
        let text = policy_of(&json!({"require": require, "deny_if": deny_if}));
        let rules = rules_of(&text);
        let findings = Linter::new().lint(SourceText::new("p", text.as_str())).findings;
        let proofs = ["TW201", "TW202", "TW203", "TW204", "TW205"];
        for finding in findings.iter().filter(|finding| proofs.contains(&finding.code)) {
            for call in calls() {
                is_true(finding, &rules, &call)?;
            }
        }
    }

    #[test]
    fn an_idle_limit_never_refuses_alone(
        own in prop::collection::vec((0..3usize, 1..40u64), 1..4),
        all in prop::collection::vec((0..3usize, 1..40u64), 0..3),
        calls in prop::collection::vec((0..200u64, any::<bool>()), 0..400),
    ) {
        let limits = |name: &str, limits: &[(usize, u64)]| -> Vec<Value> {
            limits.iter().enumerate().map(|(i, (window, max))| {
                let window = ["minute", "hour", "day"][*window];
                json!({"counter": format!("{name}{i}"), "window": window, "max": max, "scope": "grant"})
            }).collect()
        };
        let (own, all) = (limits("own", &own), limits("all", &all));
        let text = json!({"version": "1", "default": "allow", "all_tools": {"limits": all},
            "tools": {"t": {"limits": own}}}).to_string();
        let findings = Linter::new().lint(SourceText::new("p", text.as_str())).findings;
        let idle: Vec<&str> = findings.iter().filter(|finding| finding.code == "TW302")
            .filter_map(|finding| finding.pointer.as_deref()?.strip_suffix("/max")).collect();
        let list = |at: &str, limits: &[Value]| -> Vec<(String, Limit, Counter)> {
            limits.iter().enumerate().map(|(i, limit)| {
                let limit = serde_json::from_value(limit.clone()).unwrap();
                (format!("{at}/{i}"), limit, Counter::default())
            }).collect()
        };
        let mut own = list("/tools/t/limits", &own);
        let mut all = list("/all_tools/limits", &all);
        let mut calls = calls;
        calls.sort_unstable();
        for (minute, is_t) in calls {
            let of_t = if is_t { own.as_mut_slice() } else { &mut [] };
            let mut counting: Vec<_> = of_t.iter_mut().chain(&mut all).collect();
            let full: Vec<&str> = counting.iter()
                .filter(|(_, limit, counter)| counter.is_full(limit, minute))
                .map(|(pointer, ..)| pointer.as_str()).collect();
            if full.is_empty() {
                for (_, limit, counter) in &mut counting {
                    counter.count(limit, minute);
                }
            } else {
                prop_assert!(full.iter().any(|pointer| !idle.contains(pointer)), "{full:?} {text}");
            }
        }
    }
}

/// The reference is only worth something where it is right itself.
#[test]
fn the_reference_reads_the_format() {
    let call = json!({"n": 5, "s": "abc", "null": null, "list": [1, "x"], "o": {"k": true}});
    for (path, op, value, expected) in [
        ("n", "eq", json!(5.0), true),
        ("n", "eq", json!("5"), false),
        ("n", "neq", json!("5"), true),
        ("missing", "neq", json!(1), false),
        ("null", "neq", json!(1), false),
        ("missing", "not_in", json!([1]), false),
        ("missing", "exists", json!(false), true),
        ("n", "in", json!([4, 5]), true),
        ("n", "gt", json!(5), false),
        ("n", "gte", json!(5), true),
        ("s", "gt", json!(1), false),
        ("s", "contains", json!("bc"), true),
        ("list", "contains", json!("x"), true),
        ("list", "contains", json!("y"), false),
        ("s", "regex", json!("^a"), true),
        ("n", "regex", json!("5"), false),
        ("o.k", "eq", json!(true), true),
    ] {
        let condition = json!({"path": format!("args.{path}"), "op": op, "value": value});
        let condition = serde_json::from_value(condition).unwrap();
        assert_eq!(
            reference::holds(&condition, &call, READINGS[0]),
            expected,
            "{path} {op} {value}"
        );
    }
}
