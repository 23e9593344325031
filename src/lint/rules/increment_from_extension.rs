//! TW308: a spending cap, which not every gateway knows.

use super::increment_from_non_number::is_no_number;
use crate::lint::rule::declare_rule;
use crate::lint::{Context, Facts, LimitFacts, Meta, Rule, Sink};

declare_rule! {
    /// ## What it does
    ///
    /// Notes a limit with `increment_from`.
    ///
    /// ## Why is this bad?
    ///
    /// It need not be: the key makes a cap on what is spent. But it isn't part of the
    /// format that hosted gateways document. One that doesn't know it refuses the
    /// policy, or counts calls instead.
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
    /// ## Use instead
    ///
    /// ```json
    /// {
    ///   "version": "1",
    ///   "default": "deny",
    ///   "tools": {
    ///     "refund_create": {
    ///       "require": [{"conditions": [{"path": "args.amount", "op": "lte", "value": 50}]}],
    ///       "limits": [{"counter": "refunds", "window": "day", "max": 10, "scope": "grant"}]
    ///     }
    ///   }
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [The schema of policy.json](https://toolward.dev/schemas/policy.v1.schema.json)
    IncrementFromExtension, "TW308", "increment-from-extension", Info
}

impl Rule for IncrementFromExtension {
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
        let Some(path) = &limit.limit.increment_from else { return };
        // An argument that can't be added up is the first thing to mend.
        let argument = limit.tool.and_then(|name| facts.tool(name)).map(|tool| tool.argument(path));
        if argument.is_some_and(|argument| is_no_number(&argument) || argument.is_absent()) {
            return;
        }
        let pointer = format!("{}/increment_from", limit.pointer());
        out.report(cx.key_span(&pointer), "a hosted gateway may not know `increment_from`")
            .pointer(&pointer)
            .help("try it there, or limit the calls and what one call may spend");
    }
}
