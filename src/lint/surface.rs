//! The tools that a policy is for, as their servers define them.

use std::collections::HashMap;

use crate::classify::{Verdict, classify};
use crate::manifest::{Server, Tool};
use crate::phrase::quoted;

/// The tools of all servers that were given, by name, each with its verdict.
#[derive(Debug)]
pub struct Surface<'a> {
    servers: &'a [Server],
    verdicts: Vec<Vec<Verdict>>,
    /// In the order of the servers, each name once.
    names: Vec<&'a str>,
    by_name: HashMap<&'a str, Entry<'a>>,
    /// The first name of each spelling without case.
    by_lower: HashMap<String, &'a str>,
}

#[derive(Debug)]
struct Entry<'a> {
    tool: &'a Tool,
    /// Where the gravest verdict of that name stands.
    verdict: (usize, usize),
    shared: bool,
}

/// A tool of the surface.
#[derive(Debug, Clone, Copy)]
pub struct Known<'s> {
    pub name: &'s str,
    /// The definition; none where several tools share the name, because a
    /// policy can't tell whose arguments it means.
    pub definition: Option<&'s Tool>,
    /// Of several tools with that name, the gravest.
    pub verdict: &'s Verdict,
}

impl<'a> Surface<'a> {
    /// Classifies every tool, once for all policies.
    #[must_use]
    pub fn new(servers: &'a [Server]) -> Self {
        Self::with_verdicts(servers, servers.iter().map(classify).collect())
    }

    /// Takes verdicts that were made already: of each server, in its order.
    /// Tools beyond the verdicts count as unknown.
    #[must_use]
    pub fn with_verdicts(servers: &'a [Server], mut verdicts: Vec<Vec<Verdict>>) -> Self {
        verdicts.resize_with(servers.len(), Vec::new);
        for (server, verdicts) in servers.iter().zip(&mut verdicts) {
            let missing = server.tools.get(verdicts.len()..).unwrap_or_default();
            verdicts.extend(missing.iter().map(|tool| Verdict::unknown(&server.name, &tool.name)));
        }
        let mut surface = Self {
            servers,
            verdicts,
            names: Vec::new(),
            by_name: HashMap::new(),
            by_lower: HashMap::new(),
        };
        for (i, server) in servers.iter().enumerate() {
            for (j, tool) in server.tools.iter().enumerate() {
                surface.add(tool, (i, j));
            }
        }
        surface
    }

    fn add(&mut self, tool: &'a Tool, at: (usize, usize)) {
        let gravity = |at: (usize, usize)| {
            self.verdict(at).map(|verdict| (!verdict.needs_review, verdict.category))
        };
        let graver = |old: (usize, usize)| gravity(at) > gravity(old);
        let name = tool.name.as_str();
        let old = self.by_name.get(name).map(|entry| entry.verdict);
        let Some(old) = old else {
            self.by_name.insert(name, Entry { tool, verdict: at, shared: false });
            self.names.push(name);
            self.by_lower.entry(name.to_lowercase()).or_insert(name);
            return;
        };
        let verdict = if graver(old) { at } else { old };
        if let Some(entry) = self.by_name.get_mut(name) {
            entry.verdict = verdict;
            entry.shared |= entry.tool.definition != tool.definition;
        }
    }

    fn verdict(&self, (server, tool): (usize, usize)) -> Option<&Verdict> {
        self.verdicts.get(server)?.get(tool)
    }

    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    #[must_use]
    pub fn get(&self, name: &str) -> Option<Known<'_>> {
        let (name, entry) = self.by_name.get_key_value(name)?;
        let verdict = self.verdict(entry.verdict)?;
        let definition = Some(entry.tool).filter(|_| !entry.shared);
        Some(Known { name, definition, verdict })
    }

    /// Every tool, in the order of the servers, each name once.
    pub fn tools(&self) -> impl Iterator<Item = Known<'_>> {
        self.names.iter().filter_map(|name| self.get(name))
    }

    /// The tool whose name differs in case alone.
    #[must_use]
    pub fn other_case(&self, name: &str) -> Option<&'a str> {
        self.by_lower.get(&name.to_lowercase()).copied().filter(|known| *known != name)
    }

    /// The server that has the tool; without one, or of a tool that none has,
    /// the only server there is.
    #[must_use]
    pub fn server_of(&self, tool: Option<&str>) -> Option<&'a str> {
        let owner = tool.and_then(|tool| self.by_name.get(tool)).map(|entry| entry.verdict.0);
        let only = (self.servers.len() == 1).then_some(0);
        let server = self.servers.get(owner.or(only)?)?;
        Some(server.name.as_str())
    }

    pub fn names(&self) -> impl Iterator<Item = &'a str> {
        self.names.iter().copied()
    }

    /// Whose tools these are, for messages.
    #[must_use]
    pub fn owner(&self) -> String {
        match self.servers {
            [only] => format!("server {}", quoted(&only.name)),
            many => format!("the {} servers given", many.len()),
        }
    }
}
