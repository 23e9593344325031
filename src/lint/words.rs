//! Parts of a policy in the words of a message, safe to print, and what a
//! name tells of itself.

use crate::phrase::quoted;
use crate::policy::{Condition, EntryRef, Limit, Window};

/// Names shown of a long list.
const SHOWN: usize = 3;

/// `args.amount gt 100`, in back-ticks.
pub(crate) fn condition(condition: &Condition) -> String {
    let op = serde_json::to_value(condition.op).unwrap_or_default();
    let op = op.as_str().unwrap_or_default();
    quoted(&format!("{} {op} {}", condition.path, condition.value))
}

/// "item 2 of `deny_if`".
pub(crate) fn entry(at: EntryRef) -> String {
    format!("item {} of `{}`", at.index + 1, at.list.key())
}

/// "30 each minute".
pub(crate) fn quota(limit: &Limit) -> String {
    format!("{} each {}", limit.max, window(limit.window))
}

pub(crate) fn window(window: Window) -> &'static str {
    match window {
        Window::Minute => "minute",
        Window::Hour => "hour",
        Window::Day => "day",
    }
}

/// `a`, `b`, `c` and 2 more; `total` counts the names, shown and not.
pub(crate) fn names<'n>(names: impl IntoIterator<Item = &'n str>, total: usize) -> String {
    let shown: Vec<String> = names.into_iter().take(SHOWN).map(quoted).collect();
    let rest = total.saturating_sub(shown.len());
    match (shown.split_last(), rest) {
        (None, _) => format!("{total}"),
        (Some((only, [])), 0) => only.clone(),
        (Some((last, others)), 0) => format!("{} and {last}", others.join(", ")),
        _ => format!("{} and {rest} more", shown.join(", ")),
    }
}

/// Whether a name holds what no tool's name does and patterns live by.
pub(crate) fn is_pattern(name: &str) -> bool {
    name.contains(['*', '?', '|'])
        || name.starts_with('^')
        || name.ends_with('$')
        || name.contains("[a-")
        || name.contains("[0-")
        || name.contains(".+")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_counted_behind_the_third() {
        assert_eq!(names(["a"], 1), "`a`");
        assert_eq!(names(["a", "b", "c"], 3), "`a`, `b` and `c`");
        assert_eq!(names(["a", "b", "c", "d"], 4), "`a`, `b`, `c` and 1 more");
    }
}
