//! `test` at the command line, word for word; its files against their schemas;
//! and what holds for any policy: the suite to start from passes.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "common/policies.rs"]
mod policies;
#[path = "common/schema.rs"]
mod schema;

use policies::policy;
use proptest::prelude::*;
use schema::{assert_valid, validator};
use serde_json::{Value, json};
use toolward::document::{Document, Placed, SourceText};
use toolward::manifest::Problem;
use toolward::phrase::is_unsafe;
use toolward::policy::decide::Compiled;
use toolward::policy::suite::{Coverage, Suite, read_suite, run_suite, starter};
use toolward::policy::{Policy, load};
use toolward::render::tested::{Tested, TestedSuite};
use toolward::render::{Look, test_human, test_json, test_junit, to_json};

const POLICY: &str = include_str!("cmd/test/test.in/policy.json");
const CHARGES: &str = include_str!("cmd/test/test.in/charges.yaml");
const WRONG: &str = include_str!("cmd/test/test.in/wrong.yaml");
const SUITE: &str = "policy-test";

#[test]
fn sessions() {
    trycmd::TestCases::new().case("tests/cmd/test/*.trycmd");
}

fn loaded(text: &str) -> (Policy, Compiled) {
    let document = Document::parse(SourceText::new("p", text)).unwrap();
    let policy = load(&document).unwrap();
    let compiled = Compiled::new(&policy).unwrap();
    (policy, compiled)
}

fn read(name: &str, text: &str, policy: &Compiled) -> (Suite, Vec<Problem>) {
    let placed = Placed::parse(SourceText::new(name, text)).unwrap();
    read_suite(&placed, policy, &[]).unwrap()
}

#[test]
fn suites_fit_their_schema() {
    for text in [CHARGES, WRONG] {
        let placed = Placed::parse(SourceText::new("s.yaml", text)).unwrap();
        assert_valid(SUITE, placed.value());
    }
}

/// The schema and the reader draw the same line, but for names, times and
/// numbers, which the schema can't tell.
#[test]
fn schema_and_reader_agree_on_what_a_test_is() {
    let (_, compiled) = loaded(POLICY);
    let validator = validator(SUITE);
    let base = json!({"tool": "customer_list", "expect": "deny"});
    let edits = [
        ("name", json!("n"), true),
        ("name", json!(5), false),
        ("name", json!(null), true),
        ("tool", json!(null), false),
        ("args", json!({"a": 1}), true),
        ("args", json!([]), false),
        ("repeat", json!(100_000), true),
        ("repeat", json!(100_001), false),
        ("repeat", json!(1.5), false),
        ("repeat", json!("2"), false),
        ("grant", json!(1), false),
        ("failed", json!("yes"), false),
        ("expect", json!("Deny"), false),
        ("expect", json!("allow"), true),
        ("rule", json!("(hidden)"), true),
        ("rule", json!(1), false),
        ("message", json!(false), false),
        ("before", json!([{"tool": "customer_list", "repeat": 2}]), true),
        ("before", json!([{"tool": "customer_list", "expect": "deny"}]), false),
        ("before", json!({}), false),
        ("unlisted", json!(true), true),
        ("unlisted", json!(1), false),
        ("colour", json!("red"), false),
    ];
    for (key, value, fits) in edits {
        let mut test = base.clone();
        test[key] = value;
        let suite = json!({"tests": [test]});
        let (_, problems) = read("s.json", &suite.to_string(), &compiled);
        assert_eq!(problems.is_empty(), fits, "{suite}: {problems:?}");
        assert_eq!(validator.is_valid(&suite), fits, "{suite}");
    }
    let contradiction =
        json!({"tests": [{"tool": "customer_list", "expect": "allow", "rule": "x"}]});
    assert!(!validator.is_valid(&contradiction));
    assert_eq!(read("s.json", &contradiction.to_string(), &compiled).1.len(), 1);
}

