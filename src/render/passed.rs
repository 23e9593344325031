//! The lines of `classify --pass-through`: a verdict or a problem, with what
//! the input's line carries under a key of its own.

use crate::classify::Verdict;
use crate::manifest::{Fields, Problem};

use super::json::push_json_line;
use super::views::{InputView, ProblemLineView, ProblemView, VerdictView};

/// Appends one verdict with its line break, after `schemas/verdict.v1.schema.json`.
pub fn push_passed_verdict(out: &mut Vec<u8>, verdict: &Verdict, input: Option<&Fields>) {
    push_json_line(out, &VerdictView { input: Some(InputView(input)), ..VerdictView::of(verdict) });
}

/// Appends what stands in the place of a verdict, after `schemas/problem-line.v1.schema.json`.
pub fn push_passed_problem(out: &mut Vec<u8>, problem: &Problem, input: Option<&Fields>) {
    let Problem { source, message } = problem;
    let problem = ProblemView { source, message };
    push_json_line(out, &ProblemLineView { input: InputView(input), problem });
}
