//! Differences as JSON: the contract of `schemas/diff.v1.schema.json`.
//!
//! The views here are frozen: keys may be added, none renamed or taken away.

use serde::Serialize;
use serde_json::{Map, Value};

use super::json::to_json;
use crate::classify::{Category, Effect, Risk};
use crate::manifest::Problem;
use crate::policy::compare::{Change, Comparison, Direction, Run, Subject, Unknown};
use crate::report::{Class, ManifestChanges, ToolChange};

#[derive(Serialize)]
struct DiffView<'a, C: Serialize> {
    schema_version: &'static str,
    kind: &'static str,
    changes: Vec<C>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unknown: Option<Vec<UnknownView<'a>>>,
    same: usize,
    problems: Vec<ProblemView<'a>>,
}

#[derive(Serialize)]
struct ChangeView<'a> {
    direction: &'static str,
    subject: &'static str,
    tool: Option<&'a str>,
    old: AnswerView<'a>,
    new: AnswerView<'a>,
    witness: WitnessView<'a>,
}

#[derive(Serialize)]
struct AnswerView<'a> {
    decision: &'static str,
    rule: &'a str,
}

#[derive(Serialize)]
struct WitnessView<'a> {
    calls: u64,
    fits_schema: Option<bool>,
    runs: Vec<RunView<'a>>,
}

#[derive(Serialize)]
struct RunView<'a> {
    at: String,
    tool: &'a str,
    args: &'a Map<String, Value>,
    times: u64,
}

#[derive(Serialize)]
struct UnknownView<'a> {
    subject: &'static str,
    tool: Option<&'a str>,
    reason: &'static str,
}

#[derive(Serialize)]
struct ToolView<'a> {
    server: &'a str,
    tool: &'a str,
    change: &'static str,
    old: Option<ClassView>,
    new: Option<ClassView>,
    fields: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    instructs: Option<&'a str>,
}

#[derive(Serialize)]
struct ClassView {
    category: Category,
    effect: Effect,
    risk: Risk,
}

#[derive(Serialize)]
struct ProblemView<'a> {
    source: &'a str,
    message: &'a str,
}

/// Differences between policies.
#[must_use]
pub fn policies(comparison: &Comparison, problems: &[Problem]) -> String {
    to_json(&DiffView {
        schema_version: "1",
        kind: "policies",
        changes: comparison.changes.iter().map(change).collect(),
        unknown: Some(comparison.unknown.iter().map(unknown).collect()),
        same: comparison.same,
        problems: problems.iter().map(problem).collect(),
    })
}

/// Differences between manifests.
#[must_use]
pub fn manifests(changes: &ManifestChanges, problems: &[Problem]) -> String {
    to_json(&DiffView {
        schema_version: "1",
        kind: "manifests",
        changes: changes.changes.iter().map(tool).collect(),
        unknown: None,
        same: changes.same,
        problems: problems.iter().map(problem).collect(),
    })
}

fn change(change: &Change) -> ChangeView<'_> {
    let denied = AnswerView { decision: "deny", rule: &change.rule };
    let allowed = AnswerView { decision: "allow", rule: "" };
    let (old, new) = match change.direction {
        Direction::Widening => (denied, allowed),
        Direction::Narrowing => (allowed, denied),
    };
    let (subject, tool) = subject(&change.subject);
    let witness = WitnessView {
        calls: change.witness.calls(),
        fits_schema: change.witness.fits_schema,
        runs: change.witness.runs.iter().map(run).collect(),
    };
    ChangeView { direction: change.direction.as_str(), subject, tool, old, new, witness }
}

fn subject(subject: &Subject) -> (&'static str, Option<&str>) {
    match subject {
        Subject::Tool(name) => ("tool", Some(name)),
        Subject::OtherTools => ("other_tools", None),
        Subject::AllTools => ("all_tools", None),
    }
}

fn run(run: &Run) -> RunView<'_> {
    RunView { at: run.at.to_string(), tool: &run.tool, args: &run.args, times: run.times }
}

fn unknown(unknown: &Unknown) -> UnknownView<'_> {
    let (subject, tool) = subject(&unknown.subject);
    UnknownView { subject, tool, reason: unknown.reason }
}

fn tool(change: &ToolChange) -> ToolView<'_> {
    ToolView {
        server: &change.server,
        tool: &change.tool,
        change: change.kind.as_str(),
        old: change.old.map(class),
        new: change.new.map(class),
        fields: &change.fields,
        instructs: change.instructs.as_deref(),
    }
}

fn class(class: Class) -> ClassView {
    ClassView { category: class.category, effect: class.effect, risk: class.risk }
}

fn problem(problem: &Problem) -> ProblemView<'_> {
    ProblemView { source: &problem.source, message: &problem.message }
}
