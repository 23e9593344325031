//! Findings as JSON: the contract of `schemas/lint.v1.schema.json`.
//!
//! The views here are frozen: keys may be added, none renamed or taken away.

use serde::Serialize;

use crate::lint::{Finding, Linted, Related};
use crate::manifest::Problem;
use crate::phrase::ascii_safe_json;

#[derive(Serialize)]
struct ReportView<'a> {
    schema_version: &'static str,
    findings: Vec<FindingView<'a>>,
    problems: Vec<ProblemView<'a>>,
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
    let report = ReportView {
        schema_version: "1",
        findings: linted.iter().flat_map(|linted| &linted.findings).map(finding).collect(),
        problems: problems
            .iter()
            .map(|problem| ProblemView { source: &problem.source, message: &problem.message })
            .collect(),
    };
    // Strings and numbers always serialise.
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    ascii_safe_json(text)
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
