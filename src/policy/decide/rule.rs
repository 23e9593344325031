//! The names of rules, and what a caller is told by them.
//!
//! An id names one rule of one policy. It is a path whose parts are escaped as
//! in a JSON Pointer (`~` as `~0`, `/` as `~1`): `/tools/TOOL/LIST/CONDITIONS`
//! with the conditions as `PATH-OP`, joined by `+`, or `always` where there are
//! none; and `/tools/TOOL/limits/COUNTER`. What would be named alike gets `#2`,
//! `#3` and so on behind it, in the order of the policy.

use std::collections::HashSet;

use crate::document::pointer_join;
use crate::policy::{Condition, List, Operator, RuleEntry};

/// The answer when no policy is known for the grant.
pub const NO_POLICY: &str = "(no policy)";
/// The answer for a tool that `hide` names.
pub const HIDDEN: &str = "(hidden)";
/// The answer for a tool that isn't listed, under `default: deny`.
pub const DEFAULT_DENY: &str = "(default deny)";

/// Hands out ids, each one once.
#[derive(Debug, Default)]
pub(super) struct Ids(HashSet<String>);

impl Ids {
    pub(super) fn entry(&mut self, tool: &str, list: List, conditions: &[Condition]) -> String {
        let named = |condition: &Condition| format!("{}-{}", condition.path, condition.op.as_str());
        let name = match conditions {
            [] => "always".to_owned(),
            many => many.iter().map(named).collect::<Vec<_>>().join("+"),
        };
        self.unique(&pointer_join(&pointer_join(&tool_pointer(tool), list.key()), &name))
    }

    pub(super) fn limit(&mut self, tool: Option<&str>, counter: &str) -> String {
        let owner = tool.map_or_else(|| "/all_tools".to_owned(), tool_pointer);
        self.unique(&pointer_join(&pointer_join(&owner, "limits"), counter))
    }

    fn unique(&mut self, id: &str) -> String {
        let mut name = id.to_owned();
        let mut number = 1;
        while !self.0.insert(name.clone()) {
            number += 1;
            name = format!("{id}#{number}");
        }
        name
    }
}

fn tool_pointer(tool: &str) -> String {
    pointer_join("/tools", tool)
}

/// What a caller is told: the policy's own words, else what the entry says.
pub(super) fn message(list: List, entry: &RuleEntry, conditions: &[&str]) -> String {
    if let Some(words) = &entry.on_deny {
        return words.clone();
    }
    match (list, conditions) {
        (_, []) => "every call of this tool is denied".to_owned(),
        (List::Require, many) => format!("the policy requires {}", many.join(" and ")),
        (List::DenyIf, many) => format!("the policy denies {}", many.join(" and ")),
    }
}

impl Operator {
    /// As a policy writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Eq => "eq",
            Self::Neq => "neq",
            Self::Lt => "lt",
            Self::Lte => "lte",
            Self::Gt => "gt",
            Self::Gte => "gte",
            Self::In => "in",
            Self::NotIn => "not_in",
            Self::Exists => "exists",
            Self::Regex => "regex",
            Self::Contains => "contains",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn conditions(of: &[(&str, &str)]) -> Vec<Condition> {
        let condition = |(path, op): &(&str, &str)| {
            serde_json::from_value(json!({"path": path, "op": op, "value": 1})).unwrap()
        };
        of.iter().map(condition).collect()
    }

    #[test]
    fn ids_say_where_and_are_never_given_twice() {
        let mut ids = Ids::default();
        let amount = conditions(&[("args.amount", "gt")]);
        let both = conditions(&[("args.amount", "gt"), ("args.to", "neq")]);
        for expected in [
            "/tools/create_charge/deny_if/args.amount-gt",
            "/tools/create_charge/deny_if/args.amount-gt#2",
            "/tools/create_charge/deny_if/args.amount-gt#3",
        ] {
            assert_eq!(ids.entry("create_charge", List::DenyIf, &amount), expected);
        }
        assert_eq!(
            ids.entry("a/b~", List::Require, &both),
            "/tools/a~1b~0/require/args.amount-gt+args.to-neq"
        );
        assert_eq!(ids.entry("t", List::DenyIf, &[]), "/tools/t/deny_if/always");
        assert_eq!(ids.limit(Some("t"), "rate/min"), "/tools/t/limits/rate~1min");
        assert_eq!(ids.limit(None, "all"), "/all_tools/limits/all");
        // a tool that is called so isn't taken for the list of all tools
        assert_eq!(ids.limit(Some("../all_tools"), "all"), "/tools/..~1all_tools/limits/all");
    }
}
