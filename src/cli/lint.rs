//! `toolward lint`: findings with line and column.

use clap::{Args, ValueEnum};

use super::output::{print_note, print_problems, print_warnings};
use super::{Exit, Failure, definitions, input, print};
use crate::document::{DocumentError, SourceText, read_file, read_stdin};
use crate::lint::{Linted, Linter, Severity};
use crate::manifest::Problem;
use crate::render::{lint_human, lint_json};

const EXAMPLES: &str = "\
Examples:
  toolward lint policy.json
  toolward lint policies/*.json --manifest tools.json
  toolward lint policy.json --manifest catalog:odoo-claude-mcp --format json
  toolward lint --manifest tools.json
  cat policy.json | toolward lint -

Exit codes:
  0  no finding at or above --fail-on
  1  findings
  2  wrong usage, or nothing to check could be read
  3  something could not be read; the rest is reported";

/// Check policies, or tool definitions: mistakes with line and column
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct LintArgs {
    /// Policies to check; `-` reads standard input
    #[arg(required_unless_present = "manifest", value_name = "POLICY")]
    policies: Vec<String>,

    /// The tools that the policies are for; without POLICY, check their definitions
    ///
    /// A file, a directory, a glob, `-`, or catalog:NAME; repeatable
    #[arg(long, value_name = "SOURCE")]
    manifest: Vec<String>,

    #[arg(long, value_enum, default_value_t = Format::Human, help = "How to print findings")]
    format: Format,

    /// The least severity that makes the exit code 1
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t = FailOn::Low)]
    fail_on: FailOn,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: the line, a caret, what to do
    Human,
    /// For programs: schemas/lint.v1.schema.json
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Info,
    Low,
    Medium,
    High,
    Critical,
}

impl From<FailOn> for Severity {
    fn from(fail_on: FailOn) -> Self {
        match fail_on {
            FailOn::Info => Self::Info,
            FailOn::Low => Self::Low,
            FailOn::Medium => Self::Medium,
            FailOn::High => Self::High,
            FailOn::Critical => Self::Critical,
        }
    }
}

/// Reads, judges, prints.
///
/// # Errors
/// On wrong usage, and when standard output can't be written.
pub fn run(args: &LintArgs) -> Result<Exit, Failure> {
    let stdin = args.policies.iter().chain(&args.manifest).filter(|source| *source == "-").count();
    if stdin > 1 {
        return Err(Failure::new("`-` is given more than once; standard input can be read once")
            .with_help("put the other one in a file"));
    }
    if args.policies.is_empty() {
        return run_on_definitions(args);
    }
    let manifests = input::read_sources(&args.manifest);
    let mut problems = manifests.problems;
    // With a list missing, a name on it would be called unknown: a false alarm.
    let all_tools_known = problems.is_empty() && !args.manifest.is_empty();
    let linter =
        if all_tools_known { Linter::with_servers(&manifests.servers) } else { Linter::new() };
    let linted = lint_all(&args.policies, &linter, &mut problems);

    let warnings = manifests.servers.iter().flat_map(|server| server.warnings.clone());
    print_warnings(&warnings.collect::<Vec<_>>());
    print_problems(&problems);
    if !all_tools_known && !args.manifest.is_empty() {
        print_note("tool names were not checked: not every manifest could be read");
    }
    print(&match args.format {
        Format::Human => lint_human::render(&linted, problems.len(), terminal_width()),
        Format::Json => lint_json::render(&linted, &problems),
    })?;
    Ok(exit(&linted, &problems, args.fail_on.into()))
}

/// As [`run`], for the manifests themselves.
fn run_on_definitions(args: &LintArgs) -> Result<Exit, Failure> {
    let read = definitions::lint(&args.manifest);
    print_warnings(&read.warnings);
    print_problems(&read.problems);
    print(&match args.format {
        Format::Human => lint_human::render_as(
            lint_human::MANIFEST,
            &read.linted,
            read.problems.len(),
            terminal_width(),
        ),
        Format::Json => lint_json::render(&read.linted, &read.problems),
    })?;
    Ok(exit(&read.linted, &read.problems, args.fail_on.into()))
}

/// Every policy once, in the order of their names.
fn lint_all(names: &[String], linter: &Linter<'_>, problems: &mut Vec<Problem>) -> Vec<Linted> {
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    names.sort_unstable();
    names.dedup();
    let mut linted = Vec::new();
    for name in names {
        match read(name) {
            Ok(source) => linted.push(linter.lint(source)),
            Err(error) => problems.push(problem(name, &error)),
        }
    }
    linted
}

fn read(name: &str) -> Result<SourceText, DocumentError> {
    if name == "-" { read_stdin() } else { read_file(name.as_ref()) }
}

fn problem(name: &str, error: &DocumentError) -> Problem {
    let text = error.to_string();
    let message = text.strip_prefix(name).and_then(|rest| rest.strip_prefix(": "));
    Problem { source: name.to_owned(), message: message.unwrap_or(&text).to_owned() }
}

fn exit(linted: &[Linted], problems: &[Problem], fail_on: Severity) -> Exit {
    let mut findings = linted.iter().flat_map(|linted| &linted.findings);
    if linted.is_empty() {
        Exit::Unusable
    } else if !problems.is_empty() {
        Exit::Partial
    } else if findings.any(|finding| finding.severity >= fail_on) {
        Exit::Findings
    } else {
        Exit::Clean
    }
}

/// The terminal's width, or 80 where there is none; lines over 120 tire the eye.
fn terminal_width() -> usize {
    terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0).clamp(40, 120))
}
