//! Every rule fires on its Example, stays silent on its cure, and has a bad
//! and a good policy among the fixtures.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};

use toolward::document::{SourceText, read_file};
use toolward::lint::{Finding, Linter, Meta, Rule, Severity, rules};
use toolward::manifest::{Server, load_text};

const HEADINGS: [&str; 5] =
    ["What it does", "Why is this bad?", "Example", "Use instead", "References"];

/// Rules that are silent where the tools are known, because others say more.
const ALONE: [&str; 1] = ["TW207"];

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

fn servers(manifest: &str) -> Vec<Server> {
    let loaded = load_text(&SourceText::new("example.json", manifest), "example.json");
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    loaded.servers
}

/// The rules that look at policies: `TW4xx` look at tool definitions, `TW5xx`
/// at the configuration, and have tests of their own.
fn policy_rules() -> impl Iterator<Item = &'static dyn Rule> {
    let other = |code: &str| code.starts_with("TW4") || code.starts_with("TW5");
    rules().iter().copied().filter(move |rule| !other(rule.meta().code))
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

#[test]
fn every_example_fires_and_every_cure_is_silent() {
    let mut wrong = Vec::new();
    for rule in policy_rules() {
        let Meta { code, .. } = *rule.meta();
        let documentation = rule.meta().documentation();
        let example = section(&documentation, "Example");
        let cure = section(&documentation, "Use instead");
        let servers: Vec<Server> = blocks(example, "json manifest")
            .iter()
            .flat_map(|manifest| servers(manifest))
            .collect();
        let linter =
            if servers.is_empty() { Linter::new() } else { Linter::with_servers(&servers) };
        let lint = |text: &str| codes(&linter, SourceText::new("policy.json", text));
        let (bad, good) = (blocks(example, "json"), blocks(cure, "json"));
        assert!(!bad.is_empty() && !good.is_empty(), "{code} shows both");
        for text in &bad {
            if lint(text) != [code] {
                wrong.push(format!("the example of {code} brings {:?}", lint(text)));
            }
        }
        for text in &good {
            if !lint(text).is_empty() {
                wrong.push(format!("the cure of {code} brings {:?}", lint(text)));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Nothing but notes of other rules, which say what is worth knowing of any policy.
fn mistakes(findings: &[Finding], own: &str) -> Vec<&'static str> {
    let counts = |finding: &&Finding| finding.code == own || finding.severity > Severity::Info;
    findings.iter().filter(counts).map(|finding| finding.code).collect()
}

#[test]
fn every_rule_has_a_bad_and_a_good_fixture() {
    let servers = servers(include_str!("fixtures/policies/tools.json"));
    let linter = Linter::with_servers(&servers);
    let alone = Linter::new();
    let mut wrong = Vec::new();
    for rule in policy_rules() {
        let Meta { code, slug, .. } = *rule.meta();
        let linter = if ALONE.contains(&code) { &alone } else { &linter };
        let lint = |kind| linter.lint(read_file(&fixture(kind, rule.meta())).unwrap()).findings;
        let bad = mistakes(&lint("bad"), code);
        if bad.is_empty() || bad.iter().any(|found| *found != code) {
            wrong.push(format!("the bad policy of {code} {slug} brings {bad:?}"));
        }
        let good = mistakes(&lint("good"), code);
        if !good.is_empty() {
            wrong.push(format!("the good policy of {code} {slug} brings {good:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
