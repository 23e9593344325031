//! The page of a tool as JSON, after `schemas/explain.v1.schema.json`.

use crate::report::ToolPage;

use super::json::to_json;
use super::views::ExplainView;

#[must_use]
pub fn explain_json(page: &ToolPage<'_>) -> String {
    to_json(&ExplainView::of(page))
}
