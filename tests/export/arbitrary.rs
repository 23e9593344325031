//! Policies and calls that meet: few names, and values that are easily mixed up.

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Map, Value, json};
use toolward::policy::{Condition, Policy};

const TOOLS: [&str; 8] = ["pay", "a.b", "a_b", "x y", "read", "_global", "ü\u{202e}", "say\"hi\\"];
const PATHS: [&str; 6] = ["args.n", "args.s", "args.o.k", "args.x y", "args.s_present", "args.l"];
const OPERATORS: [&str; 11] =
    ["eq", "neq", "lt", "lte", "gt", "gte", "in", "not_in", "exists", "regex", "contains"];
const PATTERNS: [&str; 10] =
    ["^a", "a+$", r"^\d+$", r"\D", "[^a-z]", "(?i)A", r"^\w*$", "", r"\bé", "5"];

/// Values around the borders: numbers that read like texts, are cut like
/// others, or are too large for a double.
pub fn borders() -> Vec<Value> {
    vec![
        json!(5),
        json!("5"),
        json!(5.0),
        json!(5.000_01),
        json!(4.999_99),
        json!(-5),
        json!(-5.000_01),
        json!(-4.999_99),
        json!(0),
        json!(0.000_01),
        json!(-0.000_01),
        json!(0.5),
        json!(4.35),
        json!(100),
        json!(100.000_01),
        json!(true),
        json!("true"),
        json!(false),
        json!("a"),
        json!("aé"),
        json!("é"),
        json!(""),
        json!("abc*"),
        json!("\""),
        json!("a\"b\\"),
        json!("*"),
        json!("[5]"),
        json!("map[]"),
        json!("<nil>"),
        json!("٣"),
        json!("-5"),
        json!("1e+06"),
        json!(9_007_199_254_740_991_i64),
        json!(9_007_199_254_740_992.0),
        json!(9_007_199_254_740_993_i64),
        json!(1e300),
        json!(-1e300),
        json!(1_000_000),
        json!(1e21),
        json!(922_337_203_685_478_i64),
        json!(100_000_000_001_i64),
    ]
}

/// Every operator with every value that it may meet, on one argument.
pub fn every_condition(path: &str) -> Vec<Value> {
    let borders = borders();
    let mut lists: Vec<Value> = borders.iter().map(|value| json!([value])).collect();
    lists.extend(borders.windows(2).map(|pair| json!(pair)));
    lists.extend([json!([]), json!([null]), json!([5, null]), json!([[5]]), json!(["a", "é"])]);
    let mut all = Vec::new();
    let mut add = |op: &str, value: &Value| {
        all.push(json!({"path": path, "op": op, "value": value}));
    };
    for op in ["eq", "neq", "lt", "lte", "gt", "gte", "contains"] {
        for value in borders.iter().chain(&[json!(null), json!([5]), json!({"k": 5})]) {
            add(op, value);
        }
    }
    for op in ["in", "not_in"] {
        for value in &lists {
            add(op, value);
        }
    }
    for pattern in PATTERNS {
        add("regex", &json!(pattern));
    }
    for wanted in [true, false] {
        add("exists", &json!(wanted));
    }
    all
}

/// A policy with one tool, and one entry with one condition in `list`.
pub fn policy_of(list: &str, condition: &Value) -> Policy {
    let entry = json!({"conditions": [condition]});
    let policy = json!({"version": "1", "default": "deny", "tools": {"pay": {list: [entry]}}});
    serde_json::from_value(policy).unwrap()
}

/// Every value that the argument may have, and none.
pub fn every_argument(name: &str) -> Vec<Map<String, Value>> {
    let mut values = borders();
    values.extend([json!(null), json!([5]), json!(["5"]), json!(["a"]), json!([true])]);
    values.extend([json!([]), json!({}), json!({"k": 5}), json!([[5]])]);
    let with = |value: Value| Map::from_iter([(name.to_owned(), value)]);
    let mut all: Vec<Map<String, Value>> = values.into_iter().map(with).collect();
    all.push(Map::new());
    // Another argument's presence, where only that is told.
    all.push(Map::from_iter([("s".to_owned(), json!([5]))]));
    all
}

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        8 => prop::sample::select(borders()),
        2 => (-6..7i64).prop_map(|n| json!(n)),
        1 => (-6.0..7.0f64).prop_map(|n| json!(n)),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        6 => scalar(),
        1 => Just(Value::Null),
        2 => prop::collection::vec(prop_oneof![9 => scalar(), 1 => Just(Value::Null)], 0..3)
            .prop_map(Value::from),
        1 => Just(json!({"k": 5})),
        1 => Just(json!([[5]])),
    ]
}

