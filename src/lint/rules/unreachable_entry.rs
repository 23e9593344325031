//! TW204: an entry, or limits, that never get to decide.

use crate::lint::rule::declare_rule;
use crate::lint::{Context, Facts, Meta, Rule, Sink, ToolFacts, words};
use crate::phrase::quoted;
use crate::policy::{Fate, JudgedEntry, List};

declare_rule! {
    /// ## What it does
    ///
    /// Reports an entry whose every refusal is made by an earlier one already, and
    /// limits behind a `deny_if` that refuses every call. `require` comes before
    /// `deny_if`, and limits come last.
    ///
    /// ## Why is this bad?
    ///
    /// The entry has no effect, and its text is never shown. If it was to do
    /// something, the earlier one is wider than it was meant to be.
    ///
    /// ## Example
    ///
    /// ```json
    /// {
    ///   "version": "1",
    ///   "default": "deny",
    ///   "tools": {
    ///     "refund_create": {
    ///       "deny_if": [
    ///         {
    ///           "conditions": [{"path": "args.amount", "op": "gt", "value": 100}],
    ///           "on_deny": "Ask your manager."
    ///         },
    ///         {
    ///           "conditions": [{"path": "args.amount", "op": "gt", "value": 1000}],
    ///           "on_deny": "Ask the board."
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
    ///       "deny_if": [
    ///         {
    ///           "conditions": [{"path": "args.amount", "op": "gt", "value": 1000}],
    ///           "on_deny": "Ask the board."
    ///         },
    ///         {
    ///           "conditions": [{"path": "args.amount", "op": "gt", "value": 100}],
    ///           "on_deny": "Ask your manager."
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
    UnreachableEntry, "TW204", "unreachable-entry", Low
}

impl Rule for UnreachableEntry {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_tool(
        &self,
        cx: &Context<'_>,
        _facts: &Facts<'_>,
        tool: &ToolFacts<'_>,
        out: &mut Sink<'_>,
    ) {
        let denied = &tool.judged.deny_if;
        let all = denied.iter().find(|entry| entry.fate == Fate::Unconditional);
        let Some(all) = all.filter(|_| !tool.rules.limits.is_empty()) else { return };
        let pointer = format!("{}/limits", tool.pointer);
        let message = format!(
            "{} refuses every call of {}, so its limits never count one",
            words::entry(all.at),
            quoted(tool.name)
        );
        out.report(cx.key_span(&pointer), message)
            .pointer(&pointer)
            .help("remove the limits, or give the entry conditions")
            .related(cx.entry_span(&tool.entry_pointer(all.at)), "refuses every call");
    }

    fn check_entry(
        &self,
        cx: &Context<'_>,
        tool: &ToolFacts<'_>,
        entry: &JudgedEntry<'_>,
        out: &mut Sink<'_>,
    ) {
        let Fate::Shadowed(other) = entry.fate else { return };
        if tool.is_flawed(entry.at) || tool.is_flawed(other) {
            return;
        }
        let same = tool.judged.get(other).is_some_and(|other| {
            other.at.list == entry.at.list && other.entry.conditions == entry.entry.conditions
        });
        let message = match (same, entry.at.list) {
            (true, _) => format!("this repeats {}", words::entry(other)),
            (false, List::Require) => {
                format!("{} asks for more, so this never refuses a call", words::entry(other))
            }
            (false, List::DenyIf) => {
                format!("{} refuses all that this would deny", words::entry(other))
            }
        };
        let pointer = tool.entry_pointer(entry.at);
        let help = if same || other.list != entry.at.list {
            "remove it"
        } else {
            "remove it, or put it in front of the other"
        };
        out.report(cx.entry_span(&pointer), message)
            .pointer(&pointer)
            .help(help)
            .related(cx.entry_span(&tool.entry_pointer(other)), "this one comes first");
    }
}
