//! What policy tests found, as `JUnit` XML: the form that CI services read.
//!
//! A failing test is a `failure`, what could not be read is an `error` of a
//! suite of its own, and coverage below what was asked for is one more failure.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::tested::{Tested, TestedSuite};
use super::text::visible;
use crate::manifest::Problem;
use crate::policy::suite::{Failed, Outcome, Test};

type Xml = Writer<Vec<u8>>;

/// The whole result, ending in a line break.
#[must_use]
pub fn render(tested: &Tested<'_>) -> String {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing to memory can't fail.
    let _ = write(&mut xml, tested);
    let mut text = String::from_utf8(xml.into_inner()).unwrap_or_default();
    text.push('\n');
    text
}

fn write(xml: &mut Xml, tested: &Tested<'_>) -> std::io::Result<()> {
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let low = usize::from(!tested.covers_enough());
    let unread = tested.problems.len();
    let root = xml
        .create_element("testsuites")
        .with_attribute(("name", "toolward test"))
        .with_attribute(("tests", number(tested.all() + low + unread).as_str()))
        .with_attribute(("failures", number(tested.failed() + low).as_str()))
        .with_attribute(("errors", number(unread).as_str()));
    root.write_inner_content(|xml| {
        for suite in &tested.suites {
            write_suite(xml, suite)?;
        }
        if low > 0 {
            write_coverage(xml, tested)?;
        }
        if unread > 0 {
            write_problems(xml, tested.problems)?;
        }
        Ok(())
    })?;
    Ok(())
}

fn write_suite(xml: &mut Xml, tested: &TestedSuite<'_>) -> std::io::Result<()> {
    let element = xml
        .create_element("testsuite")
        .with_attribute(("name", text(&tested.suite.name).as_str()))
        .with_attribute(("tests", number(tested.outcomes.len()).as_str()))
        .with_attribute(("failures", number(tested.failed()).as_str()))
        .with_attribute(("errors", "0"));
    element.write_inner_content(|xml| {
        for (test, outcome) in tested.suite.tests.iter().zip(&tested.outcomes) {
            write_test(xml, &tested.suite.path, test, outcome)?;
        }
        Ok(())
    })?;
    Ok(())
}

fn write_test(xml: &mut Xml, path: &str, test: &Test, outcome: &Outcome) -> std::io::Result<()> {
    let case = xml
        .create_element("testcase")
        .with_attribute(("name", text(&test.name).as_str()))
        .with_attribute(("classname", text(&test.call.tool).as_str()))
        .with_attribute(("file", text(path).as_str()))
        .with_attribute(("line", number(test.position.line).as_str()));
    match outcome {
        Outcome::Passed => case.write_empty()?,
        Outcome::Failed(failed) => case.write_inner_content(|xml| {
            xml.create_element("failure")
                .with_attribute(("message", text(&difference(test, failed)).as_str()))
                .write_empty()?;
            Ok(())
        })?,
    };
    Ok(())
}

/// One sentence: what was expected, and what it was.
fn difference(test: &Test, failed: &Failed) -> String {
    let said = |allow, rule: &str, message: &str| {
        let mut out = if allow { "allow" } else { "deny" }.to_owned();
        for (before, part) in [(" by ", rule), (": ", message)] {
            if !part.is_empty() {
                out.push_str(before);
                out.push_str(part);
            }
        }
        out
    };
    let (expected, actual) = (&test.expected, &failed.actual);
    let got = said(actual.allow, &actual.rule, &actual.message);
    if let Some(number) = failed.early {
        let of = test.repeat;
        return format!("call {number} of {of} was to be allowed before the last: got {got}");
    }
    let rule = expected.rule.as_deref().unwrap_or_default();
    let message = expected.message.as_deref().unwrap_or_default();
    format!("expected {}, got {got}", said(expected.allow, rule, message))
}

fn write_coverage(xml: &mut Xml, tested: &Tested<'_>) -> std::io::Result<()> {
    let percent = tested.covered.percent();
    let least = tested.least.unwrap_or_default();
    let message = format!("coverage is {percent:.1}%, the least is {least}%");
    write_extra(xml, "coverage", 1, 0, |xml| {
        let case = xml.create_element("testcase").with_attribute(("name", "coverage"));
        case.write_inner_content(|xml| {
            let failure =
                xml.create_element("failure").with_attribute(("message", message.as_str()));
            failure.write_empty()?;
            Ok(())
        })?;
        Ok(())
    })
}

fn write_problems(xml: &mut Xml, problems: &[Problem]) -> std::io::Result<()> {
    write_extra(xml, "unread", 0, problems.len(), |xml| {
        for problem in problems {
            let source = text(&problem.source);
            let case = xml.create_element("testcase").with_attribute(("name", source.as_str()));
            case.write_inner_content(|xml| {
                let error = xml.create_element("error");
                error.write_text_content(BytesText::new(&text(&problem.message)))?;
                Ok(())
            })?;
        }
        Ok(())
    })
}

fn write_extra(
    xml: &mut Xml,
    name: &str,
    failures: usize,
    errors: usize,
    cases: impl FnOnce(&mut Xml) -> std::io::Result<()>,
) -> std::io::Result<()> {
    let suite = xml
        .create_element("testsuite")
        .with_attribute(("name", name))
        .with_attribute(("tests", number(failures + errors).as_str()))
        .with_attribute(("failures", number(failures).as_str()))
        .with_attribute(("errors", number(errors).as_str()));
    suite.write_inner_content(cases)?;
    Ok(())
}

fn number(number: usize) -> String {
    number.to_string()
}

/// XML has no place for control characters, nor for the two that are none.
fn text(text: &str) -> String {
    visible(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
