//! `eval` as a process: what joins, what is said of the rest, and how it ends.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod project;

use std::path::Path;

use project::toolward;
use serde_json::Value;

const LIBRARY: &str = "tests/fixtures/eval/library";
const LABELS: &str = "tests/fixtures/eval/library/labels.jsonl";

fn json(args: &[&str]) -> Value {
    let ran = toolward(&[args, &["--format", "json"]].concat());
    serde_json::from_str(&ran.stdout).unwrap_or_else(|_| panic!("{}", ran.stderr))
}

#[test]
fn labels_among_the_manifests_are_labels_and_no_manifest() {
    for source in [LIBRARY, "tests/fixtures/eval/lib*", "./tests/fixtures/../fixtures/eval/library"]
    {
        let ran = toolward(&["eval", LABELS, source]);
        assert_eq!(ran.code, 0, "{source}: {}", ran.stderr);
        assert_eq!(ran.stderr, "", "{source}");
        assert!(ran.stdout.starts_with("3 of 5 labels joined"), "{}", ran.stdout);
    }
    // Another file that is no tool list is still told.
    let folder = tempfile::tempdir().unwrap();
    for file in ["books.json", "labels.jsonl"] {
        std::fs::copy(Path::new(LIBRARY).join(file), folder.path().join(file)).unwrap();
    }
    std::fs::write(folder.path().join("other.json"), "{\"a\": 1}").unwrap();
    let ran = toolward(&["eval", LABELS, folder.path().to_str().unwrap()]);
    assert_eq!(ran.code, 3);
    assert!(ran.stderr.contains("other.json"), "{}", ran.stderr);
}

#[test]
fn what_does_not_join_is_counted_and_listed() {
    let report = json(&["eval", LABELS, LIBRARY]);
    let unjoined: Vec<(&str, &str)> = report["labels"]["unjoined"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["id"].as_str().unwrap(), one["reason"].as_str().unwrap()))
        .collect();
    assert_eq!(unjoined, [("library/status", "ambiguous"), ("library/lend", "no-tool")]);
    assert_eq!(
        report["labels"]["tools_without"],
        serde_json::json!(["books-service/status", "loans-service/status"])
    );
    let table = toolward(&["eval", LABELS, LIBRARY]);
    for line in [
        "labels without a tool (1): library/lend",
        "labels that fit several tools (1): library/status",
        "tools without a label (2): books-service/status, loans-service/status",
    ] {
        assert!(table.stdout.contains(line), "{}", table.stdout);
    }
}

#[test]
fn the_score_decides_how_it_ends() {
    let strict = json(&["eval", LABELS, LIBRARY])["agreement"]["strict"].clone();
    assert_eq!((strict["count"].as_u64(), strict["of"].as_u64()), (Some(2), Some(3)));
    for (percent, code) in [("66", 0), ("66.6%", 0), ("66.7", 1), ("100", 1)] {
        let ran = toolward(&["eval", LABELS, LIBRARY, "--fail-under", percent]);
        assert_eq!(ran.code, code, "{percent}");
        assert_eq!(ran.stderr.contains("under"), code == 1, "{percent}");
        assert!(ran.stdout.contains("strict"), "{percent}");
    }
    for percent in ["101", "NaN", "-1", "x"] {
        let ran = toolward(&["eval", LABELS, LIBRARY, "--fail-under", percent]);
        assert_eq!(ran.code, 2, "{percent}");
    }
}

#[test]
fn broken_lines_are_placed_and_the_rest_is_scored() {
    let folder = tempfile::tempdir().unwrap();
    let labels = folder.path().join("labels.jsonl");
    let good = std::fs::read_to_string(LABELS).unwrap();
    std::fs::write(&labels, format!("{good}{{\"id\": \"a/b\", \"primary\": \"Raed\"}}\n")).unwrap();
    let tools = "tests/fixtures/eval/library/*.json";
    let ran = toolward(&["eval", labels.to_str().unwrap(), tools, "--fail-under", "100"]);
    assert_eq!(ran.code, 3);
    assert!(ran.stderr.contains("labels.jsonl:6:26: `Raed`"), "{}", ran.stderr);
    assert_eq!(ran.stderr.matches("error:").count(), 1, "{}", ran.stderr);
    assert!(ran.stdout.starts_with("3 of 5"));
}

