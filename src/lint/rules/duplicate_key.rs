//! TW002: an object holds a key twice.

use serde_json::Value;

use crate::document::{Duplicate, NodeKind, Span, pointer_join};
use crate::lint::edit::remove_at;
use crate::lint::rule::declare_rule;
use crate::lint::{Context, Fix, Meta, Rule, Sink};
use crate::phrase::quoted;
use crate::policy::subject;

/// The longest value, in bytes, that is parsed to compare it.
const MAX_PARSED: usize = 4096;

declare_rule! {
    /// ## What it does
    ///
    /// Reports a key that stands a second time in the same object.
    ///
    /// ## Why is this bad?
    ///
    /// Most readers of JSON keep the last of them and drop the others without a
    /// word, so rules that you see in the file aren't in force. Other readers keep
    /// the first, so two programs may enforce two different policies.
    ///
    /// ## Example
    ///
    /// ```json
    /// {
    ///   "version": "1",
    ///   "default": "deny",
    ///   "tools": {
    ///     "create_charge": {"deny_if": [{"conditions": [], "on_deny": "Ask."}]},
    ///     "create_charge": {}
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
    ///     "create_charge": {"deny_if": [{"conditions": [], "on_deny": "Ask."}]}
    ///   }
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [RFC 8259, section 4: names within an object should be unique](https://www.rfc-editor.org/rfc/rfc8259#section-4)
    DuplicateKey, "TW002", "duplicate-key", High
}

impl Rule for DuplicateKey {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_document(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        for duplicate in cx.document.duplicates() {
            let object = subject(&duplicate.object);
            let message = format!("the key {} stands twice in {object}", quoted(&duplicate.key));
            let fix = remove_one(cx, &duplicate);
            out.report(duplicate.again, message)
                .help("keep one of them: only the last is in force")
                .pointer(&pointer_join(&duplicate.object, &duplicate.key))
                .related(duplicate.first, "first written here")
                .fix(fix);
        }
    }
}

/// Of two equal ones either may go. Of two that differ, the one that isn't in
/// force goes, and a person sees to it that nothing is lost.
fn remove_one(cx: &Context<'_>, duplicate: &Duplicate) -> Option<Fix> {
    let NodeKind::Object(members) = &cx.node(&duplicate.object)?.kind else { return None };
    let value = |key: &Span| -> Option<&str> {
        let index = members.partition_point(|member| member.key_span.start < key.start);
        cx.document.source().text().get(members.get(index)?.value.span.clone())
    };
    if same(value(&duplicate.first)?, value(&duplicate.again)?) {
        let edit = remove_at(cx, &duplicate.object, &duplicate.again)?;
        return Some(Fix::safe("remove the second, which says the same", edit));
    }
    let edit = remove_at(cx, &duplicate.object, &duplicate.first)?;
    Some(Fix::risky("remove the first, which isn't in force", edit))
}

/// Long ones are compared as they are written: the first of many repetitions
/// would be parsed for each of them.
fn same(one: &str, other: &str) -> bool {
    let parsed = |text: &str| {
        let short = text.len() <= MAX_PARSED;
        short.then(|| serde_json::from_str::<Value>(text).ok()).flatten()
    };
    one == other || parsed(one).zip(parsed(other)).is_some_and(|(one, other)| one == other)
}
