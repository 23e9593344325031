//! TW502: a suppression whose day has passed.

use crate::lint::rule::declare_rule;
use crate::lint::{Meta, Rule};

declare_rule! {
    /// ## What it does
    ///
    /// Reports an entry of `[[suppressions]]` in `toolward.toml` whose `expires` is a
    /// day before today, in UTC. It hides nothing any more: what it hid is reported
    /// again.
    ///
    /// ## Why is this bad?
    ///
    /// Whoever wrote it meant to look again by that day. Nobody did, or nobody took
    /// the entry away.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [[suppressions]]
    /// rule = "unknown-key"
    /// path = "policy.json"
    /// tool = "create_charge"
    /// reason = "the next version of the gateway knows this key"
    /// expires = 2020-01-31
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
    ExpiredSuppression, "TW502", "expired-suppression", Medium
}

impl Rule for ExpiredSuppression {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }
}