#[test]
fn labels_and_tools_the_wrong_way_round_are_told_in_one_sentence() {
    let tools = "tests/fixtures/eval/library/loans.json";
    for (args, help) in [
        (vec!["eval", tools, LABELS], format!("toolward eval {LABELS} {tools}`")),
        (vec!["eval", tools], "a file of labels, then the tools".to_owned()),
    ] {
        let ran = toolward(&args);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{args:?}");
        let said: Vec<&str> = ran.stderr.lines().collect();
        let [error, told] = said[..] else { panic!("{}", ran.stderr) };
        assert_eq!(error, format!("error: `{tools}` is a tool list and holds no labels"));
        assert!(told.ends_with(&help), "{told}");
    }
    let ran = toolward(&["eval", LABELS, LABELS]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("looks like a label of `toolward eval`"), "{}", ran.stderr);
}

#[test]
fn where_nothing_joins_nothing_is_scored() {
    for (args, says) in [
        (vec!["eval", LABELS], "no label speaks of a tool that was read"),
        (vec!["eval", LABELS, "missing.json"], "no server could be read"),
        (vec!["eval", "missing.jsonl", LIBRARY], "missing.jsonl: no such file"),
        (vec!["eval", "-", "-"], "more than once"),
        (vec!["eval", "-", LIBRARY], "0 labels"),
    ] {
        let ran = toolward(&args);
        assert_eq!(ran.code, 2, "{args:?}");
        assert!(ran.stderr.contains(says), "{args:?}: {}", ran.stderr);
        assert_eq!(ran.stdout, "", "{args:?}");
    }
}

#[test]
fn annotations_count_unless_they_are_taken_out() {
    let folder = tempfile::tempdir().unwrap();
    let (tools, labels) = (folder.path().join("shop.json"), folder.path().join("labels.jsonl"));
    let tool = r#"[{"name": "widget", "description": "A quick overview.", "annotations": {"readOnlyHint": false}}]"#;
    std::fs::write(&tools, tool).unwrap();
    std::fs::write(&labels, r#"{"id": "shop/widget", "primary": "Financial"}"#).unwrap();
    let (labels, tools) = (labels.to_str().unwrap(), tools.to_str().unwrap());
    let rules = |args: &[&str]| {
        let report = json(&[&["eval", labels, tools], args].concat());
        let evidence = report["disagreements"][0]["verdict"]["evidence"].clone();
        let rules = evidence.as_array().unwrap().iter().map(|one| one["rule"].to_string());
        (report["annotations"].as_str().unwrap().to_owned(), rules.collect::<Vec<_>>().concat())
    };
    let (used, with) = rules(&[]);
    let (stripped, without) = rules(&["--strip-annotations"]);
    assert_eq!((used.as_str(), stripped.as_str()), ("used", "stripped"));
    assert!(with.contains("claim/") && !without.contains("claim/"), "{with} / {without}");
}

#[test]
fn the_help_has_examples_and_says_what_a_label_is() {
    let ran = toolward(&["eval", "--help"]);
    assert_eq!(ran.code, 0);
    for part in ["Examples:", "\"primary\"", "Exit codes"] {
        assert!(ran.stdout.contains(part), "{}", ran.stdout);
    }
}

#[test]
fn only_and_limit_choose_what_is_listed_and_nothing_else() {
    let all = json(&["eval", LABELS, LIBRARY]);
    assert_eq!(all["disagreements"][0]["id"], "loans/create_loan");
    let none = json(&["eval", LABELS, LIBRARY, "--limit", "0"]);
    assert_eq!(none["disagreements_total"], 1);
    assert_eq!(none["disagreements"].as_array().map(Vec::len), Some(0));
    assert_eq!(none["agreement"], all["agreement"]);
    assert_eq!(json(&["eval", LABELS, LIBRARY, "--only", "harmful"])["disagreements_total"], 0);
    let table = toolward(&["eval", LABELS, LIBRARY, "--limit", "0", "--by", "server"]);
    assert!(table.stdout.contains("1 of 1 not shown"));
    assert!(table.stdout.contains("\nbooks-service "), "{}", table.stdout);
}
