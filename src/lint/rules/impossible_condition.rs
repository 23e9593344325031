//! TW201: a condition that no argument meets.

use crate::lint::rule::declare_rule;
use crate::lint::{Context, Meta, Rule, Sink, ToolFacts, words};
use crate::policy::{Fate, JudgedEntry, List};

declare_rule! {
    /// ## What it does
    ///
    /// Reports a condition that is false whatever the argument is, such as `in` with
    /// an empty list or `eq` with `null`.
    ///
    /// ## Why is this bad?
    ///
    /// All conditions of an entry have to hold, so the entry never does. Under
    /// `deny_if` it denies nothing, under `require` it refuses every call.
    ///
    /// ## Example
    ///
    /// ```json
    /// {
    ///   "version": "1",
    ///   "default": "deny",
    ///   "tools": {
    ///     "file_write": {
    ///       "deny_if": [
    ///         {
    ///           "conditions": [{"path": "args.mode", "op": "eq", "value": null}],
    ///           "on_deny": "Say how to open the file."
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
    ///     "file_write": {
    ///       "deny_if": [
    ///         {
    ///           "conditions": [{"path": "args.mode", "op": "exists", "value": false}],
    ///           "on_deny": "Say how to open the file."
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
    ImpossibleCondition, "TW201", "impossible-condition", High
}

impl Rule for ImpossibleCondition {
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
        let Some(condition) = entry.entry.conditions.get(conflict.condition) else { return };
        if conflict.with.is_some() {
            return;
        }
        let message = format!(
            "{} never holds, so {}",
            words::condition(condition),
            consequence(entry.at.list)
        );
        let pointer = tool.condition_pointer(entry.at, conflict.condition);
        let help = if condition.value.as_array().is_some_and(Vec::is_empty) {
            "fill the list"
        } else {
            "to ask for a missing argument, write `exists` with the value `false`"
        };
        out.report(cx.value_span(&pointer), message).pointer(&pointer).help(help);
    }
}

/// What an entry that never holds does.
pub(super) fn consequence(list: List) -> &'static str {
    match list {
        List::Require => "this refuses every call",
        List::DenyIf => "this denies nothing",
    }
}
