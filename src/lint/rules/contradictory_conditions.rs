//! TW202: conditions of one entry that can't hold together.

use super::impossible_condition::consequence;
use crate::lint::rule::declare_rule;
use crate::lint::{Context, Meta, Rule, Sink, ToolFacts, words};
use crate::policy::{Fate, JudgedEntry};

declare_rule! {
    /// ## What it does
    ///
    /// Reports two conditions of one entry that exclude each other: a range that ends
    /// before it begins, two values at once, a number that is a string, an absent
    /// argument with a value.
    ///
    /// ## Why is this bad?
    ///
    /// The conditions of an entry have to hold together. These never do, so under
    /// `deny_if` the entry denies nothing, and under `require` it refuses every call.
    /// Mostly "one of them" was meant: that is two entries.
    ///
    /// ## Example
    ///
    /// ```json
    /// {
    ///   "version": "1",
    ///   "default": "deny",
    ///   "tools": {
    ///     "order_create": {
    ///       "deny_if": [
    ///         {
    ///           "conditions": [
    ///             {"path": "args.quantity", "op": "lt", "value": 1},
    ///             {"path": "args.quantity", "op": "gt", "value": 10}
    ///           ],
    ///           "on_deny": "Order 1 to 10 pieces."
    ///         }
    ///       ]
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
    ///     "order_create": {
    ///       "deny_if": [
    ///         {
    ///           "conditions": [{"path": "args.quantity", "op": "lt", "value": 1}],
    ///           "on_deny": "Order at least one piece."
    ///         },
    ///         {
    ///           "conditions": [{"path": "args.quantity", "op": "gt", "value": 10}],
    ///           "on_deny": "Order at most 10 pieces."
    ///         }
    ///       ]
    ///     }
    ///   }
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [The schema of policy.json](https://toolward.dev/schemas/policy.v1.schema.json)
    ContradictoryConditions, "TW202", "contradictory-conditions", High
}

impl Rule for ContradictoryConditions {
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
        let Fate::Impossible(conflict) = entry.fate else { return };
        let Some(with) = conflict.with else { return };
        let all = &entry.entry.conditions;
        let (Some(later), Some(first)) = (all.get(conflict.condition), all.get(with)) else {
            return;
        };
        let message = format!(
            "{} never holds together with {}, so {}",
            words::condition(later),
            words::condition(first),
            consequence(entry.at.list)
        );
        let pointer = tool.condition_pointer(entry.at, conflict.condition);
        let other = tool.condition_pointer(entry.at, with);
        out.report(cx.value_span(&pointer), message)
            .pointer(&pointer)
            .help("if one of them is enough, give each an entry of its own")
            .related(cx.value_span(&other), "the other condition");
    }
}