/// Runs suites and hands their result to every format.
fn outputs(policy: &Compiled, suites: &[Suite], problems: &[Problem]) -> (String, String, String) {
    let mut coverage = Coverage::new(policy);
    let run = |suite| TestedSuite { suite, outcomes: run_suite(policy, suite, &mut coverage) };
    let suites = suites.iter().map(run).collect();
    let tested = Tested { suites, covered: coverage.sum(), least: Some(99.0), problems };
    let human = test_human::render(&tested, Look::new(80, false));
    (human, test_json::render(&tested), test_junit::render(&tested))
}

#[test]
fn every_format_says_the_same() {
    let (_, compiled) = loaded(POLICY);
    let suites = [CHARGES, WRONG].map(|text| read("s.yaml", text, &compiled).0);
    let problems = [Problem { source: "x.yaml:1:1".into(), message: "<no> & \"no\"".into() }];
    let (human, json, junit) = outputs(&compiled, &suites, &problems);
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_valid("test", &json);
    assert_eq!((json["passed"].as_u64(), json["failed"].as_u64()), (Some(6), Some(4)));
    assert!(human.contains("10 tests: 6 passed, 4 failed"), "{human}");

    let xml = roxmltree::Document::parse(&junit).unwrap();
    let root = xml.root_element();
    let count = |name: &str| root.descendants().filter(|node| node.has_tag_name(name)).count();
    let said = |name: &str| root.attribute(name).unwrap().parse::<usize>().unwrap();
    assert_eq!((said("tests"), said("failures"), said("errors")), (12, 5, 1));
    assert_eq!((count("testcase"), count("failure"), count("error")), (12, 5, 1));
    let error = root.descendants().find(|node| node.has_tag_name("error")).unwrap();
    assert_eq!(error.text(), Some("<no> & \"no\""));
}

#[test]
fn hostile_names_steer_nothing() {
    let evil = "\u{1b}[2J\u{202e}\u{7}\u{ffff}<a>&";
    let policy = json!({"version": "1", "default": "deny", "tools": {(evil): {
        "deny_if": [{"conditions": [], "on_deny": evil}],
    }}});
    let (_, compiled) = loaded(&policy.to_string());
    let suite = json!({"name": evil, "tests": [
        {"name": evil, "tool": evil, "args": {(evil): evil}, "expect": "allow"},
        {"name": evil, "tool": evil, "expect": "deny", "message": format!("{evil}!")},
    ]});
    let (suite, _) = read("s.json", &suite.to_string(), &compiled);
    let problems = [Problem { source: evil.to_owned(), message: evil.to_owned() }];
    let (human, json, junit) = outputs(&compiled, &[suite], &problems);
    assert!(roxmltree::Document::parse(&junit).is_ok(), "{junit}");
    for output in [human, json, junit] {
        assert!(!output.chars().any(|c| is_unsafe(c) && c != '\n'), "{output:?}");
    }
}

proptest! {
    #[test]
    fn the_suite_to_start_from_passes(policy in policy()) {
        let (policy, compiled) = loaded(&policy.to_string());
        let text = to_json(&starter(&policy, &compiled));
        let value: Value = serde_json::from_str(&text).unwrap();
        prop_assert!(validator(SUITE).is_valid(&value), "{}", text);
        let (suite, problems) = read("s.json", &text, &compiled);
        prop_assert!(problems.is_empty(), "{:?}\n{}", problems, text);
        let mut coverage = Coverage::new(&compiled);
        let outcomes = run_suite(&compiled, &suite, &mut coverage);
        prop_assert!(outcomes.iter().all(toolward::policy::suite::Outcome::passed), "{}\n{:?}", text, outcomes);
    }
}

/// The policies that people write are covered whole by what is made up for them.
#[test]
fn the_suite_to_start_from_reaches_plain_rules() {
    let (policy, compiled) = loaded(POLICY);
    let text = to_json(&starter(&policy, &compiled));
    let (suite, _) = read("s.json", &text, &compiled);
    let mut coverage = Coverage::new(&compiled);
    let _ = run_suite(&compiled, &suite, &mut coverage);
    assert!((coverage.sum().percent() - 100.0).abs() < f64::EPSILON, "{:?}", coverage.sum());
}
