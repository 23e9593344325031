//! Every rule fires on its Example, stays silent on its cure, and has a bad
//! and a good policy among the fixtures.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};

use serde_json::Value;
use toolward::document::{SourceText, read_file};
use toolward::lint::{Linter, Meta, Rule, rules};
use toolward::manifest::{ParameterSource, Server, Tool};

const HEADINGS: [&str; 5] =
    ["What it does", "Why is this bad?", "Example", "Use instead", "References"];

/// The text under one heading of a rule's documentation.
fn section<'a>(documentation: &'a str, heading: &str) -> &'a str {
    let title = format!("## {heading}\n");
    let start = documentation.find(&title).expect("the heading is there") + title.len();
    let rest = &documentation[start..];
    &rest[..rest.find("\n## ").unwrap_or(rest.len())]
}

/// The code blocks of a section whose fence says `info`.
fn blocks(section: &str, info: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut lines = section.lines();
    while let Some(line) = lines.next() {
        if let Some(fence) = line.strip_prefix("```") {
            let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            if fence == info {
                found.push(body.join("\n"));
            }
        }
    }
    found
}

fn server(manifest: &str) -> Server {
    let value: Value = serde_json::from_str(manifest).expect("the manifest is JSON");
    let tools = value["tools"].as_array().expect("it lists tools");
    let tools = tools.iter().map(|definition| Tool {
        name: definition["name"].as_str().expect("a tool has a name").to_owned(),
        title: None,
        description: String::new(),
        definition: definition.clone(),
        parameter_source: ParameterSource::None,
        annotations: Vec::new(),
        origin: None,
    });
    Server {
        name: "example".to_owned(),
        source: "example.json".to_owned(),
        tools: tools.collect(),
        warnings: Vec::new(),
    }
}

fn codes(linter: &Linter<'_>, source: SourceText) -> Vec<&'static str> {
    linter.lint(source).findings.iter().map(|finding| finding.code).collect()
}

fn fixture(kind: &str, meta: &Meta) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/policies").join(kind);
    folder.join(format!("{}.json", meta.slug))
}

#[test]
fn the_registry_is_in_order_and_each_rule_is_documented() {
    let codes: Vec<&str> = rules().iter().map(|rule| rule.meta().code).collect();
    let mut sorted = codes.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(codes, sorted, "codes are unique and in order");
    for rule in rules() {
        let documentation = rule.meta().documentation();
        let headings: Vec<&str> =
            documentation.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(headings, HEADINGS, "{}", rule.meta().code);
        for heading in HEADINGS {
            assert!(!section(&documentation, heading).trim().is_empty(), "{}", rule.meta().code);
        }
    }
}

/// Rules on tool definitions have examples that are manifests: see
/// `lint_definitions.rs`.
fn on_policies() -> impl Iterator<Item = &'static dyn Rule> {
    rules().iter().copied().filter(|rule| !rule.meta().code.starts_with("TW4"))
}

#[test]
fn every_example_fires_and_every_cure_is_silent() {
    for rule in on_policies() {
        let Meta { code, .. } = *rule.meta();
        let documentation = rule.meta().documentation();
        let example = section(&documentation, "Example");
        let cure = section(&documentation, "Use instead");
        let servers: Vec<Server> =
            blocks(example, "json manifest").iter().map(|manifest| server(manifest)).collect();
        let linter =
            if servers.is_empty() { Linter::new() } else { Linter::with_servers(&servers) };
        let lint = |text: &str| codes(&linter, SourceText::new("policy.json", text));
        let (bad, good) = (blocks(example, "json"), blocks(cure, "json"));
        assert!(!bad.is_empty() && !good.is_empty(), "{code} shows both");
        for text in &bad {
            assert_eq!(lint(text), [code], "{text}");
        }
        for text in &good {
            assert!(lint(text).is_empty(), "{code}: {text}");
        }
    }
}

#[test]
fn every_rule_has_a_bad_and_a_good_fixture() {
    let servers = [server(include_str!("fixtures/policies/tools.json"))];
    let linter = Linter::with_servers(&servers);
    for rule in on_policies() {
        let bad = codes(&linter, read_file(&fixture("bad", rule.meta())).unwrap());
        assert!(!bad.is_empty(), "{}", rule.meta().slug);
        assert!(bad.iter().all(|code| *code == rule.meta().code), "{}: {bad:?}", rule.meta().slug);
        let good = codes(&linter, read_file(&fixture("good", rule.meta())).unwrap());
        assert!(good.is_empty(), "{}: {good:?}", rule.meta().slug);
    }
}
