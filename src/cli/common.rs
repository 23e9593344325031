//! What the commands that read servers share: reading, notes, and how they end.

use std::io::Write;

use crate::manifest::{Loaded, Problem};
use crate::render::Look;
use crate::render::text::{one_line, visible};

use super::failure::{Exit, Failure};
use super::input::read_sources;

/// What is read where no SOURCE is given.
const DEFAULT_SOURCE: &str = "catalog:odoo-claude-mcp";

/// Reads the sources, or the embedded server where there are none, and says
/// on standard error what could not be read and what was odd.
///
/// # Errors
/// When no server could be read at all: nothing can be judged then.
pub fn read_or_fail(sources: &[String]) -> Result<Loaded, Failure> {
    let embedded = [DEFAULT_SOURCE.to_owned()];
    let sources = if sources.is_empty() { &embedded } else { sources };
    let loaded = read_sources(sources);
    for problem in &loaded.problems {
        tell("error", problem);
    }
    for warning in loaded.servers.iter().flat_map(|server| &server.warnings) {
        tell("warning", warning);
    }
    if loaded.servers.is_empty() {
        return Err(Failure::new("no server could be read, so nothing was judged")
            .with_help("give a file or directory of tool lists, or `catalog:odoo-claude-mcp`"));
    }
    Ok(loaded)
}

/// The exit of a command that has reported what it could read.
pub fn end(problems: &[Problem]) -> Exit {
    if problems.is_empty() { Exit::Clean } else { Exit::Partial }
}

/// A remark for people, on standard error.
pub fn note(text: &str) {
    let bold = anstyle::Style::new().bold();
    // Standard error that can't be written leaves nowhere to say so.
    let _ = writeln!(anstream::stderr().lock(), "{bold}note:{bold:#} {}", one_line(text));
}

fn tell(kind: &str, problem: &Problem) {
    let colour = if kind == "error" { anstyle::AnsiColor::Red } else { anstyle::AnsiColor::Yellow };
    let style = colour.on_default().bold();
    let source = visible(&problem.source);
    let message = one_line(&problem.message);
    // The loader's messages mostly name the place themselves.
    let place = if message.starts_with(&source) { String::new() } else { format!("{source}: ") };
    let _ = writeln!(anstream::stderr().lock(), "{style}{kind}:{style:#} {place}{message}");
}

/// The look of texts for people: `COLUMNS`, else the terminal's width, else 80.
///
/// Colours are always made; the stream takes them off where they aren't wanted.
pub fn look() -> Look {
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    Look::new(asked.or_else(terminal).unwrap_or(80), true)
}
