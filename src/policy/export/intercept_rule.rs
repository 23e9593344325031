//! The three kinds of rule that Intercept knows, as values of its YAML.

use serde_json::{Value, json};

use crate::policy::model::{Condition, Limit, Operator};

/// Denies every call.
pub fn denial(name: &str, on_deny: Option<&str>) -> Value {
    let mut rule = json!({"name": name, "action": "deny"});
    // An empty text is none, there.
    if let Some(text) = on_deny.filter(|text| !text.is_empty()) {
        rule["on_deny"] = text.into();
    }
    rule
}

/// Denies a call for which one of the conditions doesn't hold.
pub fn evaluation(name: &str, conditions: &[Condition], on_deny: Option<&str>) -> Value {
    let conditions: Vec<Value> = conditions
        .iter()
        .map(|one| json!({"path": one.path, "op": one.op, "value": one.value}))
        .collect();
    let mut rule = json!({"name": name, "conditions": conditions});
    // An empty text is none, there.
    if let Some(text) = on_deny.filter(|text| !text.is_empty()) {
        rule["on_deny"] = text.into();
    }
    rule
}

/// Denies a call that would count beyond the limit; `scope` is the tool, or
/// `_global` for all together.
pub fn limitation(scope: &str, limit: &Limit) -> Value {
    let most = Condition {
        path: format!("state.{scope}.{}", limit.counter),
        op: Operator::Lte,
        value: limit.max.into(),
    };
    let mut rule = evaluation(&limit.counter, &[most], None);
    rule["state"] = json!({"counter": limit.counter, "window": limit.window});
    if let Some(path) = &limit.increment_from {
        rule["state"]["increment_from"] = path.as_str().into();
    }
    rule
}
