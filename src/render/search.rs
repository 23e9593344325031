//! Tools that were found.

use serde::Serialize;

use crate::report::Found;

use super::json::to_json;
use super::look::Look;
use super::push::push;
use super::text::{clip, one_line, visible, wrap};
use super::views::{GeneratorView, SCHEMA_VERSION};

/// The most columns of a description.
const MAX_ABOUT: usize = 160;

/// Each tool with its class and the start of its description.
#[must_use]
pub fn search_text(found: &[Found<'_>], look: Look) -> String {
    let mut out = String::new();
    for one in found {
        let verdict = &one.verdict;
        let risk = look.strong(verdict.risk.as_str(), look.risk(verdict.risk));
        let name = format!(
            "{}/{}",
            clip(&visible(&one.server.name), 128),
            clip(&visible(&one.tool.name), 128)
        );
        let mut kinds = vec![verdict.category.as_str().to_owned(), risk];
        kinds.extend(verdict.traits.iter().map(|one| one.as_str().to_owned()));
        push(&mut out, format_args!("{} ({})\n", look.bold(&name), kinds.join(", ")));
        let about = clip(&one_line(&one.tool.description), MAX_ABOUT);
        if !about.is_empty() {
            out.extend(wrap(&about, look.width() - 2).iter().map(|line| format!("  {line}\n")));
        }
    }
    out
}

#[derive(Debug, Serialize)]
struct SearchView<'a> {
    schema_version: &'static str,
    generator: GeneratorView,
    query: &'a str,
    total: usize,
    tools: Vec<FoundView<'a>>,
}

#[derive(Debug, Serialize)]
struct FoundView<'a> {
    server: &'a str,
    source: &'a str,
    name: &'a str,
    description: &'a str,
    category: &'static str,
    effect: &'static str,
    risk: &'static str,
    traits: Vec<&'static str>,
    score: Option<f32>,
}

/// After `schemas/search.v1.schema.json`; `total` counts those left out too.
#[must_use]
pub fn search_json(query: &str, found: &[Found<'_>], total: usize) -> String {
    let view = |one| {
        let Found { server, tool, verdict, score }: &Found<'_> = one;
        FoundView {
            server: &server.name,
            source: &server.source,
            name: &tool.name,
            description: &tool.description,
            category: verdict.category.as_str(),
            effect: verdict.effect.as_str(),
            risk: verdict.risk.as_str(),
            traits: verdict.traits.iter().map(|one| one.as_str()).collect(),
            score: *score,
        }
    };
    let tools = found.iter().map(view).collect();
    let (schema_version, generator) = (SCHEMA_VERSION, GeneratorView::this());
    to_json(&SearchView { schema_version, generator, query, total, tools })
}
