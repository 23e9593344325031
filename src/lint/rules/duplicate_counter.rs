//! TW305: one counter and window twice in a list.

use crate::lint::rule::declare_rule;
use crate::lint::{Context, Facts, LimitFacts, Meta, Rule, Sink, words};
use crate::phrase::quoted;
use crate::policy::LimitFate;

declare_rule! {
    /// ## What it does
    ///
    /// Reports a limit whose counter and window stand in the same list already. A
    /// counter with two windows is fine.
    ///
    /// ## Why is this bad?
    ///
    /// It is one counter. Either each call counts twice, or one of the two maxima has
    /// no effect.
    ///
    /// ## Example
    ///
    /// ```json
    /// {
    ///   "version": "1",
    ///   "default": "deny",
    ///   "tools": {
    ///     "note_create": {
    ///       "limits": [
    ///         {"counter": "notes", "window": "hour", "max": 100, "scope": "grant"},
    ///         {"counter": "notes", "window": "hour", "max": 50, "scope": "grant"}
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
    ///     "note_create": {
    ///       "limits": [{"counter": "notes", "window": "hour", "max": 50, "scope": "grant"}]
    ///     }
    ///   }
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [The schema of policy.json](https://toolward.dev/schemas/policy.v1.schema.json)
    DuplicateCounter, "TW305", "duplicate-counter", Medium
}

impl Rule for DuplicateCounter {
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
        let LimitFate::Repeated(first) = limit.fate else { return };
        let message = format!(
            "the counter {} is limited each {} already",
            quoted(&limit.limit.counter),
            words::window(limit.limit.window)
        );
        let pointer = format!("{}/counter", limit.pointer());
        let other = format!("{}/{first}/counter", limit.list);
        out.report(cx.value_span(&pointer), message)
            .pointer(&pointer)
            .help("keep the limit that you mean")
            .related(cx.value_span(&other), "first limited here");
    }
}
