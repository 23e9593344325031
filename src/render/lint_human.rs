//! Findings for people: what is wrong, the line with a caret, what to do.
//!
//! The text is coloured; whoever prints it strips that where it isn't wanted.

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::excerpt::excerpt;
use super::lint_report::LintReport;
use super::lint_summary::{statistics, summary};
use super::text::wrap;
use crate::document::{Position, SourceText, Span};
use crate::lint::{Finding, Linted, Severity};
use crate::manifest::Problem;
use crate::phrase::visible;

/// Columns beside the source: line number, frame, and where it is cut.
const GUTTER: usize = 9;
/// Columns that `   = help: ` takes.
const HELP_INDENT: usize = 14;
/// Related places shown for one finding.
const MAX_RELATED: usize = 3;

/// Every finding, in the order given, and a last line that sums up. `unread`
/// is how many inputs could not be read: with one of those, nothing is "clean".
#[must_use]
pub fn render(linted: &[Linted], unread: usize, width: usize) -> String {
    let unread = vec![Problem { source: String::new(), message: String::new() }; unread];
    render_report(&LintReport::new(linted, &unread), width)
}

/// As [`render`], of a whole run.
#[must_use]
pub fn render_report(report: &LintReport<'_>, width: usize) -> String {
    let mut out = if report.statistics { statistics(report) } else { findings(report, width) };
    out.push_str(&summary(report));
    out
}

fn findings(report: &LintReport<'_>, width: usize) -> String {
    let renderer = Renderer::styled().term_width(width.max(GUTTER) * 2);
    let mut out = String::new();
    for Linted { source, findings, .. } in report.texts() {
        for finding in findings {
            let text = renderer.render(&[group(source, finding, width)]);
            without_bare_separators(&text, &mut out);
            out.push('\n');
        }
    }
    out
}

fn group<'a>(source: &SourceText, finding: &'a Finding, width: usize) -> Group<'a> {
    let level = level(finding.severity).with_name(finding.severity.as_str());
    let indent = finding.severity.as_str().len() + finding.code.len() + "[]: ".len();
    let title = level
        .primary_title(wrap(&finding.message, width.saturating_sub(indent)).join("\n"))
        .id(finding.code);
    let mut group = Group::with_title(title).elements(place(
        source,
        &finding.path,
        finding.start,
        &finding.span,
        width,
    ));
    for related in finding.related.iter().take(MAX_RELATED) {
        group = group.element(Level::NOTE.message(related.message.as_str())).elements(place(
            source,
            &related.path,
            related.start,
            &related.span,
            width,
        ));
    }
    if let Some(help) = &finding.help {
        let help = wrap(help, width.saturating_sub(HELP_INDENT)).join("\n");
        group = group.element(Level::HELP.message(help));
    }
    group
}

/// The path with line and column, and the line with the place underlined.
fn place(
    source: &SourceText,
    path: &str,
    start: Position,
    span: &Span,
    width: usize,
) -> [Element<'static>; 2] {
    let origin =
        Origin::path(visible(path).into_owned()).line(start.line).char_column(start.column);
    let excerpt = excerpt(source.text(), span, width.saturating_sub(GUTTER));
    let snippet = Snippet::source(excerpt.text)
        .line_start(start.line)
        .annotation(AnnotationKind::Primary.span(excerpt.span));
    [origin.into(), snippet.into()]
}

/// The place is given apart from its excerpt, because the excerpt of a long line
/// doesn't know its column; the renderer then puts a `:::` without a path between
/// the two, which says nothing.
fn without_bare_separators(text: &str, out: &mut String) {
    for line in text.lines() {
        // Only a line that might be one is worth stripping.
        let bare =
            line.contains(":::") && anstream::adapter::strip_str(line).to_string().trim() == ":::";
        if !bare {
            out.push_str(line);
            out.push('\n');
        }
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Critical | Severity::High => Level::ERROR,
        Severity::Medium | Severity::Low => Level::WARNING,
        Severity::Info => Level::NOTE,
    }
}
