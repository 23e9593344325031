//! TW110: a path to an argument that the tool doesn't have.

use crate::lint::rule::declare_rule;
use crate::lint::{ConditionFacts, Context, Facts, LimitFacts, Meta, Rule, Sink, ToolFacts};
use crate::phrase::quoted;
use crate::policy::Argument;

declare_rule! {
    /// ## What it does
    ///
    /// With `--manifest`, reports a path whose argument the tool's schema doesn't
    /// declare, at any depth. A schema that allows additional properties, or may
    /// declare them in a way that isn't plain, is left alone.
    ///
    /// ## Why is this bad?
    ///
    /// The argument is never there. A `deny_if` on it lets every call through, a
    /// `require` refuses every call.
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
    ///           "conditions": [{"path": "args.ammount", "op": "gt", "value": 100}],
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
    ///       "inputSchema": {
    ///         "type": "object",
    ///         "properties": {"amount": {"type": "number"}},
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
    /// - [JSON Schema: properties](https://json-schema.org/understanding-json-schema/reference/object)
    UnknownArgument, "TW110", "unknown-argument", High
}

impl Rule for UnknownArgument {
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
        if condition.argument.is_absent() {
            let pointer = format!("{}/path", tool.pointer_of(condition));
            report(cx, tool, &condition.condition.path, &pointer, out);
        }
    }

    fn check_limit(
        &self,
        cx: &Context<'_>,
        facts: &Facts<'_>,
        limit: &LimitFacts<'_>,
        out: &mut Sink<'_>,
    ) {
        let tool = limit.tool.and_then(|name| facts.tool(name));
        if let (Some(tool), Some(path)) = (tool, &limit.limit.increment_from) {
            report(cx, tool, path, &format!("{}/increment_from", limit.pointer()), out);
        }
    }
}

fn report(cx: &Context<'_>, tool: &ToolFacts<'_>, path: &str, pointer: &str, out: &mut Sink<'_>) {
    let name = quoted(tool.name);
    match &*tool.argument(path) {
        Argument::Missing { segment, parent, known } => {
            let owner =
                if parent.is_empty() { name } else { format!("{} of {name}", quoted(parent)) };
            let what = if parent.is_empty() { "argument" } else { "member" };
            let message = format!("{owner} has no {what} {}", quoted(segment));
            let draft = out.report(cx.value_span(pointer), message);
            draft.pointer(pointer);
            if let Some(near) = cx.nearest(segment, known.iter().copied()) {
                draft.help(format!("did you mean {}?", quoted(near)));
            } else if !known.is_empty() && known.len() <= 8 {
                let list: Vec<String> = known.iter().map(|name| quoted(name)).collect();
                draft.help(format!("it has {}", list.join(", ")));
            }
        }
        Argument::TooDeep { parent, kind } => {
            let message = format!("{} of {name} is {kind} and has no members", quoted(parent));
            out.report(cx.value_span(pointer), message)
                .pointer(pointer)
                .help(format!("end the path at {}", quoted(&format!("args.{parent}"))));
        }
        Argument::Unknown | Argument::Declared(_) => {}
    }
}
