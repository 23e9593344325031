//! TW206: an entry of `require` that asks for nothing.

use crate::lint::rule::declare_rule;
use crate::lint::{Context, Meta, Rule, Sink, ToolFacts};
use crate::policy::{Fate, JudgedEntry, List};

declare_rule! {
    /// ## What it does
    ///
    /// Reports an entry of `require` without conditions.
    ///
    /// ## Why is this bad?
    ///
    /// It is met by every call. Under `deny_if` the same entry refuses every call,
    /// which is mostly what was meant.
    ///
    /// ## Example
    ///
    /// ```json
    /// {
    ///   "version": "1",
    ///   "default": "deny",
    ///   "tools": {
    ///     "charge_create": {
    ///       "require": [{"conditions": [], "on_deny": "Requires human approval."}]
    ///     }
    ///   }
    /// }
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```json
    /// {
    ///   "version": "1",
    ///   "default": "deny",
    ///   "tools": {
    ///     "charge_create": {
    ///       "deny_if": [{"conditions": [], "on_deny": "Requires human approval."}]
    ///     }
    ///   }
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [The schema of policy.json](https://toolward.dev/schemas/policy.v1.schema.json)
    EmptyRequire, "TW206", "empty-require", High
}

impl Rule for EmptyRequire {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_entry(
        &self,
        cx: &Context<'_>,
        tool: &ToolFacts<'_>,
        entry: &JudgedEntry<'_>,
        out: &mut Sink<'_>,
    ) {
        if entry.at.list != List::Require || entry.fate != Fate::Unconditional {
            return;
        }
        let pointer = format!("{}/conditions", tool.entry_pointer(entry.at));
        out.report(cx.value_span(&pointer), "without conditions this asks for nothing")
            .pointer(&pointer)
            .help("add conditions; to refuse every call, move it to `deny_if`");
    }
}
