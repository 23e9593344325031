//! TW214: a pattern whose search may take forever.

use super::invalid_regex::patterns;
use crate::lint::rule::declare_rule;
use crate::lint::{Context, Meta, Rule, Sink, ToolFacts};
use crate::policy::{JudgedEntry, PatternFault};

declare_rule! {
    /// ## What it does
    ///
    /// Reports look-around and back-references in a pattern.
    ///
    /// ## Why is this bad?
    ///
    /// The time such a search takes can grow exponentially with the argument, which an
    /// agent chooses. So policies take patterns that are searched in linear time, and
    /// refuse the others.
    ///
    /// ## Example
    ///
    /// ```json
    /// {
    ///   "version": "1",
    ///   "default": "deny",
    ///   "tools": {
    ///     "file_read": {
    ///       "require": [{"conditions": [{"path": "args.name", "op": "regex", "value": "^(?!secret)[a-z]+$"}]}]
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
    ///       "require": [{"conditions": [{"path": "args.name", "op": "regex", "value": "^[a-z]+$"}]}],
    ///       "deny_if": [
    ///         {
    ///           "conditions": [{"path": "args.name", "op": "regex", "value": "^secret"}],
    ///           "on_deny": "Secrets stay where they are."
    ///         }
    ///       ]
    ///     }
    ///   }
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [OWASP: regular expression denial of service](https://owasp.org/www-community/attacks/Regular_expression_Denial_of_Service_-_ReDoS)
    NonlinearRegex, "TW214", "nonlinear-regex", High
}

impl Rule for NonlinearRegex {
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
            if let Some(PatternFault::NotLinear(what)) = &cx.pattern(pattern).fault {
                let message =
                    format!("the pattern uses {what}, which isn't searched in linear time");
                out.report(cx.value_span(&pointer), message)
                    .pointer(&pointer)
                    .help("say it in two entries, one of them under `deny_if`");
            }
        }
    }
}
