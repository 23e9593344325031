//! How long it takes to judge policies against the tools they are for, beside
//! the floor: parsing the same bytes and nothing else.
//!
//! A thousand policies of 200 tools, each with a manifest of its own, are to
//! take less than two seconds on two cores.
#![allow(clippy::unwrap_used)]

mod common;

use std::process::Command;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use rayon::prelude::*;
use serde_json::{Value, json};
use toolward::classify::{Verdict, classify};
use toolward::document::SourceText;
use toolward::lint::Linter;
use toolward::manifest::{Server, load_text};
use toolward::policy::recommend;

const TOOLS: usize = 200;
const POLICIES: usize = 1_000;

fn main() {
    divan::main();
}

/// Tools as servers describe them: a few sentences, a handful of parameters.
fn manifest(of: usize) -> String {
    let verbs = ["list", "get", "create", "update", "delete", "send", "run", "search"];
    let tool = |i: usize| {
        let (verb, name) =
            (verbs[i % verbs.len()], format!("record_{}_{of}_{i}", verbs[i % verbs.len()]));
        json!({
            "name": name,
            "description": format!("Takes the records of book {of} and does {verb} on them. Says how many there were, and which of them were left alone because somebody else held them."),
            "inputSchema": {
                "type": "object",
                "required": ["book"],
                "properties": {
                    "book": {"type": "string", "description": "The name of the book."},
                    "filter": {"type": "array", "items": {"type": "string"}, "description": "Words that a record has to hold."},
                    "limit": {"type": "integer", "minimum": 1, "maximum": 500, "default": 50},
                    "order": {"type": "string", "enum": ["newest", "oldest", "name"]},
                }
            },
            "annotations": {"readOnlyHint": i % 8 < 2},
        })
    };
    json!({"tools": (0..TOOLS).map(tool).collect::<Vec<Value>>()}).to_string()
}

fn servers(text: &str) -> Vec<Server> {
    load_text(&SourceText::new("tools.json", text), "records").servers
}

/// The recommended policy, with conditions where a person would add some.
fn policy(servers: &[Server]) -> String {
    let verdicts: Vec<Vec<Verdict>> = servers.iter().map(classify).collect();
    let policy = recommend(verdicts.iter().map(Vec::as_slice)).policy;
    let mut value: Value = serde_json::from_str(&policy.to_json()).unwrap();
    for rules in value["tools"].as_object_mut().unwrap().values_mut() {
        rules["require"] = json!([{
            "conditions": [{"path": "args.book", "op": "in", "value": ["orders", "notes"]}],
            "on_deny": "Only the books of orders and notes."
        }]);
        rules["deny_if"] = json!([{
            "conditions": [{"path": "args.limit", "op": "gt", "value": 100}],
            "on_deny": "At most a hundred at once."
        }]);
    }
    serde_json::to_string_pretty(&value).unwrap()
}

#[divan::bench]
fn floor_of_one_policy(bencher: Bencher) {
    let policy = policy(&servers(&manifest(0)));
    bencher
        .counter(BytesCount::of_str(&policy))
        .bench(|| serde_json::from_str::<Value>(black_box(&policy)));
}

#[divan::bench]
fn one_policy(bencher: Bencher) {
    let servers = servers(&manifest(0));
    let policy = policy(&servers);
    let linter = Linter::with_servers(&servers);
    bencher
        .counter(BytesCount::of_str(&policy))
        .bench(|| linter.lint(SourceText::new("policy.json", black_box(policy.as_str()))));
}

#[divan::bench]
fn floor_of_one_policy_and_its_manifest(bencher: Bencher) {
    let manifest = manifest(0);
    let policy = policy(&servers(&manifest));
    bencher.counter(BytesCount::new(manifest.len() + policy.len())).bench(|| {
        let tools = serde_json::from_str::<Value>(black_box(&manifest));
        (tools, serde_json::from_str::<Value>(black_box(&policy)))
    });
}

#[divan::bench]
fn one_policy_and_its_manifest(bencher: Bencher) {
    let manifest = manifest(0);
    let policy = policy(&servers(&manifest));
    bencher
        .counter(BytesCount::new(manifest.len() + policy.len()))
        .bench(|| lint_against(black_box(&manifest), black_box(&policy)));
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn floor_of_a_thousand(bencher: Bencher) {
    let pairs = pairs();
    bencher.counter(ItemsCount::new(common::many(POLICIES))).bench(|| {
        pairs.par_iter().for_each(|(manifest, policy)| {
            let tools = serde_json::from_str::<Value>(black_box(manifest));
            let _ = black_box((tools, serde_json::from_str::<Value>(black_box(policy))));
        });
    });
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn a_thousand_policies_and_their_manifests(bencher: Bencher) {
    let pairs = pairs();
    bencher.counter(ItemsCount::new(common::many(POLICIES))).bench(|| {
        let found = pairs
            .par_iter()
            .map(|(manifest, policy)| lint_against(black_box(manifest), black_box(policy)));
        found.sum::<usize>()
    });
}

/// The whole program: it finds the files, reads the configuration that names
/// each policy's manifest, and writes what it found as JSON.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn a_thousand_at_the_command_line(bencher: Bencher) {
    let folder = project();
    let lint = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_toolward"));
        command.current_dir(folder.path()).args(["lint", "*/policy.json", "--format", "json"]);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout.len()
    };
    bencher.counter(ItemsCount::new(common::many(POLICIES))).bench(lint);
}

/// A folder for each pair, and a configuration that says which belong together.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut configuration = String::new();
    for (of, (manifest, policy)) in pairs().into_iter().enumerate() {
        let name = format!("p{of}");
        let inside = folder.path().join(&name);
        std::fs::create_dir(&inside).unwrap();
        std::fs::write(inside.join("tools.json"), manifest).unwrap();
        std::fs::write(inside.join("policy.json"), policy).unwrap();
        let entry = format!(
            "[[manifests]]\npolicies = \"{name}/policy.json\"\nsources = [\"{name}/tools.json\"]\n"
        );
        configuration.push_str(&entry);
    }
    std::fs::write(folder.path().join("toolward.toml"), configuration).unwrap();
    folder
}

/// Each policy with a manifest of its own, so that nothing is judged twice.
fn pairs() -> Vec<(String, String)> {
    let pair = |of: usize| {
        let manifest = manifest(of);
        let policy = policy(&servers(&manifest));
        (manifest, policy)
    };
    (0..common::many(POLICIES)).into_par_iter().map(pair).collect()
}

fn lint_against(manifest: &str, policy: &str) -> usize {
    let servers = servers(manifest);
    let linter = Linter::with_servers(&servers);
    linter.lint(SourceText::new("policy.json", policy)).findings.len()
}
