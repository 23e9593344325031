//! What policy tests found, for people: each failure as a difference, the
//! coverage, and a last line that sums up.

use anstyle::AnsiColor;
use serde_json::Value;

use super::look::Look;
use super::push::push;
use super::tested::{Tested, TestedSuite};
use super::text::{clip, one_line, visible};
use crate::phrase::count;
use crate::policy::decide::shown;
use crate::policy::suite::{Covered, Failed, Outcome, Test};

/// Missing rules and tools that are listed by name.
const MAX_MISSING: usize = 20;
/// Columns in front of the differing values.
const INDENT: usize = 14;

/// The whole result.
#[must_use]
pub fn render(tested: &Tested<'_>, look: Look) -> String {
    let mut out = String::new();
    for suite in tested.suites.iter().filter(|suite| !suite.outcomes.is_empty()) {
        push_suite(&mut out, suite, look);
    }
    if tested.all() > 0 {
        out.push('\n');
        push_coverage(&mut out, &tested.covered, tested.least, look);
    }
    out.push_str(&summary(tested, look));
    out
}

fn push_suite(out: &mut String, suite: &TestedSuite<'_>, look: Look) {
    let failed = suite.failed();
    let all = suite.outcomes.len();
    let name = look.bold(&visible(&suite.suite.name));
    push(out, format_args!("{name}: {} of {} passed\n", all - failed, count(all, "test", "tests")));
    for (test, outcome) in suite.suite.tests.iter().zip(&suite.outcomes) {
        if let Outcome::Failed(failed) = outcome {
            push_failure(out, &suite.suite.path, test, failed, look);
        }
    }
}

fn push_failure(out: &mut String, path: &str, test: &Test, failed: &Failed, look: Look) {
    let fail = look.strong("fail", red(look));
    let name = one_line(&test.name);
    push(out, format_args!("  {fail}  {name}\n"));
    let place = format!("{}:{}", visible(path), test.position);
    push(out, format_args!("        at {}\n", look.dim(&place)));
    let args = clip(&shown(&Value::Object(test.call.args.clone())), look.width());
    push(out, format_args!("        {} {args}{}\n", visible(&test.call.tool), times(test)));
    if let Some(number) = failed.early {
        let of = test.repeat;
        push(
            out,
            format_args!(
                "        call {number} of {of} was denied already; all but the last must be allowed\n"
            ),
        );
    }
    for (field, wanted, got) in differences(test, failed) {
        push(
            out,
            format_args!(
                "        {field:<INDENT$}{}\n",
                look.strong(&format!("- {wanted}"), red(look)),
                INDENT = INDENT - 4
            ),
        );
        push(
            out,
            format_args!(
                "        {:<INDENT$}{}\n",
                "",
                look.strong(&format!("+ {got}"), green(look)),
                INDENT = INDENT - 4
            ),
        );
    }
}

fn times(test: &Test) -> String {
    if test.repeat == 1 { String::new() } else { format!(", {} times", test.repeat) }
}

/// The fields that differ: name, what was expected, what it was.
fn differences(test: &Test, failure: &Failed) -> Vec<(&'static str, String, String)> {
    let (expected, actual) = (&test.expected, &failure.actual);
    let decision = |allow| if allow { "allow" } else { "deny" }.to_owned();
    let said = |text: &str| if text.is_empty() { "(none)".to_owned() } else { one_line(text) };
    let mut differences = Vec::new();
    // A repeated call that comes too early was to be allowed, whatever the last one is.
    let wanted = expected.allow || failure.early.is_some();
    if wanted != actual.allow {
        differences.push(("decision", decision(wanted), decision(actual.allow)));
    }
    if failure.early.is_some() {
        differences.push(("rule", said(""), said(&actual.rule)));
        return differences;
    }
    let fields = [
        ("rule", expected.rule.as_deref(), actual.rule.as_str()),
        ("message", expected.message.as_deref(), actual.message.as_str()),
    ];
    for (field, wanted, got) in fields {
        // Who expects nothing wants to know all the same which rule it was.
        let wanted = wanted.or((!actual.allow && expected.allow).then_some(""));
        if let Some(wanted) = wanted.filter(|wanted| *wanted != got) {
            differences.push((field, said(wanted), said(got)));
        }
    }
    differences
}

fn push_coverage(out: &mut String, covered: &Covered, least: Option<f64>, look: Look) {
    let percent = covered.percent();
    let low = least.is_some_and(|least| percent < least);
    let colour = if low { red(look) } else { None };
    let figure = look.strong(&format!("{percent:.1}%"), colour);
    let (fired, called) = (covered.fired(), covered.called());
    let rules = count(covered.rules, "rule", "rules");
    let tools = count(covered.tools, "tool", "tools");
    push(
        out,
        format_args!("coverage {figure}: {fired} of {rules} fired, {called} of {tools} called\n"),
    );
    push_missing(out, "never fired", &covered.unfired);
    push_missing(out, "never called", &covered.uncalled);
    if let Some(least) = least.filter(|_| low) {
        push(out, format_args!("  the least is {least}%\n"));
    }
    out.push('\n');
}

fn push_missing(out: &mut String, says: &str, names: &[String]) {
    for name in names.iter().take(MAX_MISSING) {
        push(out, format_args!("  {says:<12}  {}\n", visible(name)));
    }
    if let Some(more) = names.len().checked_sub(MAX_MISSING).filter(|more| *more > 0) {
        push(out, format_args!("  {says:<12}  and {more} more\n"));
    }
}

fn summary(tested: &Tested<'_>, look: Look) -> String {
    let (all, failed) = (tested.all(), tested.failed());
    let blind = match tested.problems.len() {
        0 => String::new(),
        n => format!("; {} could not be read", count(n, "test or suite", "tests or suites")),
    };
    if all == 0 {
        return format!("nothing was tested{blind}\n");
    }
    let verdict = if failed == 0 {
        look.strong("all passed", green(look))
    } else {
        format!("{} passed, {}", all - failed, look.strong(&format!("{failed} failed"), red(look)))
    };
    format!("{}: {verdict}{blind}\n", count(all, "test", "tests"))
}

fn red(look: Look) -> Option<AnsiColor> {
    look.colour().then_some(AnsiColor::Red)
}

fn green(look: Look) -> Option<AnsiColor> {
    look.colour().then_some(AnsiColor::Green)
}
