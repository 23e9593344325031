//! What must hold of any bytes, for each of the five doors that bytes come in by.
//!
//! The runner for stable toolchains (`main.rs` beside this) and the targets of
//! cargo-fuzz (`fuzz/`) share these functions: a case that one finds, the other
//! can replay. A broken promise is a panic.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a promise is broken by panicking"
)]

use std::ops::ControlFlow;
use std::sync::LazyLock;

use serde_json::{Map, Value};
use toolward::classify::{classify, field_text};
use toolward::document::{
    Document, Node, NodeKind, Placed, SourceText, Span, parse_yaml, pointer_find, pointer_join,
};
use toolward::lint::{Applicability, Linted, Linter, fix};
use toolward::manifest::{Loaded, ParameterSource, Server, Tool, load_text};
use toolward::policy::decide::{Call, Compiled, Counters, Moment, decide};
use toolward::policy::witness::Space;
use toolward::policy::{self, Policy};

/// Panics where a promise is broken.
pub type Check = fn(&[u8]);

/// The doors by name, each with what must hold behind it.
pub const TARGETS: [(&str, Check); 5] = [
    ("document", document),
    ("manifest", manifest),
    ("policy", policy),
    ("classify", classified),
    ("lint_fix", lint_fix),
];

fn source(bytes: &[u8], name: &str) -> Option<SourceText> {
    let decoded = SourceText::decode(name, bytes.to_vec());
    assert_eq!(decoded.is_ok(), std::str::from_utf8(bytes).is_ok(), "UTF-8 or not");
    decoded.ok()
}

/// Valid where `serde_json` says so, with its value, and every part in its place.
pub fn document(bytes: &[u8]) {
    let Some(source) = source(bytes, "x") else { return };
    let text = source.text().to_owned();
    let judge = serde_json::from_str::<Value>(&text);
    for name in ["x.json", "x.yaml", "x"] {
        if let Ok(placed) = Placed::parse(SourceText::new(name, text.as_str())) {
            let place = placed.position("", false);
            assert!(place.line >= 1 && place.column >= 1, "{place}");
        }
    }
    let _ = parse_yaml::<Value>(&source);
    match Document::parse(source) {
        Ok(document) => {
            assert_eq!(document.value(), &judge.unwrap(), "the value differs");
            node(&document, document.root(), &(0..text.len()), "");
        }
        Err(failed) => {
            let (source, error) = *failed;
            assert!(judge.is_err(), "valid JSON is refused: {error}");
            assert!(text.get(error.span.clone()).is_some(), "{error:?} is outside the text");
            assert_eq!(error.position, source.position(error.span.start));
            assert_eq!(source.offset(error.position), error.span.start, "{error:?}");
        }
    }
}

/// A node lies inside its parent, and its bytes are the value at its pointer.
fn node(document: &Document, node: &Node, parent: &Span, pointer: &str) {
    let (text, span) = (document.source().text(), &node.span);
    assert!(parent.start <= span.start && span.end <= parent.end, "{pointer} leaves its parent");
    let slice = text.get(span.clone()).expect("a span inside the text");
    let at = document.locate(pointer).expect("a pointer that leads somewhere").value;
    // Of a repeated key, only the last member is the value.
    if at == *span && matches!(node.kind, NodeKind::Scalar) {
        let value = serde_json::from_str::<Value>(slice).expect("JSON at a span");
        assert_eq!(Some(&value), document.value().pointer(pointer), "{pointer}");
    }
    match &node.kind {
        NodeKind::Scalar => {}
        NodeKind::Array(items) => {
            assert!(slice.starts_with('[') && slice.ends_with(']'), "{slice}");
            for (i, item) in items.iter().enumerate() {
                self::node(document, item, span, &pointer_join(pointer, &i.to_string()));
            }
        }
        NodeKind::Object(members) => {
            assert!(slice.starts_with('{') && slice.ends_with('}'), "{slice}");
            for member in members {
                let key = text.get(member.key_span.clone()).expect("a key inside the text");
                assert_eq!(serde_json::from_str::<String>(key).ok().as_ref(), Some(&member.key));
                let below = pointer_join(pointer, &member.key);
                // A member that a later one hides has no pointer of its own.
                if document.locate(&below).is_some_and(|at| at.value == member.value.span) {
                    self::node(document, &member.value, span, &below);
                }
            }
        }
    }
}

