//! What policy tests found, as JSON: the contract of `schemas/test.v1.schema.json`.
//!
//! The views here are frozen: keys may be added, none renamed or taken away.

use serde::Serialize;

use super::json::to_json;
use super::tested::{Tested, TestedSuite};
use crate::policy::suite::{Covered, Outcome, Test};

#[derive(Serialize)]
struct TestedView<'a> {
    schema_version: &'static str,
    tests: usize,
    passed: usize,
    failed: usize,
    suites: Vec<SuiteView<'a>>,
    coverage: CoverageView<'a>,
    problems: Vec<ProblemView<'a>>,
}

#[derive(Serialize)]
struct SuiteView<'a> {
    name: &'a str,
    path: &'a str,
    tests: Vec<TestView<'a>>,
}

#[derive(Serialize)]
struct TestView<'a> {
    name: &'a str,
    line: usize,
    column: usize,
    tool: &'a str,
    outcome: &'static str,
    expected: ExpectedView<'a>,
    actual: Option<ActualView<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    denied_at_call: Option<u64>,
}

#[derive(Serialize)]
struct ExpectedView<'a> {
    decision: &'static str,
    rule: Option<&'a str>,
    message: Option<&'a str>,
}

#[derive(Serialize)]
struct ActualView<'a> {
    decision: &'static str,
    rule: &'a str,
    message: &'a str,
}

#[derive(Serialize)]
struct CoverageView<'a> {
    percent: f64,
    enough: bool,
    rules: usize,
    tools: usize,
    never_fired: &'a [String],
    never_called: &'a [String],
}

#[derive(Serialize)]
struct ProblemView<'a> {
    source: &'a str,
    message: &'a str,
}

/// The whole result as one document.
#[must_use]
pub fn render(tested: &Tested<'_>) -> String {
    let (tests, failed) = (tested.all(), tested.failed());
    to_json(&TestedView {
        schema_version: "1",
        tests,
        passed: tests - failed,
        failed,
        suites: tested.suites.iter().map(suite).collect(),
        coverage: coverage(&tested.covered, tested.covers_enough()),
        problems: tested
            .problems
            .iter()
            .map(|problem| ProblemView { source: &problem.source, message: &problem.message })
            .collect(),
    })
}

fn suite<'a>(tested: &'a TestedSuite<'_>) -> SuiteView<'a> {
    let pairs = tested.suite.tests.iter().zip(&tested.outcomes);
    let tests = pairs.map(|(test, outcome)| view(test, outcome)).collect();
    SuiteView { name: &tested.suite.name, path: &tested.suite.path, tests }
}

fn view<'a>(test: &'a Test, outcome: &'a Outcome) -> TestView<'a> {
    let decision = |allow| if allow { "allow" } else { "deny" };
    let failed = match outcome {
        Outcome::Passed => None,
        Outcome::Failed(failed) => Some(failed),
    };
    TestView {
        name: &test.name,
        line: test.position.line,
        column: test.position.column,
        tool: &test.call.tool,
        outcome: if failed.is_none() { "passed" } else { "failed" },
        expected: ExpectedView {
            decision: decision(test.expected.allow),
            rule: test.expected.rule.as_deref(),
            message: test.expected.message.as_deref(),
        },
        actual: failed.map(|failed| ActualView {
            decision: decision(failed.actual.allow),
            rule: &failed.actual.rule,
            message: &failed.actual.message,
        }),
        denied_at_call: failed.and_then(|failed| failed.early),
    }
}

fn coverage(covered: &Covered, enough: bool) -> CoverageView<'_> {
    CoverageView {
        percent: (covered.percent() * 10.0).round() / 10.0,
        enough,
        rules: covered.rules,
        tools: covered.tools,
        never_fired: &covered.unfired,
        never_called: &covered.uncalled,
    }
}
