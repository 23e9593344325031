//! TW001: the text isn't JSON.

use crate::document::{SourceText, SyntaxError as Error};
use crate::lint::rule::declare_rule;
use crate::lint::{Meta, Rule, Sink};
use crate::phrase::visible;

declare_rule! {
    /// ## What it does
    ///
    /// Reports the place where a policy stops being JSON, with the likely cause:
    /// a comma too many or too few, a comment, a missing quote or bracket.
    ///
    /// ## Why is this bad?
    ///
    /// A policy that can't be read isn't in force. Nothing behind this place was
    /// checked.
    ///
    /// ## Example
    ///
    /// ```json
    /// {"version": "1", "default": "deny",}
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```json
    /// {"version": "1", "default": "deny"}
    /// ```
    ///
    /// ## References
    ///
    /// - [RFC 8259: the JSON data interchange format](https://www.rfc-editor.org/rfc/rfc8259)
    SyntaxError, "TW001", "syntax-error", High
}

impl Rule for SyntaxError {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_broken(&self, _source: &SourceText, error: &Error, out: &mut Sink<'_>) {
        let message = format!("this is not JSON: {}", visible(&error.message));
        let draft = out.report(error.span.clone(), message);
        if let Some(cause) = error.cause {
            draft.help(cause);
        }
    }
}
