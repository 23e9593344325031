//! TW213: a pattern that is none.

use crate::lint::rule::declare_rule;
use crate::lint::{Context, Meta, Rule, Sink, ToolFacts};
use crate::phrase::visible;
use crate::policy::{JudgedEntry, Operator, PatternFault};

declare_rule! {
    /// ## What it does
    ///
    /// Reports a `regex` whose pattern can't be read.
    ///
    /// ## Why is this bad?
    ///
    /// The policy is refused, or the condition is never met.
    ///
    /// ## Example
    ///
    /// ```json
    /// {
    ///   "version": "1",
    ///   "default": "deny",
    ///   "tools": {
    ///     "file_read": {
    ///       "require": [{"conditions": [{"path": "args.name", "op": "regex", "value": "^[a-z+$"}]}]
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
    ///     "file_read": {
    ///       "require": [{"conditions": [{"path": "args.name", "op": "regex", "value": "^[a-z]+$"}]}]
    ///     }
    ///   }
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [The syntax of patterns](https://docs.rs/regex/latest/regex/#syntax)
    InvalidRegex, "TW213", "invalid-regex", High
}

impl Rule for InvalidRegex {
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
        for (pointer, pattern) in patterns(tool, entry) {
            if let Some(PatternFault::Broken(reason)) = &cx.pattern(pattern).fault {
                let message = format!("this is not a pattern: {}", visible(reason));
                out.report(cx.value_span(&pointer), message)
                    .pointer(&pointer)
                    .help("put a backslash in front of a character that is meant literally");
            }
        }
    }
}

/// Every pattern of an entry, with the pointer of its value.
pub(super) fn patterns<'f>(
    tool: &ToolFacts<'_>,
    entry: &'f JudgedEntry<'_>,
) -> Vec<(String, &'f str)> {
    let conditions = entry.entry.conditions.iter().enumerate();
    let conditions = conditions.filter(|(_, condition)| condition.op == Operator::Regex);
    let found = conditions.filter_map(|(index, condition)| {
        let pattern = condition.value.as_str()?;
        Some((format!("{}/value", tool.condition_pointer(entry.at, index)), pattern))
    });
    found.collect()
}
