//! TW006: a policy format that this program doesn't know.

use super::schema_violation::report;
use crate::lint::rule::declare_rule;
use crate::lint::{Context, Meta, Rule, Sink};
use crate::policy::{Violation, ViolationKind};

declare_rule! {
    /// ## What it does
    ///
    /// Reports a `version` other than `"1"`. The rest of the document is judged as
    /// version 1.
    ///
    /// ## Why is this bad?
    ///
    /// A format of another version may give the same keys another meaning, so the
    /// policy may do something else than it seems to.
    ///
    /// ## Example
    ///
    /// ```json
    /// {"version": "1.1", "default": "deny"}
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
    UnsupportedVersion, "TW006", "unsupported-version", High
}

impl Rule for UnsupportedVersion {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_violation(&self, cx: &Context<'_>, violation: &Violation, out: &mut Sink<'_>) {
        if violation.kind == ViolationKind::UnsupportedVersion {
            report(cx, violation, out);
        }
    }
}
