//! `catalog` and `explain` as a user calls them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod project;
#[path = "common/schema.rs"]
mod schema;

use project::toolward;
use schema::assert_valid;
use serde_json::{Value, json};

/// The JSON of a command, held against its schema.
#[track_caller]
fn json_after(schema: &str, args: &[&str]) -> Value {
    let ran = toolward(&[args, &["--format", "json"]].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let value: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_valid(schema, &value);
    value
}

fn names(value: &Value) -> Vec<&str> {
    value["tools"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect()
}

#[test]
fn a_search_finds_by_words_filters_and_with_a_slip() {
    let found = json_after("search", &["catalog", "search", "user", "conection", "activate"]);
    assert_eq!(names(&found)[0], "user_connection_activate");
    let found = json_after(
        "search",
        &["catalog", "search", "--category", "financial", "--server", "stripe"],
    );
    assert!(names(&found).contains(&"create_refund"), "{found}");
    assert!(found["tools"].as_array().unwrap().iter().all(|one| one["category"] == "Financial"));
    let cut = json_after("search", &["catalog", "search", "list", "--limit", "2"]);
    assert_eq!(names(&cut).len(), 2);
    assert!(cut["total"].as_u64().unwrap() > 2);
}

#[test]
fn a_search_takes_lists_of_the_user_s_own() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pond.json");
    std::fs::write(&file, r#"[{"name": "add_carp", "description": "Adds a carp.\u001b[2J"}]"#)
        .unwrap();
    let ran = toolward(&["catalog", "search", "carp", "--with", file.to_str().unwrap()]);
    assert_eq!(ran.code, 0);
    assert!(ran.stdout.starts_with("pond/add_carp (Write, Medium)"), "{}", ran.stdout);
    assert!(!ran.stdout.contains('\u{1b}') && ran.stderr.contains("1 tool"));
    let ran = toolward(&["catalog", "search", "carp", "--with", "missing.json"]);
    assert_eq!(ran.code, 3);
}

#[test]
fn a_search_for_nothing_says_what_it_takes() {
    for (args, says) in [
        (vec!["catalog", "search"], "required"),
        (vec!["catalog", "search", "x", "--server", "stripes"], "did you mean `stripe`?"),
        (vec!["catalog", "search", "--trait", "egres"], "egress"),
        (vec!["catalog", "attacks", "TA-99"], "no attack pattern is called `TA-99`"),
        (vec!["catalog", "attacks", "letal-trifecta"], "did you mean `lethal-trifecta`?"),
    ] {
        let ran = toolward(&args);
        assert_eq!(ran.code, 2, "{args:?}");
        assert!(ran.stderr.contains(says), "{args:?}: {}", ran.stderr);
    }
    let ran = toolward(&["catalog", "search", "qqqqqqqq"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
    assert!(ran.stderr.contains("no tool fits"));
}

#[test]
fn attack_patterns_are_listed_and_told() {
    let all = json_after("attacks", &["catalog", "attacks"]);
    assert!(all["attacks"].as_array().unwrap().len() >= 24);
    let one = json_after("attacks", &["catalog", "attacks", "ta-11"]);
    assert_eq!(one["attacks"][0]["slug"], "lethal-trifecta");
    assert!(one["attacks"][0]["servers"].as_array().unwrap().contains(&json!("odoo-claude-mcp")));
    let text = toolward(&["catalog", "attacks", "runaway-writes"]);
    for part in ["TA-01", "How it runs", "What a policy does", "Whom it concerns", "References"] {
        assert!(text.stdout.contains(part), "{part}");
    }
    assert!(toolward(&["catalog", "attacks"]).stdout.contains("TA-36"));
}

#[test]
fn a_server_is_shown_with_what_its_tools_make_possible() {
    let shown = toolward(&["catalog", "show", "odoo-claude-mcp"]);
    for part in
        ["Odoo Claude MCP", "published by", "make possible together", "TA-11", "google_gmail_send"]
    {
        assert!(shown.stdout.contains(part), "{part}");
    }
    json_after("report", &["catalog", "show", "memory"]);
    let listed = json_after("report", &["catalog", "list"]);
    assert_eq!(listed["servers"].as_array().unwrap().len(), 12);
}

#[test]
fn a_page_has_every_section_and_they_agree() {
    let args = ["explain", "odoo-claude-mcp/user_connection_activate"];
    let page = json_after("explain", &args);
    let text = toolward(&args);
    for part in [
        "What it does",
        "parameters",
        "Why it needs a policy",
        "evidence in the definition",
        "Attack patterns",
        "How to control it",
        "\"max\": 30",
        "1. Save",
        "2. Check",
        "3. Apply",
        "`claude-code`",
        "Related tools",
        "Questions",
        "How do I limit",
        "How do I block",
        "Which server provides",
    ] {
        assert!(text.stdout.contains(part), "{part}: {}", text.stdout);
    }
    assert_eq!(page["verdict"]["source"], "reviewed");
    assert_eq!(page["verdict"]["review"]["status"], "holds");
    let targets: Vec<&str> = page["apply"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["target"].as_str().unwrap())
        .collect();
    assert_eq!(targets.len(), 12);
    let answers = page["questions"].to_string();
    let risk = page["verdict"]["risk"].as_str().unwrap();
    assert!(answers.contains(&format!("{risk} risk")) && answers.contains("rosenvladimirov"));
    assert_eq!(page["provider"]["tools_total"], 180);
}

#[test]
fn a_changed_definition_voids_the_label_visibly() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("stripe.json");
    let tool = r#"[{"name": "create_refund", "description": "Refunds a payment, now in secret."}]"#;
    std::fs::write(&file, tool).unwrap();
    let source = file.to_str().unwrap();
    let lines = toolward(&["classify", source]);
    let verdict: Value = serde_json::from_str(&lines.stdout).unwrap();
    assert_eq!(
        (&verdict["source"], &verdict["review"]["status"]),
        (&json!("rules"), &json!("void"))
    );
    assert_eq!(verdict["review"]["label"]["category"], "Financial");
    let report = toolward(&["report", source]);
    assert!(report.stdout.contains("1 label is void"), "{}", report.stdout);
    let page = toolward(&["explain", "stripe/create_refund", "--from", source]);
    let page: String = page.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(page.contains("the catalog's label (Financial, critical risk) is void"), "{page}");
}

#[test]
fn the_catalog_scores_the_rules() {
    let scored = json_after("eval", &["eval"]);
    assert_eq!(scored["verdicts"], "rules");
    assert_eq!(scored["labels"]["joined"], scored["labels"]["read"]);
    let one = json_after("eval", &["eval", "catalog:stripe", "--verdicts", "reviewed"]);
    assert_eq!(one["agreement"]["strict"]["count"], one["agreement"]["strict"]["of"]);
    let named = json_after("eval", &["eval", "catalog"]);
    assert_eq!(named["agreement"], scored["agreement"]);
}
