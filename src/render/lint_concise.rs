//! Findings one per line, as compilers print them: editors jump to the place.

use std::fmt::Write;

use super::lint_report::{LintReport, place, sentence};

/// `policy.json:7:5: high[TW101]: message; help`, in the order given. A clean
/// run prints nothing.
#[must_use]
pub fn render(report: &LintReport<'_>) -> String {
    let mut out = String::new();
    for finding in report.findings() {
        let (severity, code) = (finding.severity.as_str(), finding.code);
        // Writing to a String can't fail.
        let _ = writeln!(out, "{}: {severity}[{code}]: {}", place(finding), sentence(finding));
    }
    out
}
