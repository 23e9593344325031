//! Asks the rules about tool definitions.

use super::definition::{DefinitionDraft, DefinitionSink, Definitions};
use super::engine::Linted;
use super::locate::locate;
use super::registry::rules;
use super::rule::Rule;
use crate::document::SourceText;
use crate::manifest::Server;

/// Everything that the rules find in the definitions of these servers: one
/// [`Linted`] per text, in the order of their names. `read` gives the text of a
/// source again; a finding of a text that it doesn't give stands at its start.
#[must_use]
pub fn lint_definitions(
    servers: &[Server],
    read: &dyn Fn(&str) -> Option<SourceText>,
) -> Vec<Linted> {
    lint_with(rules(), servers, read)
}

fn lint_with(
    rules: &[&dyn Rule],
    servers: &[Server],
    read: &dyn Fn(&str) -> Option<SourceText>,
) -> Vec<Linted> {
    let definitions = Definitions::of(servers);
    let mut drafts: Vec<DefinitionDraft> = Vec::new();
    for rule in rules {
        let mut out = DefinitionSink::new(rule.meta(), &mut drafts);
        for definition in definitions.all() {
            rule.check_definition(&definition, &mut out);
        }
        rule.check_definitions(&definitions, &mut out);
    }
    locate(sources(servers), drafts, read)
}

/// The texts that the tools were read from: a server may come from many files.
fn sources(servers: &[Server]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for server in servers {
        let before = found.len();
        let origins = server.tools.iter().filter_map(|tool| tool.origin.as_ref());
        found.extend(origins.map(|origin| origin.source.to_string()));
        if found.len() == before {
            found.push(server.source.clone());
        }
        found.dedup();
    }
    found.sort_unstable();
    found.dedup();
    found
}
