//! TW005: a word that is none of the allowed ones.

use super::schema_violation::report;
use crate::lint::rule::declare_rule;
use crate::lint::{Context, Meta, Rule, Sink};
use crate::policy::{Violation, ViolationKind};

declare_rule! {
    /// ## What it does
    ///
    /// Reports a `default`, `op`, `window` or `scope` that isn't one of the words it
    /// may be, with the nearest of them.
    ///
    /// ## Why is this bad?
    ///
    /// Nobody knows what the rule does then: the policy is refused, or the rule is
    /// skipped.
    ///
    /// ## Example
    ///
    /// ```json
    /// {"version": "1", "default": "denied"}
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```json
    /// {"version": "1", "default": "deny"}
    /// ```
    ///
    /// ## References
    ///
    /// - [The schema of policy.json](https://toolward.dev/schemas/policy.v1.schema.json)
    UnknownValue, "TW005", "unknown-value", High
}

impl Rule for UnknownValue {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_violation(&self, cx: &Context<'_>, violation: &Violation, out: &mut Sink<'_>) {
        if violation.kind == ViolationKind::UnknownValue {
            report(cx, violation, out);
        }
    }
}
