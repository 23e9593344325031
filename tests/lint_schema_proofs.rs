//! What the linter says of a condition against a tool's schema is true of
//! every call that fits the schema.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod reference;

use proptest::prelude::*;
use reference::{argument, equal};
use serde_json::{Value, json};
use toolward::document::SourceText;
use toolward::lint::{Finding, Linter};
use toolward::manifest::load_text;
use toolward::policy::decide::{Call, Compiled, Counters, Moment, decide};
use toolward::policy::{Condition, Operator};

/// What an argument is tried with.
fn values() -> Vec<Value> {
    json!([
        null, 0, 1, 2, 3, 1.0, 1.5, -1, "", "x", "xy", "y", "1", true, false, [], ["x"], ["y", 1], [2],
        {}, {"c": null}, {"c": 1}, {"c": "x"}, {"c": 1.5}, {"d": 1}
    ])
    .as_array()
    .cloned()
    .unwrap()
}

/// Every call that is tried: `a` is there or not.
fn calls() -> impl Iterator<Item = Value> {
    std::iter::once(json!({})).chain(values().into_iter().map(|value| json!({"a": value})))
}

fn schema() -> impl Strategy<Value = Value> {
    let kind = prop::sample::select(vec![
        json!("string"),
        json!("number"),
        json!("integer"),
        json!("boolean"),
        json!("array"),
        json!("null"),
        json!(["string", "null"]),
        json!(["integer", "string"]),
    ]);
    let listed = prop::collection::vec(prop::sample::select(values()), 1..4);
    let leaf = prop_oneof![
        3 => kind.clone().prop_map(|kind| json!({"type": kind})),
        2 => listed.clone().prop_map(|values| json!({"enum": values})),
        1 => (kind.clone(), listed).prop_map(|(kind, values)| json!({"type": kind, "enum": values})),
        1 => prop::sample::select(values()).prop_map(|value| json!({"const": value})),
        2 => (prop::sample::select(vec!["number", "integer"]), -1..3i64, 0..3i64).prop_map(
            |(kind, low, more)| json!({"type": kind, "minimum": low, "maximum": low + more})
        ),
        1 => (0..3i64).prop_map(|low| json!({"type": "number", "exclusiveMinimum": low})),
        1 => kind.prop_map(|kind| json!({"type": "array", "items": {"type": kind}})),
        1 => Just(json!({})),
        1 => Just(json!({"$ref": "#/$defs/short"})),
    ];
    let object = (leaf.clone(), any::<bool>()).prop_map(|(member, required)| {
        let required = if required { vec!["c"] } else { vec![] };
        json!({"type": "object", "properties": {"c": member}, "required": required, "additionalProperties": false})
    });
    let choice = prop::collection::vec(leaf.clone(), 1..3).prop_flat_map(|branches| {
        prop::sample::select(vec!["anyOf", "oneOf"]).prop_map(move |key| json!({key: branches}))
    });
    let nullable = object.clone().prop_map(|object| json!({"anyOf": [object, {"type": "null"}]}));
    prop_oneof![6 => leaf, 2 => object, 2 => choice, 1 => nullable]
}

fn condition() -> impl Strategy<Value = Value> {
    let path = prop::sample::select(vec!["args.a", "args.a", "args.a.c", "args.e"]);
    let value = || prop::sample::select(values());
    let list = prop::collection::vec(value(), 0..4).prop_map(Value::from);
    let numbers = prop::sample::select(vec![json!(0), json!(1), json!(1.5), json!(2)]);
    let patterns = prop::sample::select(vec!["x", "^(?:x|y)$", "z"]).prop_map(Value::from);
    let test = prop_oneof![
        3 => (prop::sample::select(vec!["eq", "neq", "contains"]), value()),
        2 => (prop::sample::select(vec!["in", "not_in"]), list),
        2 => (prop::sample::select(vec!["lt", "lte", "gt", "gte"]), numbers),
        1 => (Just("exists"), any::<bool>().prop_map(Value::from)),
        1 => (Just("regex"), patterns),
    ];
    (path, test).prop_map(|(path, (op, value))| json!({"path": path, "op": op, "value": value}))
}

/// The element of a list that a finding points at.
fn element<'a>(finding: &Finding, condition: &'a Condition) -> Option<&'a Value> {
    let (_, index) = finding.pointer.as_deref()?.split_once("/value/")?;
    condition.value.get(index.parse::<usize>().ok()?)
}

fn is_true(finding: &Finding, condition: &Condition, call: &Value) -> Result<(), TestCaseError> {
    let found = argument(call, &condition.path);
    let value = found.filter(|value| !value.is_null());
    let held = holds(condition, call);
    let expected = match finding.code {
        "TW110" => value.is_none(),
        "TW112" if finding.message.contains("every valid call is refused") => !held,
        "TW111" | "TW112" => match (element(finding, condition), value) {
            (Some(element), Some(value)) => !equal(element, value),
            // What excludes a value that never occurs holds for every value.
            _ if matches!(condition.op, Operator::Neq | Operator::NotIn) => held == value.is_some(),
            _ => !held,
        },
        "TW114" if finding.message.contains("always true") => held,
        "TW114" => !held,
        _ => true,
    };
    prop_assert!(expected, "{call}: {} {}", finding.code, finding.message);
    Ok(())
}

/// What the engine says: a `deny_if` with this condition alone denies the call.
fn holds(condition: &Condition, call: &Value) -> bool {
    let rules = json!({"deny_if": [{"conditions": [condition]}]});
    let policy = json!({"version": "1", "default": "deny", "tools": {"t": rules}});
    let compiled = Compiled::new(&serde_json::from_value(policy).unwrap()).unwrap();
    let call = Call { grant: "g", tool: "t", args: call.as_object().unwrap() };
    !decide(&compiled, call, &Counters::new(), Moment::from_unix(0)).is_allowed()
}

fn definition(schema: &Value, required: bool) -> Value {
    let required = if required { vec!["a"] } else { vec![] };
    json!({"type": "object", "properties": {"a": schema}, "required": required,
        "additionalProperties": false, "$defs": {"short": {"enum": ["x", 1]}}})
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn what_is_said_of_arguments_is_true_of_every_valid_call(
        schema in schema(), required in any::<bool>(), condition in condition(), deny in any::<bool>(),
    ) {
        let input = definition(&schema, required);
        let tools = json!({"tools": [{"name": "t", "inputSchema": input}]}).to_string();
        let servers = load_text(&SourceText::new("tools.json", tools), "s").servers;
        let list = if deny { "deny_if" } else { "require" };
        let policy = json!({"version": "1", "default": "deny", "tools": {"t":
            {list: [{"conditions": [condition], "on_deny": "no"}]}}});
        let text = SourceText::new("p", policy.to_string());
        let findings = Linter::with_servers(&servers).lint(text).findings;
        let condition: Condition = serde_json::from_value(condition).unwrap();
        let validator = jsonschema::validator_for(&input).unwrap();
        for call in calls().filter(|call| validator.is_valid(call)) {
            for finding in &findings {
                is_true(finding, &condition, &call)?;
            }
            let escapes = findings.iter().any(|finding| finding.code == "TW113");
            if escapes && argument(&call, &condition.path).is_none() {
                prop_assert!(!holds(&condition, &call));
            }
        }
        if findings.iter().any(|finding| finding.code == "TW113") {
            let missing = |call: &Value| argument(call, &condition.path).is_none_or(Value::is_null);
            prop_assert!(calls().any(|call| validator.is_valid(&call) && missing(&call)), "{}", input);
        }
    }
}
