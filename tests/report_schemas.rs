//! Real output against the schemas that describe it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;
#[path = "common/schema.rs"]
mod schema;

use common::{claimed_read_only, sample, shop, verdict};
use schema::{assert_valid, schema, validator};
use serde_json::{Value, json};
use toolward::classify::Category;
use toolward::render::{explain_json, report_json, report_ndjson};
use toolward::report::{Report, Selection, ToolPage};

fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn reports() {
    let lying = claimed_read_only(verdict("item_wipe", Category::Destructive, "wipe"));
    for report in [
        sample(&Selection::default()),
        sample(&Selection { limit: Some(0), ..Selection::default() }),
        Report::default(),
        Report {
            servers: vec![
                common::server_report("empty", Vec::new(), &Selection::default()),
                common::server_report("lying", vec![lying], &Selection::default()),
            ],
            problems: Vec::new(),
        },
    ] {
        assert_valid("report", &parse(&report_json(&report)));
    }
}

#[test]
fn verdicts() {
    let lines = report_ndjson(&sample(&Selection::default()));
    assert_eq!(lines.lines().count(), 12);
    for line in lines.lines() {
        assert_valid("verdict", &parse(line));
    }
}

#[test]
fn pages() {
    let verdicts = shop();
    let server = common::server("shop", &verdicts);
    for index in 0..verdicts.len() {
        let page = ToolPage::new(&server, &verdicts, index).unwrap();
        assert_valid("explain", &parse(&explain_json(&page)));
    }
}

/// The schemas hold what they describe, and can say no.
#[test]
fn a_broken_verdict_is_refused() {
    let mut value = parse(report_ndjson(&sample(&Selection::default())).lines().next().unwrap());
    let validator = validator("verdict");
    for (key, bad) in [
        ("category", json!("write")),
        ("confidence", json!(1.5)),
        ("review_reason", json!("but needs_review is false")),
        ("traits", json!(["raw_input"])),
        ("evidence", json!([{"field": "name"}])),
    ] {
        let good = std::mem::replace(&mut value[key], bad);
        assert!(!validator.is_valid(&value), "{key}");
        value[key] = good;
    }
    assert!(validator.is_valid(&value));
}

/// Each schema can be used alone, so the verdict stands in all three.
#[test]
fn the_verdict_is_the_same_in_every_schema() {
    let whole = schema("verdict");
    for name in ["report", "explain"] {
        let schema = schema(name);
        let copy = &schema["definitions"];
        for key in ["type", "required", "properties", "if", "then", "else"] {
            assert_eq!(copy["verdict"][key], whole[key], "{key}");
        }
        for key in ["evidence", "contradiction", "class"] {
            assert_eq!(copy[key], whole["definitions"][key], "{key}");
        }
    }
}
