//! Random policies and calls that have something to do with each other: few
//! names, few values, so that rules fire and limits fill.
#![allow(dead_code, reason = "each test file uses its part")]

use proptest::prelude::*;
use serde_json::{Map, Value, json};

pub const TOOLS: [&str; 4] = ["a", "b/c", "d~", "*"];
const PATHS: [&str; 4] = ["args.x", "args.y", "args.o.x", "args.o.p.q"];
const OPERATORS: [&str; 11] =
    ["eq", "neq", "lt", "lte", "gt", "gte", "in", "not_in", "exists", "regex", "contains"];
const PATTERNS: [&str; 4] = ["a", "^b", "^(a|b)+$", "(?i)AB"];

pub fn scalar() -> impl Strategy<Value = Value> {
    let pick = |values: Vec<Value>| prop::sample::select(values);
    prop_oneof![
        4 => pick((-2..3).map(Value::from).collect()),
        2 => pick(vec![json!(0.5), json!(1.0), json!(-0.25), json!(2.75)]),
        1 => pick(vec![
            json!(9_007_199_254_740_993_u64),
            json!(9_007_199_254_740_992_u64),
            json!(9_007_199_254_740_992.0),
            json!(u64::MAX),
            json!(i64::MIN),
            json!(1e20),
        ]),
        4 => pick(vec![json!(""), json!("a"), json!("b"), json!("ab"), json!("AB"), json!("1")]),
        1 => any::<bool>().prop_map(Value::from),
        1 => Just(Value::Null),
    ]
}

pub fn value() -> impl Strategy<Value = Value> {
    let list = prop::collection::vec(scalar(), 0..3).prop_map(Value::from);
    let object = prop::collection::btree_map("[xy]", scalar(), 0..3)
        .prop_map(|members| Value::Object(members.into_iter().collect()));
    prop_oneof![6 => scalar(), 1 => list, 1 => object]
}

pub fn args() -> impl Strategy<Value = Map<String, Value>> {
    let maybe = || prop::option::weighted(0.8, value());
    let object = prop_oneof![
        1 => maybe(),
        2 => (maybe(), maybe()).prop_map(|(x, q)| {
            Some(object([("x", x), ("p", Some(object([("q", q)])))]))
        }),
    ];
    (maybe(), maybe(), object).prop_map(|(x, y, o)| match object_of(x, y, o) {
        Value::Object(args) => args,
        _ => Map::new(),
    })
}

fn object_of(x: Option<Value>, y: Option<Value>, o: Option<Value>) -> Value {
    object([("x", x), ("y", y), ("o", o)])
}

fn object<const N: usize>(members: [(&str, Option<Value>); N]) -> Value {
    let present = members.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    Value::Object(present.collect())
}

fn condition() -> impl Strategy<Value = Value> {
    let path = prop::sample::select(PATHS.to_vec());
    let op = prop::sample::select(OPERATORS.to_vec());
    let pattern = prop::sample::select(PATTERNS.to_vec());
    let list = prop::collection::vec(scalar(), 0..4);
    (path, op, value(), list, pattern, any::<bool>(), 0..10u8).prop_map(
        |(path, op, value, list, pattern, flag, misfit)| {
            let fitting = match op {
                _ if misfit == 0 && op != "regex" => value,
                "in" | "not_in" => json!(list),
                "exists" => json!(flag),
                "regex" => json!(pattern),
                _ => value,
            };
            json!({"path": path, "op": op, "value": fitting})
        },
    )
}

fn entries() -> impl Strategy<Value = Value> {
    let entry = prop::collection::vec(condition(), 0..3)
        .prop_map(|conditions| json!({"conditions": conditions}));
    prop::collection::vec(entry, 0..3).prop_map(Value::from)
}

fn limits() -> impl Strategy<Value = Value> {
    let limit = (
        prop::sample::select(vec!["c", "d/e"]),
        prop::sample::select(vec!["minute", "hour", "day"]),
        1..4u64,
        prop::option::weighted(0.3, prop::sample::select(PATHS.to_vec())),
    );
    let limit = limit.prop_map(|(counter, window, max, from)| {
        let mut limit = json!({"counter": counter, "window": window, "max": max, "scope": "grant"});
        if let Some(path) = from {
            limit["increment_from"] = json!(path);
        }
        limit
    });
    prop::collection::vec(limit, 0..3).prop_map(Value::from)
}

pub fn policy() -> impl Strategy<Value = Value> {
    let rules = (entries(), entries(), limits()).prop_map(|(require, deny_if, limits)| {
        json!({"require": require, "deny_if": deny_if, "limits": limits})
    });
    let tools = prop::collection::btree_map(prop::sample::select(TOOLS.to_vec()), rules, 1..3);
    let hide = prop_oneof![
        6 => Just(Vec::new()),
        1 => prop::sample::select(TOOLS.to_vec()).prop_map(|name| vec![name]),
    ];
    let default = prop::sample::select(vec!["allow", "deny"]);
    (default, hide, limits(), tools).prop_map(|(default, hide, limits, tools)| {
        json!({
            "version": "1", "default": default, "hide": hide,
            "all_tools": {"limits": limits}, "tools": tools,
        })
    })
}
