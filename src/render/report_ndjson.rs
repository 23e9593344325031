//! One verdict per line, after `schemas/verdict.v1.schema.json`.

use crate::classify::Verdict;
use crate::report::{Report, ServerReport};

use super::json::to_json_line;
use super::views::VerdictView;

/// The listed tools of every server, in their order.
#[must_use]
pub fn report_ndjson(report: &Report) -> String {
    report.servers.iter().flat_map(lines).collect()
}

fn lines(server: &ServerReport) -> impl Iterator<Item = String> {
    let view = |verdict| VerdictView::examined(verdict, server.instruction(verdict));
    server.listed().map(move |verdict| to_json_line(&view(verdict)))
}

/// One verdict with its line break, as `classify` gives it.
#[must_use]
pub fn verdict_line(verdict: &Verdict) -> String {
    to_json_line(&VerdictView::of(verdict))
}
