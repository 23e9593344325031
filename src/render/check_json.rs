//! Decisions as JSON: the contract of `schemas/check.v1.schema.json`.
//!
//! The views here are frozen: keys may be added, none renamed or taken away.

use serde::Serialize;
use serde_json::{Number, Value};

use super::json::{to_json, to_json_line};
use crate::manifest::Problem;
use crate::policy::decide::{Amount, Asked, Decision, TraceStep};
use crate::policy::{DefaultAction, Denied, Totals};

#[derive(Serialize)]
struct DecisionView<'a> {
    decision: &'a str,
    rule: &'a str,
    message: &'a str,
    tool: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    steps: Option<Vec<StepView<'a>>>,
}

#[derive(Serialize)]
struct StepView<'a> {
    step: &'static str,
    outcome: &'static str,
    #[serde(flatten)]
    what: WhatView<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum WhatView<'a> {
    Nothing {},
    Hide { hidden: bool },
    Tools { listed: bool, default: DefaultAction },
    Entry { rule: &'a str, holds: bool, conditions: Vec<ConditionView<'a>> },
    Limit(Box<LimitView<'a>>),
}

#[derive(Serialize)]
struct ConditionView<'a> {
    condition: &'a str,
    found: Option<&'a Value>,
    holds: bool,
}

#[derive(Serialize)]
struct LimitView<'a> {
    rule: &'a str,
    counter: &'a str,
    window: &'static str,
    max: Value,
    used: Value,
    adds: Option<Value>,
}

#[derive(Serialize)]
struct SummaryView<'a> {
    schema_version: &'static str,
    calls: usize,
    allowed: usize,
    denied: usize,
    denials: Vec<DeniedView<'a>>,
    problems: Vec<ProblemView<'a>>,
}

#[derive(Serialize)]
struct DeniedView<'a> {
    rule: &'a str,
    tool: &'a str,
    message: &'a str,
    count: usize,
    first_line: usize,
}

#[derive(Serialize)]
struct ProblemView<'a> {
    source: &'a str,
    message: &'a str,
}

/// One decision with its steps.
#[must_use]
pub fn decision(tool: &str, decision: &Decision<'_>, steps: &[TraceStep<'_, '_>]) -> String {
    to_json(&view(tool, decision, None, Some(steps.iter().map(step).collect())))
}

/// The same on one line.
#[must_use]
pub fn decision_on_one_line(
    tool: &str,
    decision: &Decision<'_>,
    steps: &[TraceStep<'_, '_>],
) -> String {
    to_json_line(&view(tool, decision, None, Some(steps.iter().map(step).collect())))
}

/// The decision on the call of one line.
#[must_use]
pub fn replayed(line: usize, tool: &str, decision: &Decision<'_>) -> String {
    to_json_line(&view(tool, decision, Some(line), None))
}

/// What was denied, and what could not be read.
#[must_use]
pub fn summary(totals: Totals, denials: &[Denied], problems: &[Problem]) -> String {
    to_json(&SummaryView {
        schema_version: "1",
        calls: totals.calls,
        allowed: totals.calls - totals.denied,
        denied: totals.denied,
        denials: denials.iter().map(denied).collect(),
        problems: problems
            .iter()
            .map(|problem| ProblemView { source: &problem.source, message: &problem.message })
            .collect(),
    })
}

fn view<'a>(
    tool: &'a str,
    decision: &'a Decision<'_>,
    line: Option<usize>,
    steps: Option<Vec<StepView<'a>>>,
) -> DecisionView<'a> {
    let (rule, message) = (decision.rule(), decision.message());
    DecisionView { decision: decision.as_str(), rule, message, tool, line, steps }
}

fn step<'a>(step: &'a TraceStep<'_, '_>) -> StepView<'a> {
    let what = match step {
        TraceStep::NoPolicy => WhatView::Nothing {},
        TraceStep::Hide { hidden, .. } => WhatView::Hide { hidden: *hidden },
        TraceStep::Tools { listed, default } => {
            WhatView::Tools { listed: *listed, default: *default }
        }
        TraceStep::Entry { rule, asked, holds, .. } => WhatView::Entry {
            rule,
            holds: *holds,
            conditions: asked.iter().map(condition).collect(),
        },
        TraceStep::Limit { quota, standing } => WhatView::Limit(Box::new(LimitView {
            rule: quota.rule(),
            counter: quota.counter(),
            window: quota.window().as_str(),
            max: amount(quota.max()),
            used: amount(standing.used),
            adds: standing.adds.map(amount),
        })),
    };
    let outcome = if step.denies() { "deny" } else { "pass" };
    StepView { step: step.key(), outcome, what }
}

fn condition<'a>(asked: &Asked<'a, 'a>) -> ConditionView<'a> {
    ConditionView { condition: asked.check.text(), found: asked.found, holds: asked.holds }
}

/// The number as it is written out: whole where it is.
fn amount(amount: Amount) -> Value {
    let number: Result<Number, _> = amount.to_string().parse();
    number.map_or(Value::Null, Value::Number)
}

fn denied(denied: &Denied) -> DeniedView<'_> {
    DeniedView {
        rule: &denied.rule,
        tool: &denied.tool,
        message: &denied.message,
        count: denied.count,
        first_line: denied.first_line,
    }
}
