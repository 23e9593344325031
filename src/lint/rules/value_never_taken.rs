//! TW112: a comparison with a value that the argument never has.

use crate::lint::rule::declare_rule;
use crate::lint::{ConditionFacts, Context, Meta, Rule, Sink, ToolFacts};
use crate::phrase::{one_of, quoted};
use crate::policy::satisfy::Values;
use crate::policy::{Against, Argument, Declared, List, Operator};

declare_rule! {
    /// ## What it does
    ///
    /// With `--manifest`, reports a value that the argument's schema rules out: it
    /// isn't in its `enum`, or lies outside its bounds.
    ///
    /// ## Why is this bad?
    ///
    /// No valid call has this value, so the condition comes out the same way for all
    /// of them. Mostly the value is misspelt, and the one that was meant is not
    /// covered.
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
    ///           "conditions": [{"path": "args.kind", "op": "eq", "value": "Full"}],
    ///           "on_deny": "Ask a person for full refunds."
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
    ///         "properties": {"kind": {"enum": ["full", "partial"]}},
    ///         "required": ["kind"]
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
    ///           "conditions": [{"path": "args.kind", "op": "eq", "value": "full"}],
    ///           "on_deny": "Ask a person for full refunds."
    ///         }
    ///       ]
    ///     }
    ///   }
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [JSON Schema: enumerated values](https://json-schema.org/understanding-json-schema/reference/enum)
    ValueNeverTaken, "TW112", "value-never-taken", High
}

impl Rule for ValueNeverTaken {
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
        if !matches!(condition.against, Against::NeverThisValue(_) | Against::NeverHolds) {
            return;
        }
        let value = format!("{}/value", tool.pointer_of(condition));
        match &condition.against {
            Against::NeverThisValue(elements) if elements.is_empty() => {
                report(cx, condition, declared, &value, &condition.condition.value, out);
            }
            Against::NeverThisValue(elements) => {
                for index in elements {
                    let Some(element) = condition.condition.value.get(index) else { continue };
                    report(cx, condition, declared, &format!("{value}/{index}"), element, out);
                }
            }
            // A `deny_if` that the schema makes needless is told by TW114.
            Against::NeverHolds if condition.entry.at.list == List::Require => {
                let path = quoted(&condition.condition.path);
                let message = if condition.condition.op == Operator::Exists {
                    format!("{path} is always there, so every valid call is refused")
                } else {
                    format!("{path} is never in this range, so every valid call is refused")
                };
                out.report(cx.value_span(&value), message)
                    .pointer(&value)
                    .help("the schema of the tool rules it out: correct or remove it");
            }
            _ => {}
        }
    }
}

fn report(
    cx: &Context<'_>,
    condition: &ConditionFacts<'_>,
    declared: &Declared<'_>,
    pointer: &str,
    value: &serde_json::Value,
    out: &mut Sink<'_>,
) {
    let op = condition.condition.op;
    let path = quoted(&condition.condition.path);
    let found = quoted(&value.to_string());
    let message = match op {
        Operator::Regex => format!("no value that {path} can have matches {found}"),
        Operator::Contains => format!("no value that {path} can have contains {found}"),
        _ => format!("{path} is never {found}"),
    };
    let draft = out.report(cx.value_span(pointer), message);
    draft.pointer(pointer);
    let domain = declared.items.as_ref().filter(|_| op == Operator::Contains);
    let domain = domain.unwrap_or(&declared.domain);
    let Values::Only(known) = &domain.strings else { return };
    let near = value.as_str().and_then(|text| cx.nearest(text, known.iter().copied()));
    if let Some(near) = near.filter(|_| op != Operator::Regex) {
        draft.help(format!("did you mean {}?", quoted(&format!("\"{near}\""))));
    } else if !known.is_empty() && known.len() <= 8 {
        let known: Vec<String> = known.iter().map(|text| format!("\"{text}\"")).collect();
        draft.help(format!("it can be {}", one_of(&known)));
    }
}
