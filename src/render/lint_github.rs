//! Findings as workflow commands of GitHub Actions, which become annotations.
//!
//! A command is one line; what would end it, or a property of it, is escaped,
//! so that no text of a policy can start a command of its own.

use std::fmt::Write;

use super::lint_report::{LintReport, sentence};
use crate::lint::{Finding, Severity};
use crate::phrase::visible;

/// One command per finding and per input that could not be read.
#[must_use]
pub fn render(report: &LintReport<'_>) -> String {
    let mut out = String::new();
    for finding in report.findings() {
        command(&report.from_root(&finding.path), finding, &mut out);
    }
    for problem in report.problems {
        let text = data(&format!("{}: {}", visible(&problem.source), visible(&problem.message)));
        // Writing to a String can't fail.
        let _ = writeln!(out, "::error title=input not read::{text}");
    }
    out
}

fn command(path: &str, finding: &Finding, out: &mut String) {
    let (start, end) = (finding.start, finding.end);
    let level = match finding.severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium | Severity::Low => "warning",
        Severity::Info => "notice",
    };
    // Columns only mean something within one line.
    let columns = if start.line == end.line {
        format!(",col={},endColumn={}", start.column, end.column.max(start.column))
    } else {
        String::new()
    };
    let _ = writeln!(
        out,
        "::{level} file={},line={},endLine={}{columns},title={}::{}",
        property(path),
        start.line,
        end.line,
        property(&format!("{} {}", finding.code, finding.slug)),
        data(&sentence(finding)),
    );
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_a_command_is_escaped() {
        assert_eq!(data("100%\r\n::error::x"), "100%25%0D%0A::error::x");
        assert_eq!(property("a,b:c%0A"), "a%2Cb%3Ac%250A");
    }
}
