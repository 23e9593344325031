//! TW104: a tool that writes or executes, as often as an agent likes.

use crate::classify::Category;
use crate::lint::rule::declare_rule;
use crate::lint::{Context, Facts, Known, Meta, Rule, Sink, ToolFacts};
use crate::phrase::quoted;

declare_rule! {
    /// ## What it does
    ///
    /// With `--manifest`, reports a Write or Execute tool that is listed and has no
    /// limit, neither its own nor one of `all_tools`.
    ///
    /// ## Why is this bad?
    ///
    /// An agent caught in a loop makes thousands of changes before anyone notices. A
    /// limit stops it after a few.
    ///
    /// ## Example
    ///
    /// ```json
    /// {"version": "1", "default": "deny", "tools": {"note_create": {}}}
    /// ```
    ///
    /// with the tools
    ///
    /// ```json manifest
    /// {"tools": [{"name": "note_create", "description": "Creates a note."}]}
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```json
    /// {
    ///   "version": "1",
    ///   "default": "deny",
    ///   "tools": {
    ///     "note_create": {
    ///       "limits": [{"counter": "note_create_rate", "window": "minute", "max": 30, "scope": "grant"}]
    ///     }
    ///   }
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [The schema of policy.json](https://toolward.dev/schemas/policy.v1.schema.json)
    UnlimitedTool, "TW104", "unlimited-tool", Medium
}

impl Rule for UnlimitedTool {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_tool(
        &self,
        cx: &Context<'_>,
        facts: &Facts<'_>,
        tool: &ToolFacts<'_>,
        out: &mut Sink<'_>,
    ) {
        let Some(known) = tool.known.filter(changes) else { return };
        if !tool.callable || !tool.rules.limits.is_empty() || facts.limits_all() {
            return;
        }
        let verb = match known.verdict.category {
            Category::Execute => "executes",
            _ => "writes",
        };
        let message = format!("{} {verb} and may be called without limit", quoted(tool.name));
        out.report(cx.key_span(&tool.pointer), message).pointer(&tool.pointer).help(
            "add a limit, for example 30 calls a minute for a tool that writes, 10 for one that executes",
        );
    }
}

/// Whether a tool surely writes or executes; the graver ones have their own rule.
pub(super) fn changes(known: &Known<'_>) -> bool {
    matches!(known.verdict.category, Category::Write | Category::Execute)
        && !known.verdict.needs_review
}
