//! `toolward classify`: one verdict per tool, as lines of JSON.

use clap::{Args, ValueEnum};

use crate::classify::classify;
use crate::render::verdict_line;

use super::common::{end, read_or_fail};
use super::failure::{Exit, Failure};
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

/// Runs the command. Each server is printed as soon as it is judged.
pub fn run(args: &ClassifyArgs) -> Result<Exit, Failure> {
    let Format::Ndjson = args.format;
    let loaded = read_or_fail(&args.sources)?;
    for server in &loaded.servers {
        let lines: String = classify(server).iter().map(verdict_line).collect();
        print(&lines)?;
    }
    Ok(end(&loaded.problems))
}
