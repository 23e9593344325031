//! TW002: an object holds a key twice.

use crate::document::pointer_join;
use crate::lint::rule::declare_rule;
use crate::lint::{Context, Meta, Rule, Sink};
use crate::phrase::quoted;
use crate::policy::subject;

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
            out.report(duplicate.again, message)
                .help("keep one of them: only the last is in force")
                .pointer(&pointer_join(&duplicate.object, &duplicate.key))
                .related(duplicate.first, "first written here");
        }
    }
}
