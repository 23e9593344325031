//! Each format of the report, as a reader gets it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::sample;
use toolward::classify::{Category, Risk};
use toolward::render::{
    Look, report_csv, report_json, report_markdown, report_ndjson, report_table,
};
use toolward::report::{Selection, Sort};

#[test]
fn table_at_80_columns() {
    let text = report_table(&sample(&Selection::default()), Look::new(80, false));
    assert_fits(&text, 80);
    insta::assert_snapshot!(text);
}

#[test]
fn table_at_120_columns() {
    let text = report_table(&sample(&Selection::default()), Look::new(120, false));
    assert_fits(&text, 120);
    insta::assert_snapshot!(text);
}

#[test]
fn table_in_colour() {
    let text = report_table(&sample(&Selection::default()), Look::new(80, true));
    assert!(text.contains("\u{1b}["));
    let plain = anstream::adapter::strip_str(&text).to_string();
    assert_eq!(plain, report_table(&sample(&Selection::default()), Look::new(80, false)));
    insta::assert_snapshot!(text.replace('\u{1b}', "␛"));
}

#[test]
fn filters_leave_the_sums_alone_and_say_what_they_hide() {
    let selection = Selection {
        categories: vec![Category::Destructive, Category::Execute],
        risks: vec![Risk::Critical],
        sort: Sort::Name,
        limit: Some(1),
    };
    insta::assert_snapshot!(report_table(&sample(&selection), Look::new(80, false)));
    let all: serde_json::Value =
        serde_json::from_str(&report_json(&sample(&Selection::default()))).unwrap();
    let some: serde_json::Value = serde_json::from_str(&report_json(&sample(&selection))).unwrap();
    for key in ["tools_total", "by_category", "by_effect", "by_risk", "needs_review", "grade"] {
        assert_eq!(all["servers"][0][key], some["servers"][0][key], "{key}");
    }
    assert_eq!(some["servers"][0]["tools_not_listed"], 9);
    assert_eq!(some["servers"][0]["tools"].as_array().unwrap().len(), 1);
}

#[test]
fn json() {
    // The version moves with every release; the rest is the contract.
    let text = report_json(&sample(&Selection { limit: Some(2), ..Selection::default() }));
    insta::assert_snapshot!(text.replace(env!("CARGO_PKG_VERSION"), "[version]"));
}

#[test]
fn ndjson() {
    insta::assert_snapshot!(report_ndjson(&sample(&Selection::default())));
}

#[test]
fn markdown() {
    insta::assert_snapshot!(report_markdown(&sample(&Selection::default())));
}

#[test]
fn csv() {
    insta::assert_snapshot!(report_csv(&sample(&Selection::default())));
}

fn assert_fits(text: &str, columns: usize) {
    for line in text.lines() {
        assert!(toolward::render::text::width(line) <= columns, "{line}");
        assert_eq!(line, line.trim_end(), "spaces at the end");
    }
}
