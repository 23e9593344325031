//! TW111: a comparison with a kind of value that the argument never has.

use crate::lint::rule::declare_rule;
use crate::lint::{ConditionFacts, Context, Meta, Rule, Sink, ToolFacts};
use crate::phrase::quoted;
use crate::policy::{Against, Argument, Condition, Declared, Operator};

declare_rule! {
    /// ## What it does
    ///
    /// With `--manifest`, reports a condition whose value, or whose operator, is for
    /// another type than the one that the tool's schema gives the argument.
    ///
    /// ## Why is this bad?
    ///
    /// Values of different types are never equal: the string `"5"` isn't the number
    /// 5. The condition comes out the same way for every valid call, so it decides
    /// nothing or everything.
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
    ///           "conditions": [{"path": "args.account", "op": "eq", "value": 7}],
    ///           "on_deny": "Account 7 is closed."
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
    ///         "properties": {"account": {"type": "string"}},
    ///         "required": ["account"]
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
    ///       "deny_if": [
    ///         {
    ///           "conditions": [{"path": "args.account", "op": "eq", "value": "7"}],
    ///           "on_deny": "Account 7 is closed."
    ///         }
    ///       ]
    ///     }
    ///   }
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [JSON Schema: types](https://json-schema.org/understanding-json-schema/reference/type)
    ValueOfWrongKind, "TW111", "value-of-wrong-kind", High
}

impl Rule for ValueOfWrongKind {
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
        if condition.against != Against::WrongKind {
            return;
        }
        let (key, message, help) = words(condition.condition, declared);
        let pointer = format!("{}/{key}", tool.pointer_of(condition));
        out.report(cx.value_span(&pointer), message).pointer(&pointer).help(help);
    }
}

/// The key to point at, what is wrong, and what to do.
fn words(condition: &Condition, declared: &Declared<'_>) -> (&'static str, String, String) {
    let (path, found) = (quoted(&condition.path), quoted(&condition.value.to_string()));
    let kinds = declared.domain.kinds();
    let op = condition.op;
    match (&declared.items, op) {
        _ if by_operator(op) => {
            let message = format!("{path} is {kinds}, and `{}` {}", name(op), takes(op));
            ("op", message, format!("use an operator for {kinds}"))
        }
        (Some(items), Operator::Contains) => {
            let kinds = items.kinds();
            let list = plural(&kinds);
            let message = format!("{path} is a list of {list}, so it never contains {found}");
            ("value", message, format!("look for {kinds}"))
        }
        (None, Operator::Contains) => {
            let message = format!("{path} is {kinds}, so it never contains {found}");
            ("value", message, "use `eq` or `in`".to_owned())
        }
        (_, Operator::In | Operator::NotIn) => {
            let message = format!("{path} is {kinds}, so it is none of {found}");
            ("value", message, format!("each value has to be {kinds}"))
        }
        _ => {
            let message = format!("{path} is {kinds}, so it is never {found}");
            ("value", message, format!("compare it with {kinds}"))
        }
    }
}

/// Whether it is the operator that doesn't fit, whatever the value.
fn by_operator(op: Operator) -> bool {
    matches!(op, Operator::Lt | Operator::Lte | Operator::Gt | Operator::Gte | Operator::Regex)
}

fn takes(op: Operator) -> &'static str {
    if op == Operator::Regex { "searches strings alone" } else { "compares numbers alone" }
}

fn name(op: Operator) -> &'static str {
    match op {
        Operator::Lt => "lt",
        Operator::Lte => "lte",
        Operator::Gt => "gt",
        Operator::Gte => "gte",
        _ => "regex",
    }
}

/// "a string or a number" to "strings or numbers".
fn plural(kinds: &str) -> String {
    let words: Vec<String> = kinds
        .split(' ')
        .filter(|word| !matches!(*word, "a" | "an"))
        .map(|word| match word.strip_suffix(',') {
            Some(word) => format!("{word}s,"),
            None if word == "or" => word.to_owned(),
            None => format!("{word}s"),
        })
        .collect();
    words.join(" ")
}
