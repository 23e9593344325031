//! Where each page stands, and how another finds it.

use std::collections::HashMap;

use crate::classify::{Attack, Category, Risk};
use crate::manifest::Server;

use super::slug::slugs;

/// The addresses of servers and tools: folders, each with a `/` at its end.
pub struct Addresses<'a> {
    servers: Vec<String>,
    tools: Vec<Vec<String>>,
    /// The first tool of a name of each server.
    by_name: HashMap<(&'a str, &'a str), (usize, usize)>,
}

impl<'a> Addresses<'a> {
    pub fn of(servers: &'a [Server]) -> Self {
        let names = slugs(servers.iter().map(|server| server.name.as_str()));
        let tools = servers.iter().zip(&names).map(|(server, folder)| {
            let slugs = slugs(server.tools.iter().map(|tool| tool.name.as_str()));
            slugs.into_iter().map(|slug| format!("tools/{folder}/{slug}/")).collect()
        });
        let mut by_name = HashMap::new();
        for (number, server) in servers.iter().enumerate() {
            for (index, tool) in server.tools.iter().enumerate() {
                let key = (server.name.as_str(), tool.name.as_str());
                by_name.entry(key).or_insert((number, index));
            }
        }
        Self {
            tools: tools.collect(),
            servers: names.into_iter().map(|name| format!("servers/{name}/")).collect(),
            by_name,
        }
    }

    pub fn server(&self, number: usize) -> &str {
        self.servers.get(number).map_or("", String::as_str)
    }

    pub fn tool(&self, (number, index): (usize, usize)) -> &str {
        self.tools.get(number).and_then(|tools| tools.get(index)).map_or("", String::as_str)
    }

    /// The page of a tool by the names of its server and its own.
    pub fn named(&self, server: &str, tool: &str) -> Option<&str> {
        self.by_name.get(&(server, tool)).map(|at| self.tool(*at))
    }

    /// Every folder of a server or tool, servers first.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.servers.iter().chain(self.tools.iter().flatten()).map(String::as_str)
    }
}

pub fn risk(risk: Risk) -> String {
    format!("risks/{}/", risk.as_str().to_lowercase())
}

pub fn category(category: Category) -> String {
    format!("categories/{}/", category.as_str().to_lowercase())
}

pub fn attack(attack: &Attack) -> String {
    format!("attacks/{}/", attack.slug)
}

/// The way from a folder back to the site's own, such as `../../`.
pub fn root(folder: &str) -> &'static str {
    match folder.matches('/').count() {
        0 => "",
        1 => "../",
        2 => "../../",
        _ => "../../../",
    }
}
