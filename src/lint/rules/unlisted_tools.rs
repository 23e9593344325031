//! TW106: how many tools the policy says nothing about.

use super::open_harmful_tool::is_harmful;
use super::unlimited_tool::changes;
use crate::lint::rule::declare_rule;
use crate::lint::{Context, Facts, Known, Meta, Rule, Sink, words};
use crate::phrase::count;
use crate::policy::DefaultAction;

declare_rule! {
    /// ## What it does
    ///
    /// With `--manifest`, notes how many tools of the server stand neither under
    /// `tools` nor in `hide`, and what `default` does with them.
    ///
    /// ## Why is this bad?
    ///
    /// It need not be. But a tool that was added to the server since the policy was
    /// written shows here, and so does one that was forgotten.
    ///
    /// Under `default: allow`, tools that change things are told by TW103 and TW105.
    ///
    /// ## Example
    ///
    /// ```json
    /// {"version": "1", "default": "deny", "tools": {"note_list": {}}}
    /// ```
    ///
    /// with the tools
    ///
    /// ```json manifest
    /// {
    ///   "tools": [
    ///     {"name": "note_list", "description": "Lists all notes."},
    ///     {"name": "note_count", "description": "Counts the notes."}
    ///   ]
    /// }
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```json
    /// {"version": "1", "default": "deny", "tools": {"note_list": {}, "note_count": {}}}
    /// ```
    ///
    /// ## References
    ///
    /// - [The schema of policy.json](https://toolward.dev/schemas/policy.v1.schema.json)
    UnlistedTools, "TW106", "unlisted-tools", Info
}

impl Rule for UnlistedTools {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_policy(&self, cx: &Context<'_>, facts: &Facts<'_>, out: &mut Sink<'_>) {
        let Some(surface) = cx.surface else { return };
        let allowed = facts.policy.default == DefaultAction::Allow;
        let unlisted = |known: &Known<'_>| {
            let told =
                allowed && (is_harmful(known) || changes(known) || known.verdict.needs_review);
            facts.leaves_to_default(known.name) && !told && !facts.misspells(known.name)
        };
        let unlisted: Vec<&str> =
            surface.tools().filter(unlisted).map(|known| known.name).collect();
        if unlisted.is_empty() {
            return;
        }
        let message = format!(
            "{} of {} {} not in the policy and {} by default: {}",
            count(unlisted.len(), "tool", "tools"),
            surface.owner(),
            if unlisted.len() == 1 { "is" } else { "are" },
            if allowed { "let through" } else { "refused" },
            words::names(unlisted.iter().copied(), unlisted.len())
        );
        out.report(cx.value_span("/default"), message).pointer("/default");
    }
}
