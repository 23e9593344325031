//! TW212: an operator with a value that it can't work with.

use crate::document::kind_of;
use crate::lint::rule::declare_rule;
use crate::lint::{Context, Meta, Rule, Sink, ToolFacts};
use crate::phrase::quoted;
use crate::policy::satisfy::{Misfit, holding};
use crate::policy::{Condition, Fate, JudgedEntry};

declare_rule! {
    /// ## What it does
    ///
    /// Reports `in` or `not_in` without a list, `lt`, `lte`, `gt` or `gte` without a
    /// number, `exists` without true or false, and `regex` without a string.
    ///
    /// ## Why is this bad?
    ///
    /// Such a condition is never met: a `deny_if` with it denies nothing, a `require`
    /// refuses every call.
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
    ///           "conditions": [{"path": "args.amount", "op": "gt", "value": "100"}],
    ///           "on_deny": "Ask a person for refunds over 100."
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
    /// - [The schema of policy.json](https://toolward.dev/schemas/policy.v1.schema.json)
    OperatorValueMismatch, "TW212", "operator-value-mismatch", High
}

impl Rule for OperatorValueMismatch {
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
        if entry.fate != Fate::Unclear {
            return;
        }
        for (index, condition) in entry.entry.conditions.iter().enumerate() {
            let Err(misfit) = holding(condition) else { continue };
            let pointer = format!("{}/value", tool.condition_pointer(entry.at, index));
            let op = serde_json::to_value(condition.op).unwrap_or_default();
            let message = format!(
                "`{}` takes {}, and this is {}",
                op.as_str().unwrap_or_default(),
                takes(misfit),
                kind_of(&condition.value)
            );
            let draft = out.report(cx.value_span(&pointer), message);
            draft.pointer(&pointer);
            if let Some(help) = help(misfit, condition) {
                draft.help(help);
            }
        }
    }
}

fn takes(misfit: Misfit) -> &'static str {
    match misfit {
        Misfit::NotANumber => "a number",
        Misfit::NotAList => "a list",
        Misfit::NotABoolean => "`true` or `false`",
        Misfit::NotAString => "a pattern in quotes",
    }
}

fn help(misfit: Misfit, condition: &Condition) -> Option<String> {
    let text = condition.value.as_str();
    match misfit {
        Misfit::NotANumber | Misfit::NotABoolean => {
            let value: serde_json::Value = serde_json::from_str(text?.trim()).ok()?;
            let meant =
                if misfit == Misfit::NotANumber { value.is_number() } else { value.is_boolean() };
            meant.then(|| format!("remove the quotes: {}", quoted(&value.to_string())))
        }
        Misfit::NotAList => {
            Some(format!("put it in brackets: {}", quoted(&format!("[{}]", condition.value))))
        }
        Misfit::NotAString => None,
    }
}
