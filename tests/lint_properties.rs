//! What holds for any input of the linter.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;
use serde_json::Value;
use toolward::classify::{Category, Verdict};
use toolward::document::SourceText;
use toolward::lint::{Linted, Linter};
use toolward::manifest::{ParameterSource, Server, Tool};
use toolward::phrase::is_unsafe;
use toolward::policy::recommend;
use toolward::render::{lint_human, lint_json};

const GOOD: &str = include_str!("fixtures/policies/good/schema-violation.json");

fn server(names: &[String]) -> Server {
    let tools = names.iter().map(|name| Tool {
        name: name.clone(),
        title: None,
        description: String::new(),
        definition: Value::Null,
        parameter_source: ParameterSource::None,
        annotations: Vec::new(),
        origin: None,
    });
    let (name, source) = ("s".to_owned(), "s".to_owned());
    Server { name, source, tools: tools.collect(), warnings: Vec::new() }
}

/// Lints, and checks what must hold of every finding.
fn checked(text: &str) -> Result<Linted, TestCaseError> {
    let servers = [server(&["order_list".to_owned(), "é".to_owned()])];
    let linted = Linter::with_servers(&servers).lint(SourceText::new("p", text));
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
    Ok(linted)
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

proptest! {
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
                ..Verdict::unknown("s", name)
            })
            .collect();
        let text = recommend([verdicts.as_slice()]).policy.to_json();
        let names: Vec<String> = tools.into_iter().map(|(name, _)| name).collect();
        let servers = [server(&names)];
        let linted = Linter::with_servers(&servers).lint(SourceText::new("p", text));
        prop_assert!(linted.findings.is_empty(), "{:?}", linted);
    }
}
