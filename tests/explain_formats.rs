//! Each format of a tool's page, as a reader gets it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use serde_json::json;
use toolward::classify::{Category, Verdict};
use toolward::manifest::{ParameterSource, Server};
use toolward::render::{Look, explain_json, explain_markdown, explain_text};
use toolward::report::ToolPage;

/// A shop whose refund tool has parameters of every kind.
fn shop() -> (Server, Vec<Verdict>) {
    let mut verdicts = common::shop();
    verdicts.push(common::verdict("payment_list", Category::Read, "list"));
    verdicts.push(common::verdict("payment_capture", Category::Financial, "capture"));
    let mut server = common::server("shop", &verdicts);
    let refund = &mut server.tools[8];
    "Gives a customer's money back.\n\nPart of a payment may be refunded; \
                          what was refunded can't be charged again."
        .clone_into(&mut refund.description);
    refund.parameter_source = ParameterSource::Schema("/inputSchema".to_owned());
    refund.definition = json!({"name": "payment_refund", "inputSchema": {
        "type": "object",
        "properties": {
            "payment": {"type": "string", "description": "Number of the payment."},
            "amount": {"type": ["number", "null"], "default": null},
            "reason": {"type": "string", "enum": ["damaged", "late"], "default": "late"},
            "lines": {"type": "array", "items": {"type": "integer"}, "description": "Order lines."},
        },
        "required": ["payment"],
    }})
    .into();
    verdicts[8] = common::claimed_read_only(verdicts[8].clone());
    (server, verdicts)
}

fn with_page<T>(index: usize, show: impl Fn(&ToolPage<'_>) -> T) -> T {
    let (server, verdicts) = shop();
    show(&ToolPage::new(&server, &verdicts, index).unwrap())
}

#[test]
fn text_at_80_columns() {
    let text = with_page(8, |page| explain_text(page, Look::new(80, false)));
    for line in text.lines() {
        assert!(toolward::render::text::width(line) <= 80, "{line}");
    }
    insta::assert_snapshot!(text);
}

#[test]
fn text_at_120_columns() {
    insta::assert_snapshot!(with_page(8, |page| explain_text(page, Look::new(120, false))));
}

#[test]
fn text_of_a_tool_that_says_little() {
    insta::assert_snapshot!(with_page(3, |page| explain_text(page, Look::new(80, false))));
}

#[test]
fn markdown() {
    insta::assert_snapshot!(with_page(8, explain_markdown));
}

#[test]
fn markdown_with_a_risk_that_was_moved() {
    insta::assert_snapshot!(with_page(6, explain_markdown));
}

#[test]
fn json_of_the_page() {
    let text = with_page(8, explain_json);
    insta::assert_snapshot!(text.replace(env!("CARGO_PKG_VERSION"), "[version]"));
}
