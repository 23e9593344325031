//! Intercept's YAML read in: never looser, and the same again when written.

use proptest::prelude::*;
use serde_json::{Value, json};
use toolward::document::SourceText;
use toolward::policy::Policy;
use toolward::policy::export::{Request, target};
use toolward::policy::import::{ImportError, Imported, intercept};

use super::{arbitrary, intercept as engine, reference};

fn import(text: &str) -> Result<Imported, ImportError> {
    intercept(&SourceText::new("policy.yaml", text))
}

fn export(policy: &Policy) -> (String, bool) {
    let export = target("intercept").unwrap().export(policy, &Request::default()).unwrap();
    (export.text, export.losses.is_empty())
}

/// A policy of Intercept, well-formed as its own validation asks.
fn source() -> impl Strategy<Value = Value> {
    let condition = || {
        arbitrary::condition().prop_filter("validated", |condition| {
            let value = &condition["value"];
            match condition["op"].as_str().unwrap() {
                "in" | "not_in" => value.is_array(),
                "lt" | "lte" | "gt" | "gte" => value.is_number(),
                "exists" => value.is_boolean(),
                "regex" => value.is_string(),
                _ => true,
            }
        })
    };
    let rule = (prop::collection::vec(condition(), 0..3), 0..9i64, 0..3i64, any::<bool>());
    let rules = prop::collection::vec(rule, 0..3);
    let tool =
        (prop::sample::select(vec!["pay", "a_b", "read", "*"]), rules).prop_map(|(name, rules)| {
            let scope = if name == "*" { "_global" } else { name };
            let rules: Vec<Value> = rules
                .into_iter()
                .enumerate()
                .map(|(i, (mut conditions, most, step, counts))| {
                    if !counts {
                        return if conditions.is_empty() {
                            json!({"name": "no", "action": "deny"})
                        } else {
                            json!({"name": "ask", "conditions": conditions})
                        };
                    }
                    let op = if most % 2 == 0 { "lte" } else { "lt" };
                    let path = format!("state.{scope}.c{i}");
                    conditions.push(json!({"path": path, "op": op, "value": most}));
                    let state =
                        json!({"counter": format!("c{i}"), "window": "day", "increment": step});
                    json!({"name": "count", "conditions": conditions, "state": state})
                })
                .collect();
            (name.to_owned(), json!({ "rules": rules }))
        });
    let hide = prop::collection::vec(prop::sample::select(vec!["pay", "unlisted"]), 0..2);
    (any::<bool>(), hide, prop::collection::vec(tool, 0..4)).prop_map(|(open, hide, tools)| {
        let tools: serde_json::Map<String, Value> = tools.into_iter().collect();
        json!({
            "version": "1", "default": if open { "allow" } else { "deny" },
            "hide": hide, "tools": tools,
        })
    })
}

/// Every condition that Intercept's validation takes, against every argument.
#[test]
fn no_condition_becomes_looser() {
    let calls = arbitrary::every_argument("n");
    let mut taken = 0;
    for condition in arbitrary::every_condition("args.n") {
        let rule = json!({"name": "ask", "conditions": [condition]});
        let source = json!({"version": "1", "tools": {"pay": {"rules": [rule]}}});
        let Ok(imported) = import(&source.to_string()) else { continue };
        taken += 1;
        for args in &calls {
            let here = reference::allows(&imported.policy, "pay", args);
            let there = engine::allows(&source, "pay", args);
            let shown = || format!("{condition} {args:?}\n{}", imported.policy.to_json());
            assert!(there || !here, "looser: {}", shown());
            let same = here == there || !imported.notes.is_empty() || has_null(args);
            assert!(same, "not noted: {}", shown());
        }
    }
    assert!(taken > 300, "{taken}");
}

