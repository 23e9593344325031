//! TW113: a `deny_if` that a caller escapes by leaving the argument out.

use crate::lint::rule::declare_rule;
use crate::lint::{ConditionFacts, Context, Meta, Rule, Sink, ToolFacts};
use crate::phrase::quoted;
use crate::policy::satisfy::{Domain, Values, holding};
use crate::policy::{Against, Argument, Declared, Operator};

declare_rule! {
    /// ## What it does
    ///
    /// With `--manifest`, reports a condition of a `deny_if` on an argument that the
    /// tool's schema doesn't require, where nothing else in the policy asks for it.
    ///
    /// Silent where leaving the argument out is plainly harmless: a flag that is
    /// denied when it is `true`, a search for bad content (`contains`, `regex`), a
    /// default in the schema that the condition wouldn't deny.
    ///
    /// ## Why is this bad?
    ///
    /// A comparison with a missing argument is false, `neq` and `not_in` included. So
    /// a caller leaves the argument out, the call goes through, and the server takes
    /// whatever it takes by itself: a refund without an amount is often the whole sum.
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
    ///           "on_deny": "Ask a person for refunds over 100."
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
    ///       "inputSchema": {"type": "object", "properties": {"amount": {"type": "number"}}}
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
    ///           "conditions": [{"path": "args.amount", "op": "exists", "value": true}],
    ///           "on_deny": "Say how much to refund."
    ///         }
    ///       ],
    ///       "deny_if": [
    ///         {
    ///           "conditions": [{"path": "args.amount", "op": "gt", "value": 100}],
    ///           "on_deny": "Ask a person for refunds over 100."
    ///         }
    ///       ]
    ///     }
    ///   }
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [JSON Schema: required properties](https://json-schema.org/understanding-json-schema/reference/object#required)
    OptionalArgumentEscapes, "TW113", "optional-argument-escapes", Medium
}

impl Rule for OptionalArgumentEscapes {
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
        let Argument::Declared(declared) = &*condition.argument else { return };
        let path = condition.condition.path.as_str();
        // What a value never is has its own rule; what the call must have can't be left out.
        let other = matches!(condition.against, Against::WrongKind | Against::NeverThisValue(_))
            || condition.against == Against::NeverHolds;
        // One `require` mends all conditions on the path, so the first one tells.
        if !condition.first_denial
            || other
            || !declared.optional
            || !escapes(condition, declared)
            || tool.asked.contains(path)
        {
            return;
        }
        let pointer = format!("{}/path", tool.pointer_of(condition));
        let message = match declared.default {
            Some(value) => format!(
                "a caller may leave out {}; then this doesn't deny, and the server takes {}",
                quoted(path),
                quoted(&value.to_string())
            ),
            None => format!("a caller may leave out {}, and then this doesn't deny", quoted(path)),
        };
        let cure = serde_json::json!({"path": path, "op": "exists", "value": true});
        out.report(cx.value_span(&pointer), message).pointer(&pointer).help(format!(
            "add an entry to `require` with the condition {}",
            quoted(&cure.to_string())
        ));
    }
}

/// Whether a call without the argument may be one of those to deny.
fn escapes(condition: &ConditionFacts<'_>, declared: &Declared<'_>) -> bool {
    let searches =
        matches!(condition.condition.op, Operator::Exists | Operator::Regex | Operator::Contains);
    let Ok(holding) = holding(condition.condition) else { return false };
    if searches || flags(&holding.domain, &declared.domain) {
        return false;
    }
    declared.default.is_none_or(|value| holding.domain.contains(value))
}

/// Whether it denies a flag that is set: leaving it out doesn't set it.
fn flags(denied: &Domain<'_>, declared: &Domain<'_>) -> bool {
    let flag =
        declared.strings.is_empty() && declared.numbers.is_empty() && !declared.booleans.is_empty();
    flag && denied.booleans.is_subset(&Values::one(true))
}
