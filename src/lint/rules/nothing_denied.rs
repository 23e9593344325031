//! TW207: a policy that lets everything through.

use crate::lint::rule::declare_rule;
use crate::lint::{Context, Facts, Meta, Rule, Sink};
use crate::policy::DefaultAction;

declare_rule! {
    /// ## What it does
    ///
    /// Reports `default: allow` in a policy that hides nothing, asks for nothing,
    /// denies nothing and limits nothing.
    ///
    /// ## Why is this bad?
    ///
    /// Such a policy is as good as none, and looks like one.
    ///
    /// With `--manifest`, the tools that it lets through are told by TW103, TW105,
    /// TW106 and TW107 instead.
    ///
    /// ## Example
    ///
    /// ```json
    /// {"version": "1", "default": "allow"}
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```json
    /// {"version": "1", "default": "deny", "tools": {"note_list": {}}}
    /// ```
    ///
    /// ## References
    ///
    /// - [OWASP: fail securely](https://owasp.org/www-community/Fail_securely)
    NothingDenied, "TW207", "nothing-denied", High
}

impl Rule for NothingDenied {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_policy(&self, cx: &Context<'_>, facts: &Facts<'_>, out: &mut Sink<'_>) {
        let ruled =
            facts.tools.iter().any(|tool| tool.has_entries() || !tool.rules.limits.is_empty());
        let told = cx
            .surface
            .is_some_and(|surface| surface.names().any(|name| facts.leaves_to_default(name)));
        let denied = ruled || facts.limits_all() || !facts.policy.hide.is_empty();
        if facts.policy.default == DefaultAction::Deny || denied || told {
            return;
        }
        out.report(cx.value_span("/default"), "this policy lets every call of every tool through")
            .pointer("/default")
            .help("set `default` to `deny` and list the tools that may be called");
    }
}
