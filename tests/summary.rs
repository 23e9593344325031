//! `report --summary`: the same sums as the report, however the tools are cut up.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod project;
#[path = "common/schema.rs"]
mod schema;

use std::fmt::Write;

use project::{Ran, command, toolward};
use schema::assert_valid;
use serde_json::{Value, json};

fn json_of(args: &[&str]) -> Value {
    let ran = toolward(&[args, &["--format", "json"]].concat());
    serde_json::from_str(&ran.stdout).unwrap()
}

fn summary(args: &[&str]) -> Value {
    let value = json_of(&[&["report", "--summary"], args].concat());
    assert_valid("summary", &value);
    value
}

fn sum(servers: &[Value], of: impl Fn(&Value) -> u64) -> u64 {
    servers.iter().map(of).sum()
}

const SOURCES: [&str; 4] = [
    "catalog/servers",
    "tests/fixtures/report",
    "tests/fixtures/manifests/shapes",
    "examples/tools.json",
];

#[test]
fn the_sums_are_those_of_the_plain_report() {
    let report = json_of(&[&["report"], &SOURCES[..]].concat());
    let servers = report["servers"].as_array().unwrap();
    let all = (servers.len() + 1).to_string();
    let summary = summary(&[&SOURCES[..], &["--top", &all]].concat());
    assert_eq!(summary["servers_total"], servers.len());
    assert!(servers.len() > 20, "{}", servers.len());
    for key in ["tools_total", "needs_review", "reviewed", "reviews_void"] {
        assert_eq!(summary[key], sum(servers, |server| server[key].as_u64().unwrap()), "{key}");
    }
    let unreviewed =
        |s: &Value| s["tools_total"].as_u64().unwrap() - s["reviewed"].as_u64().unwrap();
    assert_eq!(summary["unreviewed"], sum(servers, unreviewed));
    let orders = |server: &Value| server["hidden_instructions"].as_array().unwrap().len() as u64;
    assert_eq!(summary["hidden_instructions"], sum(servers, orders));
    assert!(sum(servers, orders) > 0);
    for key in ["by_category", "by_effect", "by_risk", "by_trait"] {
        for (class, count) in summary[key].as_object().unwrap() {
            let total = sum(servers, |server| server[key][class].as_u64().unwrap_or(0));
            assert_eq!(*count, total, "{key} {class}");
        }
    }
    let graded = |grade: &Value| servers.iter().filter(|server| server["grade"] == *grade).count();
    for grade in ["A", "B", "C", "D", "F"] {
        assert_eq!(summary["by_grade"][grade], graded(&json!(grade)), "{grade}");
    }
    assert_eq!(summary["by_grade"]["none"], graded(&Value::Null));
    assert_eq!(summary["problems_total"], report["problems"].as_array().unwrap().len());
    same_servers(&summary, servers);
}

/// Each server is told as the report tells it, the worst first.
fn same_servers(summary: &Value, servers: &[Value]) {
    let worst = summary["worst_servers"].as_array().unwrap();
    let graded = servers.iter().filter(|server| !server["grade"].is_null()).count();
    assert_eq!(worst.len(), graded);
    for told in worst {
        let is_same = |s: &&Value| s["server"] == told["server"] && s["source"] == told["source"];
        let server = servers.iter().find(is_same).unwrap();
        for key in ["tools_total", "grade", "grade_reason", "grade_worst", "needs_review"] {
            assert_eq!(told[key], server[key], "{key} of {}", told["server"]);
        }
        assert_eq!(told["critical"], server["by_risk"]["Critical"]);
        assert_eq!(told["high"], server["by_risk"]["High"]);
    }
    let rank = |told: &Value| {
        let grade = |key: &str| told[key].as_str().unwrap().to_owned();
        (grade("grade"), grade("grade_worst"), told["critical"].as_u64(), told["high"].as_u64())
    };
    assert!(worst.windows(2).all(|pair| rank(&pair[0]) >= rank(&pair[1])));
}

/// A server whose tools come one per line, between those of another, is one server.
#[test]
fn the_parts_of_a_server_are_one() {
    let whole: Value =
        serde_json::from_slice(&std::fs::read("tests/fixtures/report/shop.json").unwrap()).unwrap();
    let mut lines = String::new();
    for tool in whole["tools"].as_array().unwrap() {
        for server in ["one", "two"] {
            writeln!(lines, "{}", json!({"server": server, "tools": [tool]})).unwrap();
        }
    }
    lines.push_str("{\"server\":\"empty\",\"tools\":[]}\nbroken\n");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("crawl.ndjson");
    std::fs::write(&path, lines).unwrap();
    let parts = summary(&[path.to_str().unwrap()]);
    let shop = summary(&["tests/fixtures/report/shop.json"]);
    assert_eq!(parts["servers_total"], 3);
    assert_eq!(parts["by_grade"]["none"], 1);
    assert_eq!(parts["problems_total"], 1);
    for (told, name) in parts["worst_servers"].as_array().unwrap().iter().zip(["one", "two"]) {
        assert_eq!(told["server"], name);
        for key in ["tools_total", "grade", "grade_reason", "grade_worst", "critical", "high"] {
            assert_eq!(told[key], shop["worst_servers"][0][key], "{key}");
        }
    }
    assert_eq!(toolward(&["report", "--summary", path.to_str().unwrap()]).code, 3);
}

#[test]
fn top_says_how_many_are_told() {
    let mut narrow = command(&[&["report", "--summary", "--top", "2"], &SOURCES[..]].concat());
    narrow.env("COLUMNS", "80");
    let text = Ran::with_input(narrow, b"").stdout;
    let rows = text.lines().skip_while(|line| !line.starts_with('\u{2500}')).skip(1);
    assert_eq!(rows.take_while(|line| !line.is_empty()).count(), 2, "{text}");
    assert!(text.contains("servers not shown"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    assert_eq!(summary(&["--top", "0", "examples/tools.json"])["worst_servers"], json!([]));
}

#[test]
fn what_does_not_go_together_is_said() {
    for args in [
        &["report", "--summary", "--format", "csv"][..],
        &["report", "--summary", "--limit", "3"],
        &["report", "--top", "3"],
        &["report", "--summary", "no/such.json"],
    ] {
        let ran = toolward(args);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{args:?}");
    }
}

#[test]
fn hostile_names_reach_no_terminal() {
    let text = toolward(&["report", "--summary", "tests/fixtures/report/hostile.json"]).stdout;
    assert!(text.chars().all(|c| c == '\n' || !toolward::phrase::is_unsafe(c)), "{text}");
}
