//! `toolward classify`: one verdict per tool, as lines of JSON.

use clap::{Args, ValueEnum};

use crate::classify::classify;
use crate::manifest::{Outcome, Server};
use crate::render::verdict_line;

use super::common::{nothing_read, or_embedded};
use super::failure::{Exit, Failure};
use super::input::each_source;
use super::output::{print_problems, print_warnings};
use super::print;

/// Classify tools: one verdict per line, in the order of the input
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  toolward classify tools.json
  toolward classify servers/ | jq -r 'select(.risk == \"Critical\") | .name'
  cat tools.json | toolward classify -

Each line is a JSON object after schemas/verdict.v1.schema.json.
Exit codes: 0 all was read, 2 nothing could be read, 3 some inputs could not be read.")]
pub struct ClassifyArgs {
    /// File, directory, glob, `-` for standard input, or `catalog:NAME` [default: catalog:odoo-claude-mcp]
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,

    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "ndjson")]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Ndjson,
}

/// Runs the command. Each server is printed as soon as it is read and judged,
/// and then forgotten: the memory doesn't grow with the input.
pub fn run(args: &ClassifyArgs) -> Result<Exit, Failure> {
    let Format::Ndjson = args.format;
    let mut read = 0;
    let mut problems = 0;
    let mut written = Ok(());
    for source in or_embedded(&args.sources) {
        each_source(&source, &mut |outcome| match outcome {
            // The reading can't be stopped from here; what follows a failed write is dropped.
            Outcome::Server(_) if written.is_err() => {}
            Outcome::Server(server) => {
                read += 1;
                print_warnings(&server.warnings);
                written = print_verdicts(&server);
            }
            Outcome::Problem(problem) => {
                problems += 1;
                print_problems(&[problem]);
            }
        });
    }
    written?;
    match (read, problems) {
        (0, _) => Err(nothing_read()),
        (_, 0) => Ok(Exit::Clean),
        _ => Ok(Exit::Partial),
    }
}

fn print_verdicts(server: &Server) -> Result<(), Failure> {
    let lines: String = classify(server).iter().map(verdict_line).collect();
    print(&lines)
}
