//! `toolward classify`: one verdict per tool, as lines of JSON.

use std::io::IsTerminal;

use clap::{Args, ValueEnum};

use crate::classify::classify;
use crate::render::push_verdict_line;

use super::batches::each_judged;
use super::common::{nothing_read, or_embedded};
use super::failure::{Exit, Failure};
use super::print_data;
use super::progress::Progress;

/// Classify tools: one verdict per line, in the order of the input
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  toolward classify tools.json
  toolward classify servers/ | jq -r 'select(.risk == \"Critical\") | .name'
  cat tools.json | toolward classify -
  toolward classify --pass-through < tools.ndjson > verdicts.ndjson

Each line is a JSON object after schemas/verdict.v1.schema.json. It says what a tool can do, and not
what its text tells the model: `toolward report --format ndjson` adds that, as `instruction`.

With --pass-through every line of the input is a document by itself, and is answered in its place,
in order: one tool, one line. A list of tools gives one line per tool. A line that can't be read,
or holds no tool, gives {\"input\":…,\"problem\":{\"source\":…,\"message\":…}}; a blank line gives none.
The fields of the line that are no part of the tool's definition, such as a row's id, have no say
in the verdict and come back under \"input\".

Exit codes: 0 all was read, 2 nothing could be read, 3 some inputs could not be read. With
--pass-through an input without lines is 0, and any line with a problem is 3.")]
pub struct ClassifyArgs {
    /// File, directory, glob, `-` for standard input, or `catalog:NAME` [default: catalog:odoo-claude-mcp]
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,

    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "ndjson")]
    format: Format,

    /// Show no progress bar; without a terminal there is none anyway
    #[arg(long)]
    no_progress: bool,

    /// Filter standard input (or files) line by line, and carry what else a line holds
    #[arg(long)]
    pass_through: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Ndjson,
}

/// Runs the command. What was read is judged on all cores, printed in its
/// order, and forgotten: the memory doesn't grow with the input.
pub fn run(args: &ClassifyArgs) -> Result<Exit, Failure> {
    let Format::Ndjson = args.format;
    if args.pass_through {
        return super::pass_through::run(&args.sources);
    }
    let mut failed = None;
    let work = |lines: &mut Vec<u8>, server: &_| {
        for verdict in &classify(server) {
            push_verdict_line(lines, verdict);
        }
    };
    let sources = or_embedded(&args.sources)?;
    // On a terminal the verdicts themselves show how far it is.
    let wanted = !args.no_progress && !std::io::stdout().is_terminal();
    let seen = each_judged(&sources, &Progress::of(&sources, wanted), work, |lines, _| {
        if failed.is_some() {
            return true; // The reading can't be stopped from here.
        }
        let printed = print_data(&lines);
        printed.unwrap_or_else(|failure| {
            failed = Some(failure);
            true
        })
    });
    match (failed, seen.read, seen.problems) {
        (Some(failure), ..) => Err(failure),
        (None, 0, _) => Err(nothing_read()),
        (None, _, 0) => Ok(Exit::Clean),
        _ => Ok(Exit::Partial),
    }
}