pub fn condition() -> impl Strategy<Value = Value> {
    let fitting = (prop::sample::select(&OPERATORS[..]), scalar(), scalar(), any::<bool>())
        .prop_flat_map(|(op, a, b, yes)| {
            let value = match op {
                "in" | "not_in" => prop_oneof![
                    2 => Just(json!([a, b])), 1 => Just(json!([a])), 1 => Just(json!(["a", "b"])),
                    1 => Just(json!([5, 100])),
                ]
                .boxed(),
                "exists" => Just(json!(yes)).boxed(),
                "regex" => prop::sample::select(&PATTERNS[..]).prop_map(|p| json!(p)).boxed(),
                _ => Just(a).boxed(),
            };
            value.prop_map(move |value| (op, value))
        });
    let any = (prop::sample::select(&OPERATORS[..9]), value()).prop_map(|(op, value)| (op, value));
    (prop::sample::select(&PATHS[..]), prop_oneof![5 => fitting, 1 => any])
        .prop_map(|(path, (op, value))| json!({"path": path, "op": op, "value": value}))
}

fn entry() -> impl Strategy<Value = Value> {
    let conditions = prop_oneof![
        1 => Just(Vec::new()),
        6 => prop::collection::vec(condition(), 1..2),
        2 => prop::collection::vec(condition(), 2..4),
    ];
    (conditions, prop::option::of("[a-z\"\n]{0,5}")).prop_map(|(conditions, text)| {
        let mut entry = json!({"conditions": conditions});
        if let Some(text) = text {
            entry["on_deny"] = text.into();
        }
        entry
    })
}

fn limit() -> impl Strategy<Value = Value> {
    let window = prop::sample::select(vec!["minute", "hour", "day"]);
    let from = prop::option::weighted(0.3, Just("args.n"));
    (prop::sample::select(vec!["c", "d", "c.d"]), window, 1..8u64, from).prop_map(
        |(counter, window, max, from)| {
            let mut limit =
                json!({"counter": counter, "window": window, "max": max, "scope": "grant"});
            if let Some(from) = from {
                limit["increment_from"] = from.into();
            }
            limit
        },
    )
}

fn rules() -> impl Strategy<Value = Value> {
    let few = |one: BoxedStrategy<Value>| prop_oneof![3 => Just(Vec::new()), 4 => prop::collection::vec(one, 1..3)];
    let limits = prop_oneof![4 => Just(Vec::new()), 1 => prop::collection::vec(limit(), 1..3)];
    let full = (few(entry().boxed()), few(entry().boxed()), limits).prop_map(
        |(require, deny_if, limits)| json!({"require": require, "deny_if": deny_if, "limits": limits}),
    );
    prop_oneof![1 => Just(json!({})), 6 => full]
}

pub fn policy() -> impl Strategy<Value = Policy> {
    let tools = prop::collection::vec((prop::sample::select(&TOOLS[..]), rules()), 0..4);
    let hide = prop::collection::vec(
        prop_oneof![9 => prop::sample::select(&TOOLS[..]), 1 => Just("*")],
        0..2,
    );
    let shared = prop_oneof![5 => Just(Vec::new()), 1 => prop::collection::vec(limit(), 1..3)];
    (any::<bool>(), tools, hide, shared).prop_map(|(open, tools, hide, shared)| {
        let tools: Map<String, Value> =
            tools.into_iter().map(|(name, rules)| (name.to_owned(), rules)).collect();
        let policy = json!({
            "version": "1",
            "default": if open { "allow" } else { "deny" },
            "hide": hide,
            "all_tools": {"limits": shared},
            "tools": tools,
        });
        serde_json::from_value(policy).unwrap()
    })
}

