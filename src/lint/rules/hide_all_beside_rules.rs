//! TW208: everything is hidden, and there are rules all the same.

use crate::lint::rule::declare_rule;
use crate::lint::{Context, Facts, Meta, Rule, Sink};

declare_rule! {
    /// ## What it does
    ///
    /// Reports `"*"` in `hide` beside other names, listed tools or quotas.
    ///
    /// ## Why is this bad?
    ///
    /// `"*"` hides every tool and refuses every call. The rest of the policy has no
    /// effect, although it looks as if the listed tools could be used.
    ///
    /// ## Example
    ///
    /// ```json
    /// {"version": "1", "default": "deny", "hide": ["*"], "tools": {"note_list": {}}}
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```json
    /// {"version": "1", "default": "deny", "tools": {"note_list": {}}}
    /// ```
    ///
    /// ## References
    ///
    /// - [The schema of policy.json](https://toolward.dev/schemas/policy.v1.schema.json)
    HideAllBesideRules, "TW208", "hide-all-beside-rules", Medium
}

impl Rule for HideAllBesideRules {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_policy(&self, cx: &Context<'_>, facts: &Facts<'_>, out: &mut Sink<'_>) {
        let Some(star) = facts.hidden_at("*") else { return };
        let name = facts.policy.hide.iter().position(|name| name != "*");
        let other = if let Some(tool) = facts.tools.first() {
            cx.key_span(&tool.pointer)
        } else if let Some(index) = name {
            cx.value_span(&format!("/hide/{index}"))
        } else if facts.limits_all() {
            cx.key_span("/all_tools")
        } else {
            return;
        };
        let pointer = format!("/hide/{star}");
        let message = "`\"*\"` hides every tool, so the rest of the policy has no effect";
        out.report(cx.value_span(&pointer), message)
            .pointer(&pointer)
            .help("remove `\"*\"`: `default: deny` refuses what isn't listed")
            .related(other, "without effect");
    }
}
