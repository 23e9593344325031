//! Findings as SARIF 2.1.0, for code scanning.
//!
//! Every rule is declared on every run and a clean run has an empty list of
//! results, so that alerts close. What makes a result the same one in the next
//! run is its fingerprint, which knows no line. Suppressed and known findings
//! aren't in it.

use super::json::to_json;
use super::lint_report::{LintReport, sentence};
use super::uri::uri;
use super::views::sarif::{
    ArtifactView, ConfigurationView, DriverView, HelpView, IdView, InvocationView, LocationView,
    LogView, LogicalView, NotificationView, PhysicalView, RegionView, ResultView,
    RulePropertiesView, RuleView, RunView, TextView, ToolView,
};
use crate::document::Position;
use crate::lint::fingerprint::numbered;
use crate::lint::{Finding, Meta, Severity};

/// The version of [`Finding::fingerprint`] is part of its name.
const FINGERPRINT: &str = "toolward/v1";

/// The log of one run.
#[must_use]
pub fn render(report: &LintReport<'_>) -> String {
    let driver = DriverView {
        name: "toolward",
        semantic_version: env!("CARGO_PKG_VERSION"),
        information_uri: "https://toolward.dev",
        rules: report.rules.iter().map(|(meta, severity)| rule(meta, *severity)).collect(),
    };
    let root = serde_json::json!({"description": {"text": "The root of the repository."}});
    to_json(&LogView {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        runs: [RunView {
            tool: ToolView { driver },
            automation_details: IdView { id: "toolward/lint/" },
            invocations: [invocation(report)],
            original_uri_base_ids: std::iter::once((ROOT.to_owned(), root)).collect(),
            column_kind: "unicodeCodePoints",
            results: results(report),
        }],
    })
}

/// What relative addresses are relative to.
const ROOT: &str = "%SRCROOT%";

fn rule(meta: &'static Meta, severity: Option<Severity>) -> RuleView {
    let documentation = meta.documentation();
    let shown = severity.unwrap_or(meta.severity);
    RuleView {
        id: meta.code,
        name: pascal_case(meta.slug),
        short_description: TextView { text: meta.summary() },
        full_description: TextView { text: meta.section("What it does").unwrap_or_default() },
        help: HelpView { text: documentation.clone(), markdown: documentation },
        default_configuration: ConfigurationView {
            enabled: severity.is_some(),
            level: level(shown),
        },
        properties: RulePropertiesView {
            tags: ["security", "mcp", "policy"],
            precision: "high",
            security_severity: security_severity(shown),
        },
    }
}

fn invocation(report: &LintReport<'_>) -> InvocationView {
    let notifications = report.problems.iter().map(|problem| NotificationView {
        level: "error",
        message: TextView { text: format!("{}: {}", problem.source, problem.message) },
    });
    InvocationView {
        execution_successful: report.problems.is_empty(),
        tool_execution_notifications: notifications.collect(),
    }
}

fn results(report: &LintReport<'_>) -> Vec<ResultView> {
    let mut results = Vec::new();
    for linted in report.texts() {
        let prints = numbered(linted.findings.iter().map(|finding| finding.fingerprint.clone()));
        let pairs = linted.findings.iter().zip(prints);
        results.extend(pairs.map(|(finding, print)| result(report, finding, print)));
    }
    results
}

fn result(report: &LintReport<'_>, finding: &Finding, fingerprint: String) -> ResultView {
    let related = finding.related.iter().enumerate().map(|(i, related)| LocationView {
        id: Some(i + 1),
        message: Some(TextView { text: without_links(related.message.clone()) }),
        physical_location: physical(report, &related.path, related.start, None),
        logical_locations: Vec::new(),
    });
    ResultView {
        rule_id: finding.code,
        rule_index: report.rules.iter().position(|(meta, _)| meta.code == finding.code),
        level: level(finding.severity),
        message: TextView { text: without_links(sentence(finding)) },
        locations: [LocationView {
            id: None,
            message: None,
            physical_location: physical(report, &finding.path, finding.start, Some(finding.end)),
            logical_locations: logical(finding).into_iter().collect(),
        }],
        related_locations: related.collect(),
        partial_fingerprints: [(FINGERPRINT, fingerprint)].into(),
    }
}

/// In a message, `[text](target)` is a link: one that a policy's author wrote
/// into a name stays text.
fn without_links(text: String) -> String {
    if text.contains("](") { text.replace('[', "\\[").replace(']', "\\]") } else { text }
}

fn physical(
    report: &LintReport<'_>,
    path: &str,
    start: Position,
    end: Option<Position>,
) -> PhysicalView {
    let (uri, relative) = uri(&report.from_root(path), report.workspace);
    PhysicalView {
        artifact_location: ArtifactView { uri, uri_base_id: relative.then_some(ROOT) },
        region: RegionView {
            start_line: start.line,
            start_column: start.column,
            end_line: end.map(|end| end.line),
            end_column: end.map(|end| end.column),
        },
    }
}

/// `server/tool`, or the one of them that is known.
fn logical(finding: &Finding) -> Option<LogicalView> {
    let (kind, name) = match (&finding.tool, &finding.server) {
        (Some(tool), _) => ("function", tool),
        (None, Some(server)) => ("module", server),
        (None, None) => return None,
    };
    let server = finding.server.as_ref().filter(|_| finding.tool.is_some());
    let qualified = server.map_or(name.clone(), |server| format!("{server}/{name}"));
    Some(LogicalView { name: name.clone(), fully_qualified_name: qualified, kind })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium | Severity::Low => "warning",
        Severity::Info => "note",
    }
}

/// A number in a string, in the middle of the range that code scanning gives
/// the severity's name; 0.0 has none.
fn security_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "9.5",
        Severity::High => "8.0",
        Severity::Medium => "5.5",
        Severity::Low => "2.0",
        Severity::Info => "0.0",
    }
}

fn pascal_case(slug: &str) -> String {
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars
            .next()
            .map(|first| first.to_ascii_uppercase())
            .into_iter()
            .chain(chars)
            .collect::<String>()
    };
    slug.split('-').map(capital).collect()
}
