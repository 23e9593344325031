//! TW211: a path that names no argument.

use super::schema_violation::report;
use crate::lint::rule::declare_rule;
use crate::lint::{Context, Meta, Rule, Sink};
use crate::policy::{Violation, ViolationKind};

declare_rule! {
    /// ## What it does
    ///
    /// Reports a `path` or `increment_from` that isn't `args.` and the name of an
    /// argument, with one more dot for each level down.
    ///
    /// ## Why is this bad?
    ///
    /// The path leads nowhere, so its condition is never met. A `deny_if` on it
    /// denies nothing.
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
    ///           "conditions": [{"path": "amount", "op": "gt", "value": 100}],
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
    PathOutsideArgs, "TW211", "path-outside-args", High
}

impl Rule for PathOutsideArgs {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_violation(&self, cx: &Context<'_>, violation: &Violation, out: &mut Sink<'_>) {
        if violation.kind == ViolationKind::Pattern {
            report(cx, violation, out);
        }
    }
}
