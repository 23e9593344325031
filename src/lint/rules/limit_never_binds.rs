//! TW302: a limit that another one makes pointless.

use crate::lint::rule::declare_rule;
use crate::lint::{Context, Facts, LimitFacts, Meta, Rule, Sink, words};
use crate::policy::{Limit, LimitFate, windows_in};

declare_rule! {
    /// ## What it does
    ///
    /// Reports a limit that is never the one to stop a call, because another of the
    /// same tool or of `all_tools` is full first: 3000 calls an hour beside 30 a
    /// minute, which make 1800 an hour at most.
    ///
    /// ## Why is this bad?
    ///
    /// The limit has no effect. One of the two numbers is not what its author meant.
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
    ///         {"counter": "notes_per_minute", "window": "minute", "max": 30, "scope": "grant"},
    ///         {"counter": "notes_per_hour", "window": "hour", "max": 3000, "scope": "grant"}
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
    ///       "limits": [
    ///         {"counter": "notes_per_minute", "window": "minute", "max": 30, "scope": "grant"},
    ///         {"counter": "notes_per_hour", "window": "hour", "max": 300, "scope": "grant"}
    ///       ]
    ///     }
    ///   }
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [The schema of policy.json](https://toolward.dev/schemas/policy.v1.schema.json)
    LimitNeverBinds, "TW302", "limit-never-binds", Low
}

impl Rule for LimitNeverBinds {
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
        let LimitFate::Idle(by) = limit.fate else { return };
        let list = if by.all_tools { "/all_tools/limits" } else { limit.list.as_str() };
        let own = limit.tool.and_then(|name| facts.policy.tools.get(name)).map(|tool| &tool.limits);
        let all = facts.policy.all_tools.as_ref().map(|all| &all.limits);
        let others = if by.all_tools { all } else { own.or(all) };
        let Some(other) = others.and_then(|limits| limits.get(by.index)) else { return };
        let message = format!(
            "{} never stops a call: {}",
            words::quota(limit.limit),
            reason(limit.limit, other, by.all_tools)
        );
        let pointer = format!("{}/max", limit.pointer());
        out.report(cx.value_span(&pointer), message)
            .pointer(&pointer)
            .help("remove it, or correct one of the two numbers")
            .related(cx.value_span(&format!("{list}/{}/max", by.index)), "this one is full first");
    }
}

fn reason(limit: &Limit, other: &Limit, all_tools: bool) -> String {
    let of = if all_tools { " of all tools together" } else { "" };
    let quota = words::quota(other);
    if other.window >= limit.window {
        return format!("{quota}{of} are reached first");
    }
    let most = other.max.saturating_mul(windows_in(other.window, limit.window));
    let window = words::window(limit.window);
    format!("{quota}{of} are at most {most} each {window}")
}
