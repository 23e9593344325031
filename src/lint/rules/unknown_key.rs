//! TW004: a key that means nothing here.

use super::schema_violation::report;
use crate::lint::rule::declare_rule;
use crate::lint::{Context, Meta, Rule, Sink};
use crate::policy::{Violation, ViolationKind};

declare_rule! {
    /// ## What it does
    ///
    /// Reports a key that a policy doesn't know at this place, with the nearest one
    /// that it does.
    ///
    /// ## Why is this bad?
    ///
    /// A rule under a misspelt key is no rule: whoever ignores unknown keys lets the
    /// calls through that it was to stop.
    ///
    /// ## Example
    ///
    /// ```json
    /// {
    ///   "version": "1",
    ///   "default": "deny",
    ///   "tools": {
    ///     "create_charge": {"denyif": [{"conditions": [], "on_deny": "Ask a person."}]}
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
    ///     "create_charge": {"deny_if": [{"conditions": [], "on_deny": "Ask a person."}]}
    ///   }
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [The schema of policy.json](https://toolward.dev/schemas/policy.v1.schema.json)
    UnknownKey, "TW004", "unknown-key", High
}

impl Rule for UnknownKey {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_violation(&self, cx: &Context<'_>, violation: &Violation, out: &mut Sink<'_>) {
        if matches!(violation.kind, ViolationKind::UnknownKey { .. }) {
            report(cx, violation, out);
        }
    }
}
