//! The lines below the findings that sum a run up, for people.
//!
//! "Clean" is said only when everything was read and nothing was held back.

use std::fmt::Write;

use super::lint_report::LintReport;
use crate::lint::{Applicability, Severity};
use crate::phrase::count;

/// How many findings of which severity, what is missing from the report, and
/// what could be fixed; one line each.
pub fn summary(report: &LintReport<'_>) -> String {
    let mut out = verdict(report);
    out.push('\n');
    if report.fixed > 0 {
        // Writing to a String can't fail.
        let _ = writeln!(out, "{} applied", count(report.fixed, "fix", "fixes"));
    }
    let fixable = |applicability, flag: &str| {
        let number = report.fixable(applicability);
        (number > 0).then(|| format!("{number} with `{flag}`"))
    };
    let ways = [
        fixable(Applicability::Safe, "--fix"),
        fixable(Applicability::Unsafe, "--fix --unsafe-fixes"),
    ];
    let ways: Vec<String> = ways.into_iter().flatten().collect();
    if !ways.is_empty() {
        let _ = writeln!(out, "can be fixed: {}", ways.join(", "));
    }
    out
}

fn verdict(report: &LintReport<'_>) -> String {
    let (one, many) = report.subject.nouns();
    let texts = count(report.linted.len(), one, many);
    let found = report.findings().count();
    let rest = remainders(report);
    match (report.linted.len(), found) {
        (0, 0) => format!("nothing was checked: no {one} could be read"),
        (_, 0) if rest.is_empty() => format!("{texts} checked: clean"),
        (_, 0) => format!("{texts} checked, no findings{rest}"),
        _ => {
            let findings = count(found, "finding", "findings");
            format!("{findings} ({}) in {texts}{rest}", by_severity(report))
        }
    }
}

/// `; 2 suppressed; 1 input could not be read`.
fn remainders(report: &LintReport<'_>) -> String {
    let held_back = report.held_back;
    let mut out = String::new();
    for (number, what) in [
        (held_back.suppressed, "suppressed"),
        (held_back.known, "in the baseline"),
        (held_back.minor, "below --min-severity"),
    ] {
        if number > 0 {
            let _ = write!(out, "; {number} {what}");
        }
    }
    if !report.problems.is_empty() {
        let inputs = count(report.problems.len(), "input", "inputs");
        let _ = write!(out, "; {inputs} could not be read");
    }
    out
}

/// `2 high, 1 low`, the worst first.
fn by_severity(report: &LintReport<'_>) -> String {
    let counts = Severity::ALL.into_iter().rev().filter_map(|severity| {
        let number = report.findings().filter(|finding| finding.severity == severity).count();
        (number > 0).then(|| format!("{number} {}", severity.as_str()))
    });
    counts.collect::<Vec<_>>().join(", ")
}

/// One line per rule, the most frequent first.
pub fn statistics(report: &LintReport<'_>) -> String {
    let tallies = report.tallies();
    let digits = tallies.first().map_or(1, |tally| tally.count.to_string().len());
    let slug = tallies.iter().map(|tally| tally.slug.len()).max().unwrap_or_default();
    let mut out = String::new();
    for tally in &tallies {
        let fixable = match tally.fixable {
            0 => String::new(),
            number => format!("  {number} with `--fix`"),
        };
        let (count, code, severity) = (tally.count, tally.code, tally.severity.as_str());
        let line =
            format!("{count:>digits$}  {code}  {:<slug$}  {severity:<8}{fixable}", tally.slug);
        let _ = writeln!(out, "{}", line.trim_end());
    }
    if !tallies.is_empty() {
        out.push('\n');
    }
    out
}