fn loaded(bytes: &[u8]) -> Vec<Loaded> {
    let Some(source) = source(bytes, "x") else { return Vec::new() };
    ["x.json", "x.ndjson", "x.yaml", "x.sse", "-"]
        .map(|name| load_text(&SourceText::new(name, source.text()), "fallback"))
        .into()
}

/// Nothing is lost silently, and every pointer leads into its definition.
pub fn manifest(bytes: &[u8]) {
    for loaded in loaded(bytes) {
        assert!(!loaded.servers.is_empty() || !loaded.problems.is_empty(), "silently nothing");
        for server in &loaded.servers {
            assert!(!server.name.is_empty(), "a server without a name");
            let doubted = !server.warnings.is_empty();
            assert!(doubted || !server.tools.is_empty(), "an empty list without a warning");
            server.tools.iter().for_each(tool);
        }
    }
}

fn tool(tool: &Tool) {
    assert!(!tool.name.is_empty(), "a tool without a name");
    let definition = &tool.definition;
    if let ParameterSource::Schema(pointer) | ParameterSource::List(pointer) =
        &tool.parameter_source
    {
        assert!(pointer_find(definition, pointer).is_some(), "{pointer} in {definition}");
    }
    for parameter in tool.parameters() {
        assert_eq!(pointer_find(definition, &parameter.pointer()), Some(parameter.schema));
    }
    for annotation in &tool.annotations {
        let claimed = pointer_find(definition, &annotation.pointer);
        assert_eq!(claimed, Some(&annotation.value.into()), "{}", annotation.pointer);
    }
    assert_eq!(tool.without_annotations().name, tool.name);
}

/// One verdict per tool, in order; what is quoted stands where it is said to.
pub fn classified(bytes: &[u8]) {
    for server in loaded(bytes).iter().flat_map(|loaded| &loaded.servers) {
        let verdicts = classify(server);
        assert_eq!(verdicts.len(), server.tools.len());
        for (tool, verdict) in server.tools.iter().zip(&verdicts) {
            assert_eq!(verdict.name, tool.name);
            assert!((0.0..=1.0).contains(&verdict.confidence), "{verdict:?}");
            assert_eq!(verdict.needs_review, verdict.review_reason.is_some(), "{verdict:?}");
            let claims = verdict.contradictions.iter().map(|claim| &claim.evidence);
            for evidence in verdict.evidence.iter().chain(claims) {
                let text = field_text(tool, &evidence.field);
                let quote = text.as_deref().and_then(|text| text.get(evidence.start..evidence.end));
                assert_eq!(quote, Some(evidence.quote.as_str()), "{evidence:?}");
            }
        }
        assert_eq!(verdicts, classify(server), "a second time gives another verdict");
    }
}

fn read_policy(text: &str) -> Option<Policy> {
    let document = Document::parse(SourceText::new("p.json", text)).ok()?;
    policy::load(&document).ok()
}

/// Read, written and read again, it is the same policy and decides the same;
/// the linter calls it none only where it can't be read.
pub fn policy(bytes: &[u8]) {
    let Some(source) = source(bytes, "p.json") else { return };
    let Ok(document) = Document::parse(source) else { return };
    let Ok(policy) = policy::load(&document) else { return };
    let written = serde_json::to_string_pretty(&policy).unwrap();
    let again = read_policy(&written).expect("what was written can be read");
    assert_eq!(again, policy);
    match Compiled::new(&policy) {
        Ok(compiled) => same_decisions(&policy, &compiled, &again, &Compiled::new(&again).unwrap()),
        Err(error) => {
            assert!(
                document.locate(error.pointer()).is_some(),
                "{} leads nowhere",
                error.pointer()
            );
        }
    }
}

