//! What `lint` prints, format by format.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "common/schema.rs"]
mod schema;

use schema::{assert_valid, validator};
use serde_json::Value;
use toolward::document::SourceText;
use toolward::lint::{Linted, Linter, Severity};
use toolward::manifest::{ParameterSource, Problem, Server, Tool, load_text};
use toolward::phrase::is_unsafe;
use toolward::render::{lint_human, lint_json};

const FLAWED: &str = include_str!("cmd/lint/lint.in/policy.json");
/// The repetition of a key, and a line that no terminal is wide enough for.
const MINIFIED: &str = concat!(
    r#"{"version":"1","default":"deny","tools":{"a":{"limits":[{"counter":"a_rate","window":"minute","max":30,"scope":"grant"}]},"#,
    r#""b":{"limits":[{"counter":"b_rate","window":"minute","maximum":30,"scope":"grant"}]},"c":{"deny_if":[{"conditions":[],"on_deny":"no"}]},"a":{}}}"#
);

fn servers(names: &[&str]) -> Vec<Server> {
    let tools = names.iter().map(|name| Tool {
        name: (*name).to_owned(),
        title: None,
        description: String::new(),
        definition: Value::Null.into(),
        parameter_source: ParameterSource::None,
        annotations: Vec::new(),
        origin: None,
    });
    let (name, source) = ("records".to_owned(), "tools.json".to_owned());
    vec![Server { name, source, tools: tools.collect(), warnings: Vec::new() }]
}

fn demonstration() -> Vec<Linted> {
    let servers = servers(&["record_read", "record_update", "record_delete", "a", "b", "c"]);
    let linter = Linter::with_servers(&servers);
    [("minified.json", MINIFIED), ("policy.json", FLAWED)]
        .map(|(name, text)| linter.lint(SourceText::new(name, text)))
        .into()
}

fn plain(linted: &[Linted], unread: usize) -> String {
    anstream::adapter::strip_str(&lint_human::render(linted, unread, 80)).to_string()
}

#[test]
fn three_mistakes_are_three_findings_at_their_places() {
    let linted = demonstration().pop().unwrap();
    let found: Vec<_> = linted
        .findings
        .iter()
        .map(|f| (f.code, f.start.line, f.start.column, f.end.column, &FLAWED[f.span.clone()]))
        .collect();
    assert_eq!(
        found,
        [
            ("TW101", 7, 5, 20, "\"recrod_update\""),
            ("TW004", 8, 7, 14, "\"limit\""),
            ("TW003", 10, 60, 64, "\"30\""),
        ]
    );
}

#[test]
fn human_output_without_colour() {
    let text = plain(&demonstration(), 0);
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    insta::assert_snapshot!(text);
}

#[test]
fn human_output_with_colour() {
    let text = lint_human::render(&demonstration(), 0, 80);
    insta::assert_snapshot!(text.replace('\u{1b}', "␛"));
}

#[test]
fn human_output_of_every_rule() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/policies/bad");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let tools = SourceText::new("tools.json", include_str!("fixtures/policies/tools.json"));
    let servers = load_text(&tools, "tools.json").servers;
    let linter = Linter::with_servers(&servers);
    let linted = paths.iter().map(|path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        let mut linted = linter.lint(SourceText::new(name, std::fs::read_to_string(path).unwrap()));
        // Notes of other rules would be the larger part of it.
        let own = name.trim_end_matches(".json");
        linted.findings.retain(|found| found.slug == own || found.severity > Severity::Info);
        linted
    });
    insta::assert_snapshot!(plain(&linted.collect::<Vec<_>>(), 0));
}

#[test]
fn json_output() {
    let problem =
        Problem { source: "b.json".to_owned(), message: "no such file or directory".to_owned() };
    insta::assert_snapshot!(lint_json::render(&demonstration(), &[problem]));
}

#[test]
fn json_output_fits_its_schema() {
    let mut linted = demonstration();
    linted.push(Linter::new().lint(SourceText::new("broken.json", "{")));
    linted.push(Linter::new().lint(SourceText::new("-", "[\"x\"]")));
    let problem = Problem { source: "b".to_owned(), message: "c".to_owned() };
    let mut value: Value = serde_json::from_str(&lint_json::render(&linted, &[problem])).unwrap();
    assert_valid("lint", &value);
    // and the schema can say no
    value["findings"][0]["column"] = 0.into();
    assert!(!validator("lint").is_valid(&value));
}

#[test]
fn clean_is_said_only_when_everything_was_read() {
    let good =
        || vec![Linter::new().lint(SourceText::new("p", r#"{"version":"1","default":"deny"}"#))];
    assert_eq!(plain(&good(), 0), "1 policy checked: clean\n");
    assert!(!plain(&good(), 1).contains("clean"));
    assert!(!plain(&[], 1).contains("clean"));
}

#[test]
fn names_that_steer_a_terminal_are_shown_and_not_obeyed() {
    let servers = servers(&["wipe\u{1b}[2J\u{9b}\u{202e}\u{e0041}"]);
    let text = "{\"version\": \"1\", \"default\": \"deny\", \"hide\": [\"wipe\\u001b[2J\\u202e\", \"x\u{9b}\u{202e}\"]}";
    let linted = [Linter::with_servers(&servers).lint(SourceText::new("a\u{1b}b", text))];
    assert_eq!(linted[0].findings.len(), 2);
    let human = plain(&linted, 0);
    assert!(!human.chars().any(|c| is_unsafe(c) && c != '\n'), "{human:?}");
    assert!(human.contains("`wipe\\u{1b}[2J\\u{202e}` is not a tool"), "{human}");
    let json = lint_json::render(&linted, &[]);
    assert!(!json.chars().any(|c| is_unsafe(c) && c != '\n'), "{json:?}");
    let value: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["findings"][1]["tool"], "x\u{9b}\u{202e}");
}
