//! The formats that CI servers read, held against independent readers.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::HashSet;

use serde_json::Value;
use serde_sarif::sarif::Sarif;
use toolward::config::Workspace;
use toolward::document::SourceText;
use toolward::lint::{Linted, Linter, Meta, Severity, rules};
use toolward::manifest::{Problem, Server, load_text};
use toolward::phrase::is_unsafe;
use toolward::render::{
    LintReport, lint_concise, lint_github, lint_gitlab, lint_human, lint_json, lint_junit,
    lint_sarif,
};

/// A policy with a repeated key, a misspelt tool, and the same mistake twice.
const FLAWED: &str = r#"{
  "version": "1",
  "default": "deny",
  "tools": {
    "order_lsit": {},
    "order_note": {},
    "order_note": {
      "limits": [
        {"counter": "c", "window": "minute", "max": 0, "scope": "grant"},
        {"counter": "c", "window": "minute", "max": 0, "scope": "grant"}
      ]
    }
  }
}
"#;

/// A name that would break out of every format that takes it raw.
const HOSTILE: &str = "{\"version\": \"1\", \"default\": \"deny\", \"hide\": [\"a\\u001b[2J\\r\\n::error::%0A,x:]]>&\\\"<b>\u{ffff}\u{202e}`\"]}";

fn servers() -> Vec<Server> {
    let text = include_str!("fixtures/policies/tools.json");
    load_text(&SourceText::new("tools.json", text), "orders").servers
}

