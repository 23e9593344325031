//! `diff` at the command line, word for word, and its JSON against the schema.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "common/schema.rs"]
mod schema;

use schema::assert_valid;
use serde_json::json;
use toolward::manifest::{ParameterSource, Problem, Server, Tool};
use toolward::phrase::is_unsafe;
use toolward::policy::Policy;
use toolward::policy::compare::{Comparison, Side, compare};
use toolward::policy::decide::Compiled;
use toolward::render::{Look, diff_human, diff_json};
use toolward::report::compare_manifests;

const OLD: &str = include_str!("cmd/diff/diff.in/old.json");
const NEW: &str = include_str!("cmd/diff/diff.in/new.json");

#[test]
fn sessions() {
    trycmd::TestCases::new().case("tests/cmd/diff/*.trycmd");
}

fn comparison(old: &str, new: &str) -> Comparison {
    let policy = |text: &str| serde_json::from_str::<Policy>(text).unwrap();
    let (old, new) = (policy(old), policy(new));
    let (before, after) = (Compiled::new(&old).unwrap(), Compiled::new(&new).unwrap());
    compare(Side { policy: &old, compiled: &before }, Side { policy: &new, compiled: &after }, &[])
}

fn server(tools: &[(&str, &str)]) -> Server {
    let tool = |(name, description): &(&str, &str)| Tool {
        name: (*name).to_owned(),
        title: None,
        description: (*description).to_owned(),
        definition: json!({"name": name, "description": description, (*name): 1}).into(),
        parameter_source: ParameterSource::None,
        origin: None,
        annotations: Vec::new(),
    };
    let (name, source) = (tools[0].0.to_owned(), "s".to_owned());
    Server { name, source, tools: tools.iter().map(tool).collect(), warnings: Vec::new() }
}

#[test]
fn all_output_fits_its_schema_and_steers_nothing() {
    let evil = "\u{1b}[2J\u{202e}\u{7}";
    let named = |value: u64| {
        json!({"version": "1", "default": "deny", "tools": {(evil): {"deny_if": [
            {"conditions": [{"path": format!("args.{evil}"), "op": "gt", "value": value}]}]}}})
        .to_string()
    };
    let pattern = |pattern: &str| {
        named(1).replace("\"gt\"", "\"regex\"").replace(":1}", &format!(":\"{pattern}\"}}"))
    };
    let problems = [Problem { source: evil.to_owned(), message: evil.to_owned() }];
    for (old, new) in [
        (OLD.to_owned(), NEW.to_owned()),
        (named(1), named(2)),
        (pattern("^[ab]+$"), pattern("^[ba]+$")),
    ] {
        let comparison = comparison(&old, &new);
        let json = diff_json::policies(&comparison, &problems);
        assert_valid("diff", &serde_json::from_str(&json).unwrap());
        for output in [json, diff_human::policies(&comparison, Look::new(80, false))] {
            assert!(!output.chars().any(|c| is_unsafe(c) && c != '\n'), "{output:?}");
        }
    }
    let (old, new) =
        (server(&[(evil, "Lists."), ("b", "")]), server(&[(evil, "Deletes all."), ("c", "")]));
    let changes = compare_manifests(&[old], &[new]);
    assert_eq!(changes.changes.len(), 3);
    let json = diff_json::manifests(&changes, &problems);
    assert_valid("diff", &serde_json::from_str(&json).unwrap());
    for output in [json, diff_human::manifests(&changes, Look::new(80, false))] {
        assert!(!output.chars().any(|c| is_unsafe(c) && c != '\n'), "{output:?}");
    }
}
