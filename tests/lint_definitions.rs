//! Rules on tool definitions: every example fires, every cure is silent, every
//! fixture is judged right, and places are those of the manifest's text.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::path::Path;

use toolward::document::{SourceText, read_file};
use toolward::lint::{Finding, Rule, Severity, lint_definitions, rules};
use toolward::manifest::load_text;

fn lint(text: &SourceText) -> Vec<Finding> {
    let loaded = load_text(text, "tools");
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    let linted =
        lint_definitions(&loaded.servers, &|name| (name == text.name()).then(|| text.clone()));
    linted.into_iter().flat_map(|linted| linted.findings).collect()
}

fn lint_str(text: &str) -> Vec<Finding> {
    lint(&SourceText::new("tools.json", text))
}

/// The codes found, without the notes of other rules.
fn codes(findings: &[Finding], of: &str) -> BTreeSet<&'static str> {
    let told = findings.iter().filter(|f| f.severity > Severity::Info || f.code == of);
    told.map(|finding| finding.code).collect()
}

fn on_definitions() -> impl Iterator<Item = &'static dyn Rule> {
    rules().iter().copied().filter(|rule| rule.meta().code.starts_with("TW4"))
}

fn fixture(kind: &str, slug: &str) -> SourceText {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/definitions");
    read_file(&folder.join(kind).join(format!("{slug}.json"))).unwrap()
}

/// The manifests of a section of a rule's documentation.
fn manifests(documentation: &str, heading: &str) -> Vec<String> {
    let section = documentation.split("\n## ").find(|part| part.starts_with(heading)).unwrap();
    let blocks = section.split("```json manifest\n").skip(1);
    blocks.map(|block| block.split("```").next().unwrap().to_owned()).collect()
}

#[test]
fn every_example_fires_and_every_cure_is_silent() {
    for rule in on_definitions() {
        let (code, documentation) = (rule.meta().code, rule.meta().documentation());
        let (bad, good) =
            (manifests(&documentation, "Example\n"), manifests(&documentation, "Use instead\n"));
        assert!(!bad.is_empty() && !good.is_empty(), "{code} shows both");
        for text in &bad {
            assert_eq!(codes(&lint_str(text), code), BTreeSet::from([code]), "{text}");
        }
        for text in &good {
            assert_eq!(codes(&lint_str(text), code), BTreeSet::new(), "{code}: {text}");
        }
    }
}

#[test]
fn every_rule_has_a_bad_and_a_good_manifest() {
    for rule in on_definitions() {
        let meta = rule.meta();
        let bad = lint(&fixture("bad", meta.slug));
        assert!(bad.iter().any(|finding| finding.code == meta.code), "{}: {bad:?}", meta.slug);
        let good = lint(&fixture("good", meta.slug));
        let found = codes(&good, meta.code);
        assert!(!found.contains(meta.code), "{}: {good:?}", meta.slug);
    }
}

/// Every tool of a bad fixture is found, but for those that only make a pair.
#[test]
fn every_bad_tool_is_found() {
    for (slug, count) in [
        ("hidden-characters", 2),
        ("invalid-tool-name", 2),
        ("invalid-schema", 5),
        ("secret-in-definition", 2),
        ("terminal-escape", 1),
        ("no-description", 1),
    ] {
        let found = lint(&fixture("bad", slug));
        let found = found.iter().filter(|finding| finding.slug == slug).count();
        assert_eq!(found, count, "{slug}");
    }
}

#[test]
fn poisoned_definitions_are_found_and_honest_ones_are_not() {
    let text = fixture("bad", "instructions-to-model");
    let tools = load_text(&text, "x").servers.remove(0).tools;
    let found: BTreeSet<String> = lint(&text)
        .into_iter()
        .filter(|finding| finding.code == "TW409")
        .filter_map(|finding| finding.tool)
        .collect();
    let missed: Vec<&str> =
        tools.iter().map(|tool| tool.name.as_str()).filter(|name| !found.contains(*name)).collect();
    assert!(missed.is_empty(), "{missed:?}");
    let alarms: Vec<Finding> = lint(&fixture("good", "instructions-to-model"))
        .into_iter()
        .filter(|finding| finding.code == "TW409")
        .collect();
    assert!(alarms.is_empty(), "{alarms:#?}");
}

fn place(finding: &Finding) -> (usize, usize, usize) {
    (finding.start.line, finding.start.column, finding.end.column)
}

#[test]
fn places_are_those_of_the_text() {
    let text = "{\"tools\": [\n  {\"name\": \"a\", \"description\": \"é\\tb\\u001b[8mc\"}\n]}";
    let found = lint_str(text);
    let escape = found.iter().find(|finding| finding.code == "TW408").unwrap();
    assert_eq!(place(escape), (2, 37, 43));
    assert_eq!(&text[escape.span.clone()], "\\u001b");
    assert_eq!(escape.pointer.as_deref(), Some("/tools/0/description"));
    assert_eq!(escape.tool.as_deref(), Some("a"));
}

