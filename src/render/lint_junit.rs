//! Findings as test results in the XML that CI servers call `JUnit`.
//!
//! A policy is a suite and a finding a case of it: failed where the finding
//! fails the run, else skipped. A clean policy is one case that passed. The
//! text is well-formed whatever a policy holds.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::lint_report::{LintReport, place, sentence};
use crate::lint::{Finding, Linted};
use crate::manifest::Problem;
use crate::phrase::visible;

type Xml = Writer<Vec<u8>>;

/// The suites of one run, with their counts.
#[must_use]
pub fn render(report: &LintReport<'_>) -> String {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing to a Vec can't fail.
    let _ = write(&mut xml, report);
    let mut text = String::from_utf8(xml.into_inner()).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Clone, Copy, Default)]
struct Counts {
    tests: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
}

fn write(xml: &mut Xml, report: &LintReport<'_>) -> std::io::Result<()> {
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let suites: Vec<(&Linted, Counts)> =
        report.texts().map(|linted| (linted, counts(linted, report))).collect();
    let mut all = Counts {
        errors: report.problems.len(),
        tests: report.problems.len(),
        skipped: 0,
        failures: 0,
    };
    for (_, counts) in &suites {
        all.tests += counts.tests;
        all.failures += counts.failures;
        all.skipped += counts.skipped;
    }
    open(xml, "testsuites", "toolward lint", all)?;
    for (linted, counts) in suites {
        suite(xml, linted, counts, report)?;
    }
    for problem in report.problems {
        unread(xml, problem)?;
    }
    xml.write_event(Event::End(BytesEnd::new("testsuites")))
}

fn counts(linted: &Linted, report: &LintReport<'_>) -> Counts {
    let total = linted.findings.len();
    let failures = linted.findings.iter().filter(|f| f.severity >= report.fail_on).count();
    Counts { tests: total.max(1), failures, errors: 0, skipped: total - failures }
}

fn suite(
    xml: &mut Xml,
    linted: &Linted,
    counts: Counts,
    report: &LintReport<'_>,
) -> std::io::Result<()> {
    let path = linted.source.name();
    open(xml, "testsuite", path, counts)?;
    if linted.findings.is_empty() {
        xml.write_event(Event::Empty(case(path, "lint")))?;
    }
    for finding in &linted.findings {
        let fails = finding.severity >= report.fail_on;
        let name = format!("{} {} {}", finding.code, finding.slug, finding.start);
        let (kind, text) = (finding.severity.as_str(), body(finding));
        result(
            xml,
            case(path, &name),
            if fails { "failure" } else { "skipped" },
            kind,
            &finding.message,
            &text,
        )?;
    }
    xml.write_event(Event::End(BytesEnd::new("testsuite")))
}

fn body(finding: &Finding) -> String {
    format!(
        "{}: {}[{}]: {}",
        place(finding),
        finding.severity.as_str(),
        finding.code,
        sentence(finding)
    )
}

fn unread(xml: &mut Xml, problem: &Problem) -> std::io::Result<()> {
    let counts = Counts { tests: 1, errors: 1, ..Counts::default() };
    open(xml, "testsuite", &problem.source, counts)?;
    let message = visible(&problem.message);
    let text = format!("{}: {message}", visible(&problem.source));
    result(xml, case(&problem.source, "read"), "error", "input-not-read", &message, &text)?;
    xml.write_event(Event::End(BytesEnd::new("testsuite")))
}

fn open(xml: &mut Xml, tag: &str, name: &str, counts: Counts) -> std::io::Result<()> {
    let mut start = BytesStart::new(tag);
    start.push_attribute(("name", allowed(name).as_str()));
    for (key, number) in [
        ("tests", counts.tests),
        ("failures", counts.failures),
        ("errors", counts.errors),
        ("skipped", counts.skipped),
    ] {
        start.push_attribute((key, number.to_string().as_str()));
    }
    xml.write_event(Event::Start(start))
}

fn case(class: &str, name: &str) -> BytesStart<'static> {
    let mut case = BytesStart::new("testcase");
    case.push_attribute(("classname", allowed(class).as_str()));
    case.push_attribute(("name", allowed(name).as_str()));
    case
}

fn result(
    xml: &mut Xml,
    case: BytesStart<'_>,
    outcome: &str,
    kind: &str,
    message: &str,
    text: &str,
) -> std::io::Result<()> {
    xml.write_event(Event::Start(case))?;
    let mut start = BytesStart::new(outcome);
    // A case that was skipped knows no type.
    if outcome != "skipped" {
        start.push_attribute(("type", kind));
    }
    start.push_attribute(("message", allowed(message).as_str()));
    xml.write_event(Event::Start(start))?;
    xml.write_event(Event::Text(BytesText::new(&allowed(text))))?;
    xml.write_event(Event::End(BytesEnd::new(outcome)))?;
    xml.write_event(Event::End(BytesEnd::new("testcase")))
}

/// Unsafe characters as escapes, and without the few that XML forbids though
/// they can be seen.
fn allowed(text: &str) -> String {
    visible(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
