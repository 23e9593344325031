//! `toolward test`: unit tests of a policy.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::common::look;
use super::input::read_sources;
use super::output::{print_note, print_problems, print_warnings, write_file};
use super::policy_input::{Loaded, one_stdin, read_policy, read_text};
use super::{Exit, Failure, print};
use crate::document::Placed;
use crate::manifest::{ManifestError, Problem};
use crate::phrase::{count, quoted};
use crate::policy::suite::{Coverage, Suite, read_suite, run_suite, starter};
use crate::render::tested::{Tested, TestedSuite};
use crate::render::{test_human, test_json, test_junit, to_json};

const EXAMPLES: &str = r"Examples:
  toolward test policy.json --init -o policy-tests.json
  toolward test policy.json policy-tests.json charges.yaml
  toolward test policy.json tests/*.yaml --min-coverage 90 --format junit

A test calls a tool and says what is to become of it; all but tool and expect are optional:
  tests:
    - name: large charges wait for a person
      tool: create_charge
      args: {amount: 250}
      expect: deny
      rule: /tools/create_charge/deny_if/args.amount-gt
    - name: the 31st charge of a minute is one too many
      tool: create_charge
      args: {amount: 50}
      repeat: 31
      expect: deny

Exit codes:
  0  every test passed, and the coverage is high enough
  1  a test failed, or the coverage is below --min-coverage
  2  wrong usage, or nothing could be tested
  3  some tests could not be read; the rest has run";

/// Run the unit tests of a policy, and say what they don't cover
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct TestArgs {
    /// The policy; `-` reads standard input
    #[arg(value_name = "POLICY")]
    policy: String,

    /// Suites of tests, JSON or YAML; `-` reads standard input
    #[arg(value_name = "TESTS", required_unless_present = "init")]
    tests: Vec<String>,

    /// Know these tools too: a file, a directory, a glob, `-`, or catalog:NAME; repeatable
    #[arg(long, value_name = "SOURCE")]
    manifest: Vec<String>,

    /// The least coverage that makes the exit code 0: rules that fired and tools that were called
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    min_coverage: Option<f64>,

    #[arg(long, value_enum, default_value_t = Format::Human, help = "How to print results")]
    format: Format,

    /// Write a suite to start from, made from the policy
    #[arg(long, conflicts_with_all = ["tests", "min_coverage", "format", "manifest"])]
    init: bool,

    /// Write the suite of --init to a file; an existing one is left alone unless --force is given
    #[arg(short, long, value_name = "FILE", requires = "init")]
    output: Option<PathBuf>,

    /// Overwrite the file of --output
    #[arg(long, requires = "output")]
    force: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: failures as differences, coverage, a sum
    Human,
    /// For programs: schemas/test.v1.schema.json
    Json,
    #[value(help = "For CI services: JUnit XML")]
    Junit,
}

fn percent(text: &str) -> Result<f64, String> {
    let number = text.trim_end_matches('%').parse::<f64>().ok();
    number.filter(|percent| (0.0..=100.0).contains(percent)).ok_or_else(|| {
        format!("{} is no percentage; expected a number from 0 to 100", quoted(text))
    })
}

/// Reads, runs, prints.
///
/// # Errors
/// On wrong usage, and when the policy can't be read.
pub fn run(args: &TestArgs) -> Result<Exit, Failure> {
    let names = std::iter::once(&args.policy).chain(&args.tests).chain(&args.manifest);
    one_stdin(names.map(String::as_str))?;
    let loaded = read_policy(&args.policy)?;
    if args.init { init(args, &loaded) } else { test(args, &loaded) }
}

fn test(args: &TestArgs, loaded: &Loaded) -> Result<Exit, Failure> {
    let manifests = read_sources(&args.manifest);
    manifests.servers.iter().for_each(|server| print_warnings(&server.warnings));
    let mut problems = manifests.problems;
    let tools = manifests.servers.iter().flat_map(|server| &server.tools);
    let tools: Vec<&str> = tools.map(|tool| tool.name.as_str()).collect();

    let policy = &loaded.compiled;
    let mut suites: Vec<Suite> = Vec::new();
    for name in &args.tests {
        match read_placed(name).and_then(|placed| read_suite(&placed, policy, &tools)) {
            Ok((suite, unread)) => {
                suites.push(suite);
                problems.extend(unread);
            }
            Err(problem) => problems.push(problem),
        }
    }
    print_problems(&problems);

    let mut coverage = Coverage::new(policy);
    let run = |suite| TestedSuite { suite, outcomes: run_suite(policy, suite, &mut coverage) };
    let suites = suites.iter().map(run).collect();
    let (covered, least) = (coverage.sum(), args.min_coverage);
    let tested = Tested { suites, covered, least, problems: &problems };
    print(&match args.format {
        Format::Human => test_human::render(&tested, look()),
        Format::Json => test_json::render(&tested),
        Format::Junit => test_junit::render(&tested),
    })?;
    Ok(exit(&tested))
}

fn read_placed(name: &str) -> Result<Placed, Problem> {
    let placed = read_text(name).and_then(Placed::parse);
    placed.map_err(|error| ManifestError::from(error).of(name))
}

fn exit(tested: &Tested<'_>) -> Exit {
    if tested.all() == 0 {
        Exit::Unusable
    } else if !tested.problems.is_empty() {
        Exit::Partial
    } else if tested.failed() > 0 || !tested.covers_enough() {
        Exit::Findings
    } else {
        Exit::Clean
    }
}

fn init(args: &TestArgs, loaded: &Loaded) -> Result<Exit, Failure> {
    let starter = starter(&loaded.policy, &loaded.compiled);
    let text = to_json(&starter);
    let Some(path) = args.output.as_ref().filter(|path| path.as_os_str() != "-") else {
        print(&text)?;
        return Ok(Exit::Clean);
    };
    write_file(path, &text, args.force)?;
    let tests = count(starter.len(), "test", "tests");
    print_note(&format!("wrote {}: {tests}", quoted(&path.display().to_string())));
    Ok(Exit::Clean)
}
