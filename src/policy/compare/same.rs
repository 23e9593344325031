//! Rules that say the same in other words, as far as that is plain.

use serde_json::Value;

use super::Side;
use crate::policy::decide::equal;
use crate::policy::{Condition, DefaultAction, Limit, RuleEntry, ToolRules};

/// What one policy does with a tool before it looks at arguments.
#[derive(Debug, Clone, Copy)]
pub(super) enum Standing<'a> {
    Refused,
    /// With the rules of its entry, if it has one.
    Asked(Option<&'a ToolRules>),
}

/// How a policy stands to a tool.
pub(super) fn standing<'a>(side: Side<'a>, name: &str) -> Standing<'a> {
    let policy = side.policy;
    let hidden = policy.hide.iter().any(|hidden| hidden == "*" || hidden == name);
    match (hidden, policy.tools.get(name)) {
        (true, _) => Standing::Refused,
        (false, None) if policy.default == DefaultAction::Deny => Standing::Refused,
        (false, rules) => Standing::Asked(rules),
    }
}

/// The limits of all tools.
pub(super) fn limits_of_all(side: Side<'_>) -> &[Limit] {
    side.policy.all_tools.as_ref().map_or(&[], |all| &all.limits)
}

/// Whether a single call is decided alike, seen without trying any: the same
/// entries in some order, and the same arguments that are counted.
pub(super) fn asks_the_same(old: Side<'_>, new: Side<'_>, name: &str) -> bool {
    match (standing(old, name), standing(new, name)) {
        (Standing::Refused, Standing::Refused) => true,
        (Standing::Asked(a), Standing::Asked(b)) => {
            let none = ToolRules::default();
            let (a, b) = (a.unwrap_or(&none), b.unwrap_or(&none));
            same_entries(&a.require, &b.require)
                && same_entries(&a.deny_if, &b.deny_if)
                && same_list(&spending(old, a), &spending(new, b), |a, b| a == b)
        }
        _ => false,
    }
}

/// Whether nothing that a tool's calls meet is different, its limits and those
/// of all tools included; then there is nothing to try.
pub(super) fn is_untouched(old: Side<'_>, new: Side<'_>, name: &str) -> bool {
    let limits = |side| match standing(side, name) {
        Standing::Asked(Some(rules)) => rules.limits.as_slice(),
        _ => &[],
    };
    limits_of_all(old) == limits_of_all(new)
        && limits(old) == limits(new)
        && asks_the_same(old, new, name)
}

/// The limits that count an argument, the tool's own and those of all: what
/// they add up, in which window, up to what.
pub(super) fn spending<'a>(side: Side<'a>, rules: &'a ToolRules) -> Vec<Spending<'a>> {
    let limits = rules.limits.iter().chain(limits_of_all(side));
    let spending = limits.filter_map(|limit| {
        let path = limit.increment_from.as_deref()?;
        Some(Spending { path, window: limit.window, max: limit.max })
    });
    spending.collect()
}

/// A limit that counts an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spending<'a> {
    pub path: &'a str,
    pub window: crate::policy::Window,
    pub max: u64,
}

fn same_entries(a: &[RuleEntry], b: &[RuleEntry]) -> bool {
    same_list(a, b, |a, b| same_list(&a.conditions, &b.conditions, same_condition))
}

fn same_condition(a: &Condition, b: &Condition) -> bool {
    a.op == b.op && a.path == b.path && same_value(&a.value, &b.value)
}

fn same_value(a: &Value, b: &Value) -> bool {
    equal(a, b)
}

/// Whether two lists hold the same, in whichever order; long ones are compared
/// as they stand.
pub(super) fn same_list<T>(a: &[T], b: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
    const MAX_SORTED: usize = 200;
    if a.len() != b.len() {
        return false;
    }
    if a.iter().zip(b).all(|(a, b)| same(a, b)) {
        return true;
    }
    if a.len() > MAX_SORTED {
        return false;
    }
    let mut rest: Vec<&T> = b.iter().collect();
    a.iter().all(|a| match rest.iter().position(|b| same(a, b)) {
        Some(at) => {
            rest.swap_remove(at);
            true
        }
        None => false,
    })
}
