//! The tools that a policy is for, as its author should spell them.

use std::collections::HashMap;

use crate::manifest::Server;
use crate::phrase::quoted;

/// The tools of all servers that were given, by name.
#[derive(Debug)]
pub struct Surface<'a> {
    servers: &'a [Server],
    /// In the order of the servers, each name once.
    names: Vec<&'a str>,
    by_name: HashMap<&'a str, &'a Server>,
    /// The first name of each spelling without case.
    by_lower: HashMap<String, &'a str>,
}

impl<'a> Surface<'a> {
    #[must_use]
    pub fn new(servers: &'a [Server]) -> Self {
        let mut surface =
            Self { servers, names: Vec::new(), by_name: HashMap::new(), by_lower: HashMap::new() };
        for server in servers {
            for tool in &server.tools {
                let name = tool.name.as_str();
                if surface.by_name.insert(name, server).is_none() {
                    surface.names.push(name);
                    surface.by_lower.entry(name.to_lowercase()).or_insert(name);
                }
            }
        }
        surface
    }

    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
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
        let owner = tool.and_then(|tool| self.by_name.get(tool)).copied();
        let only = match self.servers {
            [only] => Some(only),
            _ => None,
        };
        owner.or(only).map(|server| server.name.as_str())
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
