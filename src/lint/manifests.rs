//! Asks the rules about tool definitions.

use std::collections::HashMap;

use super::definition::{DefinitionDraft, DefinitionSink, Definitions};
use super::engine::Linted;
use super::finding::Finding;
use super::fingerprint::fingerprint;
use super::locate::locate;
use super::registry::rules;
use super::rule::Rule;
use crate::document::SourceText;
use crate::manifest::{Server, Tool};

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
    let mut linted = locate(sources(servers), drafts, read);
    identify(servers, &mut linted);
    linted
}

/// Says of each finding whose tool it is about, and what makes it the same one
/// in the next run: its place in the definition, wherever that has moved to.
fn identify(servers: &[Server], linted: &mut [Linted]) {
    let mut by_name: HashMap<&str, Vec<(&Server, &Tool)>> = HashMap::new();
    for server in servers {
        for tool in &server.tools {
            by_name.entry(&tool.name).or_default().push((server, tool));
        }
    }
    for finding in linted.iter_mut().flat_map(|linted| &mut linted.findings) {
        let named = finding.tool.as_deref().and_then(|name| by_name.get(name));
        let found = named.into_iter().flatten().find_map(|(server, tool)| {
            inside(finding, tool).map(|pointer| (server, tool, pointer.to_owned()))
        });
        let Some((server, tool, pointer)) = found else {
            finding.fingerprint = fingerprint(finding, None);
            continue;
        };
        finding.server = Some(server.name.clone());
        let whole = finding.pointer.replace(pointer);
        finding.fingerprint = fingerprint(finding, Some(&tool.definition));
        finding.pointer = whole;
    }
}

/// The finding's pointer as seen from the tool's definition, if it is in there.
fn inside<'f>(finding: &'f Finding, tool: &Tool) -> Option<&'f str> {
    let pointer = finding.pointer.as_deref()?;
    let Some(origin) = &tool.origin else { return Some(pointer) };
    let rest = pointer.strip_prefix(origin.pointer.as_str())?;
    let holds = *origin.source == *finding.path && (rest.is_empty() || rest.starts_with('/'));
    holds.then_some(rest)
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
