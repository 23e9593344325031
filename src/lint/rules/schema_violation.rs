//! TW003: a value that a policy can't have at this place.

use crate::lint::cure::cure;
use crate::lint::rule::declare_rule;
use crate::lint::{Context, Meta, Rule, Sink};
use crate::policy::{Violation, ViolationKind};

declare_rule! {
    /// ## What it does
    ///
    /// Reports a value of the wrong kind or outside its bounds, and a key that has
    /// to be there and isn't.
    ///
    /// ## Why is this bad?
    ///
    /// Such a policy is refused when it is loaded, or worse, read in a way that its
    /// author didn't mean.
    ///
    /// ## Example
    ///
    /// ```json
    /// {
    ///   "version": "1",
    ///   "default": "deny",
    ///   "tools": {
    ///     "send_email": {
    ///       "limits": [{"counter": "mails", "window": "hour", "max": "30", "scope": "grant"}]
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
    ///     "send_email": {
    ///       "limits": [{"counter": "mails", "window": "hour", "max": 30, "scope": "grant"}]
    ///     }
    ///   }
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [The schema of policy.json](https://toolward.dev/schemas/policy.v1.schema.json)
    SchemaViolation, "TW003", "schema-violation", High
}

impl Rule for SchemaViolation {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_violation(&self, cx: &Context<'_>, violation: &Violation, out: &mut Sink<'_>) {
        match violation.kind {
            // These have rules of their own.
            ViolationKind::UnknownKey { .. }
            | ViolationKind::UnknownValue
            | ViolationKind::UnsupportedVersion
            | ViolationKind::Pattern
            | ViolationKind::TooSmall => {}
            _ => report(cx, violation, out),
        }
    }
}

/// Reports a violation in its own words, at its place.
pub(super) fn report(cx: &Context<'_>, violation: &Violation, out: &mut Sink<'_>) {
    let place = cx.locate(&violation.pointer);
    let draft = out.report(violation.span_at(place.as_ref()), violation.to_string());
    draft.pointer(&violation.pointer).fix(cure(cx, violation));
    if let Some(help) = violation.help() {
        draft.help(help);
    }
}