fn linted() -> Vec<Linted> {
    let servers = servers();
    let linter = Linter::with_servers(&servers);
    [
        ("./a b/é%#?,:.json", HOSTILE),
        ("../clean.json", r#"{"version": "1", "default": "deny"}"#),
        ("policy.json", FLAWED),
        ("../../elsewhere/broken.json", "{"),
    ]
    .map(|(name, text)| linter.lint(SourceText::new(name, text)))
    .into()
}

fn problems() -> Vec<Problem> {
    vec![Problem {
        source: "gone\u{1b}<&.json".to_owned(),
        message: "no such, file: 50%".to_owned(),
    }]
}

fn with_report<T>(
    linted: &[Linted],
    problems: &[Problem],
    show: impl Fn(&LintReport<'_>) -> T,
) -> T {
    let workspace = Workspace { cwd: "/repo/sub".into(), root: "/repo".into() };
    let rules: Vec<(&'static Meta, Option<Severity>)> = rules()
        .iter()
        .map(|rule| (rule.meta(), Some(rule.meta().severity)))
        .map(|(meta, severity)| (meta, severity.filter(|_| meta.code != "TW006")))
        .collect();
    show(&LintReport {
        rules: &rules,
        workspace: Some(&workspace),
        fail_on: Severity::High,
        ..LintReport::new(linted, problems)
    })
}

fn rendered(render: impl Fn(&LintReport<'_>) -> String) -> String {
    with_report(&linted(), &problems(), render)
}

#[test]
fn every_format_is_as_it_was() {
    insta::assert_snapshot!("human", {
        let text = rendered(|report| lint_human::render_report(report, 80));
        anstream::adapter::strip_str(&text).to_string()
    });
    insta::assert_snapshot!("concise", rendered(lint_concise::render));
    insta::assert_snapshot!("json", rendered(lint_json::render_report));
    insta::assert_snapshot!("github", rendered(lint_github::render));
    insta::assert_snapshot!("gitlab", rendered(lint_gitlab::render));
    insta::assert_snapshot!("junit", rendered(lint_junit::render));
    let sarif = rendered(lint_sarif::render);
    let mut sarif: Value = serde_json::from_str(&sarif).unwrap();
    // The documentation of every rule is long, and has its own snapshot.
    for rule in sarif["runs"][0]["tool"]["driver"]["rules"].as_array_mut().unwrap() {
        rule["help"] = "…".into();
    }
    sarif["runs"][0]["tool"]["driver"]["semanticVersion"] = "…".into();
    insta::assert_snapshot!("sarif", serde_json::to_string_pretty(&sarif).unwrap());
}

#[test]
fn statistics_count_by_rule() {
    let text = rendered(|report| {
        let report = LintReport { statistics: true, ..report.clone() };
        lint_human::render_report(&report, 80)
    });
    insta::assert_snapshot!("statistics", text);
}

#[test]
fn no_format_lets_a_policy_steer_a_terminal() {
    for text in [
        anstream::adapter::strip_str(&rendered(|report| lint_human::render_report(report, 80)))
            .to_string(),
        rendered(lint_concise::render),
        rendered(lint_json::render_report),
        rendered(lint_github::render),
        rendered(lint_gitlab::render),
        rendered(lint_junit::render),
        rendered(lint_sarif::render),
    ] {
        assert!(!text.chars().any(|c| is_unsafe(c) && c != '\n'), "{text:?}");
    }
}

#[test]
fn sarif_is_read_by_another_program() {
    let log: Sarif = serde_json::from_str(&rendered(lint_sarif::render)).unwrap();
    let run = &log.runs[0];
    let results = run.results.as_ref().unwrap();
    assert_eq!(results.len(), linted().iter().map(|linted| linted.findings.len()).sum::<usize>());
    let rules = run.tool.driver.rules.as_ref().unwrap();
    for result in results {
        let index = usize::try_from(result.rule_index.unwrap()).unwrap();
        assert_eq!(Some(&rules[index].id), result.rule_id.as_ref());
        let place = result.locations.as_ref().unwrap()[0].physical_location.as_ref().unwrap();
        let region = place.region.as_ref().unwrap();
        assert!(region.start_line >= Some(1) && region.start_column >= Some(1));
        let uri = place.artifact_location.as_ref().unwrap().uri.as_ref().unwrap();
        assert!(uri.bytes().all(|b| b.is_ascii_graphic()), "{uri}");
    }
    let notes = run.invocations.as_ref().unwrap()[0].tool_execution_notifications.as_ref();
    assert_eq!(notes.map(Vec::len), Some(1));
}

#[test]
fn sarif_declares_every_rule_and_a_clean_run_closes_alerts() {
    let text = with_report(&[], &[], lint_sarif::render);
    let log: Value = serde_json::from_str(&text).unwrap();
    let run = &log["runs"][0];
    assert_eq!(run["results"], serde_json::json!([]));
    assert_eq!(run["automationDetails"]["id"], "toolward/lint/");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), toolward::lint::rules().len());
    for rule in rules {
        let score: f64 = rule["properties"]["security-severity"].as_str().unwrap().parse().unwrap();
        assert!((0.0..=10.0).contains(&score));
        assert!(rule["help"]["markdown"].as_str().unwrap().contains("## Why is this bad?"));
        assert_eq!(rule["defaultConfiguration"]["enabled"], rule["id"] != "TW006");
    }
}

#[test]
fn fingerprints_know_no_line_and_are_never_shared() {
    let prints = |text: &str| -> Vec<String> {
        let servers = servers();
        let linted = [Linter::with_servers(&servers).lint(SourceText::new("policy.json", text))];
        let log: Value =
            serde_json::from_str(&with_report(&linted, &[], lint_sarif::render)).unwrap();
        let results = log["runs"][0]["results"].as_array().unwrap();
        let print = |result: &Value| {
            result["partialFingerprints"]["toolward/v1"].as_str().unwrap().to_owned()
        };
        results.iter().map(print).collect()
    };
    let here = prints(FLAWED);
    assert_eq!(here.len(), 4);
    assert_eq!(here.iter().collect::<HashSet<_>>().len(), here.len());
    assert_eq!(prints(&format!("\n\n  {FLAWED}")), here);

    let issues: Value = serde_json::from_str(&rendered(lint_gitlab::render)).unwrap();
    let issues = issues.as_array().unwrap();
    let unique: HashSet<&str> =
        issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(unique.len(), issues.len());
}

#[test]
fn a_command_of_github_stays_one_line() {
    let text = rendered(lint_github::render);
    let findings = linted().iter().map(|linted| linted.findings.len()).sum::<usize>();
    assert_eq!(text.lines().count(), findings + problems().len());
    for line in text.lines() {
        let (head, _) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
        let (level, properties) = head.split_once(' ').unwrap();
        assert!(["error", "warning", "notice"].contains(&level), "{line}");
        for property in properties.split(',') {
            let (key, value) = property.split_once('=').unwrap();
            assert!(
                ["file", "line", "endLine", "col", "endColumn", "title"].contains(&key),
                "{line}"
            );
            assert!(!value.is_empty(), "{line}");
        }
    }
}

#[test]
fn junit_is_well_formed_and_counts_right() {
    let text = rendered(lint_junit::render);
    let document = roxmltree::Document::parse(&text).unwrap();
    let root = document.root_element();
    let number = |node: roxmltree::Node<'_, '_>, key: &str| -> usize {
        node.attribute(key).unwrap().parse().unwrap()
    };
    let all = |tag: &str| root.descendants().filter(|node| node.has_tag_name(tag)).count();
    assert_eq!(number(root, "tests"), all("testcase"));
    assert_eq!(number(root, "failures"), all("failure"));
    assert_eq!(number(root, "errors"), all("error"));
    assert_eq!(number(root, "skipped"), all("skipped"));
    for suite in root.children().filter(|node| node.has_tag_name("testsuite")) {
        let cases = suite.children().filter(|node| node.has_tag_name("testcase")).count();
        assert_eq!(number(suite, "tests"), cases);
    }
    let clean = document.descendants().find(|node| node.attribute("name") == Some("../clean.json"));
    assert_eq!(clean.map(|suite| number(suite, "failures")), Some(0));
}

#[test]
fn a_link_in_a_name_stays_text() {
    let servers = servers();
    let text = r#"{"version": "1", "default": "deny", "hide": ["[here](https://example.com)"]}"#;
    let linted = [Linter::with_servers(&servers).lint(SourceText::new("policy.json", text))];
    let log: Value = serde_json::from_str(&with_report(&linted, &[], lint_sarif::render)).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let result = results.iter().find(|result| result["ruleId"] == "TW101").unwrap();
    let message = result["message"]["text"].as_str().unwrap();
    assert!(message.starts_with(r"`\[here\](https://example.com)` is not a tool"), "{message}");
}
