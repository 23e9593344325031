//! TW205: an entry that a later one makes needless.

use crate::lint::rule::declare_rule;
use crate::lint::{Context, Meta, Rule, Sink, ToolFacts, words};
use crate::policy::{Fate, JudgedEntry};

declare_rule! {
    /// ## What it does
    ///
    /// Reports an entry all of whose refusals a later entry makes as well, with the
    /// same `on_deny`. With another text, the first one is kept for what it says, and
    /// this rule is silent.
    ///
    /// ## Why is this bad?
    ///
    /// The entry changes nothing. Who edits it later believes it does.
    ///
    /// ## Example
    ///
    /// ```json
    /// {
    ///   "version": "1",
    ///   "default": "deny",
    ///   "tools": {
    ///     "file_read": {
    ///       "deny_if": [
    ///         {
    ///           "conditions": [{"path": "args.kind", "op": "eq", "value": "key"}],
    ///           "on_deny": "Keys stay where they are."
    ///         },
    ///         {
    ///           "conditions": [{"path": "args.kind", "op": "in", "value": ["key", "token"]}],
    ///           "on_deny": "Keys stay where they are."
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
    ///     "file_read": {
    ///       "deny_if": [
    ///         {
    ///           "conditions": [{"path": "args.kind", "op": "in", "value": ["key", "token"]}],
    ///           "on_deny": "Keys stay where they are."
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
    SubsumedEntry, "TW205", "subsumed-entry", Low
}

impl Rule for SubsumedEntry {
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
        let Fate::Subsumed(other) = entry.fate else { return };
        if tool.is_flawed(entry.at) || tool.is_flawed(other) {
            return;
        }
        let message =
            format!("{} refuses all that this does, in the same words", words::entry(other));
        let pointer = tool.entry_pointer(entry.at);
        out.report(cx.entry_span(&pointer), message)
            .pointer(&pointer)
            .help("remove it, or give it an `on_deny` of its own")
            .related(cx.entry_span(&tool.entry_pointer(other)), "the wider entry");
    }
}
