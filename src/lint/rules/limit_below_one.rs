//! TW301: a limit that no call fits into.

use super::schema_violation::report;
use crate::lint::rule::declare_rule;
use crate::lint::{Context, Meta, Rule, Sink};
use crate::policy::{Violation, ViolationKind};

declare_rule! {
    /// ## What it does
    ///
    /// Reports a limit whose `max` is less than 1.
    ///
    /// ## Why is this bad?
    ///
    /// It refuses every call in a roundabout way, with a text about a quota that is
    /// used up. Some read 0 as "no limit", and then it refuses none.
    ///
    /// ## Example
    ///
    /// ```json
    /// {
    ///   "version": "1",
    ///   "default": "deny",
    ///   "tools": {
    ///     "note_delete": {
    ///       "limits": [{"counter": "note_delete_rate", "window": "day", "max": 0, "scope": "grant"}]
    ///     }
    ///   }
    /// }
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```json
    /// {"version": "1", "default": "deny", "hide": ["note_delete"]}
    /// ```
    ///
    /// ## References
    ///
    /// - [The schema of policy.json](https://toolward.dev/schemas/policy.v1.schema.json)
    LimitBelowOne, "TW301", "limit-below-one", High
}

impl Rule for LimitBelowOne {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_violation(&self, cx: &Context<'_>, violation: &Violation, out: &mut Sink<'_>) {
        if violation.kind == ViolationKind::TooSmall {
            report(cx, violation, out);
        }
    }
}
