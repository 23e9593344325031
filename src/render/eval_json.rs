//! An evaluation as one JSON document, after `schemas/eval.v1.schema.json`.

use crate::eval::{Evaluation, Only};

use super::json::to_json;
use super::views::EvalView;

/// `only` and `limit` choose the disagreements that are listed, nothing else.
#[must_use]
pub fn eval_json(evaluation: &Evaluation, only: Only, limit: Option<usize>) -> String {
    to_json(&EvalView::of(evaluation, only, limit))
}
