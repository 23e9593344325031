//! What holds for any input of the linter.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;
use serde_json::Value;
use toolward::classify::{Category, Verdict};
use toolward::document::SourceText;
use toolward::lint::{Applicability, Linted, Linter, Severity, fix};
use toolward::manifest::{ParameterSource, Server, Tool, load_text};
use toolward::phrase::is_unsafe;
use toolward::policy::recommend;
use toolward::render::{lint_human, lint_json};

const GOOD: &str = include_str!("fixtures/policies/good/schema-violation.json");

fn server(names: &[String]) -> Server {
    let tools = names.iter().map(|name| Tool {
        name: name.clone(),
        title: None,
        description: String::new(),
        definition: Value::Null.into(),
        parameter_source: ParameterSource::None,
        annotations: Vec::new(),
        origin: None,
    });
    let (name, source) = ("s".to_owned(), "s".to_owned());
    Server { name, source, tools: tools.collect(), warnings: Vec::new() }
}

/// Lints, and checks what must hold of every finding.
fn checked(text: &str) -> Result<Linted, TestCaseError> {
    checked_against(&[server(&["order_list".to_owned(), "é".to_owned()])], text)
}

fn checked_against(servers: &[Server], text: &str) -> Result<Linted, TestCaseError> {
    let linted = Linter::with_servers(servers).lint(SourceText::new("p", text));
    let source = &linted.source;
    for finding in &linted.findings {
        let related = finding.related.iter().map(|related| (&related.span, related.start));
        for (span, start) in related.chain([(&finding.span, finding.start)]) {
            prop_assert!(source.text().get(span.clone()).is_some(), "{:?}", finding);
            prop_assert_eq!(source.position(span.start), start);
        }
        prop_assert_eq!(source.position(finding.span.end), finding.end);
    }
    let mut keys: Vec<_> = linted.findings.iter().map(|f| (f.start, f.code)).collect();
    keys.sort_unstable();
    let order: Vec<_> = linted.findings.iter().map(|f| (f.start, f.code)).collect();
    prop_assert_eq!(order, keys);

    let is_json = serde_json::from_str::<Value>(source.text()).is_ok();
    let unreadable = linted.findings.iter().any(|f| f.pointer.is_none());
    prop_assert_eq!(is_json, !unreadable, "{}", source.text());

    let outputs = [
        anstream::adapter::strip_str(&lint_human::render(std::slice::from_ref(&linted), 0, 80))
            .to_string(),
        lint_json::render(std::slice::from_ref(&linted), &[]),
    ];
    for output in outputs {
        prop_assert!(!output.chars().any(|c| is_unsafe(c) && c != '\n'), "{:?}", output);
    }
    fixable(text, &linted)?;
    Ok(linted)
}

/// Fixes leave JSON, and nothing that a second run would fix.
fn fixable(text: &str, linted: &Linted) -> Result<(), TestCaseError> {
    if linted.findings.iter().all(|finding| finding.fix.is_none()) {
        return Ok(());
    }
    let servers = [server(&["order_list".to_owned(), "é".to_owned()])];
    let linter = Linter::with_servers(&servers);
    let lint = |source: SourceText| linter.lint(source);
    for most in [Applicability::Safe, Applicability::Unsafe] {
        let once = fix(SourceText::new("p", text), most, lint);
        let after = once.after();
        prop_assert!(serde_json::from_str::<Value>(after).is_ok(), "{}", after);
        prop_assert!(once.judged.findings.len() <= linted.findings.len() + 8, "{}", after);
        let twice = fix(SourceText::new("p", after), most, lint);
        prop_assert_eq!(twice.applied, 0, "{}", after);
    }
    Ok(())
}

