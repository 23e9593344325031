//! TW216: a refusal that doesn't say what to do.

use serde_json::Value;

use crate::lint::edit::{insert_member, replace_value};
use crate::lint::rule::declare_rule;
use crate::lint::{Context, Fix, Meta, Rule, Sink, ToolFacts};
use crate::policy::{JudgedEntry, List};

declare_rule! {
    /// ## What it does
    ///
    /// Reports an entry of `deny_if` without an `on_deny`, or with an empty one.
    ///
    /// ## Why is this bad?
    ///
    /// The agent is told that it was refused and not why. It tries again, or looks for
    /// a way around.
    ///
    /// ## Example
    ///
    /// ```json
    /// {
    ///   "version": "1",
    ///   "default": "deny",
    ///   "tools": {"charge_create": {"deny_if": [{"conditions": []}]}}
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
    ///     "charge_create": {
    ///       "deny_if": [{"conditions": [], "on_deny": "Requires human approval."}]
    ///     }
    ///   }
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [The schema of policy.json](https://toolward.dev/schemas/policy.v1.schema.json)
    DenialWithoutMessage, "TW216", "denial-without-message", Low
}

impl Rule for DenialWithoutMessage {
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
        let text = entry.entry.on_deny.as_deref().unwrap_or_default();
        if entry.at.list != List::DenyIf || !entry.decides() || !text.trim().is_empty() {
            return;
        }
        let mut pointer = tool.entry_pointer(entry.at);
        let fix = say_so(cx, &pointer, entry.entry.on_deny.is_some());
        let mut span = cx.entry_span(&pointer);
        if entry.entry.on_deny.is_some() {
            pointer.push_str("/on_deny");
            span = cx.value_span(&pointer);
        }
        out.report(span, "a refused caller isn't told why")
            .pointer(&pointer)
            .help("add an `on_deny` that says what to do instead")
            .fix(fix);
    }
}

/// What to do instead only the author knows: the text is a stand-in.
fn say_so(cx: &Context<'_>, entry: &str, is_there: bool) -> Option<Fix> {
    let text = Value::from("This call is refused by policy.");
    let edit = if is_there {
        replace_value(cx, &format!("{entry}/on_deny"), &text)
    } else {
        insert_member(cx, entry, "on_deny", &text)
    };
    Some(Fix::risky("add an `on_deny` to be completed", edit?))
}
