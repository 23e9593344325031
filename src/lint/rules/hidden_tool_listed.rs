//! TW102: rules for a tool that is hidden.

use crate::lint::rule::declare_rule;
use crate::lint::{Context, Facts, Meta, Rule, Sink, ToolFacts};
use crate::phrase::quoted;

declare_rule! {
    /// ## What it does
    ///
    /// Reports a tool that stands in `hide` and under `tools`.
    ///
    /// ## Why is this bad?
    ///
    /// `hide` is asked first and refuses every call, so what stands under `tools`
    /// has no effect. Whoever reads the policy can't tell which of the two is meant.
    ///
    /// ## Example
    ///
    /// ```json
    /// {
    ///   "version": "1",
    ///   "default": "deny",
    ///   "hide": ["record_delete"],
    ///   "tools": {
    ///     "record_delete": {
    ///       "limits": [{"counter": "deletes", "window": "day", "max": 3, "scope": "grant"}]
    ///     }
    ///   }
    /// }
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
    /// - [The schema of policy.json](https://toolward.dev/schemas/policy.v1.schema.json)
    HiddenToolListed, "TW102", "hidden-tool-listed", Medium
}

impl Rule for HiddenToolListed {
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
        // Where everything is hidden, or the name is no tool's, that is the mistake.
        let other = facts.hides_all || cx.surface.is_some_and(|surface| !surface.has(tool.name));
        if other || !facts.hides(tool.name) {
            return;
        }
        let message = format!("{} is hidden, so its entry has no effect", quoted(tool.name));
        let draft = out.report(cx.key_span(&tool.pointer), message);
        draft.pointer(&tool.pointer).help("remove the entry, or take the name out of `hide`");
        if let Some(index) = facts.hidden_at(tool.name) {
            draft.related(cx.value_span(&format!("/hide/{index}")), "hidden here");
        }
    }
}
