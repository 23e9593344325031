//! TW209: a name that `hide` holds twice.

use crate::lint::edit::remove;
use crate::lint::rule::declare_rule;
use crate::lint::{Context, Facts, Fix, Meta, Rule, Sink};
use crate::phrase::quoted;

declare_rule! {
    /// ## What it does
    ///
    /// Reports a name that stands in `hide` a second time.
    ///
    /// ## Why is this bad?
    ///
    /// Who takes one of them out believes that the tool is no longer hidden.
    ///
    /// ## Example
    ///
    /// ```json
    /// {"version": "1", "default": "deny", "hide": ["note_delete", "note_delete"]}
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```json
    /// {"version": "1", "default": "deny", "hide": ["note_delete"]}
    /// ```
    ///
    /// ## References
    ///
    /// - [The schema of policy.json](https://toolward.dev/schemas/policy.v1.schema.json)
    DuplicateHide, "TW209", "duplicate-hide", Low
}

impl Rule for DuplicateHide {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_policy(&self, cx: &Context<'_>, facts: &Facts<'_>, out: &mut Sink<'_>) {
        for (index, name) in facts.policy.hide.iter().enumerate() {
            let Some(first) = facts.hidden_at(name).filter(|first| *first != index) else {
                continue;
            };
            let pointer = format!("/hide/{index}");
            let message = format!("{} is in `hide` already", quoted(name));
            let draft = out.report(cx.value_span(&pointer), message);
            draft.pointer(&pointer).tool(name).help("remove it");
            draft.fix(remove(cx, &pointer).map(|edit| Fix::safe("remove it", edit)));
            draft.related(cx.value_span(&format!("/hide/{first}")), "first written here");
        }
    }
}
