//! A second reading of the format: slow, plain, and sharing no code with the
//! first. It walks the policy's JSON for each call and keeps a log of what was
//! let through instead of counters.

use serde_json::{Map, Value};

/// Seconds since 1970, the grant, the counter's place in the policy, the amount.
type Entry = (i64, String, String, i128);

#[derive(Debug, Default)]
pub struct Reference {
    log: Vec<Entry>,
}

/// The id of the rule that denies, or empty.
pub struct Asked<'a> {
    pub at: i64,
    pub grant: &'a str,
    pub tool: &'a str,
    pub args: &'a Map<String, Value>,
    pub failed: bool,
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

impl Reference {
    pub fn decide(&mut self, policy: &Value, asked: &Asked<'_>) -> String {
        let hide = list(policy, "hide");
        if hide.iter().any(|name| name == "*" || name == asked.tool) {
            return "(hidden)".to_owned();
        }
        let rules = policy.get("tools").and_then(|tools| tools.get(asked.tool));
        if rules.is_none() && policy["default"] == "deny" {
            return "(default deny)".to_owned();
        }
        let tool = format!("/tools/{}", escaped(asked.tool));
        let none = Value::Null;
        let rules = rules.unwrap_or(&none);
        for (key, refuses) in [("require", false), ("deny_if", true)] {
            for (i, entry) in list(rules, key).iter().enumerate() {
                let holds = list(entry, "conditions").iter().all(|c| holds(c, asked.args));
                if holds == refuses {
                    return id(&tool, list(rules, key), key, i);
                }
            }
        }
        self.limits(policy, rules, &tool, asked)
    }

    fn limits(&mut self, policy: &Value, rules: &Value, tool: &str, asked: &Asked<'_>) -> String {
        let all = policy.get("all_tools").unwrap_or(&Value::Null);
        let owners = [(tool, list(rules, "limits")), ("/all_tools", list(all, "limits"))];
        let mut taken = Vec::new();
        for (owner, limits) in owners {
            for (i, limit) in limits.iter().enumerate() {
                let name = limit["counter"].as_str().unwrap();
                let before = limits[..i].iter().filter(|l| l["counter"] == name).count();
                let id = numbered(&format!("{owner}/limits/{}", escaped(name)), before);
                let window = match limit["window"].as_str().unwrap() {
                    "minute" => 60,
                    "hour" => 3600,
                    _ => 86400,
                };
                let adds = match limit.get("increment_from").and_then(Value::as_str) {
                    None => Some(4),
                    Some(path) => {
                        find(path, asked.args).and_then(quarters).filter(|adds| *adds >= 0)
                    }
                };
                let same_window = |entry: &&Entry| {
                    entry.1 == asked.grant
                        && entry.2 == id
                        && entry.0.div_euclid(window) == asked.at.div_euclid(window)
                };
                let used: i128 = self.log.iter().filter(same_window).map(|entry| entry.3).sum();
                let max = i128::from(limit["max"].as_u64().unwrap()) * 4;
                match adds {
                    Some(adds) if used + adds <= max => {
                        taken.push((asked.at, asked.grant.to_owned(), id, adds));
                    }
                    _ => return id,
                }
            }
        }
        if !asked.failed {
            self.log.extend(taken);
        }
        String::new()
    }
}

fn id(tool: &str, entries: &[Value], key: &str, index: usize) -> String {
    let name = |entry: &Value| {
        let conditions: Vec<String> = list(entry, "conditions")
            .iter()
            .map(|c| format!("{}-{}", c["path"].as_str().unwrap(), c["op"].as_str().unwrap()))
            .collect();
        if conditions.is_empty() { "always".to_owned() } else { conditions.join("+") }
    };
    let mine = name(&entries[index]);
    let before = entries[..index].iter().filter(|entry| name(entry) == mine).count();
    numbered(&format!("{tool}/{key}/{}", escaped(&mine)), before)
}

fn numbered(id: &str, before: usize) -> String {
    if before == 0 { id.to_owned() } else { format!("{id}#{}", before + 1) }
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// Number of quarters; the tests' numbers have no finer part and fit.
fn quarters(value: &Value) -> Option<i128> {
    let text = value.as_number()?.to_string();
    if let Ok(whole) = text.parse::<i128>() {
        return Some(whole * 4);
    }
    let real = value.as_f64()? * 4.0;
    assert!(real.fract() == 0.0 && real.abs() < 1e30, "{text}");
    Some(real as i128)
}

fn find<'a>(path: &str, args: &'a Map<String, Value>) -> Option<&'a Value> {
    let mut rest = path.strip_prefix("args.").unwrap();
    let mut here = args;
    while let Some((first, deeper)) = rest.split_once('.') {
        here = here.get(first)?.as_object()?;
        rest = deeper;
    }
    here.get(rest).filter(|value| **value != Value::Null)
}

/// Canonical text: numbers in quarters, keys sorted.
fn canonical(value: &Value) -> String {
    match value {
        Value::Number(_) => format!("n{}", quarters(value).unwrap()),
        Value::Array(items) => {
            format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(","))
        }
        Value::Object(members) => {
            let mut members: Vec<_> =
                members.iter().map(|(k, v)| format!("{k:?}:{}", canonical(v))).collect();
            members.sort();
            format!("{{{}}}", members.join(","))
        }
        other => other.to_string(),
    }
}

fn holds(condition: &Value, args: &Map<String, Value>) -> bool {
    let found = find(condition["path"].as_str().unwrap(), args);
    let (op, value) = (condition["op"].as_str().unwrap(), &condition["value"]);
    if op == "exists" {
        return *value == Value::Bool(found.is_some());
    }
    let Some(found) = found else { return false };
    let same = |other: &Value| canonical(other) == canonical(found);
    let ordered = |test: fn(&i128, &i128) -> bool| match (quarters(found), quarters(value)) {
        (Some(found), Some(value)) => test(&found, &value),
        _ => false,
    };
    match op {
        "eq" => same(value),
        "neq" => !same(value),
        "lt" => ordered(i128::lt),
        "lte" => ordered(i128::le),
        "gt" => ordered(i128::gt),
        "gte" => ordered(i128::ge),
        "in" => value.as_array().is_some_and(|list| list.iter().any(same)),
        "not_in" => value.as_array().is_some_and(|list| !list.iter().any(same)),
        "regex" => match (found, value) {
            (Value::String(text), Value::String(pattern)) => {
                regex::Regex::new(pattern).unwrap().is_match(text)
            }
            _ => false,
        },
        "contains" => match (found, value) {
            (Value::String(text), Value::String(part)) => text.contains(part.as_str()),
            (Value::Array(list), _) => list.iter().any(|item| canonical(item) == canonical(value)),
            _ => false,
        },
        other => panic!("{other}"),
    }
}