fn json() -> impl Strategy<Value = Value> {
    let key = prop_oneof![
        prop::sample::select(vec![
            "version",
            "default",
            "hide",
            "all_tools",
            "tools",
            "require",
            "deny_if",
            "limits",
            "conditions",
            "on_deny",
            "path",
            "op",
            "value",
            "counter",
            "window",
            "max",
            "scope",
            "rules",
            "name",
            "a/b~",
        ])
        .prop_map(str::to_owned),
        ".{0,5}",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        prop::sample::select(vec!["1", "deny", "grant", "hour", "eq", "args.a"])
            .prop_map(Value::from),
        ".{0,5}".prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 64, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((key.clone(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Anything where a JSON Schema is expected, with its keywords often enough.
fn schema() -> impl Strategy<Value = Value> {
    let word = prop::sample::select(vec![
        "string",
        "number",
        "integer",
        "object",
        "array",
        "null",
        "#",
        "#/properties/a",
        "#/$defs/x",
        "a",
        "b",
    ]);
    let key = prop::sample::select(vec![
        "type",
        "properties",
        "required",
        "enum",
        "const",
        "anyOf",
        "oneOf",
        "allOf",
        "items",
        "prefixItems",
        "$ref",
        "$defs",
        "additionalProperties",
        "minimum",
        "exclusiveMaximum",
        "default",
        "nullable",
        "a",
        "b",
        "a.b",
        "x",
    ]);
    let leaf = prop_oneof![
        3 => word.prop_map(Value::from),
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::from),
        1 => any::<f64>().prop_map(Value::from),
        1 => any::<u64>().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 48, 6, move |inner| {
        prop_oneof![
            1 => prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            4 => prop::collection::vec((key.clone(), inner), 0..6).prop_map(|members| {
                let members = members.into_iter().map(|(key, value)| (key.to_owned(), value));
                Value::Object(members.collect())
            }),
        ]
    })
}

/// A policy in form, with anything for names, paths, values and patterns.
fn policy() -> impl Strategy<Value = Value> {
    let name =
        || prop_oneof![Just("t".to_owned()), Just("u".to_owned()), Just("*".to_owned()), ".{1,6}"];
    let path = || {
        prop_oneof![
        3 => prop::sample::select(vec!["a", "b", "a.b", "a.b.a", "a.0", "x"]).prop_map(str::to_owned),
        1 => "[^.]{1,5}",
    ].prop_map(|path| format!("args.{path}"))
    };
    let op = prop::sample::select(vec![
        "eq", "neq", "lt", "lte", "gt", "gte", "in", "not_in", "exists", "regex", "contains",
    ]);
    let condition = (path(), op, json())
        .prop_map(|(path, op, value)| serde_json::json!({"path": path, "op": op, "value": value}));
    let entry = (prop::collection::vec(condition, 0..4), prop::option::of(".{0,3}")).prop_map(
        |(conditions, text)| match text {
            Some(text) => serde_json::json!({"conditions": conditions, "on_deny": text}),
            None => serde_json::json!({"conditions": conditions}),
        },
    );
    let window = prop::sample::select(vec!["minute", "hour", "day"]);
    let counter = prop::sample::select(vec!["c", "d", "t_rate", "per_hour"]);
    let limit = (counter, window, 1..1u64 << 53, prop::option::of(path())).prop_map(
        |(counter, window, max, from)| {
            let mut limit = serde_json::json!({"counter": counter, "window": window, "max": max, "scope": "grant"});
            if let Some(from) = from {
                limit["increment_from"] = from.into();
            }
            limit
        },
    );
    let entry = entry.boxed();
    let entries = || prop::collection::vec(entry.clone(), 0..4);
    let limit = limit.boxed();
    let limits = || prop::collection::vec(limit.clone(), 0..4);
    let rules = (entries(), entries(), limits()).prop_map(|(require, deny_if, limits)| {
        serde_json::json!({"require": require, "deny_if": deny_if, "limits": limits})
    });
    let tools = prop::collection::vec((name(), rules), 0..4);
    (any::<bool>(), prop::collection::vec(name(), 0..3), limits(), tools).prop_map(
        |(allow, hide, limits, tools)| {
            serde_json::json!({
                "version": "1",
                "default": if allow { "allow" } else { "deny" },
                "hide": hide,
                "all_tools": {"limits": limits},
                "tools": Value::Object(tools.into_iter().collect()),
            })
        },
    )
}

proptest! {
    #[test]
    fn any_policy_is_judged_against_any_tools(
        policy in policy(), schemas in prop::collection::vec((".{0,6}", schema()), 0..3), pretty in any::<bool>(),
    ) {
        let tools: Vec<Value> = schemas
            .into_iter()
            .zip(["t", "u", "t"])
            .map(|((text, schema), name)| serde_json::json!({"name": name, "description": text, "inputSchema": schema}))
            .collect();
        let manifest = SourceText::new("tools.json", serde_json::json!({"tools": tools}).to_string());
        let servers = load_text(&manifest, "s").servers;
        let text = if pretty { format!("{policy:#}") } else { policy.to_string() };
        let linted = checked_against(&servers, &text)?;
        prop_assert!(linted.findings.iter().all(|finding| !finding.code.starts_with("TW0")), "{}", text);
        checked(&text)?;
    }

    #[test]
    fn any_json_is_judged(value in json(), pretty in any::<bool>()) {
        let text = if pretty { format!("{value:#}") } else { value.to_string() };
        checked(&text)?;
    }

    #[test]
    fn any_text_is_judged(text in "(?s).{0,200}") {
        checked(&text)?;
    }

    #[test]
    fn any_bytes_are_judged_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(source) = SourceText::decode("p", bytes) {
            checked(source.text())?;
        }
    }

    #[test]
    fn a_damaged_policy_is_judged(edits in prop::collection::vec((0..GOOD.len(), any::<prop::sample::Index>(), 0..6usize), 1..4)) {
        let mut text = GOOD.to_owned();
        for (at, what, remove) in edits {
            let at = (0..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
            let end = (at + remove..=text.len()).find(|i| text.is_char_boundary(*i)).unwrap_or(text.len());
            let new = ["", "\"", "{", "}", ",", "é🦀", "\u{1b}[2J", "\r\n", "\u{202e}", "limits"];
            text.replace_range(at.min(end)..end, new[what.index(new.len())]);
        }
        checked(&text)?;
    }

    #[test]
    fn what_is_recommended_is_clean(tools in prop::collection::vec((".{0,12}", 0..5usize), 0..20)) {
        let verdicts: Vec<Verdict> = tools
            .iter()
            .map(|(name, category)| Verdict {
                category: Category::ALL[*category],
                needs_review: false,
                ..Verdict::unknown("s", name)
            })
            .collect();
        let text = recommend([verdicts.as_slice()]).policy.to_json();
        let names: Vec<String> = tools.into_iter().map(|(name, _)| name).collect();
        let servers = [server(&names)];
        let linter = Linter::with_verdicts(&servers, vec![verdicts]);
        let findings = linter.lint(SourceText::new("p", text)).findings;
        let mistake = findings.iter().find(|finding| finding.severity > Severity::Info);
        prop_assert!(mistake.is_none(), "{:?}", mistake);
    }
}
