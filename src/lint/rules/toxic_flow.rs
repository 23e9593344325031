//! TW109: private data, strangers' text and a way out, all callable.

use crate::classify::{Trait, reads_private_data};
use crate::document::Span;
use crate::lint::rule::declare_rule;
use crate::lint::{Context, Facts, Known, Meta, Rule, Sink};
use crate::phrase::quoted;

declare_rule! {
    /// ## What it does
    ///
    /// With `--manifest`, notes that under this policy an agent may read private
    /// data, read text that strangers wrote, and send something out. It names a tool
    /// for each.
    ///
    /// ## Why is this bad?
    ///
    /// The three together are a leak that waits for its trigger: a stranger's text
    /// tells the agent to read what is private and to send it away. It takes away one
    /// of the three to stop it. A condition on the tool that sends counts as such.
    ///
    /// ## Example
    ///
    /// ```json
    /// {
    ///   "version": "1",
    ///   "default": "deny",
    ///   "tools": {
    ///     "password_get": {},
    ///     "page_fetch": {},
    ///     "email_send": {
    ///       "limits": [{"counter": "email_send_rate", "window": "minute", "max": 10, "scope": "grant"}]
    ///     }
    ///   }
    /// }
    /// ```
    ///
    /// with the tools
    ///
    /// ```json manifest
    /// {
    ///   "tools": [
    ///     {"name": "password_get", "description": "Gets the password of an account."},
    ///     {"name": "page_fetch", "description": "Fetches a web page."},
    ///     {"name": "email_send", "description": "Sends an email."}
    ///   ]
    /// }
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```json
    /// {
    ///   "version": "1",
    ///   "default": "deny",
    ///   "hide": ["password_get"],
    ///   "tools": {
    ///     "page_fetch": {},
    ///     "email_send": {
    ///       "limits": [{"counter": "email_send_rate", "window": "minute", "max": 10, "scope": "grant"}]
    ///     }
    ///   }
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [Simon Willison: the lethal trifecta for AI agents](https://simonwillison.net/2025/Jun/16/the-lethal-trifecta/)
    ToxicFlow, "TW109", "toxic-flow", Info
}

impl Rule for ToxicFlow {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_policy(&self, cx: &Context<'_>, facts: &Facts<'_>, out: &mut Sink<'_>) {
        let Some(surface) = cx.surface else { return };
        let open = || surface.tools().filter(|known| facts.lets_through(known.name));
        let free =
            |known: &Known<'_>| facts.tool(known.name).is_none_or(|tool| !tool.has_entries());
        let sends = open().find(|known| known.verdict.has(Trait::Egress) && free(known));
        let strangers = open().find(|known| known.verdict.has(Trait::UntrustedContent));
        let (Some(sends), Some(strangers)) = (sends, strangers) else { return };
        // A tool of its own reads better; a mailbox is both at once.
        let other =
            open().find(|known| reads_private_data(known.verdict) && known.name != strangers.name);
        let private = other.or_else(|| open().find(|known| reads_private_data(known.verdict)));
        let Some(private) = private else { return };
        let message = format!(
            "an agent may read private data ({}), read what strangers wrote ({}) and send it out ({})",
            quoted(private.name),
            quoted(strangers.name),
            quoted(sends.name)
        );
        let (span, pointer) = place(cx, facts, sends.name);
        let draft = out.report(span, message);
        draft
            .pointer(&pointer)
            .tool(sends.name)
            .help("hide one of them, or say under `require` to whom may be sent");
        for (known, what) in
            [(private, "reads private data"), (strangers, "reads what strangers wrote")]
        {
            if facts.tool(known.name).is_some() {
                draft.related(place(cx, facts, known.name).0, what);
            }
        }
    }
}

/// The tool's entry, or the `default` that lets it through.
fn place(cx: &Context<'_>, facts: &Facts<'_>, name: &str) -> (Span, String) {
    match facts.tool(name) {
        Some(tool) => (cx.key_span(&tool.pointer), tool.pointer.clone()),
        None => (cx.value_span("/default"), "/default".to_owned()),
    }
}