#[test]
fn a_tool_per_line_is_found_on_its_line() {
    let text = "{\"name\": \"ok\", \"description\": \"Fine.\"}\n\n{\"name\": \"b d\", \"description\": \"Fine.\"}\n";
    let found = lint(&SourceText::new("tools.ndjson", text));
    let name = found.iter().find(|finding| finding.code == "TW403").unwrap();
    assert_eq!(place(name), (3, 10, 15));
    let events =
        "event: message\ndata: {\"tools\": [{\"name\": \"b d\", \"description\": \"Fine.\"}]}\n\n";
    let found = lint(&SourceText::new("log.sse", events));
    let name = found.iter().find(|finding| finding.code == "TW403").unwrap();
    assert_eq!((place(name), &events[name.span.clone()]), ((2, 27, 32), "\"b d\""));
}

/// Where a tool stands in its manifest is no part of what was found in it; whose
/// tool it is, and where in the definition, is.
#[test]
fn a_finding_stays_the_same_when_its_tool_moves() {
    let one = r#"{"name": "b d", "description": "Fine."}"#;
    let prints = |tools: &[&str]| {
        let manifest = format!(r#"{{"name": "s", "tools": [{}]}}"#, tools.join(", "));
        let mut found = lint_str(&manifest);
        found.retain(|finding| finding.code == "TW403");
        found.into_iter().map(|f| (f.server.unwrap(), f.fingerprint)).collect::<Vec<_>>()
    };
    let (here, moved) = (prints(&[one]), prints(&[r#"{"name": "ok"}"#, one]));
    assert_eq!(here.len(), 1);
    assert_eq!(here[0].0, "s");
    assert_eq!(here, moved);
    assert_ne!(here, prints(&[&one.replace("b d", "b e")]));
    let two = |first: &str, second: &str| {
        let text = format!(r#"{{"a": {{"tools": [{first}]}}, "b": {{"tools": [{second}]}}}}"#);
        let found = lint_str(&text).into_iter().filter(|finding| finding.code == "TW403");
        found.map(|f| (f.server.unwrap(), f.fingerprint)).collect::<Vec<_>>()
    };
    let both = two(one, one);
    assert_eq!(both.iter().map(|(server, _)| server.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert_ne!(both[0].1, both[1].1);
}

#[test]
fn every_shape_leads_to_its_place() {
    for text in [
        r#"[{"type": "function", "function": {"name": "b d", "description": "x"}}]"#,
        r#"{"result": {"tools": [{"name": "b d", "description": "x"}]}}"#,
        r#"{"tools": {"b d": {"description": "x"}}}"#,
        r#"{"tools": ["b d"], "version": "1"}"#,
        r#"{"servers": [{"name": "s", "tools": [{"name": "b d", "description": "x"}]}]}"#,
    ] {
        let found = lint_str(text);
        let name = found.iter().find(|finding| finding.code == "TW403").expect(text);
        assert_eq!(&text[name.span.clone()], "\"b d\"", "{text}");
    }
}

#[test]
fn yaml_has_no_places_but_its_findings_stay() {
    let found = lint(&SourceText::new("t.yaml", "tools:\n  - name: b d\n    description: x\n"));
    let name = found.iter().find(|finding| finding.code == "TW403").unwrap();
    assert_eq!((place(name), name.pointer.as_deref()), ((1, 1, 1), Some("/tools/0/name")));
}

#[test]
fn servers_are_compared_with_each_other() {
    let one = |server: &str, tool: &str| {
        format!(r#"{{"name": "{server}", "tools": [{{"name": "{tool}", "description": "x"}}]}}"#)
    };
    let codes_of = |texts: [String; 2]| {
        let found = lint_str(&format!("[{}]", texts.join(",")));
        found.iter().map(|finding| finding.code).filter(|code| *code != "TW402").collect::<Vec<_>>()
    };
    assert_eq!(codes_of([one("a", "read"), one("b", "read")]), ["TW406"]);
    // a Cyrillic letter
    assert_eq!(codes_of([one("a", "read"), one("b", "r\u{435}ad")]), ["TW403", "TW405"]);
    assert!(codes_of([one("a", "read"), one("b", "write")]).is_empty());
}

#[test]
fn secrets_are_not_repeated() {
    let text = fixture("bad", "secret-in-definition");
    let found = lint(&text);
    let output = format!("{found:?}");
    assert!(found.iter().any(|finding| finding.code == "TW411"));
    assert!(!output.contains("QW3ERT7YUI9OPAS2") && !output.contains("v7Hq2Zk9Lw4Xs1Bn6Td3"));
}

#[test]
fn the_catalog_is_not_poisoned() {
    for name in toolward::catalog::names() {
        let text = toolward::catalog::text(name).unwrap();
        let found = lint(&text);
        let alarms: Vec<&Finding> =
            found.iter().filter(|finding| finding.severity > Severity::Low).collect();
        assert!(alarms.is_empty(), "{alarms:#?}");
    }
}
