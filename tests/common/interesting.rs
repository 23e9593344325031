//! Policies whose rules come close to one another, and calls that come close
//! to the rules: the values that a policy names, their neighbours, and what
//! only looks like them.

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Map, Value, json};

/// Which of the candidates each argument takes.
pub type Picks = [Index; 4];

pub fn picks() -> impl Strategy<Value = Picks> {
    any::<[Index; 4]>()
}

const PATHS: [&str; 4] = ["x", "y", "o.x", "o.p.q"];

/// A policy of one tool with conditions on few arguments and few values, so
/// that they contradict, contain and repeat each other.
pub fn close_policy() -> impl Strategy<Value = Value> {
    let entry = (prop::collection::vec(condition(), 0..4), any::<bool>());
    let entry = entry
        .prop_map(|(conditions, text)| {
            json!({"conditions": conditions, "on_deny": if text { "no" } else { "ask" }})
        })
        .boxed();
    let entries = || prop::collection::vec(entry.clone(), 0..4).prop_map(Value::from);
    (entries(), entries()).prop_map(|(require, deny_if)| {
        let rules = json!({"require": require, "deny_if": deny_if});
        json!({"version": "1", "default": "deny", "tools": {"t": rules}})
    })
}

fn number() -> impl Strategy<Value = Value> {
    let large = 9_007_199_254_740_992_u64;
    prop_oneof![
        4 => (0..3).prop_map(Value::from),
        2 => prop::sample::select(vec![json!(1.0), json!(0.5), json!(1.5), json!(-1)]),
        1 => prop::sample::select(vec![json!(large), json!(large + 1), json!(large + 2), json!(9e15)]),
    ]
}

fn scalar() -> impl Strategy<Value = Value> {
    let texts = vec![json!(""), json!("a"), json!("ab"), json!("b"), json!("A"), json!("1")];
    prop_oneof![
        4 => number(),
        4 => prop::sample::select(texts),
        1 => any::<bool>().prop_map(Value::from),
        1 => prop::sample::select(vec![json!(null), json!([]), json!(["a"]), json!({"x": 1})]),
    ]
}

fn condition() -> impl Strategy<Value = Value> {
    let path =
        prop::sample::select(vec!["args.x", "args.x", "args.x", "args.y", "args.o.x", "args.o"]);
    let list = prop::collection::vec(scalar(), 0..4).prop_map(Value::from);
    let pattern = prop::sample::select(vec!["a", "^a$", "^(?:a|b)$", "b$", "(?i)A", "^$", "^"]);
    let test = prop_oneof![
        3 => (prop::sample::select(vec!["eq", "neq", "contains"]), scalar()),
        2 => (prop::sample::select(vec!["in", "not_in"]), list),
        4 => (prop::sample::select(vec!["lt", "lte", "gt", "gte"]), number()),
        2 => (Just("exists"), any::<bool>().prop_map(Value::from)),
        1 => (Just("regex"), pattern.prop_map(Value::from)),
    ];
    (path, test).prop_map(|(path, (op, value))| json!({"path": path, "op": op, "value": value}))
}

/// One call for each pick, of the values that the policy names and others.
pub fn calls(policy: &Value, picks: &[Picks]) -> Vec<Map<String, Value>> {
    let mut candidates = vec![None, None, Some(Value::Null), Some(json!(0)), Some(json!("zz"))];
    candidates.extend(named(policy).into_iter().map(Some));
    let call = |picks: &Picks| {
        let mut args = Map::new();
        for (path, pick) in PATHS.iter().zip(picks) {
            if let Some(value) = &candidates[pick.index(candidates.len())] {
                insert(&mut args, path, value);
            }
        }
        args
    };
    picks.iter().map(call).collect()
}

/// The values of all conditions, with what stands beside each.
fn named(policy: &Value) -> Vec<Value> {
    let tools = policy["tools"].as_object().into_iter().flat_map(Map::values);
    let lists = tools.flat_map(|rules| [&rules["require"], &rules["deny_if"]]);
    let entries = lists.filter_map(Value::as_array).flatten();
    let conditions = entries.filter_map(|entry| entry["conditions"].as_array()).flatten();
    let mut all = Vec::new();
    for value in conditions.map(|condition| &condition["value"]) {
        beside(value, &mut all);
        value.as_array().into_iter().flatten().for_each(|item| beside(item, &mut all));
    }
    all
}

fn beside(value: &Value, all: &mut Vec<Value>) {
    all.push(value.clone());
    all.push(json!([value]));
    match value {
        Value::Number(number) => {
            if let Some(whole) = number.as_i64() {
                all.extend([json!(whole.saturating_sub(1)), json!(whole.saturating_add(1))]);
            }
            let real = number.as_f64().unwrap();
            all.extend([
                json!(real),
                json!(real + 0.5),
                json!(real - 0.5),
                json!(number.to_string()),
            ]);
        }
        Value::String(text) => {
            let plain: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
            all.extend([json!(format!("{text}b")), json!(format!("b{plain}")), json!(plain)]);
        }
        _ => {}
    }
}

/// At the end of a path, unless something else stands in the way.
fn insert(args: &mut Map<String, Value>, path: &str, value: &Value) {
    let Some((first, rest)) = path.split_once('.') else {
        args.insert(path.to_owned(), value.clone());
        return;
    };
    if let Value::Object(inner) = args.entry(first.to_owned()).or_insert_with(|| json!({})) {
        insert(inner, rest, value);
    }
}
