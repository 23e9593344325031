//! TW105: tools that `default: allow` lets through without a rule.

use super::unlimited_tool::changes;
use crate::lint::rule::declare_rule;
use crate::lint::{Context, Facts, Known, Meta, Rule, Sink, words};
use crate::phrase::count;
use crate::policy::DefaultAction;

declare_rule! {
    /// ## What it does
    ///
    /// With `--manifest`, reports Write and Execute tools that the policy doesn't
    /// name, so that `default: allow` lets them through.
    ///
    /// ## Why is this bad?
    ///
    /// Nobody decided that an agent may call them, and nothing says how often. What
    /// the server adds later is let through too.
    ///
    /// Destructive and Financial tools are told by TW103, one by one.
    ///
    /// ## Example
    ///
    /// ```json
    /// {"version": "1", "default": "allow", "hide": ["note_delete"]}
    /// ```
    ///
    /// with the tools
    ///
    /// ```json manifest
    /// {
    ///   "tools": [
    ///     {"name": "note_delete", "description": "Deletes a note permanently."},
    ///     {"name": "note_create", "description": "Creates a note."}
    ///   ]
    /// }
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```json
    /// {
    ///   "version": "1",
    ///   "default": "deny",
    ///   "hide": ["note_delete"],
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
    ToolLeftToDefault, "TW105", "tool-left-to-default", Medium
}

impl Rule for ToolLeftToDefault {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_policy(&self, cx: &Context<'_>, facts: &Facts<'_>, out: &mut Sink<'_>) {
        let Some(surface) = cx.surface else { return };
        if facts.policy.default == DefaultAction::Deny {
            return;
        }
        let left = |known: &Known<'_>| {
            facts.leaves_to_default(known.name) && changes(known) && !facts.misspells(known.name)
        };
        let left: Vec<&str> = surface.tools().filter(left).map(|known| known.name).collect();
        if left.is_empty() {
            return;
        }
        let message = format!(
            "`default: allow` lets {} through that {} and {} not named: {}",
            count(left.len(), "tool", "tools"),
            if left.len() == 1 { "changes things" } else { "change things" },
            if left.len() == 1 { "is" } else { "are" },
            words::names(left.iter().copied(), left.len())
        );
        out.report(cx.value_span("/default"), message)
            .pointer("/default")
            .help("set `default` to `deny` and list what may be called");
    }
}
