//! TW303: one counter name for two things.

use std::collections::HashMap;

use crate::lint::rule::declare_rule;
use crate::lint::{Context, Facts, LimitFacts, Meta, Rule, Sink};
use crate::phrase::quoted;
use crate::policy::LimitFate;

declare_rule! {
    /// ## What it does
    ///
    /// Reports a counter whose name stands for another thing elsewhere: calls of a
    /// tool here and of all tools there, calls here and a sum there, or another
    /// maximum for the same window under another tool.
    ///
    /// ## Why is this bad?
    ///
    /// If the gateway counts both in one place, each uses up the other's quota. If it
    /// doesn't, a refusal that names the counter doesn't say which one is full.
    ///
    /// ## Example
    ///
    /// ```json
    /// {
    ///   "version": "1",
    ///   "default": "deny",
    ///   "tools": {
    ///     "note_create": {
    ///       "limits": [{"counter": "changes", "window": "hour", "max": 100, "scope": "grant"}]
    ///     },
    ///     "note_update": {
    ///       "limits": [{"counter": "changes", "window": "hour", "max": 20, "scope": "grant"}]
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
    ///       "limits": [{"counter": "note_create_rate", "window": "hour", "max": 100, "scope": "grant"}]
    ///     },
    ///     "note_update": {
    ///       "limits": [{"counter": "note_update_rate", "window": "hour", "max": 20, "scope": "grant"}]
    ///     }
    ///   }
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [The schema of policy.json](https://toolward.dev/schemas/policy.v1.schema.json)
    AmbiguousCounter, "TW303", "ambiguous-counter", Medium
}

impl Rule for AmbiguousCounter {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_policy(&self, cx: &Context<'_>, facts: &Facts<'_>, out: &mut Sink<'_>) {
        let mut first: HashMap<&str, &LimitFacts<'_>> = HashMap::new();
        let mut maxima = HashMap::new();
        for limit in facts.limits.iter().filter(|limit| !repeated(limit)) {
            let counter = limit.limit.counter.as_str();
            let earlier = *first.entry(counter).or_insert(limit);
            let same_window = *maxima.entry((counter, limit.limit.window)).or_insert(limit);
            let clash = differ(earlier, limit).map(|what| (earlier, what)).or_else(|| {
                let other = same_window.limit.max != limit.limit.max;
                other.then_some((same_window, "has another maximum"))
            });
            let Some((other, what)) = clash else { continue };
            report(cx, limit, other, what, out);
        }
    }
}

/// A counter that stands twice in one list has its own rule.
fn repeated(limit: &LimitFacts<'_>) -> bool {
    matches!(limit.fate, LimitFate::Repeated(_))
}

/// What else the name stands for.
fn differ(earlier: &LimitFacts<'_>, limit: &LimitFacts<'_>) -> Option<&'static str> {
    if earlier.limit.increment_from != limit.limit.increment_from {
        return Some("counts another thing");
    }
    (earlier.tool.is_none() && limit.tool.is_some()).then_some("counts the calls of all tools")
}

fn report(
    cx: &Context<'_>,
    limit: &LimitFacts<'_>,
    other: &LimitFacts<'_>,
    what: &str,
    out: &mut Sink<'_>,
) {
    let (here, there) = (limit.pointer(), other.pointer());
    let pointer = format!("{here}/counter");
    let counter = quoted(&limit.limit.counter);
    out.report(cx.value_span(&pointer), format!("the counter {counter} {what} elsewhere"))
        .pointer(&pointer)
        .help("give each its own name")
        .related(cx.value_span(&format!("{there}/counter")), "used here too");
}
