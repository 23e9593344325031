//! The report as one JSON document, after `schemas/report.v1.schema.json`.

use crate::report::Report;

use super::json::to_json;
use super::views::ReportView;

#[must_use]
pub fn report_json(report: &Report) -> String {
    to_json(&ReportView::of(report))
}
