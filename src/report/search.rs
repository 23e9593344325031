//! Tools found by words and by what they can do, across servers.

use std::collections::HashMap;

use crate::catalog::Index;
use crate::classify::{Category, Risk, Trait, Verdict, classify};
use crate::manifest::{Server, Tool};

/// What is looked for; an empty list asks for nothing.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Words that have to be found in a tool's name or description.
    pub words: String,
    pub categories: Vec<Category>,
    pub risks: Vec<Risk>,
    /// All of these.
    pub traits: Vec<Trait>,
    /// The name of a server, in any case.
    pub server: Option<String>,
}

/// A tool that was found.
#[derive(Debug, Clone)]
pub struct Found<'a> {
    pub server: &'a Server,
    pub tool: &'a Tool,
    pub verdict: Verdict,
    /// How well the words fit; none where none were asked for.
    pub score: Option<f32>,
}

/// The tools that fit, the best first; without words the riskiest first.
///
/// Only servers in which the words were found are classified.
#[must_use]
pub fn search<'a>(servers: &'a [Server], wanted: &Wanted) -> Vec<Found<'a>> {
    let of_name = |server: &&Server| {
        wanted.server.as_ref().is_none_or(|name| server.name.eq_ignore_ascii_case(name))
    };
    let servers: Vec<&Server> = servers.iter().filter(of_name).collect();
    let tools: Vec<(usize, usize)> = servers
        .iter()
        .enumerate()
        .flat_map(|(i, server)| (0..server.tools.len()).map(move |j| (i, j)))
        .collect();
    let mut verdicts: HashMap<usize, Vec<Verdict>> = HashMap::new();
    let mut found: Vec<Found<'a>> = Vec::new();
    for (at, score) in candidates(&servers, &tools, wanted) {
        let Some((i, j)) = tools.get(at).copied() else { continue };
        let Some(server) = servers.get(i).copied() else { continue };
        let verdict = verdicts.entry(i).or_insert_with(|| classify(server)).get(j);
        let (Some(tool), Some(verdict)) = (server.tools.get(j), verdict) else { continue };
        if wanted.fits(verdict) {
            found.push(Found { server, tool, verdict: verdict.clone(), score });
        }
    }
    if found.iter().all(|one| one.score.is_none()) {
        found.sort_by_key(|one| std::cmp::Reverse((one.verdict.risk, one.verdict.category)));
    }
    found
}

fn candidates(
    servers: &[&Server],
    tools: &[(usize, usize)],
    wanted: &Wanted,
) -> Vec<(usize, Option<f32>)> {
    if wanted.words.trim().is_empty() {
        return (0..tools.len()).map(|at| (at, None)).collect();
    }
    let texts = servers.iter().flat_map(|server| &server.tools);
    let index = Index::of(texts.map(|tool| (tool.name.as_str(), tool.description.as_str())));
    index.find(&wanted.words).into_iter().map(|hit| (hit.at, Some(hit.score))).collect()
}

impl Wanted {
    fn fits(&self, verdict: &Verdict) -> bool {
        (self.categories.is_empty() || self.categories.contains(&verdict.category))
            && (self.risks.is_empty() || self.risks.contains(&verdict.risk))
            && self.traits.iter().all(|one| verdict.has(*one))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog;

    #[test]
    fn words_and_filters_work_together() {
        let servers: Vec<Server> =
            ["odoo-claude-mcp", "stripe"].map(|name| catalog::server(name).unwrap()).into();
        let names = |wanted: &Wanted| -> Vec<String> {
            search(&servers, wanted).iter().map(|one| one.tool.name.clone()).collect()
        };
        let words = Wanted { words: "user conection".to_owned(), ..Wanted::default() };
        assert!(names(&words)[..4].contains(&"user_connection_activate".to_owned()));
        let reads = Wanted { categories: vec![Category::Read], ..words.clone() };
        assert_eq!(names(&reads)[0], "user_connection_list");
        let money = Wanted {
            traits: vec![Trait::Money],
            server: Some("STRIPE".to_owned()),
            ..Wanted::default()
        };
        let found = search(&servers, &money);
        assert!(!found.is_empty() && found.iter().all(|one| one.server.name == "stripe"));
        assert!(found.is_sorted_by(|a, b| a.verdict.risk >= b.verdict.risk));
        assert!(names(&Wanted { server: Some("none".to_owned()), ..Wanted::default() }).is_empty());
    }
}
