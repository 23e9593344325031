//! TW501: a suppression that hides nothing.

use crate::lint::rule::declare_rule;
use crate::lint::{Meta, Rule};

declare_rule! {
    /// ## What it does
    ///
    /// Reports an entry of `[[suppressions]]` in `toolward.toml` whose rule was asked
    /// about a policy that the entry is about, and found nothing there to hide.
    ///
    /// ## Why is this bad?
    ///
    /// The mistake was mended, or the entry names the wrong tool and the mistake is
    /// reported anyway. A leftover will hide the next mistake at that place, which
    /// nobody has looked at.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [[suppressions]]
    /// rule = "unknown-key"
    /// path = "policy.json"
    /// tool = "create_charge"
    /// reason = "the next version of the gateway knows this key"
    /// ```
    ///
    /// with the policy
    ///
    /// ```json
    /// {"version": "1", "default": "deny", "tools": {"create_charge": {}}}
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```toml
    /// # no suppression
    /// ```
    ///
    /// ## References
    ///
    /// - [The schema of toolward.toml](https://toolward.dev/schemas/config.v1.schema.json)
    UnusedSuppression, "TW501", "unused-suppression", Low
}

impl Rule for UnusedSuppression {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }
}
