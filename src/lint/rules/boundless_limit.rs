//! TW306: a limit so high that it is none.

use crate::lint::rule::declare_rule;
use crate::lint::{Context, Facts, LimitFacts, Meta, Rule, Sink};
use crate::policy::LimitFate;

declare_rule! {
    /// ## What it does
    ///
    /// Reports a limit of 6000 calls a minute or more.
    ///
    /// ## Why is this bad?
    ///
    /// That is a hundred calls each second. No agent gets there, so the limit stops
    /// nothing, and the tool looks limited.
    ///
    /// ## Example
    ///
    /// ```json
    /// {
    ///   "version": "1",
    ///   "default": "deny",
    ///   "tools": {
    ///     "note_create": {
    ///       "limits": [{"counter": "notes", "window": "minute", "max": 1000000, "scope": "grant"}]
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
    ///     "note_create": {
    ///       "limits": [{"counter": "notes", "window": "minute", "max": 30, "scope": "grant"}]
    ///     }
    ///   }
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [The schema of policy.json](https://toolward.dev/schemas/policy.v1.schema.json)
    BoundlessLimit, "TW306", "boundless-limit", Low
}

impl Rule for BoundlessLimit {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_limit(
        &self,
        cx: &Context<'_>,
        _facts: &Facts<'_>,
        limit: &LimitFacts<'_>,
        out: &mut Sink<'_>,
    ) {
        if limit.fate != LimitFate::Boundless {
            return;
        }
        let pointer = format!("{}/max", limit.pointer());
        let message = format!(
            "{} calls a minute are {} each second: this stops nothing",
            limit.limit.max,
            limit.limit.max / 60
        );
        out.report(cx.value_span(&pointer), message)
            .pointer(&pointer)
            .help("30 calls a minute are a person's pace");
    }
}
