//! One verdict per line, after `schemas/verdict.v1.schema.json`.

use crate::classify::Verdict;
use crate::report::Report;

use super::json::to_json_line;
use super::views::VerdictView;

/// The listed tools of every server, in their order.
#[must_use]
pub fn report_ndjson(report: &Report) -> String {
    report.servers.iter().flat_map(crate::report::ServerReport::listed).map(verdict_line).collect()
}

/// One verdict with its line break.
#[must_use]
pub fn verdict_line(verdict: &Verdict) -> String {
    to_json_line(&VerdictView::of(verdict))
}
