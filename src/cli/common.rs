//! What the commands that read servers share: reading, notes, and how they end.

use crate::manifest::{Loaded, Problem};
use crate::render::Look;

use super::failure::{Exit, Failure};
use super::input::read_sources;
use super::output::{print_problems, print_warnings};
use super::policy_input::one_stdin;
use super::unasked::refuse_unasked_stdin;

/// What is read where no SOURCE is given.
const DEFAULT_SOURCE: &str = "catalog:odoo-claude-mcp";

/// The sources, or the embedded server where there are none.
///
/// # Errors
/// When standard input was meant and nobody said so, or is given twice.
pub fn or_embedded(sources: &[String]) -> Result<Vec<String>, Failure> {
    if !sources.is_empty() {
        one_stdin(sources.iter().map(String::as_str))?;
        return Ok(sources.to_vec());
    }
    refuse_unasked_stdin(&format!("`{DEFAULT_SOURCE}`"))?;
    Ok(vec![DEFAULT_SOURCE.to_owned()])
}

/// Reads the sources, or the embedded server where there are none, and says
/// on standard error what could not be read and what was odd.
///
/// # Errors
/// When no server could be read at all: nothing can be judged then; and as
/// [`or_embedded`].
pub fn read_or_fail(sources: &[String]) -> Result<Loaded, Failure> {
    let loaded = read_sources(&or_embedded(sources)?);
    print_problems(&loaded.problems);
    loaded.servers.iter().for_each(|server| print_warnings(&server.warnings));
    if loaded.servers.is_empty() {
        return Err(nothing_read());
    }
    Ok(loaded)
}

/// The end of a command that was blind.
pub fn nothing_read() -> Failure {
    Failure::new("no server could be read, so nothing was judged")
        .with_help("give a file or directory of tool lists, or `catalog:odoo-claude-mcp`")
}

/// The exit of a command that has reported what it could read.
pub fn end(problems: &[Problem]) -> Exit {
    if problems.is_empty() { Exit::Clean } else { Exit::Partial }
}

/// The look of texts for people: `COLUMNS`, else the terminal's width, else 80.
///
/// Colours are always made; the stream takes them off where they aren't wanted.
pub fn look() -> Look {
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    Look::new(asked.or_else(terminal).unwrap_or(80), true)
}
