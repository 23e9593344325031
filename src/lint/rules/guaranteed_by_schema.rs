//! TW114: a condition that every valid call meets anyway.

use crate::lint::rule::declare_rule;
use crate::lint::{ConditionFacts, Context, Meta, Rule, Sink, ToolFacts, words};
use crate::policy::{Against, Fate, List};

declare_rule! {
    /// ## What it does
    ///
    /// With `--manifest`, notes a condition whose outcome the tool's schema settles:
    /// a `require` that every valid call meets, a `deny_if` that none does.
    ///
    /// ## Why is this bad?
    ///
    /// It need not be: a server may accept what its schema doesn't allow, and then the
    /// policy still stops it. But a bound that never binds is often a slip, such as
    /// one zero too many.
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
    ///           "conditions": [{"path": "args.amount", "op": "lte", "value": 1000}],
    ///           "on_deny": "Refunds go up to 1000."
    ///         }
    ///       ]
    ///     }
    ///   }
    /// }
    /// ```
    ///
    /// with the tools
    ///
    /// ```json manifest
    /// {
    ///   "tools": [
    ///     {
    ///       "name": "refund_create",
    ///       "description": "Refunds a payment.",
    ///       "inputSchema": {
    ///         "type": "object",
    ///         "properties": {"amount": {"type": "number", "maximum": 500}},
    ///         "required": ["amount"]
    ///       }
    ///     }
    ///   ]
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
    ///           "conditions": [{"path": "args.amount", "op": "lte", "value": 100}],
    ///           "on_deny": "Refunds go up to 100."
    ///         }
    ///       ]
    ///     }
    ///   }
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [JSON Schema: validation](https://json-schema.org/understanding-json-schema/reference/numeric#range)
    GuaranteedBySchema, "TW114", "guaranteed-by-schema", Info
}

impl Rule for GuaranteedBySchema {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_condition(
        &self,
        cx: &Context<'_>,
        tool: &ToolFacts<'_>,
        condition: &ConditionFacts<'_>,
        out: &mut Sink<'_>,
    ) {
        let what = match (&condition.against, condition.entry.at.list) {
            (Against::AlwaysHolds, _) => "always true",
            (Against::NeverHolds, List::DenyIf) => "never true",
            _ => return,
        };
        // Of an entry that comes to nothing anyway, that is the mistake.
        if !matches!(condition.entry.fate, Fate::Open) {
            return;
        }
        let message = format!(
            "the schema of the tool settles {}: it is {what} for a valid call",
            words::condition(condition.condition)
        );
        let pointer = tool.pointer_of(condition);
        out.report(cx.value_span(&pointer), message).pointer(&pointer);
    }
}
