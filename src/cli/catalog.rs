//! `toolward catalog`: what the embedded catalog holds.

use clap::{Args, Subcommand};

use crate::catalog::{Entry, entry, names, server};
use crate::classify::{Verdict, classify};
use crate::manifest::{Server, Tool};
use crate::render::text::{clip, one_line, visible, wrap};
use crate::render::{Cell, Look, report_table, table};
use crate::report::{Graded, Report, Selection, ServerReport};

use super::common::look;
use super::failure::{Exit, Failure};
use super::output::print_note;
use super::print;
use super::report::sum_up;

/// Look into the embedded catalog of servers
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  toolward catalog list
  toolward catalog show odoo-claude-mcp
  toolward catalog search user connection")]
pub struct CatalogArgs {
    #[command(subcommand)]
    command: CatalogCommand,
}

#[derive(Debug, Subcommand)]
enum CatalogCommand {
    /// List the servers
    #[command(after_help = "Example:\n  toolward catalog list")]
    List,
    /// Show one server and its tools
    #[command(after_help = "Example:\n  toolward catalog show odoo-claude-mcp")]
    Show {
        /// A name of `toolward catalog list`
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Find the tools whose name or description holds every word
    #[command(after_help = "Example:\n  toolward catalog search user connection")]
    Search {
        /// Words in any case; parts of words count
        #[arg(value_name = "WORD", required = true)]
        words: Vec<String>,
    },
}

/// Runs the command.
pub fn run(args: &CatalogArgs) -> Result<Exit, Failure> {
    match &args.command {
        CatalogCommand::List => list(),
        CatalogCommand::Show { name } => show(name),
        CatalogCommand::Search { words } => search(words),
    }
}

fn list() -> Result<Exit, Failure> {
    let look = look();
    let mut rows = Vec::new();
    for name in names() {
        let report = sum_up(&load(name)?, &Selection::default());
        let graded = report.grade.as_ref();
        rows.push(vec![
            Cell::new(visible(&report.server)),
            Cell::new(known(&report)),
            Cell::new(graded.map_or("none".to_owned(), Graded::range))
                .coloured(graded.and_then(|graded| look.grade(graded.grade))),
        ]);
    }
    print(&table(&["server", "tools", "grade"], rows, &[1], look))?;
    Ok(Exit::Clean)
}

fn known(report: &ServerReport) -> String {
    let total = report.counts.total;
    report.tools_said.map_or(total.to_string(), |said| format!("{total} of {said}"))
}

fn show(name: &str) -> Result<Exit, Failure> {
    let entry = entry(name).map_err(|error| Failure::new(error.to_string()))?;
    let report =
        Report { servers: vec![sum_up(&load(name)?, &Selection::default())], problems: Vec::new() };
    print(&format!("{}\n{}", about(&entry, look()), report_table(&report, look())))?;
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

fn search(words: &[String]) -> Result<Exit, Failure> {
    let look = look();
    let words: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let mut out = String::new();
    let mut hits = 0;
    for name in names() {
        let server = load(name)?;
        for (tool, verdict) in server.tools.iter().zip(classify(&server)) {
            if matches(tool, &words) {
                hits += 1;
                out.push_str(&hit(&server, tool, &verdict, look));
            }
        }
    }
    print(&out)?;
    print_note(&match hits {
        0 => "no tool of the catalog holds all of these words".to_owned(),
        1 => "1 tool".to_owned(),
        n => format!("{n} tools"),
    });
    Ok(Exit::Clean)
}

fn matches(tool: &Tool, words: &[String]) -> bool {
    let text = format!("{}\n{}", tool.name, tool.description).to_lowercase();
    words.iter().all(|word| text.contains(word.as_str()))
}

fn hit(server: &Server, tool: &Tool, verdict: &Verdict, look: Look) -> String {
    let risk = look.strong(verdict.risk.as_str(), look.risk(verdict.risk));
    let name = format!("{}/{}", visible(&server.name), clip(&visible(&tool.name), 128));
    let mut out = format!("{} ({}, {risk})\n", look.bold(&name), verdict.category.as_str());
    let about = clip(&one_line(&tool.description), 160);
    out.extend(wrap(&about, look.width() - 2).iter().map(|line| format!("  {line}\n")));
    out
}

fn load(name: &str) -> Result<Server, Failure> {
    server(name).map_err(|error| Failure::new(error.to_string()))
}