proptest! {
    #![proptest_config(arbitrary::config_import())]

    #[test]
    fn import_is_never_looser(
        source in source(),
        calls in prop::collection::vec(arbitrary::call(), 4..8),
    ) {
        // YAML takes JSON as it is.
        let Ok(imported) = import(&source.to_string()) else { return Ok(()) };
        for (tool, args) in &calls {
            let here = reference::allows(&imported.policy, tool, args);
            let there = engine::allows(&source, tool, args);
            prop_assert!(there || !here, "{tool} {args:?}\n{source:#}\n{}", imported.policy.to_json());
            prop_assert!(
                here == there || !imported.notes.is_empty() || has_null(args),
                "{tool} {args:?}\n{source:#}\n{}", imported.policy.to_json()
            );
        }
    }

    #[test]
    fn what_is_exported_without_loss_comes_back(
        policy in arbitrary::policy(),
        calls in prop::collection::vec(arbitrary::call(), 4..8),
    ) {
        let (text, lossless) = export(&policy);
        let imported = import(&text).map_err(|error| TestCaseError::fail(error.to_string()));
        if !lossless {
            return Ok(());
        }
        let imported = imported?;
        // A condition that another implies may be gone once; a further trip changes nothing.
        let again = export(&imported.policy).0;
        let further = import(&again).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(shape(&export(&further?.policy).0), shape(&again));
        for (tool, args) in &calls {
            prop_assert_eq!(
                reference::allows(&policy, tool, args),
                reference::allows(&imported.policy, tool, args),
                "{} {:?}\n{}\n{}", tool, args, text, imported.policy.to_json()
            );
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in ".{0,200}") {
        drop(import(&text));
    }
}

/// The document without the names and the order of its rules: a `deny_if` that
/// could be turned round comes back as a `require`.
fn shape(text: &str) -> Value {
    let mut document: Value = serde_saphyr::from_str(text).unwrap();
    for tool in document["tools"].as_object_mut().unwrap().values_mut() {
        let rules = tool["rules"].as_array_mut().unwrap();
        for rule in rules.iter_mut() {
            rule.as_object_mut().unwrap().remove("name");
        }
        rules.sort_by_key(ToString::to_string);
    }
    document
}

fn has_null(args: &serde_json::Map<String, Value>) -> bool {
    args.values().any(|value| value.is_null() || value.get("k").is_some_and(Value::is_null))
}

#[test]
fn every_key_of_the_format_is_read() {
    let text = "
version: \"1\"
description: shop
default: deny
hide: [drop_table]
tools:
  create_charge:
    rules:
      - name: cap
        conditions:
          - {path: args.amount, op: lte, value: 50000}
          - {path: args.currency, op: in, value: [usd, eur]}
        on_deny: Too much.
      - name: daily
        conditions: [{path: state.create_charge.spent, op: lt, value: 1000000}]
        state: {counter: spent, window: day, increment_from: args.amount}
      - name: pairs
        conditions: [{path: state.create_charge.pairs, op: lte, value: 9}]
        state: {counter: pairs, window: hour, increment: 2}
  create_issue:
    rules:
      - {name: few, rate_limit: 5/hour, on_deny: Later.}
  delete_all:
    rules:
      - {name: never, action: deny, on_deny: Not by an agent.}
  list:
  \"*\":
    rules:
      - name: all
        conditions: [{path: state._global.calls, op: lte, value: 60}]
        state: {counter: calls, window: minute}
";
    let Imported { policy, notes } = import(text).unwrap();
    let limit = |counter: &str, window: &str, max: u64| json!({"counter": counter, "window": window, "max": max, "scope": "grant"});
    let mut spent = limit("spent", "day", 999_999);
    spent["increment_from"] = "args.amount".into();
    let wanted = json!({
        "version": "1", "default": "deny", "hide": ["drop_table"],
        "all_tools": {"limits": [limit("calls", "minute", 60)]},
        "tools": {
            "create_charge": {
                "require": [{"conditions": [
                    {"path": "args.amount", "op": "lte", "value": 50000},
                    {"path": "args.currency", "op": "in", "value": ["usd", "eur"]},
                ], "on_deny": "Too much."}],
                "limits": [spent, limit("pairs", "hour", 4)],
            },
            "create_issue": {"limits": [limit("_rate_hour", "hour", 5)]},
            "delete_all": {"deny_if": [{"conditions": [], "on_deny": "Not by an agent."}]},
            "list": {},
        },
    });
    assert_eq!(serde_json::to_value(&policy).unwrap(), wanted);
    let notes: Vec<String> = notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "description: a policy has none: it is left out",
            "tools.create_charge.rules[1].state: fractions of the argument are counted here, and a negative one is refused",
            "tools.create_issue.rules[0]: a limit has no text of its own here: `on_deny` is left out",
        ]
    );
}

#[test]
fn rules_of_all_tools_are_added_to_each_that_is_listed() {
    let star =
        "\"*\": {rules: [{name: r, conditions: [{path: args.ok, op: eq, value: yes_please}]}]}";
    let closed = import(&format!("version: '1'\ndefault: deny\ntools:\n  a:\n  {star}\n")).unwrap();
    assert_eq!(closed.policy.tools["a"].require.len(), 1);
    assert!(!closed.policy.tools.contains_key("*"));
    let error = import(&format!("version: '1'\ntools:\n  a:\n  {star}\n")).unwrap_err().to_string();
    assert!(error.starts_with("policy.yaml: tools.*: conditions for every tool"), "{error}");
    let denied =
        import("version: '1'\ntools:\n  a:\n  '*': {rules: [{name: r, action: deny}]}\n").unwrap();
    assert!(!reference::allows(&denied.policy, "other", &serde_json::Map::new()));
    assert!(!reference::allows(&denied.policy, "a", &serde_json::Map::new()));
}

#[test]
fn what_cannot_be_said_is_refused_at_its_place() {
    let rule = |rule: &str| {
        import(&format!("version: '1'\ntools: {{t: {{rules: [{rule}]}}}}")).unwrap_err().to_string()
    };
    for (text, wanted) in [
        (
            "{name: r, conditons: []}",
            "tools.t.rules[0]: unknown key `conditons`, did you mean `conditions`?",
        ),
        ("{name: r, conditions: []}", "needs at least one condition"),
        ("{conditions: [{path: args.a, op: eq, value: x}]}", "needs a `name`"),
        ("{name: r, action: ask}", "unknown action `ask`"),
        ("{name: r, conditions: [{path: args.a, op: like, value: x}]}", "unknown operator `like`"),
        (
            "{name: r, conditions: [{path: arg.a, op: eq, value: x}]}",
            "tools.t.rules[0].conditions[0]: the path `arg.a` leads to no argument",
        ),
        (
            "{name: r, conditions: [{path: args.a, op: eq, value: [1]}]}",
            "compared by how they print",
        ),
        (
            r"{name: r, conditions: [{path: args.a, op: regex, value: '\bx'}]}",
            "may mean something else here",
        ),
        ("{name: r, conditions: [{path: state.u.c, op: lte, value: 1}]}", "another rule keeps"),
        (
            "{name: r, conditions: [{path: state.t.c, op: gt, value: 1}], state: {counter: c, window: day}}",
            "a limit here is `lte` or `lt`",
        ),
        ("{name: r, rate_limit: 5/week}", "not like `5/hour`"),
        ("{name: r, rate_limit: 5/hour, state: {counter: c, window: day}}", "stands alone"),
    ] {
        let error = rule(text);
        assert!(error.contains(wanted), "{text}: {error}");
    }
    let error = import("version: '2'\ndefault: no\nhid: []\n").unwrap_err().to_string();
    assert!(error.ends_with("and 2 more mistakes"), "{error}");
}
