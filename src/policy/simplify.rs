//! Conditions without what says nothing, so that targets need say less.
//!
//! Nothing here changes what an entry means: see `docs/semantics.md` for why a
//! comparison with null never holds and why every operator but `exists` asks
//! for a value that is there.

use std::collections::HashSet;

use indexmap::IndexSet;
use serde_json::Value;

use super::model::{Condition, Operator};

/// The conditions of an entry, all of which must hold; none of them where the
/// entry never holds.
pub fn simplified(conditions: &[Condition]) -> Option<Vec<Condition>> {
    let simple: IndexSet<Condition> = conditions.iter().map(simple).collect::<Option<_>>()?;
    let asks_value = |condition: &&Condition| condition.op != Operator::Exists;
    let asked: HashSet<&str> =
        simple.iter().filter(asks_value).map(|condition| condition.path.as_str()).collect();
    let implied =
        |condition: &Condition| is_present(condition) && asked.contains(condition.path.as_str());
    Some(simple.iter().filter(|condition| !implied(condition)).cloned().collect())
}

/// `exists true`: a value that is there and not null.
pub fn is_present(condition: &Condition) -> bool {
    condition.op == Operator::Exists && condition.value == Value::Bool(true)
}

/// The same condition in its plainest form; none where it never holds.
fn simple(condition: &Condition) -> Option<Condition> {
    use Operator as O;
    let Condition { path, op, value } = condition;
    let present =
        || Some(Condition { path: path.clone(), op: O::Exists, value: Value::Bool(true) });
    let usable = match op {
        O::Eq => !value.is_null(),
        O::Neq if value.is_null() => return present(),
        O::Lt | O::Lte | O::Gt | O::Gte => value.is_number(),
        O::In | O::NotIn => value.is_array(),
        O::Exists => value.is_boolean(),
        O::Regex => value.is_string(),
        O::Neq | O::Contains => true,
    };
    if !usable {
        return None;
    }
    if let (O::In | O::NotIn, Value::Array(list)) = (op, value) {
        // Null is never found, so it is never compared; and once is enough.
        let list: IndexSet<&Value> = list.iter().filter(|item| !item.is_null()).collect();
        let list: Vec<Value> = list.into_iter().cloned().collect();
        return match (op, list.is_empty()) {
            (O::In, true) => None,
            (O::NotIn, true) => present(),
            _ => Some(Condition { path: path.clone(), op: *op, value: list.into() }),
        };
    }
    Some(condition.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn simple_of(conditions: Value) -> Option<Value> {
        let conditions: Vec<Condition> = serde_json::from_value(conditions).unwrap();
        simplified(&conditions).map(|kept| serde_json::to_value(kept).unwrap())
    }

    #[test]
    fn what_never_holds_is_none() {
        for (op, value) in [
            ("eq", json!(null)),
            ("lt", json!("5")),
            ("in", json!([])),
            ("in", json!([null])),
            ("not_in", json!("x")),
            ("exists", json!(1)),
            ("regex", json!(1)),
        ] {
            assert_eq!(
                simple_of(json!([{"path": "args.a", "op": op, "value": value}])),
                None,
                "{op}"
            );
        }
    }

    #[test]
    fn what_is_implied_is_dropped() {
        let at =
            |path: &str, op: &str, value: Value| json!({"path": path, "op": op, "value": value});
        let present = at("args.a", "exists", json!(true));
        assert_eq!(
            simple_of(json!([present, at("args.a", "gt", json!(1)), at("args.a", "gt", json!(1))])),
            Some(json!([at("args.a", "gt", json!(1))]))
        );
        assert_eq!(
            simple_of(json!([at("args.a", "not_in", json!([null])), at("args.b", "gt", json!(1))])),
            Some(json!([present, at("args.b", "gt", json!(1))]))
        );
    }
}
