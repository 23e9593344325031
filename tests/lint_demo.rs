//! The demonstration: one of each mistake, told once each, readable at 80
//! columns with and without colour.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

use toolward::catalog;
use toolward::classify::classify;
use toolward::document::{SourceText, read_file};
use toolward::lint::{Linted, Linter, Severity, rules};
use toolward::manifest::{Server, load_text};
use toolward::policy::recommend;
use toolward::render::lint_human;

/// Mistakes that leave room for no other: no JSON, no policy, a policy that
/// denies nothing, one that hides all.
const ALONE: [&str; 4] = ["TW001", "TW007", "TW207", "TW208"];

fn file(name: &str) -> SourceText {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/demo");
    let text = read_file(&folder.join(name)).unwrap();
    SourceText::new(name, text.text())
}

fn demonstration() -> Vec<Linted> {
    let servers = load_text(&file("manifest.json"), "shop").servers;
    // The form of a policy comes before its meaning, so it has a file of its own.
    Linter::with_servers(&servers).lint_all(vec![file("form.json"), file("policy.json")])
}

#[test]
fn each_mistake_is_told_once() {
    let mut found: Vec<&str> = demonstration()
        .iter()
        .flat_map(|linted| &linted.findings)
        .map(|found| found.code)
        .collect();
    found.sort_unstable();
    let all: Vec<&str> = rules().iter().map(|rule| rule.meta().code).collect();
    let ours = |code: &&str| matches!(&code[..3], "TW0" | "TW1" | "TW2" | "TW3");
    let expected: Vec<&str> =
        all.into_iter().filter(ours).filter(|code| !ALONE.contains(code)).collect();
    assert_eq!(found, expected);
}

#[test]
fn without_colour() {
    let text = lint_human::render(&demonstration(), 0, 80);
    let text = anstream::adapter::strip_str(&text).to_string();
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    insta::assert_snapshot!(text);
}

#[test]
fn with_colour() {
    let text = lint_human::render(&demonstration(), 0, 80);
    insta::assert_snapshot!(text.replace('\u{1b}', "␛"));
}

#[test]
fn many_policies_are_judged_in_their_order() {
    let servers = load_text(&file("manifest.json"), "shop").servers;
    let linter = Linter::with_servers(&servers);
    let texts = || {
        (0..40).map(|i| {
            let text = file(if i % 3 == 0 { "form.json" } else { "policy.json" });
            SourceText::new(format!("{i}.json"), text.text())
        })
    };
    let together = linter.lint_all(texts().collect());
    for (source, linted) in texts().zip(together) {
        assert_eq!(linted.source.name(), source.name());
        assert_eq!(linted.findings, linter.lint(source).findings);
    }
}

/// What `generate` writes for a server brings notes at most.
#[test]
fn the_recommended_policy_of_the_catalog_is_clean() {
    let servers: Vec<Server> =
        catalog::names().into_iter().map(|name| catalog::server(name).unwrap()).collect();
    for server in &servers {
        let verdicts = classify(server);
        let text = recommend([verdicts.as_slice()]).policy.to_json();
        let linter = Linter::with_servers(std::slice::from_ref(server));
        let linted = linter.lint(SourceText::new("policy.json", text));
        let mistakes: Vec<_> =
            linted.findings.iter().filter(|found| found.severity > Severity::Info).collect();
        assert!(mistakes.is_empty(), "{}: {mistakes:#?}", server.name);
    }
}
