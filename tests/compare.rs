//! Differences between policies that can be foreseen, one by one.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use serde_json::{Value, json};
use toolward::manifest::{ParameterSource, Tool};
use toolward::policy::Policy;
use toolward::policy::compare::{Comparison, Side, Subject, compare};
use toolward::policy::decide::Compiled;

fn comparison(old: &Value, new: &Value, tools: &[&Tool]) -> Comparison {
    let policy = |value: &Value| serde_json::from_value::<Policy>(value.clone()).unwrap();
    let (old, new) = (policy(old), policy(new));
    let (before, after) = (Compiled::new(&old).unwrap(), Compiled::new(&new).unwrap());
    compare(
        Side { policy: &old, compiled: &before },
        Side { policy: &new, compiled: &after },
        tools,
    )
}

/// `direction rule: calls × last arguments`, and `unknown` where it is.
fn said(comparison: &Comparison) -> Vec<String> {
    let changes = comparison.changes.iter().map(|change| {
        let last = change.witness.runs.last().unwrap();
        let args = Value::Object(last.args.clone());
        let (direction, rule) = (change.direction.as_str(), &change.rule);
        format!("{direction} {rule}: {} × {args}", change.witness.calls())
    });
    let unknown = comparison.unknown.iter().map(|unknown| match &unknown.subject {
        Subject::Tool(name) => format!("unknown {name}"),
        other => format!("unknown {other:?}"),
    });
    changes.chain(unknown).collect()
}

fn policy(rules: &Value) -> Value {
    json!({"version": "1", "default": "deny", "tools": {"t": rules}})
}

fn deny_if(op: &str, value: &Value) -> Value {
    policy(&json!({"deny_if": [{"conditions": [{"path": "args.a", "op": op, "value": value}]}]}))
}

fn limit(window: &str, max: u64) -> Value {
    json!({"counter": "c", "window": window, "max": max, "scope": "grant"})
}

#[track_caller]
fn assert_said(old: &Value, new: &Value, expected: &[&str]) {
    assert_eq!(said(&comparison(old, new, &[])), expected, "{old}\n{new}");
}

#[test]
fn numbers_are_told_apart_at_their_borders() {
    let gt = |n: i64| deny_if("gt", &json!(n));
    assert_said(&gt(100), &gt(500), &["widening /tools/t/deny_if/args.a-gt: 1 × {\"a\":101}"]);
    assert_said(&gt(500), &gt(100), &["narrowing /tools/t/deny_if/args.a-gt: 1 × {\"a\":101}"]);
    // nothing but a fraction lies between them
    let gte = deny_if("gte", &json!(6));
    assert_said(&gt(5), &gte, &["widening /tools/t/deny_if/args.a-gt: 1 × {\"a\":5.5}"]);
    assert_said(&deny_if("gte", &json!(5)), &deny_if("gte", &json!(5.0)), &[]);
}

#[test]
fn sets_presence_and_patterns() {
    let listed = deny_if("in", &json!(["a", "b"]));
    assert_said(&listed, &deny_if("in", &json!(["b", "a", "a"])), &[]);
    assert_said(&listed, &deny_if("regex", &json!("^(a|b)$")), &[]);
    assert_said(
        &listed,
        &deny_if("in", &json!(["b", "c"])),
        &[
            "widening /tools/t/deny_if/args.a-in: 1 × {\"a\":\"a\"}",
            "narrowing /tools/t/deny_if/args.a-in: 1 × {\"a\":\"c\"}",
        ],
    );
    let absent = deny_if("exists", &json!(false));
    assert_said(
        &policy(&json!({})),
        &absent,
        &["narrowing /tools/t/deny_if/args.a-exists: 1 × {}"],
    );
    // the same pattern, written once more, and one that can't be compared
    let pattern = |pattern: &str| deny_if("regex", &json!(pattern));
    assert_said(&pattern("^[a-f0-9]+$"), &pattern("^[a-f0-9]+$"), &[]);
    assert_said(&pattern("^[a-f0-9]+$"), &pattern("^[0-9a-f]+$"), &["unknown t"]);
    let two = ["widening /tools/t/deny_if/args.a-regex: 1 × {\"a\":\"a1\"}", "unknown t"];
    let found = said(&comparison(&pattern("^a1"), &pattern("^b1"), &[]));
    assert_eq!((found.len(), found[0].as_str(), found[2].as_str()), (3, two[0], two[1]));
}