/// A tool of the pool, or one that no policy lists, with some arguments.
pub fn call() -> impl Strategy<Value = (String, Map<String, Value>)> {
    let name = prop_oneof![
        6 => prop::sample::select(&TOOLS[..]).prop_map(str::to_owned),
        1 => Just("unlisted".to_owned()),
    ];
    let some = || prop::option::weighted(0.7, value());
    (name, some(), some(), some(), some(), some(), some()).prop_map(
        |(name, n, s, k, x, present, l)| {
            let mut args = Map::new();
            for (key, value) in [("n", n), ("s", s), ("x y", x), ("s_present", present), ("l", l)] {
                if let Some(value) = value {
                    args.insert(key.to_owned(), value);
                }
            }
            if let Some(k) = k {
                args.insert("o".to_owned(), json!({ "k": k }));
            }
            (name, args)
        },
    )
}

/// Half of them with one tool and one condition, which nothing else hides.
pub fn any_policy() -> impl Strategy<Value = Policy> {
    let one = (prop::sample::select(vec!["require", "deny_if"]), condition())
        .prop_map(|(list, condition)| policy_of(list, &condition));
    prop_oneof![one, policy()]
}

/// A call, and what `aimed` chooses by.
pub type Shot = ((String, Map<String, Value>), [Index; 3]);

pub fn shots() -> impl Strategy<Value = Vec<Shot>> {
    prop::collection::vec((call(), any::<[Index; 3]>()), 2..6)
}

/// Most calls go to a tool that the policy lists, with a value that one of its
/// conditions names or one right beside it: few others are in question.
pub fn aimed(policy: &Policy, shots: Vec<Shot>) -> Vec<(String, Map<String, Value>)> {
    let aim = |((mut tool, mut args), [name, condition, value]): Shot| {
        if policy.tools.is_empty() || name.index(4) == 0 {
            return (tool, args);
        }
        let (listed, rules) = policy.tools.get_index(name.index(policy.tools.len())).unwrap();
        tool.clone_from(listed);
        let entries = rules.require.iter().chain(&rules.deny_if);
        let conditions: Vec<&Condition> = entries.flat_map(|entry| &entry.conditions).collect();
        if !conditions.is_empty() {
            let condition = conditions[condition.index(conditions.len())];
            let near = beside(&condition.value);
            put(&mut args, &condition.path, near[value.index(near.len())].clone());
        }
        (tool, args)
    };
    shots.into_iter().map(aim).collect()
}

/// A value, what is hardly another, and what only looks like it.
fn beside(value: &Value) -> Vec<Value> {
    let mut all = vec![value.clone(), json!(null), json!([value])];
    match value {
        Value::Number(number) => {
            let real = number.as_f64().unwrap();
            all.extend([json!(real), json!(real + 1.0), json!(real - 1.0)]);
            all.extend([json!(real + 0.000_01), json!(real - 0.000_01), json!(number.to_string())]);
        }
        Value::String(text) => {
            all.extend([json!(format!("{text}a")), json!(text.to_uppercase())]);
            all.extend(serde_json::from_str::<Value>(text).ok());
        }
        Value::Bool(truth) => all.extend([json!(!truth), json!(truth.to_string())]),
        Value::Array(list) => all.extend(list.iter().flat_map(beside)),
        _ => {}
    }
    all
}

fn put(args: &mut Map<String, Value>, path: &str, value: Value) {
    match path.strip_prefix("args.").unwrap().split_once('.') {
        Some((outer, inner)) => args.insert(outer.to_owned(), json!({ inner: value })),
        None => args.insert(path.strip_prefix("args.").unwrap().to_owned(), value),
    };
}

/// Cases of the property that the project promises.
pub fn config() -> ProptestConfig {
    cases(10_000)
}

/// Cases of the others, more where `CI` is set.
pub fn config_small() -> ProptestConfig {
    cases(if in_ci() { 1_000 } else { 100 })
}

/// Cases of what is cheap.
pub fn config_import() -> ProptestConfig {
    cases(if in_ci() { 10_000 } else { 2_000 })
}

fn in_ci() -> bool {
    std::env::var_os("CI").is_some()
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}
