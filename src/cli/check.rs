//! `toolward check`: the decision on one call, or on a file of them.

mod unknown;

use clap::{Args, ValueEnum};
use serde_json::{Map, Value};

use super::common::look;
use super::output::{print_note, print_problems};
use super::policy_input::{Loaded, one_stdin, read_policy};
use super::{Exit, Failure, print};
use crate::document::{DocumentError, Lines, SourceText, kind_of, parse_value};
use crate::manifest::{ManifestError, Problem, Told};
use crate::phrase::{count, nearest, quoted, visible};
use crate::policy::decide::{Call, Counters, Moment, explain};
use crate::policy::{RecordedCall, Replay};
use crate::render::{check_human, check_json};
use unknown::Unknown;

const EXAMPLES: &str = r#"Examples:
  toolward check policy.json --tool create_charge --args '{"amount": 250}'
  toolward check policy.json --calls yesterday.ndjson
  tail -f calls.ndjson | toolward check policy.json --calls - --format ndjson

One line of --calls, all but the tool optional:
  {"at": "2026-01-31T09:30:00Z", "grant": "g1", "tool": "t", "args": {}, "failed": false}
Other keys are passed over, and named on standard error.

Exit codes:
  0  the call is allowed, or all of them are
  1  the call is denied, or one of them is
  2  wrong usage, or the policy or every call could not be read
  3  some lines could not be read; the rest is decided"#;

/// Decide a call as an enforcing gateway would, and show every step
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct CheckArgs {
    /// The policy; `-` reads standard input
    #[arg(value_name = "POLICY")]
    policy: String,

    /// The tool that is called
    #[arg(long, value_name = "NAME", required_unless_present = "calls")]
    tool: Option<String>,

    /// The arguments of the call, a JSON object
    #[arg(long, value_name = "JSON", default_value = "{}", hide_default_value = true)]
    args: String,

    /// Decide the calls of a file instead, one JSON object per line; `-` reads standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["tool", "args"])]
    calls: Option<String>,

    /// Who calls, where a line of --calls doesn't say so
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    grant: String,

    /// When the calls of --calls are made, in RFC 3339, until a line has a time of its own
    ///
    /// It makes no difference to a single call, which meets empty counters.
    #[arg(long, value_name = "TIME", value_parser = parse_moment)]
    at: Option<Moment>,

    #[arg(long, value_enum, default_value_t = Format::Human, help = "How to print decisions")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: the decision and its steps; of many calls, what was denied by which rule
    Human,
    /// For programs: the same as one document, schemas/check.v1.schema.json
    Json,
    /// For programs: one decision per line, in the order of the calls
    Ndjson,
}

fn parse_moment(text: &str) -> Result<Moment, String> {
    Moment::parse(text).map_err(|error| error.to_string())
}

/// Reads the policy, decides, prints.
///
/// # Errors
/// On wrong usage, and when the policy can't be read.
pub fn run(args: &CheckArgs) -> Result<Exit, Failure> {
    one_stdin([Some(args.policy.as_str()), args.calls.as_deref()].into_iter().flatten())?;
    match &args.calls {
        Some(calls) => replay(args, calls),
        None => check(args, args.tool.as_deref().unwrap_or_default()),
    }
}

fn check(args: &CheckArgs, tool: &str) -> Result<Exit, Failure> {
    let arguments = arguments(&args.args)?;
    let Loaded { compiled, .. } = read_policy(&args.policy)?;
    let counters = Counters::new();
    let call = Call { grant: &args.grant, tool, args: &arguments };
    let (decision, trace) = explain(&compiled, call, &counters, moment(args));
    if !compiled.names(tool)
        && let Some(known) = nearest(tool, compiled.tool_names())
    {
        print_note(&format!(
            "the policy doesn't name {}; did you mean {}?",
            quoted(tool),
            quoted(known)
        ));
    }
    print(&match args.format {
        Format::Human => check_human::decision(tool, &decision, &trace.steps, look()),
        Format::Json => check_json::decision(tool, &decision, &trace.steps),
        Format::Ndjson => check_json::decision_on_one_line(tool, &decision, &trace.steps),
    })?;
    Ok(if decision.is_allowed() { Exit::Clean } else { Exit::Findings })
}

/// Never the clock's: the same input gives the same output.
fn moment(args: &CheckArgs) -> Moment {
    args.at.unwrap_or(Moment::from_unix(0))
}

fn arguments(text: &str) -> Result<Map<String, Value>, Failure> {
    let failure = |what: String| {
        Failure::new(format!("--args: {what}"))
            .with_help(r#"pass a JSON object, for example --args '{"amount": 250}'"#)
    };
    match parse_value(&SourceText::new("--args", text)) {
        Ok(Value::Object(arguments)) => Ok(arguments),
        Ok(other) => Err(failure(format!("this is {}; expected an object", kind_of(&other)))),
        Err(DocumentError::Syntax { error, .. }) => {
            Err(failure(visible(&format!("{}: {error}", error.position)).into_owned()))
        }
        Err(other) => Err(failure(visible(&other.to_string()).into_owned())),
    }
}

fn replay(args: &CheckArgs, calls: &str) -> Result<Exit, Failure> {
    let lines = Lines::open(calls)
        .map_err(|error| Failure::new(visible(&error.to_string()).into_owned()))?;
    let Loaded { compiled, .. } = read_policy(&args.policy)?;
    let mut replay = Replay::new(&compiled, &args.grant, moment(args));
    let (mut problems, mut unknown) = (Vec::new(), Unknown::default());
    let mut told = Told::default();
    for (number, line) in lines {
        let line = line.map_err(|error| ManifestError::from(error).at(calls, Some(number)));
        match line.and_then(|line| Ok((RecordedCall::read_line(&line, number)?, line))) {
            Ok((call, line)) => {
                unknown.see(&call, &line, number);
                let decision = replay.next(number, &call);
                if args.format == Format::Ndjson {
                    print(&check_json::replayed(number, &call.tool, &decision))?;
                }
            }
            Err(problem) => {
                if told.tell() {
                    print_problems(std::slice::from_ref(&problem));
                }
                problems.push(problem);
            }
        }
    }
    unknown.finish();
    print_problems(told.more(calls).as_slice());
    if replay.totals().calls == 0 && told.count() > 0 {
        print_note("a call is one JSON object on a line of its own; `--help` shows one");
    }
    finish(args, &replay, &problems)
}

fn finish(args: &CheckArgs, replay: &Replay<'_>, problems: &[Problem]) -> Result<Exit, Failure> {
    let (totals, denials) = (replay.totals(), replay.denials());
    if totals.out_of_order > 0 {
        print_note(&format!(
            "{} earlier than one before; where both are counted, it is in the later one's window",
            count(totals.out_of_order, "call is", "calls are")
        ));
    }
    match args.format {
        Format::Human => {
            print(&check_human::summary(totals, &denials, problems.len(), look()))?;
        }
        Format::Json => print(&check_json::summary(totals, &denials, problems))?,
        Format::Ndjson => {}
    }
    Ok(match (totals.calls, problems.len(), totals.denied) {
        (0, _, _) => Exit::Unusable,
        (_, 1.., _) => Exit::Partial,
        (_, 0, 0) => Exit::Clean,
        (_, 0, _) => Exit::Findings,
    })
}
