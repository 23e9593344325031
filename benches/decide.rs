//! How long a decision takes, for a policy of 200 tools.
//!
//! `floor` is what can't be saved: finding one name among 200. The others are
//! decisions of growing cost. The promise is under a microsecond each.
#![allow(clippy::unwrap_used, reason = "a benchmark has no one to report to")]

use std::collections::HashMap;

use divan::{Bencher, black_box};
use serde_json::{Map, Value, json};
use toolward::policy::Policy;
use toolward::policy::decide::{Call, Compiled, Counters, Moment, decide};

fn main() {
    divan::main();
}

/// Of every four tools: one allowed, one limited, one with rules, one with all of it.
fn policy() -> Compiled {
    let limit = |tool: &str| json!({"counter": format!("{tool}_rate"), "window": "minute", "max": 9_000_000_000_000_000_u64, "scope": "grant"});
    let require = json!([{"conditions": [{"path": "args.to.id", "op": "exists", "value": true}]}]);
    let deny_if = json!([
        {"conditions": [{"path": "args.amount", "op": "gt", "value": 100}]},
        {"conditions": [{"path": "args.memo", "op": "regex", "value": "(?i)urgent|password"}]},
        {"conditions": [{"path": "args.currency", "op": "not_in", "value": ["EUR", "USD", "CHF"]}]},
    ]);
    let tools: Map<String, Value> = (0..200)
        .map(|i| {
            let name = format!("tool_number_{i}");
            let rules = match i % 4 {
                0 => json!({}),
                1 => json!({"limits": [limit(&name)]}),
                2 => json!({"require": require, "deny_if": deny_if}),
                _ => json!({"require": require, "deny_if": deny_if, "limits": [limit(&name)]}),
            };
            (name, rules)
        })
        .collect();
    let policy = json!({
        "version": "1", "default": "deny", "tools": tools,
        "hide": (0..20).map(|i| format!("hidden_tool_{i}")).collect::<Vec<_>>(),
    });
    Compiled::new(&serde_json::from_value::<Policy>(policy).unwrap()).unwrap()
}

fn args() -> Map<String, Value> {
    let args = json!({"to": {"id": 7}, "amount": 50, "memo": "for the coffee", "currency": "EUR"});
    args.as_object().unwrap().clone()
}

fn bench(bencher: Bencher<'_, '_>, tool: &str) {
    let (policy, counters, args) = (policy(), Counters::new(), args());
    let at = Moment::from_unix(1_767_225_600);
    bencher.bench_local(|| {
        let call = Call { grant: "grant", tool: black_box(tool), args: black_box(&args) };
        decide(&policy, call, &counters, at).is_allowed()
    });
}

#[divan::bench]
fn floor(bencher: Bencher<'_, '_>) {
    let names: HashMap<String, usize> = (0..220).map(|i| (format!("tool_number_{i}"), i)).collect();
    bencher.bench_local(|| names.get(black_box("tool_number_120")).copied());
}

#[divan::bench]
fn allowed(bencher: Bencher<'_, '_>) {
    bench(bencher, "tool_number_120");
}

#[divan::bench]
fn limited(bencher: Bencher<'_, '_>) {
    bench(bencher, "tool_number_121");
}

#[divan::bench]
fn with_rules(bencher: Bencher<'_, '_>) {
    bench(bencher, "tool_number_122");
}

#[divan::bench]
fn with_rules_and_limit(bencher: Bencher<'_, '_>) {
    bench(bencher, "tool_number_123");
}

#[divan::bench]
fn hidden(bencher: Bencher<'_, '_>) {
    bench(bencher, "hidden_tool_7");
}

#[divan::bench]
fn unlisted(bencher: Bencher<'_, '_>) {
    bench(bencher, "no_such_tool");
}
