//! TW307: a spending cap on an argument that is no number.

use crate::lint::rule::declare_rule;
use crate::lint::{Context, Facts, LimitFacts, Meta, Rule, Sink, ToolFacts};
use crate::manifest::{Parameter, Tool};
use crate::phrase::quoted;
use crate::policy::Argument;

declare_rule! {
    /// ## What it does
    ///
    /// With `--manifest`, reports an `increment_from` whose argument is never a
    /// number, by the schema of the tool.
    ///
    /// ## Why is this bad?
    ///
    /// There is nothing to add up, so the cap is never reached, or the calls are
    /// refused.
    ///
    /// ## Example
    ///
    /// ```json
    /// {
    ///   "version": "1",
    ///   "default": "deny",
    ///   "tools": {
    ///     "refund_create": {
    ///       "limits": [
    ///         {"counter": "refunded", "window": "day", "max": 500, "scope": "grant", "increment_from": "args.amount"}
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
    ///         "properties": {"amount": {"type": "string", "enum": ["half", "full"]}},
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
    ///       "require": [{"conditions": [{"path": "args.amount", "op": "eq", "value": "half"}]}],
    ///       "limits": [{"counter": "refunds", "window": "day", "max": 5, "scope": "grant"}]
    ///     }
    ///   }
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [The schema of policy.json](https://toolward.dev/schemas/policy.v1.schema.json)
    IncrementFromNonNumber, "TW307", "increment-from-non-number", High
}

impl Rule for IncrementFromNonNumber {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_limit(
        &self,
        cx: &Context<'_>,
        facts: &Facts<'_>,
        limit: &LimitFacts<'_>,
        out: &mut Sink<'_>,
    ) {
        let tool = limit.tool.and_then(|name| facts.tool(name));
        let (Some(tool), Some(path)) = (tool, &limit.limit.increment_from) else { return };
        let argument = tool.argument(path);
        let Argument::Declared(declared) = &*argument else { return };
        if !is_no_number(&argument) {
            return;
        }
        let pointer = format!("{}/increment_from", limit.pointer());
        let message =
            format!("{} is {}, and only numbers add up", quoted(path), declared.domain.kinds());
        let numbers = numbers(tool);
        let draft = out.report(cx.value_span(&pointer), message);
        draft.pointer(&pointer);
        if let [only] = numbers.as_slice() {
            draft.help(format!("did you mean {}?", quoted(&format!("args.{only}"))));
        } else {
            draft.help("count the calls, or an argument that is a number");
        }
    }
}

/// Whether the schema says that the argument is never a number.
pub(super) fn is_no_number(argument: &Argument<'_>) -> bool {
    let Argument::Declared(declared) = argument else { return false };
    !declared.domain.has_no_value() && declared.domain.numbers.is_empty()
}

/// The arguments of a tool that are numbers.
fn numbers<'f>(tool: &ToolFacts<'f>) -> Vec<&'f str> {
    let definition = tool.known.and_then(|known| known.definition);
    let parameters = definition.map(Tool::parameters).unwrap_or_default();
    let is_number =
        |parameter: &Parameter<'_>| parameter.is_type("number") || parameter.is_type("integer");
    parameters
        .iter()
        .filter(|parameter| is_number(parameter))
        .map(|parameter| parameter.name)
        .collect()
}
