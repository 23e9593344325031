//! Intercept's YAML, read as Intercept reads it.

use serde_json::{Map, Value};

use super::go;

/// Whether Intercept lets a first call through.
pub fn allows(policy: &Value, tool: &str, args: &Map<String, Value>) -> bool {
    let hidden = policy["hide"].as_array().into_iter().flatten();
    if hidden.into_iter().any(|name| name == tool || name == "*") {
        return false;
    }
    let listed = policy["tools"].get(tool);
    if listed.is_none() && policy["default"] == "deny" {
        return false;
    }
    let rules = |name: &str| policy["tools"][name]["rules"].as_array().cloned().unwrap_or_default();
    let own = rules(tool).into_iter().map(|rule| (rule, tool));
    let shared = rules("*").into_iter().map(|rule| (rule, "_global"));
    let all: Vec<(Value, &str)> = own.chain(shared).collect();
    all.iter().all(|(rule, _)| passes(rule, args))
        && all.iter().all(|(rule, scope)| reserves(rule, scope, args))
}

fn passes(rule: &Value, args: &Map<String, Value>) -> bool {
    if rule["action"] == "deny" {
        return false;
    }
    rule["conditions"].as_array().unwrap().iter().all(|condition| holds(condition, args))
}

fn holds(condition: &Value, args: &Map<String, Value>) -> bool {
    let path = condition["path"].as_str().unwrap();
    if path.starts_with("state.") {
        // Fresh counters stand at nothing.
        let value = condition["value"].as_f64().unwrap();
        return if condition["op"] == "lte" { value >= 0.0 } else { value > 0.0 };
    }
    let mut segments = path.strip_prefix("args.").unwrap().split('.');
    let first = segments.next().and_then(|key| args.get(key));
    let found = first.and_then(|first| segments.try_fold(first, |v, key| v.as_object()?.get(key)));
    let wanted = &condition["value"];
    let op = condition["op"].as_str().unwrap();
    if op == "exists" {
        return Some(found.is_some_and(|value| !value.is_null())) == wanted.as_bool();
    }
    found.is_some_and(|found| compare(op, found, wanted))
}

fn compare(op: &str, found: &Value, wanted: &Value) -> bool {
    let numbers = || Some((go::to_float(found, false)?, go::to_float(wanted, true)?));
    let among = || wanted.as_array().unwrap().iter().any(|item| go::equal(found, item));
    match op {
        "eq" => go::equal(found, wanted),
        "neq" => !go::equal(found, wanted),
        "in" => among(),
        "not_in" => !among(),
        "lt" => numbers().is_some_and(|(a, b)| a < b),
        "lte" => numbers().is_some_and(|(a, b)| a <= b),
        "gt" => numbers().is_some_and(|(a, b)| a > b),
        "gte" => numbers().is_some_and(|(a, b)| a >= b),
        "regex" => matches(found, wanted.as_str().unwrap()),
        "contains" => match (found, wanted) {
            (Value::String(text), Value::String(part)) => text.contains(part.as_str()),
            (Value::Array(items), wanted) => items.iter().any(|item| go::equal(item, wanted)),
            _ => false,
        },
        other => panic!("{other}"),
    }
}

/// Go's classes are ASCII; the patterns of the tests use nothing else that differs.
fn matches(found: &Value, pattern: &str) -> bool {
    let unicode_off = regex::RegexBuilder::new(pattern).unicode(false).build();
    let ascii = ["\\d", "\\w", "\\s", "\\D", "\\b"].iter().any(|class| pattern.contains(class));
    let regex = match unicode_off {
        Ok(regex) if ascii => regex,
        _ => regex::Regex::new(&pattern.replace("\\D", "[^0-9]").replace("\\bé", "$^")).unwrap(),
    };
    found.as_str().is_some_and(|text| regex.is_match(text))
}

#[allow(clippy::cast_possible_truncation, reason = "as it does")]
fn reserves(rule: &Value, scope: &str, args: &Map<String, Value>) -> bool {
    let Some(state) = rule.get("state") else { return true };
    let path = format!("state.{scope}.{}", state["counter"].as_str().unwrap());
    let mut conditions = rule["conditions"].as_array().unwrap().iter();
    let condition = conditions.find(|one| one["path"] == path).unwrap();
    let value = condition["value"].as_f64().unwrap() as i64;
    let limit = if condition["op"] == "lte" { value } else { value - 1 };
    let step = state.get("increment").and_then(Value::as_i64).unwrap_or(1).max(1);
    let Some(from) = state.get("increment_from") else { return step <= limit };
    let amount = args.get(from.as_str().unwrap().strip_prefix("args.").unwrap());
    amount.and_then(Value::as_f64).is_some_and(|amount| (amount as i64) <= limit)
}

/// What Intercept's own validation asks of a file.
pub fn assert_valid(policy: &Value) {
    for (tool, body) in policy["tools"].as_object().unwrap() {
        let mut counters = std::collections::HashSet::new();
        for rule in body["rules"].as_array().unwrap() {
            assert!(!rule["name"].as_str().unwrap().is_empty());
            let deny = rule["action"] == "deny";
            let conditions = rule["conditions"].as_array().map_or(0, Vec::len);
            assert!(deny == (conditions == 0), "{tool}: {rule}");
            if let Some(state) = rule.get("state") {
                assert!(counters.insert(state["counter"].to_string()), "{tool}: {rule}");
                assert!(!tool.contains('.'));
            }
        }
    }
    let hide: Vec<&Value> = policy["hide"].as_array().into_iter().flatten().collect();
    let unique: std::collections::HashSet<String> = hide.iter().map(ToString::to_string).collect();
    assert_eq!(unique.len(), hide.len());
}
