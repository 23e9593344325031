//! `toolward diff`: what a change to a policy, or to a manifest, changes for callers.

use clap::{Args, ValueEnum};
use serde_json::Value;

use super::common::look;
use super::input::read_sources;
use super::output::{print_problems, print_warnings};
use super::policy_input::{Loaded, one_stdin, read_policy, read_policy_text, read_text};
use super::{Exit, Failure, print};
use crate::catalog;
use crate::document::{SourceText, parse_value};
use crate::manifest::{Problem, Tool};
use crate::policy::compare::{Comparison, Direction, Side, compare};
use crate::render::{diff_human, diff_json};
use crate::report::{ManifestChanges, compare_manifests};

const EXAMPLES: &str = "\
Examples:
  toolward diff main/policy.json policy.json
  toolward diff old.json new.json --manifest tools.json --fail-on widening
  toolward diff tools-1.0.json tools-1.1.json

Two policies: for each way in which calls are decided differently, calls that show it. What can be
neither shown to differ nor to be the same is unknown. Two manifests: tools that were added,
removed or changed, and those that do more than before.

Exit codes:
  0  nothing that --fail-on names
  1  a difference that --fail-on names; what is unknown may be any
  2  wrong usage, or nothing could be compared
  3  something could not be read; the rest is compared";

/// Show what a change to a policy or a manifest lets through
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct DiffArgs {
    /// The old policy or manifest
    #[arg(value_name = "OLD")]
    old: String,

    /// The new one
    #[arg(value_name = "NEW")]
    new: String,

    /// Make the calls fit these tools' schemas: a file, a directory, a glob, `-`, or catalog:NAME; repeatable
    #[arg(long, value_name = "SOURCE")]
    manifest: Vec<String>,

    /// Which differences make the exit code 1
    #[arg(long, value_enum, value_name = "WHAT", default_value_t = FailOn::Nothing)]
    fail_on: FailOn,

    #[arg(long, value_enum, default_value_t = Format::Human, help = "How to print differences")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// None: differences are what was asked for
    Nothing,
    /// Calls that are allowed now; of manifests, tools that are new or do more
    Widening,
    /// Every difference
    Any,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: each difference with a call that shows it
    Human,
    /// For programs: schemas/diff.v1.schema.json
    Json,
}

/// One side, told apart by what it looks like.
enum Kind {
    Policy(SourceText),
    Manifest,
}

/// Reads both sides, compares, prints.
///
/// # Errors
/// On wrong usage, and when either side can't be read.
pub fn run(args: &DiffArgs) -> Result<Exit, Failure> {
    let names = [&args.old, &args.new].into_iter().chain(&args.manifest);
    one_stdin(names.map(String::as_str))?;
    match (kind(&args.old), kind(&args.new)) {
        (Kind::Policy(old), Kind::Policy(new)) => {
            policies(args, &read_policy_text(old)?, &read_policy_text(new)?)
        }
        (Kind::Manifest, Kind::Manifest) => manifests(args),
        // One of them is none: say why it can't be read as one.
        (Kind::Policy(_), Kind::Manifest) => Err(no_policy(&args.new)),
        (Kind::Manifest, Kind::Policy(_)) => Err(no_policy(&args.old)),
    }
}

fn no_policy(name: &str) -> Failure {
    let failure = read_policy(name).err();
    let message = failure.map_or_else(|| format!("{name} is no policy"), |found| found.message);
    Failure::new(message).with_help("compare a policy with a policy, or a manifest with a manifest")
}

/// A policy says what happens by `default`; no manifest does.
fn kind(name: &str) -> Kind {
    if catalog::name_in(name).is_some() {
        return Kind::Manifest;
    }
    let Ok(source) = read_text(name) else { return Kind::Manifest };
    let Ok(Value::Object(members)) = parse_value(&source) else { return Kind::Manifest };
    let is_policy = members.contains_key("default") && members.contains_key("version");
    if is_policy { Kind::Policy(source) } else { Kind::Manifest }
}

fn policies(args: &DiffArgs, old: &Loaded, new: &Loaded) -> Result<Exit, Failure> {
    let manifests = read_sources(&args.manifest);
    let problems = manifests.problems;
    manifests.servers.iter().for_each(|server| print_warnings(&server.warnings));
    print_problems(&problems);
    let tools: Vec<&Tool> = manifests.servers.iter().flat_map(|server| &server.tools).collect();
    let side = |loaded| {
        let Loaded { policy, compiled }: &Loaded = loaded;
        Side { policy, compiled }
    };
    let comparison = compare(side(old), side(new), &tools);
    print(&match args.format {
        Format::Human => diff_human::policies(&comparison, look()),
        Format::Json => diff_json::policies(&comparison, &problems),
    })?;
    Ok(exit(&problems, fails(args.fail_on, &comparison)))
}

fn fails(fail_on: FailOn, comparison: &Comparison) -> bool {
    let unknown = !comparison.unknown.is_empty();
    let mut changes = comparison.changes.iter();
    match fail_on {
        FailOn::Nothing => false,
        FailOn::Widening => unknown || changes.any(|c| c.direction == Direction::Widening),
        FailOn::Any => unknown || changes.next().is_some(),
    }
}

fn manifests(args: &DiffArgs) -> Result<Exit, Failure> {
    if args.old == "-" || args.new == "-" {
        return Err(Failure::new("a manifest on standard input can't be compared")
            .with_help("put it in a file"));
    }
    if !args.manifest.is_empty() {
        return Err(Failure::new("--manifest belongs to a comparison of policies")
            .with_help("leave it out, or give two policies"));
    }
    let read = |name: &String| read_sources(std::slice::from_ref(name));
    let (old, new) = (read(&args.old), read(&args.new));
    let problems: Vec<Problem> = old.problems.into_iter().chain(new.problems).collect();
    print_problems(&problems);
    for server in old.servers.iter().chain(&new.servers) {
        print_warnings(&server.warnings);
    }
    if old.servers.is_empty() || new.servers.is_empty() {
        return Err(Failure::new("nothing was compared: one side could not be read")
            .with_help("give two policies, or two tool lists"));
    }
    let changes = compare_manifests(&old.servers, &new.servers);
    print(&match args.format {
        Format::Human => diff_human::manifests(&changes, look()),
        Format::Json => diff_json::manifests(&changes, &problems),
    })?;
    Ok(exit(&problems, widens(args.fail_on, &changes)))
}

fn widens(fail_on: FailOn, changes: &ManifestChanges) -> bool {
    match fail_on {
        FailOn::Nothing => false,
        FailOn::Widening => changes.changes.iter().any(|change| change.kind.widens()),
        FailOn::Any => !changes.changes.is_empty(),
    }
}

fn exit(problems: &[Problem], fails: bool) -> Exit {
    match (problems.is_empty(), fails) {
        (false, _) => Exit::Partial,
        (true, true) => Exit::Findings,
        (true, false) => Exit::Clean,
    }
}