#[test]
fn lists_and_defaults() {
    let allow = json!({"version": "1", "default": "allow"});
    let deny = json!({"version": "1", "default": "deny", "tools": {"t": {}}});
    let found = comparison(&deny, &allow, &[]);
    assert_eq!(said(&found), ["widening (default deny): 1 × {}"]);
    assert_eq!((&found.changes[0].subject, found.same), (&Subject::OtherTools, 1));
    let hidden = json!({"version": "1", "default": "deny", "hide": ["t"], "tools": {"t": {}}});
    assert_said(&deny, &hidden, &["narrowing (hidden): 1 × {}"]);
    let everything = json!({"version": "1", "default": "deny", "hide": ["*"]});
    assert_said(&json!({"version": "1", "default": "deny"}), &everything, &[]);
}

#[test]
fn limits_are_compared_by_what_fits() {
    let limits = |limits: Value| policy(&json!({"limits": limits}));
    let minute = |max| limits(json!([limit("minute", max)]));
    assert_said(&minute(30), &minute(60), &["widening /tools/t/limits/c: 31 × {}"]);
    assert_said(&minute(60), &minute(30), &["narrowing /tools/t/limits/c: 31 × {}"]);
    assert_said(&minute(30), &policy(&json!({})), &["widening /tools/t/limits/c: 31 × {}"]);
    // 60 times a minute is an hour: the second limit stops nobody
    assert_said(&minute(1), &limits(json!([limit("minute", 1), limit("hour", 60)])), &[]);
    assert_said(
        &minute(1),
        &limits(json!([limit("minute", 1), limit("hour", 59)])),
        &["narrowing /tools/t/limits/c#2: 60 × {}"],
    );
    // from the tool to all tools: one tool sees no difference, two of them do
    let own = json!({"version": "1", "default": "deny", "tools": {
        "t": {"limits": [limit("minute", 2)]}, "u": {"limits": [limit("minute", 2)]}}});
    let all = json!({"version": "1", "default": "deny", "all_tools": {"limits": [limit("minute", 2)]},
        "tools": {"t": {}, "u": {}}});
    assert_said(&own, &all, &["narrowing /all_tools/limits/c: 3 × {}"]);
    // more than can be tried out
    let huge = minute(9_007_199_254_740_991);
    assert_said(&huge, &policy(&json!({})), &["unknown t"]);
}

#[test]
fn spending_is_compared_by_what_is_spent() {
    let spend = |window: &str, max: u64| {
        let mut limit = limit(window, max);
        limit["increment_from"] = json!("args.a");
        policy(&json!({"limits": [limit]}))
    };
    assert_said(
        &spend("day", 100),
        &spend("day", 200),
        &["widening /tools/t/limits/c: 1 × {\"a\":101}"],
    );
    assert_said(&spend("day", 100), &spend("hour", 100), &["unknown t"]);
}

#[test]
fn witnesses_fit_the_schema_where_one_does() {
    let schema = json!({
        "type": "object",
        "properties": {
            "a": {"type": "integer", "minimum": 0},
            "to": {"type": "string", "enum": ["home", "work"]}
        },
        "required": ["a", "to"]
    });
    let tool = Tool {
        name: "t".to_owned(),
        title: None,
        description: String::new(),
        definition: json!({"name": "t", "inputSchema": schema}).into(),
        parameter_source: ParameterSource::Schema("/inputSchema".to_owned()),
        origin: None,
        annotations: Vec::new(),
    };
    let found = comparison(&deny_if("gt", &json!(100)), &deny_if("gt", &json!(500)), &[&tool]);
    let witness = &found.changes[0].witness;
    assert_eq!(Value::Object(witness.runs[0].args.clone()), json!({"a": 101, "to": "home"}));
    assert_eq!(witness.fits_schema, Some(true));
    // only calls that the server refuses are decided differently
    let found = comparison(&deny_if("lt", &json!(-5)), &deny_if("lt", &json!(-9)), &[&tool]);
    assert_eq!(found.changes[0].witness.fits_schema, Some(false));
}
