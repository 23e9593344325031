//! `toolward catalog show`: one server, what its tools make possible, and each of them.

use clap::Args;

use super::{Format, load};
use crate::catalog::{Entry, entry};
use crate::cli::common::look;
use crate::cli::report::sum_up;
use crate::cli::{Exit, Failure, print};
use crate::render::text::{one_line, wrap};
use crate::render::{Look, combinations_text, report_json, report_table};
use crate::report::{Report, Selection, ServerPage};

/// Show one server: what it is, which attacks its tools make possible, and the tools
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  toolward catalog show odoo-claude-mcp

`--format json` is that of `toolward report catalog:NAME`.")]
pub struct ShowArgs {
    /// A name of `toolward catalog list`
    #[arg(value_name = "NAME")]
    name: String,

    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
}

pub fn run(args: &ShowArgs) -> Result<Exit, Failure> {
    let entry = entry(&args.name).map_err(|error| Failure::new(error.to_string()))?;
    let server = sum_up(&load(&args.name)?, &Selection::default());
    let look = look();
    let combinations = combinations_text(&ServerPage::of(&server), look);
    let report = Report { servers: vec![server], problems: Vec::new() };
    print(&match args.format {
        Format::Json => report_json(&report),
        Format::Table => [about(entry, look), combinations, report_table(&report, look)].join("\n"),
    })?;
    Ok(Exit::Clean)
}

/// What the catalog says of a server beside its tools.
fn about(entry: &Entry, look: Look) -> String {
    let mut out = format!("{}\n", look.bold(&one_line(&entry.title)));
    let read = format!("{}, read {}", one_line(&entry.source), one_line(&entry.date));
    let publisher = format!("published by {}", entry.publisher);
    for text in [&entry.summary, &publisher, &read, &entry.coverage.note] {
        for line in wrap(&one_line(text), look.width() - 2) {
            out.push_str("  ");
            out.push_str(&line);
            out.push('\n');
        }
    }
    out
}
