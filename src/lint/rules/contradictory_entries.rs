//! TW203: entries of one tool that leave no call to pass.

use crate::lint::rule::declare_rule;
use crate::lint::{Context, Meta, Rule, Sink, ToolFacts, words};
use crate::phrase::quoted;
use crate::policy::{Fate, JudgedEntry};

declare_rule! {
    /// ## What it does
    ///
    /// Reports two entries of a tool that together refuse every call, although each
    /// of them alone lets some through: `deny_if` denies what `require` asks for, or
    /// two entries of `require` exclude each other.
    ///
    /// ## Why is this bad?
    ///
    /// The tool looks usable and never is. A `deny_if` with `"conditions": []` says
    /// the same where it is meant.
    ///
    /// ## Example
    ///
    /// ```json
    /// {
    ///   "version": "1",
    ///   "default": "deny",
    ///   "tools": {
    ///     "refund_create": {
    ///       "require": [
    ///         {
    ///           "conditions": [{"path": "args.amount", "op": "gte", "value": 100}],
    ///           "on_deny": "Refunds start at 100."
    ///         }
    ///       ],
    ///       "deny_if": [
    ///         {
    ///           "conditions": [{"path": "args.amount", "op": "gt", "value": 50}],
    ///           "on_deny": "Ask a person for refunds over 50."
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
    ///     "refund_create": {
    ///       "require": [
    ///         {
    ///           "conditions": [{"path": "args.amount", "op": "gte", "value": 1}],
    ///           "on_deny": "Refunds start at 1."
    ///         }
    ///       ],
    ///       "deny_if": [
    ///         {
    ///           "conditions": [{"path": "args.amount", "op": "gt", "value": 50}],
    ///           "on_deny": "Ask a person for refunds over 50."
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
    ContradictoryEntries, "TW203", "contradictory-entries", High
}

impl Rule for ContradictoryEntries {
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
        let Fate::Contradicts(other) = entry.fate else { return };
        if tool.is_flawed(entry.at) || tool.is_flawed(other) {
            return;
        }
        let message = format!(
            "together with {} this refuses every call of {}",
            words::entry(other),
            quoted(tool.name)
        );
        let pointer = tool.entry_pointer(entry.at);
        out.report(cx.entry_span(&pointer), message)
            .pointer(&pointer)
            .help("correct one of them; to refuse every call, write `\"conditions\": []` under `deny_if`")
            .related(cx.entry_span(&tool.entry_pointer(other)), "the other entry");
    }
}
