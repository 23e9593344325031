//! A server in the making: pages and lines join it, and its doubts become warnings.

use std::collections::HashMap;

use super::model::{Problem, Server, Tool};
use crate::phrase::quoted;

/// How many names one warning lists.
const LISTED: usize = 5;

/// How many odd definitions are told one by one.
const TOLD: usize = 10;

/// A server in the making; its name may still have to come from the file.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// The name, where the document gives one.
    pub name: Option<String>,
    /// Whether the whole text was one tool by itself.
    pub single: bool,
    /// The line that holds it, where each is a document by itself.
    pub line: Option<usize>,
    pub tools: Vec<Tool>,
    /// Why there are more tools than these, where the document says so.
    pub incomplete: Option<&'static str>,
    /// Whether there were more tools than may be held.
    pub over: bool,
    /// Oddities of single definitions, as warnings.
    pub odd: Vec<String>,
}

impl Draft {
    /// Appends a further page or tool of the same server, as far as `max` tools
    /// go; says whether they are more for the first time.
    pub fn join(&mut self, mut next: Self, max: usize) -> bool {
        let over = self.tools.len() + next.tools.len() > max;
        next.tools.truncate(max.saturating_sub(self.tools.len()));
        self.tools.extend(next.tools);
        let first = over && !self.over;
        self.over |= over;
        // Only the last page tells whether the list ends.
        self.incomplete = next.incomplete;
        self.odd.extend(next.odd);
        self.single &= next.single;
        first
    }

    /// As [`Draft::finish`], of one line: its doubts have the line's place.
    pub fn finish_line(self, fallback: &str, source: &str) -> Server {
        let line = self.line;
        let mut server = self.finish(fallback, source);
        if let Some(line) = line {
            for warning in &mut server.warnings {
                warning.source = format!("{source}:{line}");
            }
        }
        server
    }

    /// The server, named as the document says or else as `fallback`.
    pub fn finish(self, fallback: &str, source: &str) -> Server {
        let mut messages = Vec::new();
        if self.tools.is_empty() {
            messages.push("the tool list is empty".to_owned());
        }
        if let Some(reason) = self.incomplete {
            messages.push(format!("the tool list is incomplete: {reason}"));
        }
        messages.extend(duplicates(&self.tools));
        let odd = self.odd.len();
        messages.extend(self.odd.into_iter().take(TOLD));
        if odd > TOLD {
            messages.push(format!("{} further parts of definitions can't be read", odd - TOLD));
        }
        let warning = |message| Problem { source: source.to_owned(), message };
        Server {
            name: self.name.unwrap_or_else(|| fallback.to_owned()),
            source: source.to_owned(),
            tools: self.tools,
            warnings: messages.into_iter().map(warning).collect(),
        }
    }
}

/// One warning for all names that stand more than once.
fn duplicates(tools: &[Tool]) -> Option<String> {
    if tools.len() < 2 {
        return None;
    }
    let mut seen: HashMap<&str, usize> = HashMap::with_capacity(tools.len());
    let mut again = Vec::new();
    for tool in tools {
        let count = seen.entry(&tool.name).or_default();
        *count += 1;
        if *count == 2 {
            again.push(quoted(&tool.name));
        }
    }
    if again.is_empty() {
        return None;
    }
    let more = again.len().saturating_sub(LISTED);
    again.truncate(LISTED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let names = again.join(", ");
    Some(format!(
        "tool names stand more than once: {names}{more}; all are kept, but a call can only mean one"
    ))
}
