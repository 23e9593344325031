//! Findings as a Code Quality report of GitLab.

use serde::Serialize;

use super::json::to_json;
use super::lint_report::{LintReport, sentence};
use crate::lint::Severity;
use crate::lint::fingerprint::{numbered, with_path};
use crate::phrase::visible;

#[derive(Serialize)]
struct IssueView {
    description: String,
    check_name: String,
    /// Unique: of two equal ones, GitLab shows one.
    fingerprint: String,
    severity: &'static str,
    location: LocationView,
}

#[derive(Serialize)]
struct LocationView {
    path: String,
    lines: LinesView,
}

#[derive(Serialize)]
struct LinesView {
    begin: usize,
}

/// The array that `artifacts:reports:codequality` takes; an input that could
/// not be read is an issue too, since the report knows no other place for it.
#[must_use]
pub fn render(report: &LintReport<'_>) -> String {
    let mut issues: Vec<IssueView> = report.findings().map(|f| finding(report, f)).collect();
    for problem in report.problems {
        issues.push(IssueView {
            description: format!("not read: {}", visible(&problem.message)),
            check_name: "input-not-read".to_owned(),
            fingerprint: with_path("input-not-read", &problem.source),
            severity: "blocker",
            location: location(report.from_root(&problem.source), 1),
        });
    }
    let unique = numbered(issues.iter().map(|issue| issue.fingerprint.clone()));
    for (issue, fingerprint) in issues.iter_mut().zip(unique) {
        issue.fingerprint = fingerprint;
    }
    to_json(&issues)
}

fn finding(report: &LintReport<'_>, finding: &crate::lint::Finding) -> IssueView {
    let path = report.from_root(&finding.path);
    IssueView {
        description: format!("{}: {}", finding.code, sentence(finding)),
        check_name: finding.slug.to_owned(),
        fingerprint: with_path(&finding.fingerprint, &path),
        severity: match finding.severity {
            Severity::Info => "info",
            Severity::Low => "minor",
            Severity::Medium => "major",
            Severity::High => "critical",
            Severity::Critical => "blocker",
        },
        location: location(path, finding.start.line),
    }
}

fn location(path: String, begin: usize) -> LocationView {
    LocationView { path, lines: LinesView { begin } }
}
