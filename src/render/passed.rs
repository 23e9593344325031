//! The lines of `classify --pass-through`: a verdict or a problem, with what
//! the input's line carries under a key of its own.

use crate::classify::Verdict;
use crate::manifest::{Fields, Problem};

use super::json::to_json_line;
use super::views::{InputView, ProblemLineView, ProblemView, VerdictView};

/// One verdict with its line break, after `schemas/verdict.v1.schema.json`.
#[must_use]
pub fn passed_verdict(verdict: &Verdict, input: Option<&Fields>) -> String {
    to_json_line(&VerdictView { input: Some(InputView(input)), ..VerdictView::of(verdict) })
}

/// What stands in the place of a verdict, after `schemas/problem-line.v1.schema.json`.
#[must_use]
pub fn passed_problem(problem: &Problem, input: Option<&Fields>) -> String {
    let Problem { source, message } = problem;
    to_json_line(&ProblemLineView {
        input: InputView(input),
        problem: ProblemView { source, message },
    })
}
