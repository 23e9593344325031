//! Findings as JSON: the contract of `schemas/lint.v1.schema.json`.
//!
//! The views here are frozen: keys may be added, none renamed or taken away.

use serde::Serialize;

use super::json::to_json;
use super::lint_report::{LintReport, Tally};
use crate::lint::{Finding, Fix, Linted, Related};
use crate::manifest::Problem;

#[derive(Serialize)]
struct ReportView<'a> {
    schema_version: &'static str,
    findings: Vec<FindingView<'a>>,
    problems: Vec<ProblemView<'a>>,
    held_back: HeldBackView,
    fixed: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    statistics: Option<Vec<TallyView>>,
}

#[derive(Serialize)]
struct HeldBackView {
    suppressed: usize,
    baseline: usize,
    below_min_severity: usize,
}

#[derive(Serialize)]
struct TallyView {
    code: &'static str,
    slug: &'static str,
    severity: &'static str,
    count: usize,
    fixable: usize,
}

#[derive(Serialize)]
struct FindingView<'a> {
    code: &'a str,
    slug: &'a str,
    severity: &'a str,
    message: &'a str,
    help: Option<&'a str>,
    path: &'a str,
    pointer: Option<&'a str>,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    tool: Option<&'a str>,
    related: Vec<RelatedView<'a>>,
    server: Option<&'a str>,
    fingerprint: &'a str,
    fix: Option<FixView<'a>>,
}

#[derive(Serialize)]
struct FixView<'a> {
    applicability: &'static str,
    message: &'a str,
    edits: Vec<EditView<'a>>,
}

#[derive(Serialize)]
struct EditView<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct RelatedView<'a> {
    message: &'a str,
    path: &'a str,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct ProblemView<'a> {
    source: &'a str,
    message: &'a str,
}

/// All findings, in the order given, and what could not be read; ends with a
/// line break and holds no character that steers a terminal.
#[must_use]
pub fn render(linted: &[Linted], problems: &[Problem]) -> String {
    render_report(&LintReport::new(linted, problems))
}

/// As [`render`], of a whole run.
#[must_use]
pub fn render_report(report: &LintReport<'_>) -> String {
    let problems = report
        .problems
        .iter()
        .map(|problem| ProblemView { source: &problem.source, message: &problem.message });
    to_json(&ReportView {
        schema_version: "1",
        findings: report.findings().map(finding).collect(),
        problems: problems.collect(),
        held_back: HeldBackView {
            suppressed: report.held_back.suppressed,
            baseline: report.held_back.known,
            below_min_severity: report.held_back.minor,
        },
        fixed: report.fixed,
        statistics: report.statistics.then(|| report.tallies().iter().map(tally).collect()),
    })
}

fn tally(tally: &Tally) -> TallyView {
    TallyView {
        code: tally.code,
        slug: tally.slug,
        severity: tally.severity.as_str(),
        count: tally.count,
        fixable: tally.fixable,
    }
}

fn finding(finding: &Finding) -> FindingView<'_> {
    FindingView {
        code: finding.code,
        slug: finding.slug,
        severity: finding.severity.as_str(),
        message: &finding.message,
        help: finding.help.as_deref(),
        path: &finding.path,
        pointer: finding.pointer.as_deref(),
        line: finding.start.line,
        column: finding.start.column,
        end_line: finding.end.line,
        end_column: finding.end.column,
        tool: finding.tool.as_deref(),
        related: finding.related.iter().map(related).collect(),
        server: finding.server.as_deref(),
        fingerprint: &finding.fingerprint,
        fix: finding.fix.as_ref().map(fix),
    }
}

fn related(related: &Related) -> RelatedView<'_> {
    RelatedView {
        message: &related.message,
        path: &related.path,
        line: related.start.line,
        column: related.start.column,
    }
}

fn fix(fix: &Fix) -> FixView<'_> {
    let edits = fix.edits.iter().map(|edit| EditView {
        start: edit.span.start,
        end: edit.span.end,
        text: &edit.text,
    });
    FixView {
        applicability: fix.applicability.as_str(),
        message: &fix.message,
        edits: edits.collect(),
    }
}
