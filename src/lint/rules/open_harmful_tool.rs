//! TW103: a tool that destroys or moves money, with nothing in its way.

use crate::classify::Category;
use crate::lint::rule::declare_rule;
use crate::lint::{Context, Facts, Known, Meta, Rule, Sink};
use crate::phrase::quoted;

declare_rule! {
    /// ## What it does
    ///
    /// With `--manifest`, reports a Destructive or Financial tool that may be called
    /// and has neither a condition nor a limit of its own: listed as `{}`, or let
    /// through by `default: allow`.
    ///
    /// ## Why is this bad?
    ///
    /// One call is enough to lose data or money for good, and an agent makes it
    /// whenever a text that it reads talks it into it.
    ///
    /// A tool whose verdict needs review is told by TW107 instead.
    ///
    /// ## Example
    ///
    /// ```json
    /// {"version": "1", "default": "deny", "tools": {"record_delete": {}}}
    /// ```
    ///
    /// with the tools
    ///
    /// ```json manifest
    /// {"tools": [{"name": "record_delete", "description": "Deletes a record permanently."}]}
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```json
    /// {"version": "1", "default": "deny", "hide": ["record_delete"]}
    /// ```
    ///
    /// ## References
    ///
    /// - [Model Context Protocol: tools](https://modelcontextprotocol.io/specification/2025-11-25/server/tools)
    OpenHarmfulTool, "TW103", "open-harmful-tool", Critical
}

impl Rule for OpenHarmfulTool {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_policy(&self, cx: &Context<'_>, facts: &Facts<'_>, out: &mut Sink<'_>) {
        let Some(surface) = cx.surface else { return };
        for known in surface.tools().filter(is_harmful) {
            match facts.tool(known.name) {
                Some(tool) => {
                    // Even one limit of its own shows that somebody thought of the tool.
                    let bare = !tool.has_entries() && tool.rules.limits.is_empty();
                    if tool.callable && bare {
                        let span = cx.key_span(&tool.pointer);
                        report(&known, span, &tool.pointer, out);
                    }
                }
                None if facts.lets_through(known.name) && !facts.misspells(known.name) => {
                    report(&known, cx.value_span("/default"), "/default", out);
                }
                None => {}
            }
        }
    }
}

pub(super) fn is_harmful(known: &Known<'_>) -> bool {
    let harmful = matches!(known.verdict.category, Category::Destructive | Category::Financial);
    harmful && !known.verdict.needs_review
}

fn report(known: &Known<'_>, span: crate::document::Span, pointer: &str, out: &mut Sink<'_>) {
    let category = known.verdict.category;
    let how = if pointer == "/default" {
        "`default: allow` lets it through"
    } else {
        "nothing limits its calls"
    };
    let message = format!("{} is {} and {how}", quoted(known.name), category.as_str());
    let help = match category {
        Category::Financial => {
            "give it a `deny_if` without conditions, so that a person has to agree, or conditions on its arguments"
        }
        _ => "put it in `hide`, or give it conditions that leave only the calls you want",
    };
    out.report(span, message).pointer(pointer).tool(known.name).help(help);
}
