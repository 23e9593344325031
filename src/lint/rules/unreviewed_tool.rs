//! TW107: a tool that may be called and that nobody is sure about.

use crate::lint::rule::declare_rule;
use crate::lint::{Context, Facts, Known, Meta, Rule, Sink, words};
use crate::phrase::{count, quoted, visible};

declare_rule! {
    /// ## What it does
    ///
    /// With `--manifest`, notes a tool that may be called although its definition
    /// leaves its verdict open, so that it needs a person's review.
    ///
    /// ## Why is this bad?
    ///
    /// The tool may do more than it seems to. The other rules say nothing about such
    /// a tool, because they report what is certain.
    ///
    /// ## Example
    ///
    /// ```json
    /// {"version": "1", "default": "deny", "tools": {"frobnicate": {}}}
    /// ```
    ///
    /// with the tools
    ///
    /// ```json manifest
    /// {"tools": [{"name": "frobnicate"}]}
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```json
    /// {"version": "1", "default": "deny", "hide": ["frobnicate"]}
    /// ```
    ///
    /// ## References
    ///
    /// - [Model Context Protocol: tools](https://modelcontextprotocol.io/specification/2025-11-25/server/tools)
    UnreviewedTool, "TW107", "unreviewed-tool", Info
}

impl Rule for UnreviewedTool {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_policy(&self, cx: &Context<'_>, facts: &Facts<'_>, out: &mut Sink<'_>) {
        let Some(surface) = cx.surface else { return };
        let mut left = Vec::new();
        let open = |known: &Known<'_>| known.verdict.needs_review && facts.lets_through(known.name);
        for known in surface.tools().filter(open) {
            match facts.tool(known.name) {
                Some(tool) => {
                    let span = cx.key_span(&tool.pointer);
                    out.report(span, message(&known))
                        .pointer(&tool.pointer)
                        .help("read its definition, and hide the tool if it does harm");
                }
                None if facts.misspells(known.name) => {}
                None => left.push(known.name),
            }
        }
        if !left.is_empty() {
            let message = format!(
                "`default: allow` lets {} through that {} review: {}",
                count(left.len(), "tool", "tools"),
                if left.len() == 1 { "needs" } else { "need" },
                words::names(left.iter().copied(), left.len())
            );
            out.report(cx.value_span("/default"), message).pointer("/default");
        }
    }
}

fn message(known: &Known<'_>) -> String {
    let (name, category) = (quoted(known.name), known.verdict.category.as_str());
    let reason = match &known.verdict.review_reason {
        Some(reason) => format!(": {}", visible(reason)),
        None => String::new(),
    };
    format!("{name} may be called, and whether it is {category} needs review{reason}")
}
