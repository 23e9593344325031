//! What `eval` prints, of verdicts built by hand.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;
#[path = "common/schema.rs"]
mod schema;

use common::{arbitrary, in_review, verdict};
use schema::{assert_valid, schema, validator};
use serde_json::{Value, json};
use toolward::classify::{Category, Effect, Risk, Verdict};
use toolward::document::SourceText;
use toolward::eval::{Case, Evaluation, Only, Reason, Unjoined, read_labels};
use toolward::manifest::Problem;
use toolward::render::{EvalShown, Look, eval_json, eval_table};

/// One case for each thing that a reader should be able to see.
fn evaluation() -> Evaluation {
    let at = |confidence, verdict| Verdict { confidence, ..verdict };
    let verdicts = [
        at(0.97, verdict("order_list", Category::Read, "list")),
        at(0.92, verdict("order_get", Category::Read, "get")),
        at(0.96, verdict("order_delete", Category::Destructive, "delete")),
        at(0.91, verdict("refund_history", Category::Read, "history")),
        at(0.97, verdict("report_send", Category::Write, "report")),
        in_review(verdict("product_frobnicate", Category::Write, "frobnicate"), "unknown verb"),
        arbitrary("run_script", "run"),
    ];
    let labels = r#"{"id":"shop/order_list","primary":"Read","effect":"Read","risk":"Low"}
{"id":"shop/order_get","primary":"Write","accepted":["Read"],"effect":"Write","note":"marks it as seen"}
{"id":"shop/order_delete","primary":"Destructive","effect":"Destructive","risk":"High"}
{"id":"shop/refund_history","primary":"Financial","effect":"Destructive"}
{"id":"desk/report_send","primary":"Execute","accepted":["Write","Financial"],"effect":"Write"}
{"id":"desk/product_frobnicate","primary":"Read"}
{"id":"desk/run_script","primary":"Execute","effect":"Write","risk":"Critical"}"#;
    let labels = read_labels(&SourceText::new("labels.jsonl", labels));
    assert!(labels.problems.is_empty(), "{:?}", labels.problems);
    let unjoined = Unjoined { label: labels.labels[0].clone(), reason: Reason::Ambiguous(2) };
    let case = |(label, verdict): (toolward::eval::Label, Verdict)| {
        let server = label.id.split('/').next().unwrap_or_default().to_owned();
        Case { label, verdict, server }
    };
    Evaluation {
        source: labels.source,
        judging: toolward::eval::Judging { stripped: true, reviewed: false },
        labels: 8,
        cases: labels.labels.into_iter().zip(verdicts).map(case).collect(),
        unjoined: vec![unjoined],
        unlabelled: vec!["shop/\u{1b}[2J".to_owned()],
        problems: vec![Problem { source: "x.json".to_owned(), message: "is empty".to_owned() }],
    }
}

#[test]
fn the_table() {
    let shown = EvalShown { by_server: true, ..EvalShown::default() };
    let table = eval_table(&evaluation(), shown, Look::new(80, false));
    assert!(!table.contains('\u{1b}'));
    let widest = table.lines().map(toolward::render::text::width).max();
    assert!(widest <= Some(80), "{widest:?}");
    insta::assert_snapshot!(table);
}

#[test]
fn other_disagreements() {
    let tables = [Only::Confident, Only::Harmful, Only::Effect, Only::Risk].map(|only| {
        let shown = EvalShown { only, limit: Some(2), by_server: false };
        let table = eval_table(&evaluation(), shown, Look::new(80, false));
        let start = table.find("\nCalls").or_else(|| table.rfind("\nDisagreements"));
        table[start.or_else(|| table.find("\nHarm and")).unwrap()..].to_owned()
    });
    insta::assert_snapshot!(tables.concat());
}

#[test]
fn colours_mark_what_is_bad() {
    let table = eval_table(&evaluation(), EvalShown::default(), Look::new(80, true));
    let plain = eval_table(&evaluation(), EvalShown::default(), Look::new(80, false));
    assert_eq!(anstream::adapter::strip_str(&table).to_string(), plain);
    let line = |text: &str| table.lines().find(|line| line.contains(text)).unwrap();
    // One payment is called Read: red and bold.
    assert!(line("harm called Read").contains("\u{1b}["), "{}", line("harm called Read"));
    assert!(!line("needs review").contains("\u{1b}["));
}

