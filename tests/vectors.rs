//! The vectors of `docs/semantics.md`: each is decided as it says, and the
//! document and the folder name the same ones.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::Deserialize;
use serde_json::{Map, Value};
use toolward::policy::Policy;
use toolward::policy::decide::{Call, Compiled, Counters, Moment, decide};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Vector {
    name: String,
    says: String,
    policy: Option<Policy>,
    calls: Vec<VectorCall>,
    expect: Vec<Expected>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct VectorCall {
    at: Option<String>,
    #[serde(default)]
    grant: String,
    tool: String,
    #[serde(default)]
    args: Map<String, Value>,
    #[serde(default)]
    failed: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    decision: String,
    rule: String,
    message: Option<String>,
}

fn vectors() -> Vec<(String, Vector)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        let vector = serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        (path.file_stem().unwrap().to_string_lossy().into_owned(), vector)
    };
    paths.iter().map(read).collect()
}

#[test]
fn every_vector_is_decided_as_it_says() {
    let mut wrong = Vec::new();
    for (name, vector) in vectors() {
        assert_eq!(name, vector.name);
        assert!(!vector.says.is_empty() && !vector.calls.is_empty(), "{name}");
        assert_eq!(vector.calls.len(), vector.expect.len(), "{name}");
        let policy = vector.policy.as_ref().map(|policy| Compiled::new(policy).unwrap());
        let counters = Counters::new();
        for (i, (call, expected)) in vector.calls.iter().zip(&vector.expect).enumerate() {
            let at = call.at.as_deref().unwrap_or("2026-01-01T00:00:00Z");
            let at = Moment::parse(at).unwrap();
            let asked = Call { grant: &call.grant, tool: &call.tool, args: &call.args };
            let decision = decide(policy.as_ref(), asked, &counters, at);
            let same = decision.as_str() == expected.decision
                && decision.rule() == expected.rule
                && expected.message.as_deref().is_none_or(|words| words == decision.message());
            if !same {
                wrong.push(format!("{name}, call {}: {decision:?}, expected {expected:?}", i + 1));
            }
            // a denial is never without words, unless the policy wants it so
            assert!(
                decision.is_allowed()
                    || expected.message.is_some()
                    || !decision.message().is_empty()
            );
            if call.failed {
                decision.give_back();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_document_names_every_vector_and_says_the_same() {
    let document = include_str!("../docs/semantics.md");
    let rows: BTreeSet<(&str, &str)> = document
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.strip_suffix(" |")?.split_once("` | "))
        // the tables of keys and ids come first
        .filter(|(name, _)| name.contains('-'))
        .collect();
    let vectors = vectors();
    let files: BTreeSet<(&str, &str)> =
        vectors.iter().map(|(name, vector)| (name.as_str(), vector.says.as_str())).collect();
    assert_eq!(rows, files);
}

#[test]
fn every_operator_meets_every_kind_of_argument() {
    let names: BTreeSet<String> = vectors().into_iter().map(|(name, _)| name).collect();
    let operators =
        ["eq", "neq", "lt", "lte", "gt", "gte", "in", "not-in", "exists", "regex", "contains"];
    for operator in operators {
        for kind in ["present", "absent", "null", "wrong-type"] {
            assert!(names.contains(&format!("{operator}-{kind}")), "{operator}-{kind}");
        }
    }
    for step in 1..=7 {
        assert!(names.iter().any(|name| name.starts_with(&format!("order-{step}-"))), "{step}");
    }
}
