//! The policy as types, serialised in the documented order of keys.

use indexmap::IndexMap;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::phrase::ascii_safe_json;

/// A whole policy of format version 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// For editors; has no effect.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    pub version: Version,
    /// What happens to a tool that `tools` doesn't list.
    pub default: DefaultAction,
    /// Tools that are neither listed nor callable; `*` stands for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hide: Vec<String>,
    /// Quotas over the calls of all tools.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub all_tools: Option<AllTools>,
    /// Literal tool names, in the order they were written.
    #[serde(default)]
    pub tools: IndexMap<String, ToolRules>,
}

/// The format's version; there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Version {
    #[serde(rename = "1")]
    V1,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DefaultAction {
    Allow,
    Deny,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AllTools {
    #[serde(default)]
    pub limits: Vec<Limit>,
}

/// The rules of one tool; none of them means that it is allowed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ToolRules {
    /// Every entry must hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub require: Vec<RuleEntry>,
    /// No entry may hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deny_if: Vec<RuleEntry>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<Limit>,
}

/// An entry of `require` or `deny_if`: it holds when all its conditions do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleEntry {
    /// Empty means: always holds.
    pub conditions: Vec<Condition>,
    /// What the caller is told on a denial.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_deny: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// `args.` and the argument's name; each further dot goes one level down.
    pub path: String,
    pub op: Operator,
    pub value: Value,
}

/// The eleven comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operator {
    Eq,
    Neq,
    Lt,
    Lte,
    Gt,
    Gte,
    In,
    NotIn,
    Exists,
    Regex,
    Contains,
}

/// The two lists of entries that a tool has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum List {
    Require,
    DenyIf,
}

/// At most `max` in each window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    pub counter: String,
    pub window: Window,
    /// Calls per window, from 1 to 2^53 - 1.
    #[serde(deserialize_with = "whole_number")]
    pub max: u64,
    pub scope: Scope,
    /// The argument whose number is counted instead of 1 per call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub increment_from: Option<String>,
}

/// Calendar windows in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Window {
    Minute,
    Hour,
    Day,
}

/// Whose calls a counter counts together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    Grant,
}

impl List {
    /// The key in the policy.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Require => "require",
            Self::DenyIf => "deny_if",
        }
    }
}

impl Policy {
    /// A policy that denies every tool.
    #[must_use]
    pub fn deny_all() -> Self {
        Self {
            schema: None,
            version: Version::V1,
            default: DefaultAction::Deny,
            hide: Vec::new(),
            all_tools: None,
            tools: IndexMap::new(),
        }
    }

    /// Pretty-printed JSON with two spaces and a final line break, safe to
    /// print whatever the tools are called.
    #[must_use]
    pub fn to_json(&self) -> String {
        // A policy has string keys and finite numbers: it always serialises.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        ascii_safe_json(text)
    }
}

/// JSON knows one kind of number, and schemas call `30.0` an integer.
fn whole_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let number = serde_json::Number::deserialize(deserializer)?;
    if let Some(whole) = number.as_u64() {
        return Ok(whole);
    }
    // Display gives `30` for 30.0, and nothing that parses for a fraction.
    number
        .as_f64()
        .and_then(|float| float.to_string().parse().ok())
        .ok_or_else(|| serde::de::Error::custom(format!("`{number}` is no whole number")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every key of the format, in the documented order.
    const ALL: &str = r#"{
  "version": "1",
  "default": "deny",
  "hide": ["odoo_unlink"],
  "all_tools": {"limits": []},
  "tools": {
    "zebra": {},
    "ant": {
      "require": [{"conditions": [{"path": "args.a.b", "op": "not_in", "value": [1, "x"]}]}],
      "deny_if": [{"conditions": [], "on_deny": "Ask."}],
      "limits": [
        {"counter": "c", "window": "hour", "max": 3, "scope": "grant", "increment_from": "args.n"}
      ]
    }
  }
}"#;

    #[test]
    fn a_policy_survives_the_round_trip_key_by_key() {
        let policy: Policy = serde_json::from_str(ALL).unwrap();
        let compact = |text: &str| {
            serde_json::from_str::<Value>(text).map(|value| value.to_string()).unwrap()
        };
        // Value keeps the order of keys, so this compares the order too.
        assert_eq!(compact(&policy.to_json()), compact(ALL));
        assert_eq!(policy.tools.keys().collect::<Vec<_>>(), ["zebra", "ant"]);
    }

    #[test]
    fn a_whole_number_may_be_written_with_a_point() {
        let limit = |max: &str| {
            let text = format!(r#"{{"counter":"c","window":"day","max":{max},"scope":"grant"}}"#);
            serde_json::from_str::<Limit>(&text).map(|limit| limit.max).ok()
        };
        assert_eq!(limit("30.0"), Some(30));
        assert_eq!(limit("3e2"), Some(300));
        assert_eq!(limit("30.5"), None);
        assert_eq!(limit("-1"), None);
        assert_eq!(limit("\"30\""), None);
    }
}
