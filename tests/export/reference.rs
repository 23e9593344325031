//! The meaning of a policy for one call with fresh counters, step by step as
//! the format's documentation states it.

use serde_json::{Map, Value};
use toolward::policy::{Condition, DefaultAction, Limit, Operator, Policy, RuleEntry};

/// Whether the policy lets a first call through.
pub fn allows(policy: &Policy, tool: &str, args: &Map<String, Value>) -> bool {
    if policy.hide.iter().any(|name| name == tool || name == "*") {
        return false;
    }
    let shared = policy.all_tools.iter().flat_map(|all| &all.limits);
    let Some(rules) = policy.tools.get(tool) else {
        return policy.default == DefaultAction::Allow && shared.into_iter().all(|l| fits(l, args));
    };
    let holds = |entry: &RuleEntry| entry.conditions.iter().all(|one| holds(one, args));
    rules.require.iter().all(holds)
        && !rules.deny_if.iter().any(holds)
        && rules.limits.iter().chain(shared).all(|limit| fits(limit, args))
}

/// Whether one call fits into an empty counter.
fn fits(limit: &Limit, args: &Map<String, Value>) -> bool {
    let Some(path) = &limit.increment_from else { return true };
    let amount = find(path, args).and_then(Value::as_f64);
    #[allow(clippy::cast_precision_loss, reason = "the limits of the tests are small")]
    amount.is_some_and(|amount| amount >= 0.0 && amount <= limit.max as f64)
}

/// The value at a path; none where it is missing or null.
fn find<'a>(path: &str, args: &'a Map<String, Value>) -> Option<&'a Value> {
    let mut segments = path.strip_prefix("args.").unwrap().split('.');
    let first = args.get(segments.next()?)?;
    let found = segments.try_fold(first, |value, key| value.as_object()?.get(key))?;
    (!found.is_null()).then_some(found)
}

pub fn holds(condition: &Condition, args: &Map<String, Value>) -> bool {
    use Operator as O;
    let wanted = &condition.value;
    let found = find(&condition.path, args);
    if condition.op == O::Exists {
        return wanted.as_bool() == Some(found.is_some());
    }
    let Some(found) = found else { return false };
    let compare = |test: fn(std::cmp::Ordering) -> bool| order(found, wanted).is_some_and(test);
    let among = || wanted.as_array().map(|list| list.iter().any(|item| equal(found, item)));
    match condition.op {
        O::Eq => equal(found, wanted),
        O::Neq => !equal(found, wanted),
        O::Lt => compare(std::cmp::Ordering::is_lt),
        O::Lte => compare(std::cmp::Ordering::is_le),
        O::Gt => compare(std::cmp::Ordering::is_gt),
        O::Gte => compare(std::cmp::Ordering::is_ge),
        O::In => among() == Some(true),
        O::NotIn => among() == Some(false),
        O::Contains => match (found, wanted) {
            (Value::String(text), Value::String(part)) => text.contains(part.as_str()),
            (Value::Array(items), part) => items.iter().any(|item| equal(item, part)),
            _ => false,
        },
        O::Regex => match (found, wanted) {
            (Value::String(text), Value::String(pattern)) => {
                regex::Regex::new(pattern).unwrap().is_match(text)
            }
            _ => false,
        },
        O::Exists => unreachable!(),
    }
}

/// Numbers by their value, everything else as it is.
fn equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(_), Value::Number(_)) => order(a, b).is_some_and(std::cmp::Ordering::is_eq),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(k, a)| b.get(k).is_some_and(|b| equal(a, b)))
        }
        (a, b) => a == b,
    }
}

/// Whole numbers exactly; where one is not whole, as doubles.
fn order(a: &Value, b: &Value) -> Option<std::cmp::Ordering> {
    match (a.as_i64(), b.as_i64()) {
        (Some(a), Some(b)) => Some(a.cmp(&b)),
        _ => a.as_f64()?.partial_cmp(&b.as_f64()?),
    }
}
