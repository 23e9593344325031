//! Which label speaks of which tool.
//!
//! The server in a label's id is the tool's server, else the folder that its
//! file lies in, else the file without its extension, in that order. A label
//! that fits several tools in the first way that fits any is ambiguous and
//! counts for none; a tool takes one label. Both are listed with the reason.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::label::Label;
use crate::manifest::Server;

/// A label without a tool, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unjoined {
    pub label: Label,
    pub reason: Reason,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// No tool of that name in a server, folder or file of that name.
    NoTool,
    /// So many tools fit equally well.
    Ambiguous(usize),
    /// A label in front of it speaks of the same tool.
    Taken,
}

/// Labels and tools that found each other, and those that didn't.
#[derive(Debug, Clone, Default)]
pub struct Joined {
    pub pairs: Vec<Pair>,
    pub labels: Vec<Unjoined>,
    /// `server/name` of each tool without a label, in the order of the input.
    pub tools: Vec<String>,
}

/// A label and the place of its tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    pub label: Label,
    /// What the label calls the server.
    pub called: String,
    /// Index of the server.
    pub server: usize,
    /// Index of the tool in it.
    pub tool: usize,
}

type At = (usize, usize);

/// Joins labels with tools, in the order of the labels.
#[must_use]
pub fn join(labels: &[Label], servers: &[Server]) -> Joined {
    let named = |server: &Server| Some(server.name.clone());
    let ways = [index(servers, named), index(servers, folder), index(servers, stem)];
    let mut joined = Joined::default();
    let mut taken: HashSet<At> = HashSet::new();
    for label in labels {
        let fits = ways.iter().find_map(|way| way.get(&label.id)).map_or(&[][..], Vec::as_slice);
        let reason = match fits {
            [] => Reason::NoTool,
            [at] if taken.insert(*at) => {
                joined.pairs.push(pair(label, servers, *at));
                continue;
            }
            [_] => Reason::Taken,
            several => Reason::Ambiguous(several.len()),
        };
        joined.labels.push(Unjoined { label: label.clone(), reason });
    }
    for (i, server) in servers.iter().enumerate() {
        let unlabelled = server.tools.iter().enumerate().filter(|(j, _)| !taken.contains(&(i, *j)));
        joined.tools.extend(unlabelled.map(|(_, tool)| format!("{}/{}", server.name, tool.name)));
    }
    joined
}

fn pair(label: &Label, servers: &[Server], (server, tool): At) -> Pair {
    let name = servers.get(server).and_then(|s| s.tools.get(tool)).map_or("", |t| t.name.as_str());
    let called = label.id.strip_suffix(name).and_then(|id| id.strip_suffix('/'));
    let called = called.unwrap_or(&label.id);
    Pair { label: label.clone(), called: called.to_owned(), server, tool }
}

/// Every tool under the id that one way of naming its server gives.
fn index(servers: &[Server], name: fn(&Server) -> Option<String>) -> HashMap<String, Vec<At>> {
    let mut index: HashMap<String, Vec<At>> = HashMap::new();
    for (i, server) in servers.iter().enumerate() {
        let Some(name) = name(server) else { continue };
        for (j, tool) in server.tools.iter().enumerate() {
            index.entry(format!("{name}/{}", tool.name)).or_default().push((i, j));
        }
    }
    index
}

fn folder(server: &Server) -> Option<String> {
    let folder = Path::new(&server.source).parent()?.file_name()?;
    Some(folder.to_string_lossy().into_owned())
}

fn stem(server: &Server) -> Option<String> {
    Some(Path::new(&server.source).file_stem()?.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::Category;
    use crate::manifest::Tool;

    fn server(name: &str, source: &str, tools: &[&str]) -> Server {
        let tools = tools.iter().map(|tool| Tool::from_name(tool).unwrap()).collect();
        Server { name: name.to_owned(), source: source.to_owned(), tools, warnings: Vec::new() }
    }

    fn labels(ids: &[&str]) -> Vec<Label> {
        let label = |(i, id): (usize, &&str)| Label {
            id: (*id).to_owned(),
            primary: Category::Read,
            accepted: Vec::new(),
            effect: None,
            risk: None,
            note: None,
            line: i + 1,
        };
        ids.iter().enumerate().map(label).collect()
    }

    fn pairs(ids: &[&str], servers: &[Server]) -> Vec<(usize, usize)> {
        join(&labels(ids), servers).pairs.iter().map(|pair| (pair.server, pair.tool)).collect()
    }

    #[test]
    fn the_server_then_the_folder_then_the_file() {
        let servers = [
            server("mail", "corpus/office/post.json", &["send", "list"]),
            server("office", "corpus/mail/x.json", &["send"]),
            server("z", "x.json", &["a/b"]),
        ];
        assert_eq!(pairs(&["mail/send"], &servers), [(0, 0)]);
        // A server of that name comes before a folder; where it has no such tool the folder counts.
        assert_eq!(pairs(&["office/send", "office/list"], &servers), [(1, 0), (0, 1)]);
        assert_eq!(pairs(&["post/list"], &servers), [(0, 1)]);
        assert_eq!(pairs(&["z/a/b", "corpus/list", "mail/Send"], &servers), [(2, 0)]);
        assert_eq!(join(&labels(&["z/a/b"]), &servers).pairs[0].called, "z");
    }

    #[test]
    fn what_does_not_join_is_listed_with_its_reason() {
        let servers = [
            server("a", "odoo/a.json", &["ping", "pong", "odd"]),
            server("b", "odoo/b.json", &["ping"]),
        ];
        let joined = join(&labels(&["odoo/ping", "a/pong", "odoo/pong", "odoo/none"]), &servers);
        let reasons: Vec<&Reason> = joined.labels.iter().map(|one| &one.reason).collect();
        assert_eq!(reasons, [&Reason::Ambiguous(2), &Reason::Taken, &Reason::NoTool]);
        assert_eq!(joined.tools, ["a/ping", "a/odd", "b/ping"]);
        assert_eq!(joined.pairs.len(), 1);
    }
}