#[test]
fn the_document() {
    let text = eval_json(&evaluation(), Only::Category, Some(1));
    assert!(!text.contains('\u{1b}') && text.ends_with("}\n"));
    let mut value: Value = serde_json::from_str(&text).unwrap();
    // The rest is more of the same; the schema holds all of it.
    value["by_server"].as_array_mut().unwrap().retain(|one| one["server"] == "desk");
    value["by_server"][0]["agreement"] = json!("as above");
    value["agreement"]["calibration"]["bins"].as_array_mut().unwrap().drain(1..);
    value["agreement"]["classes"].as_array_mut().unwrap().drain(1..);
    insta::assert_snapshot!(toolward::render::to_json(&value));
}

#[test]
fn documents_keep_to_their_schema() {
    let mut value = Value::Null;
    for only in [Only::Risk, Only::Effect, Only::Harmful, Only::Confident, Only::Category] {
        value = serde_json::from_str(&eval_json(&evaluation(), only, None)).unwrap();
        assert_valid("eval", &value);
    }
    let nothing = eval_json(&Evaluation::default(), Only::Category, None);
    assert_valid("eval", &serde_json::from_str(&nothing).unwrap());
    let validator = validator("eval");
    for (pointer, bad) in [
        ("/agreement/strict/share", json!(1.01)),
        ("/agreement/confusion/Read/Write", json!(-1)),
        ("/disagreements/0/label/effect", json!("Execute")),
        ("/disagreements/0/verdict/risk", json!("low")),
        ("/labels/unjoined/0/reason", json!("lost")),
    ] {
        let good = std::mem::replace(value.pointer_mut(pointer).unwrap(), bad);
        assert!(!validator.is_valid(&value), "{pointer}");
        *value.pointer_mut(pointer).unwrap() = good;
    }
}

/// As in the other schemas: each can be used alone.
#[test]
fn the_verdict_is_that_of_its_own_schema() {
    let whole = schema("verdict");
    let schema = schema("eval");
    let copy = &schema["definitions"];
    for key in ["type", "required", "properties", "if", "then", "else"] {
        assert_eq!(copy["verdict"][key], whole[key], "{key}");
    }
    for key in ["evidence", "contradiction"] {
        assert_eq!(copy[key], whole["definitions"][key], "{key}");
    }
}

#[test]
fn measures_follow_from_the_cases() {
    let evaluation = evaluation();
    let agreement = evaluation.agreement();
    let counts = |share: toolward::eval::Share| (share.count, share.of);
    assert_eq!(counts(agreement.strict), (3, 7));
    assert_eq!(counts(agreement.accepted), (5, 7));
    assert_eq!(counts(agreement.effect), (3, 6));
    assert_eq!(counts(agreement.risk), (2, 3));
    assert_eq!(counts(agreement.flagged), (1, 7));
    assert_eq!(counts(agreement.unflagged_strict), (3, 6));
    assert_eq!(counts(agreement.unflagged_accepted), (5, 6));
    assert_eq!(counts(agreement.harm_called_read), (1, 2));
    assert_eq!(counts(agreement.missed_changes), (2, 3));
    let servers: Vec<(&str, usize)> =
        evaluation.by_server().iter().map(|(name, sums)| (*name, sums.cases())).collect();
    assert_eq!(servers, [("shop", 4), ("desk", 3)]);
}

#[test]
fn the_worst_disagreement_comes_first() {
    let evaluation = evaluation();
    let ids = |only| -> Vec<String> {
        let found = evaluation.disagreements(only);
        found.iter().map(|case| case.verdict.name.clone()).collect()
    };
    let all = ["refund_history", "report_send", "order_get", "product_frobnicate"];
    assert_eq!(ids(Only::Category), all);
    assert_eq!(ids(Only::Confident), all[..3]);
    assert_eq!(ids(Only::Harmful), ["refund_history", "order_get"]);
    assert_eq!(ids(Only::Effect), ["refund_history", "run_script", "order_get"]);
    assert_eq!(ids(Only::Risk), ["order_delete"]);
    assert_eq!(evaluation.cases[0].verdict.effect, Effect::Read);
    assert_eq!(evaluation.cases[0].verdict.risk, Risk::Low);
}
