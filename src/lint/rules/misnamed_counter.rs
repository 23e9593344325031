//! TW304: a counter whose name tells another window than it has.

use crate::lint::rule::declare_rule;
use crate::lint::{Context, Facts, LimitFacts, Meta, Rule, Sink, words};
use crate::phrase::quoted;
use crate::policy::Window;

declare_rule! {
    /// ## What it does
    ///
    /// Reports a counter whose name ends with one window (`_per_hour`, `_hourly`)
    /// while its limit has another.
    ///
    /// ## Why is this bad?
    ///
    /// One of the two is not what was meant: 100 calls an hour, written with
    /// `"window": "minute"`, are 6000 an hour.
    ///
    /// ## Example
    ///
    /// ```json
    /// {
    ///   "version": "1",
    ///   "default": "deny",
    ///   "tools": {
    ///     "note_create": {
    ///       "limits": [{"counter": "notes_per_hour", "window": "minute", "max": 100, "scope": "grant"}]
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
    ///       "limits": [{"counter": "notes_per_hour", "window": "hour", "max": 100, "scope": "grant"}]
    ///     }
    ///   }
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [The schema of policy.json](https://toolward.dev/schemas/policy.v1.schema.json)
    MisnamedCounter, "TW304", "misnamed-counter", Medium
}

impl Rule for MisnamedCounter {
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
        let (counter, window) = (limit.limit.counter.as_str(), limit.limit.window);
        let Some(told) = window_told(counter, limit.tool).filter(|told| *told != window) else {
            return;
        };
        let pointer = format!("{}/window", limit.pointer());
        let name = format!("{}/counter", limit.pointer());
        let message = format!(
            "the counter {} starts again each {}, and its name says {}",
            quoted(counter),
            words::window(window),
            words::window(told)
        );
        out.report(cx.value_span(&pointer), message)
            .pointer(&pointer)
            .help(format!("write \"{}\", or rename the counter", words::window(told)))
            .related(cx.value_span(&name), "the name");
    }
}

/// The window that a name ends with, the tool's own name aside: a tool called
/// `forecast_hourly` may be limited by the minute.
fn window_told(counter: &str, tool: Option<&str>) -> Option<Window> {
    let lower = counter.to_lowercase();
    let tool = tool.map(str::to_lowercase).unwrap_or_default();
    let own = lower.strip_prefix(&tool).unwrap_or(&lower);
    let last = own.rsplit(['_', '-', '.', ' ', '/']).next()?;
    match last {
        "minute" | "minutely" => Some(Window::Minute),
        "hour" | "hourly" => Some(Window::Hour),
        "day" | "daily" => Some(Window::Day),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_end_of_a_name_tells_a_window() {
        assert_eq!(window_told("notes_per_hour", None), Some(Window::Hour));
        assert_eq!(window_told("Notes-Daily", None), Some(Window::Day));
        assert_eq!(window_told("day_rate", None), None);
        assert_eq!(window_told("forecast_hourly", Some("forecast_hourly")), None);
        assert_eq!(
            window_told("forecast_hourly_per_day", Some("forecast_hourly")),
            Some(Window::Day)
        );
        assert_eq!(window_told("", None), None);
    }
}