/// Both give every call that the policy's own values suggest the same answer,
/// one call after the other against the same counters: of the tools that both
/// name, for a fix may mend the spelling of a name that is no tool's.
fn same_decisions(policy: &Policy, one: &Compiled, after: &Policy, other: &Compiled) {
    let (of_one, of_other) = (Counters::new(), Counters::new());
    let at = Moment::from_unix(1_800_000_000);
    let ask = |tool: &str, args: &Map<String, Value>| {
        let call = Call { grant: "g", tool, args };
        let (a, b) = (decide(one, call, &of_one, at), decide(other, call, &of_other, at));
        assert_eq!(a.is_allowed(), b.is_allowed(), "{tool} with {args:?}: {a:?} and {b:?}");
    };
    let empty = Map::new();
    ask("no such tool", &empty);
    let hidden = policy.hide.iter().filter(|name| after.hide.contains(name));
    hidden.take(20).for_each(|name| ask(name, &empty));
    let listed = policy.tools.iter().filter(|(name, _)| after.tools.contains_key(*name));
    for (name, rules) in listed.take(20) {
        ask(name, &empty);
        let mut space = Space::of(rules);
        if let Some(all) = &policy.all_tools {
            space.limits(&all.limits);
        }
        space.each(&empty, 60, |args| {
            ask(name, args);
            ControlFlow::Continue(())
        });
    }
}

static SERVERS: LazyLock<Vec<Server>> = LazyLock::new(|| {
    let text = include_str!("../fixtures/policies/tools.json");
    load_text(&SourceText::new("tools.json", text), "orders").servers
});

/// Findings stand in the text; fixes leave JSON, come to an end, and the safe
/// ones leave a policy that could be read deciding as it did.
pub fn lint_fix(bytes: &[u8]) {
    let Some(source) = source(bytes, "p.json") else { return };
    let linter = Linter::with_servers(&SERVERS);
    let text = source.text().to_owned();
    findings(&linter.lint(source));
    let valid = serde_json::from_str::<Value>(&text).is_ok();
    for most in [Applicability::Safe, Applicability::Unsafe] {
        let lint = |source: SourceText| linter.lint(source);
        let once = fix(SourceText::new("p.json", text.as_str()), most, lint);
        assert_eq!(once.before, text);
        assert!(valid || !once.is_changed(), "what is no JSON was changed");
        if !once.is_changed() {
            continue;
        }
        let after = once.after();
        assert!(serde_json::from_str::<Value>(after).is_ok(), "no JSON any more: {after}");
        findings(&once.judged);
        let twice = fix(SourceText::new("p.json", after), most, lint);
        assert_eq!(twice.applied, 0, "a second run goes on: {after}");
        if most == Applicability::Safe
            && let Some(before) = read_policy(&text)
        {
            let after = read_policy(after).expect("a policy that could be read still can");
            for tool in SERVERS.iter().flat_map(|server| &server.tools) {
                let name = &tool.name;
                assert!(!before.hide.contains(name) || after.hide.contains(name), "{name}");
                assert!(!before.tools.contains_key(name) || after.tools.contains_key(name));
            }
            if let Ok(compiled) = Compiled::new(&before) {
                let mended = Compiled::new(&after).expect("a policy that decided still does");
                same_decisions(&before, &compiled, &after, &mended);
            }
        }
    }
}

fn findings(linted: &Linted) {
    for finding in &linted.findings {
        assert!(linted.source.text().get(finding.span.clone()).is_some(), "{finding:?}");
        assert_eq!(linted.source.position(finding.span.start), finding.start);
        for edit in finding.fix.iter().flat_map(|fix| &fix.edits) {
            assert!(linted.source.text().get(edit.span.clone()).is_some(), "{finding:?}");
        }
    }
}
