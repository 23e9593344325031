//! TW215: an allow-list whose pattern lets more pass than it says.

use serde_json::Value;

use super::invalid_regex::patterns;
use crate::lint::edit::replace_value;
use crate::lint::rule::declare_rule;
use crate::lint::{Context, Fix, Meta, Rule, Sink, ToolFacts};
use crate::phrase::quoted;
use crate::policy::{JudgedEntry, List};

declare_rule! {
    /// ## What it does
    ///
    /// Reports a pattern under `require` that isn't bound at its start with `^` or at
    /// its end with `$`, where it reads as the whole value.
    ///
    /// Silent where the open end is plainly meant: `.*`, `\b`, a prefix that stops
    /// behind a separator (`^/srv/`), a suffix that starts with one (`\.json$`).
    ///
    /// ## Why is this bad?
    ///
    /// A pattern is searched anywhere in the value. `[a-z]+` is found in
    /// `rm -rf /; x` too, and `example\.com` in `example.com.attacker.net`.
    ///
    /// ## Example
    ///
    /// ```json
    /// {
    ///   "version": "1",
    ///   "default": "deny",
    ///   "tools": {
    ///     "page_fetch": {
    ///       "require": [{"conditions": [{"path": "args.url", "op": "regex", "value": "https://example\\.com/"}]}]
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
    ///     "page_fetch": {
    ///       "require": [{"conditions": [{"path": "args.url", "op": "regex", "value": "^https://example\\.com/"}]}]
    ///     }
    ///   }
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [The syntax of patterns](https://docs.rs/regex/latest/regex/#syntax)
    UnanchoredRegex, "TW215", "unanchored-regex", Medium
}

impl Rule for UnanchoredRegex {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_entry(
        &self,
        cx: &Context<'_>,
        tool: &ToolFacts<'_>,
        entry: &JudgedEntry<'_>,
        out: &mut Sink<'_>,
    ) {
        if entry.at.list != List::Require {
            return;
        }
        for (pointer, pattern) in patterns(tool, entry) {
            let Some(open) = cx.pattern(pattern).open else { continue };
            let (which, what) = match (open.start, open.end) {
                (true, true) => ("at either end", "around"),
                (true, false) => ("at its start", "in front of"),
                (false, _) => ("at its end", "behind"),
            };
            let message =
                format!("the pattern isn't bound {which}: anything may stand {what} a match");
            let anchored = anchored(pattern, open.start, open.end);
            // Whoever relies on the looser pattern is refused afterwards.
            let edit = replace_value(cx, &pointer, &Value::from(anchored.as_str()));
            out.report(cx.value_span(&pointer), message)
                .pointer(&pointer)
                .help(format!("write {}", quoted(&anchored)))
                .fix(edit.map(|edit| Fix::risky("bind the pattern at both ends", edit)));
        }
    }
}

/// The pattern bound at its open ends; a choice is bound as a whole.
fn anchored(pattern: &str, start: bool, end: bool) -> String {
    if pattern.contains('|') {
        let bare = pattern.strip_prefix('^').unwrap_or(pattern);
        // A dollar sign behind a backslash is meant literally.
        let bare = bare.strip_suffix('$').filter(|rest| !rest.ends_with('\\')).unwrap_or(bare);
        return format!("^(?:{bare})$");
    }
    format!("{}{pattern}{}", if start { "^" } else { "" }, if end { "$" } else { "" })
}
