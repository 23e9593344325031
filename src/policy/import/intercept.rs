//! Intercept's YAML as a policy.
//!
//! Its `evaluate` rules are `require` entries, its `deny` rules `deny_if`
//! entries without conditions, and a counter with its cap is a limit. What
//! stands under `*` holds for every tool: its limits are those of `all_tools`,
//! and the rest is added to each tool that is listed, which says the same only
//! where tools that aren't listed are denied.

use indexmap::IndexMap;
use serde_json::Value;

use super::rule::{Parts, rule};
use super::walk::Walk;
use super::{ImportError, Imported};
use crate::document::{SourceText, parse_yaml};
use crate::phrase::quoted;
use crate::policy::model::{AllTools, DefaultAction, Limit, Policy, RuleEntry, ToolRules, Version};

/// Reads a policy of Intercept.
///
/// # Errors
/// [`ImportError::Refused`] with every place that is wrong, or that would come
/// out looser.
pub fn intercept(source: &SourceText) -> Result<Imported, ImportError> {
    let value = parse_yaml(source)?;
    let mut walk = Walk::default();
    let policy = read(&mut walk, &value);
    match policy {
        Some(policy) if walk.mistakes.is_empty() => Ok(Imported { policy, notes: walk.notes }),
        _ => Err(ImportError::Refused { name: source.name().to_owned(), mistakes: walk.mistakes }),
    }
}

fn read(walk: &mut Walk, value: &Value) -> Option<Policy> {
    const KEYS: [&str; 5] = ["version", "description", "default", "hide", "tools"];
    let members = walk.members(value, "", &KEYS)?;
    match members.get("version") {
        Some(version) if version == "1" || *version == 1 => {}
        Some(_) => walk.mistake("version", "only version \"1\" is known"),
        None => walk.mistake("", "the key `version` is missing, expected `version: \"1\"`"),
    }
    if members.get("description").is_some_and(|text| !text.is_null()) {
        walk.note("description", "a policy has none: it is left out");
    }
    let mut policy =
        Policy { default: default(walk, members.get("default")), ..Policy::deny_all() };
    for (i, name) in walk.list(members.get("hide"), "hide").iter().enumerate() {
        policy.hide.extend(walk.text(Some(name), &format!("hide[{i}]")).map(str::to_owned));
    }
    let none = Value::Object(serde_json::Map::new());
    let tools = members.get("tools").filter(|tools| !tools.is_null()).unwrap_or(&none);
    let mut shared = ToolRules::default();
    for (name, value) in walk.object(tools, "tools")? {
        let place = format!("tools.{name}");
        if name == "*" {
            shared = tool(walk, value, &place, "_global");
        } else {
            let rules = tool(walk, value, &place, name);
            policy.tools.insert(name.clone(), rules);
        }
    }
    share(walk, &mut policy, shared);
    debug_assert_eq!(policy.version, Version::V1);
    Some(policy)
}

fn default(walk: &mut Walk, value: Option<&Value>) -> DefaultAction {
    match walk.text(value, "default") {
        None | Some("allow" | "") => DefaultAction::Allow,
        Some("deny") => DefaultAction::Deny,
        Some(other) => {
            let message = format!("this is {}, expected `allow` or `deny`", quoted(other));
            walk.mistake("default", message);
            DefaultAction::Deny
        }
    }
}

fn tool(walk: &mut Walk, value: &Value, place: &str, scope: &str) -> ToolRules {
    let mut rules = ToolRules::default();
    if value.is_null() {
        return rules;
    }
    let Some(members) = walk.members(value, place, &["rules"]) else { return rules };
    let mut counters: IndexMap<String, Limit> = IndexMap::new();
    for (i, value) in walk.list(members.get("rules"), &format!("{place}.rules")).iter().enumerate()
    {
        let place = format!("{place}.rules[{i}]");
        let Parts { require, deny, limit } = rule(walk, value, &place, scope);
        rules.require.extend(require);
        rules.deny_if.extend(deny);
        if let Some(limit) = limit
            && counters.insert(limit.counter.clone(), limit).is_some()
        {
            walk.mistake(&place, "two rules of a tool keep one counter");
        }
    }
    rules.limits = counters.into_values().collect();
    rules
}

/// Spreads the rules of all tools.
fn share(walk: &mut Walk, policy: &mut Policy, shared: ToolRules) {
    if !shared.limits.is_empty() {
        policy.all_tools = Some(AllTools { limits: shared.limits });
    }
    if !shared.deny_if.is_empty() {
        // Everything is denied, so what isn't listed is denied as well.
        policy.default = DefaultAction::Deny;
    } else if !shared.require.is_empty() && policy.default == DefaultAction::Allow {
        walk.mistake(
            "tools.*",
            "conditions for every tool can't be said where tools that aren't listed are allowed; set `default: deny` and list the tools",
        );
        return;
    }
    let entries = |own: &mut Vec<RuleEntry>, all: &[RuleEntry]| own.extend_from_slice(all);
    for rules in policy.tools.values_mut() {
        entries(&mut rules.require, &shared.require);
        entries(&mut rules.deny_if, &shared.deny_if);
    }
}
