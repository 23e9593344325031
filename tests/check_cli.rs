//! `check` at the command line, word for word, and its JSON against the schema.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "common/schema.rs"]
mod schema;

use schema::assert_valid;
use serde_json::Value;
use toolward::document::{Document, SourceText};
use toolward::manifest::Problem;
use toolward::phrase::is_unsafe;
use toolward::policy::decide::{Call, Compiled, Counters, Moment, explain};
use toolward::policy::{RecordedCall, Replay, load};
use toolward::render::{Look, check_human, check_json};

const POLICY: &str = include_str!("cmd/check/check.in/policy.json");
const CALLS: &str = include_str!("cmd/check/check.in/calls.ndjson");

#[test]
fn sessions() {
    trycmd::TestCases::new().case("tests/cmd/check/*.trycmd");
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn compiled(text: &str) -> Compiled {
    let document = Document::parse(SourceText::new("p", text)).unwrap();
    Compiled::new(&load(&document).unwrap()).unwrap()
}

#[test]
fn all_output_fits_its_schema() {
    let policy = compiled(POLICY);
    let mut replay = Replay::new(&policy, "", Moment::from_unix(0));
    for (i, line) in CALLS.lines().enumerate().filter(|(_, line)| !line.is_empty()) {
        assert_valid("call", &parse(line));
        let call = RecordedCall::read_line(&SourceText::new("c", line), i + 1).unwrap();
        let asked = Call { grant: "g", tool: &call.tool, args: &call.args };
        let (decision, trace) = explain(&policy, asked, &Counters::new(), Moment::from_unix(0));
        assert_valid("check", &parse(&check_json::decision(&call.tool, &decision, &trace.steps)));
        let decision = replay.next(i + 1, &call);
        assert_valid("check", &parse(&check_json::replayed(i + 1, &call.tool, &decision)));
    }
    let problems = [Problem { source: "c:1:1".to_owned(), message: "no".to_owned() }];
    let denials = replay.denials();
    assert_eq!(denials.iter().map(|denied| denied.count).sum::<usize>(), replay.totals().denied);
    assert_valid("check", &parse(&check_json::summary(replay.totals(), &denials, &problems)));
    let none = serde_json::Map::new();
    let call = Call { grant: "g", tool: "t", args: &none };
    let (decision, trace) = explain(None, call, &Counters::new(), Moment::from_unix(0));
    assert_valid("check", &parse(&check_json::decision("t", &decision, &trace.steps)));
}

/// What a policy and a call say reaches a terminal only as visible text.
#[test]
fn hostile_text_steers_nothing() {
    let evil = "\u{1b}[2J\u{202e}\u{7}";
    let policy = serde_json::json!({"version": "1", "default": "deny", "tools": {(evil): {
        "require": [{"conditions": [{"path": format!("args.{evil}"), "op": "neq", "value": evil}]}],
        "deny_if": [{"conditions": [], "on_deny": evil}],
        "limits": [{"counter": evil, "window": "day", "max": 1, "scope": "grant", "increment_from": format!("args.{evil}")}],
    }}});
    let policy = compiled(&policy.to_string());
    for args in [serde_json::json!({}), serde_json::json!({(evil): format!("x{evil}")})] {
        let call = Call { grant: evil, tool: evil, args: args.as_object().unwrap() };
        let (decision, trace) = explain(&policy, call, &Counters::new(), Moment::from_unix(0));
        let mut replay = Replay::new(&policy, evil, Moment::from_unix(0));
        let line = serde_json::json!({"tool": evil, "args": args}).to_string();
        let call = RecordedCall::read_line(&SourceText::new("c", line), 1).unwrap();
        let replayed = replay.next(1, &call);
        let outputs = [
            check_human::decision(evil, &decision, &trace.steps, Look::new(80, false)),
            check_json::decision(evil, &decision, &trace.steps),
            check_json::replayed(1, evil, &replayed),
            check_human::summary(replay.totals(), &replay.denials(), 0, Look::new(80, false)),
            check_json::summary(replay.totals(), &replay.denials(), &[]),
        ];
        for output in outputs {
            assert!(!output.chars().any(|c| is_unsafe(c) && c != '\n'), "{output:?}");
        }
    }
}
