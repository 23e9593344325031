//! TW217: a fraction compared for equality.

use serde_json::Value;

use crate::lint::rule::declare_rule;
use crate::lint::{Context, Meta, Rule, Sink, ToolFacts};
use crate::phrase::quoted;
use crate::policy::{JudgedEntry, Operator};

declare_rule! {
    /// ## What it does
    ///
    /// Reports `eq`, `neq`, `in` and `not_in` with a number that has a fraction.
    ///
    /// ## Why is this bad?
    ///
    /// Fractions are rounded: 0.1 + 0.2 isn't 0.3. A caller whose sum is off by a
    /// hair, or who adds one, is treated otherwise than the policy says.
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
    ///           "conditions": [{"path": "args.amount", "op": "eq", "value": 99.9}],
    ///           "on_deny": "Ask a person."
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
    ///           "conditions": [{"path": "args.amount", "op": "gte", "value": 99.9}],
    ///           "on_deny": "Ask a person."
    ///         }
    ///       ]
    ///     }
    ///   }
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [IEEE 754 arithmetic, in short](https://0.30000000000000004.com/)
    FloatEquality, "TW217", "float-equality", Low
}

impl Rule for FloatEquality {
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
        for (index, condition) in entry.entry.conditions.iter().enumerate() {
            let equality = matches!(
                condition.op,
                Operator::Eq | Operator::Neq | Operator::In | Operator::NotIn
            );
            if !equality {
                continue;
            }
            let value = format!("{}/value", tool.condition_pointer(entry.at, index));
            match &condition.value {
                Value::Array(elements) => {
                    let all = elements.iter().enumerate();
                    for (i, element) in all.filter(|(_, element)| is_fraction(element)) {
                        report(cx, element, &format!("{value}/{i}"), out);
                    }
                }
                number if is_fraction(number) => report(cx, number, &value, out),
                _ => {}
            }
        }
    }
}

fn is_fraction(value: &Value) -> bool {
    value.as_f64().is_some_and(|number| number.fract() != 0.0)
}

fn report(cx: &Context<'_>, value: &Value, pointer: &str, out: &mut Sink<'_>) {
    let message = format!(
        "{} is compared for equality, and fractions are rounded",
        quoted(&value.to_string())
    );
    out.report(cx.value_span(pointer), message)
        .pointer(pointer)
        .help("compare with `lt`, `lte`, `gt` or `gte`");
}
