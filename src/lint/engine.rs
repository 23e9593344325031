//! Asks the rules, from coarse to fine, and resolves the places they name.

use serde::Deserialize;
use serde_json::Value;

use super::context::Context;
use super::facts::{Facts, ToolFacts};
use super::finding::Finding;
use super::fingerprint::Fingerprints;
use super::mistaken::{Mistaken, recognise, recognise_text};
use super::registry::rules;
use super::rule::Rule;
use super::sink::{Draft, Sink, resolve};
use super::surface::Surface;
use crate::classify::Verdict;
use crate::document::{Document, SourceText};
use crate::manifest::Server;
use crate::policy::{Policy, violations};

/// Judges policies, alone or against the tools they are for.
#[derive(Debug, Default)]
pub struct Linter<'a> {
    surface: Option<Surface<'a>>,
}

/// One policy's text and what was found in it.
#[derive(Debug)]
pub struct Linted {
    pub source: SourceText,
    pub findings: Vec<Finding>,
    pub depth: Depth,
}

/// How far into a text the rules came: what is behind the first mistake of
/// form has no meaning yet that could be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// It isn't JSON, or no policy.
    Text,
    /// The schema speaks against it.
    Form,
    /// Every rule was asked.
    Meaning,
}

impl<'a> Linter<'a> {
    /// Judges the policy alone.
    #[must_use]
    pub fn new() -> Self {
        Self { surface: None }
    }

    /// Judges the policy against all tools of these servers together, which
    /// are classified here, once for all policies.
    #[must_use]
    pub fn with_servers(servers: &'a [Server]) -> Self {
        Self { surface: Some(Surface::new(servers)) }
    }

    /// As [`Linter::with_servers`], with verdicts that were made already: of
    /// each server, in the order of its tools.
    #[must_use]
    pub fn with_verdicts(servers: &'a [Server], verdicts: Vec<Vec<Verdict>>) -> Self {
        Self { surface: Some(Surface::with_verdicts(servers, verdicts)) }
    }

    /// Everything that the rules find in each of many texts, in their order.
    #[must_use]
    pub fn lint_all(&self, sources: Vec<SourceText>) -> Vec<Linted> {
        use rayon::prelude::*;
        sources.into_par_iter().map(|source| self.lint(source)).collect()
    }

    /// Everything that the rules find in one text.
    #[must_use]
    pub fn lint(&self, source: SourceText) -> Linted {
        self.lint_with(rules(), source)
    }

    fn lint_with(&self, rules: &[&dyn Rule], source: SourceText) -> Linted {
        let mut drafts = Vec::new();
        match Document::parse(source) {
            Ok(document) => {
                let depth = self.check_document(rules, &document, &mut drafts);
                let mut findings = resolve(document.source(), drafts);
                self.identify(&mut findings, Some(document.value()));
                Linted { source: document.into_source(), findings, depth }
            }
            Err(broken) => {
                let (source, error) = *broken;
                let mistaken = recognise_text(&source);
                each(rules, &mut drafts, |rule, out| match &mistaken {
                    Some(mistaken) => rule.check_mistaken(mistaken, out),
                    None => rule.check_broken(&source, &error, out),
                });
                let mut findings = resolve(&source, drafts);
                self.identify(&mut findings, None);
                Linted { source, findings, depth: Depth::Text }
            }
        }
    }

    /// Says of each finding whose server it is about, and what makes it the
    /// same one in the next run.
    fn identify(&self, findings: &mut [Finding], document: Option<&Value>) {
        let mut fingerprints = Fingerprints::of(document);
        for finding in findings {
            let server = |surface: &Surface<'a>| surface.server_of(finding.tool.as_deref());
            finding.server = self.surface.as_ref().and_then(server).map(str::to_owned);
            finding.fingerprint = fingerprints.of_finding(finding);
        }
    }

    fn check_document(
        &self,
        rules: &[&dyn Rule],
        document: &Document,
        drafts: &mut Vec<Draft>,
    ) -> Depth {
        let cx = Context::new(document, self.surface.as_ref());
        if let Some(mistaken) = mistaken(&cx) {
            each(rules, drafts, |rule, out| rule.check_mistaken(&mistaken, out));
            return Depth::Text;
        }
        each(rules, drafts, |rule, out| rule.check_document(&cx, out));
        let violations = violations(document.value());
        let named = cx.named_tools();
        each(rules, drafts, |rule, out| {
            for violation in &violations {
                rule.check_violation(&cx, violation, out);
            }
            for tool in &named {
                rule.check_named_tool(&cx, tool, out);
            }
        });
        match Policy::deserialize(document.value()) {
            Ok(policy) if violations.is_empty() => {
                check_meaning(rules, &cx, &policy, drafts);
                Depth::Meaning
            }
            _ => Depth::Form,
        }
    }
}

/// Asks what the policy comes to.
fn check_meaning(rules: &[&dyn Rule], cx: &Context<'_>, policy: &Policy, drafts: &mut Vec<Draft>) {
    let facts = Facts::of(cx, policy);
    let conditions: Vec<_> = facts.tools.iter().map(ToolFacts::conditions).collect();
    each(rules, drafts, |rule, out| {
        rule.check_policy(cx, &facts, out);
        for (tool, conditions) in facts.tools.iter().zip(&conditions) {
            rule.check_tool(cx, &facts, tool, out);
            for entry in tool.judged.entries() {
                rule.check_entry(cx, tool, entry, out);
            }
            for condition in conditions {
                rule.check_condition(cx, tool, condition, out);
            }
        }
        for limit in &facts.limits {
            rule.check_limit(cx, &facts, limit, out);
        }
    });
}

fn each(rules: &[&dyn Rule], drafts: &mut Vec<Draft>, check: impl Fn(&dyn Rule, &mut Sink<'_>)) {
    for rule in rules {
        check(*rule, &mut Sink::new(rule.meta(), drafts));
    }
}

/// The place of what gives a mistaken document away: its key, else its first
/// character.
fn mistaken(cx: &Context<'_>) -> Option<Mistaken> {
    let (kind, pointer) = recognise(cx.document.value())?;
    let place = cx.locate(&pointer);
    let span =
        place.map_or(0..0, |place| place.key.unwrap_or(place.value.start..place.value.start + 1));
    Some(Mistaken { kind, pointer: Some(pointer), span })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::{ConditionFacts, LimitFacts, Meta, NamedTool, Severity};
    use crate::policy::{JudgedEntry, Violation};

    const END: usize = usize::MAX;

    /// Reports each hook that runs.
    struct Witness;

    const META: Meta = Meta { code: "TW999", slug: "witness", severity: Severity::Info, doc: "" };

    impl Rule for Witness {
        fn meta(&self) -> &'static Meta {
            &META
        }
        fn check_mistaken(&self, mistaken: &Mistaken, out: &mut Sink<'_>) {
            out.report(mistaken.span.clone(), "mistaken");
        }
        fn check_broken(
            &self,
            _source: &SourceText,
            error: &crate::document::SyntaxError,
            out: &mut Sink<'_>,
        ) {
            out.report(error.span.clone(), "broken");
        }
        fn check_document(&self, _cx: &Context<'_>, out: &mut Sink<'_>) {
            out.report(0..0, "document");
        }
        fn check_violation(&self, _cx: &Context<'_>, _: &Violation, out: &mut Sink<'_>) {
            out.report(1..1, "violation");
        }
        fn check_named_tool(&self, _cx: &Context<'_>, named: &NamedTool<'_>, out: &mut Sink<'_>) {
            out.report(named.span.clone(), named.name);
        }
        fn check_policy(&self, _cx: &Context<'_>, facts: &Facts<'_>, out: &mut Sink<'_>) {
            out.report(END..END, format!("policy of {}", facts.tools.len()));
        }
        fn check_tool(
            &self,
            _cx: &Context<'_>,
            _facts: &Facts<'_>,
            tool: &ToolFacts<'_>,
            out: &mut Sink<'_>,
        ) {
            out.report(END..END, format!("tool {}", tool.name));
        }
        fn check_entry(
            &self,
            _cx: &Context<'_>,
            tool: &ToolFacts<'_>,
            entry: &JudgedEntry<'_>,
            out: &mut Sink<'_>,
        ) {
            out.report(END..END, tool.entry_pointer(entry.at));
        }
        fn check_condition(
            &self,
            _cx: &Context<'_>,
            tool: &ToolFacts<'_>,
            condition: &ConditionFacts<'_>,
            out: &mut Sink<'_>,
        ) {
            out.report(END..END, tool.pointer_of(condition));
        }
        fn check_limit(
            &self,
            _cx: &Context<'_>,
            _facts: &Facts<'_>,
            limit: &LimitFacts<'_>,
            out: &mut Sink<'_>,
        ) {
            out.report(END..END, limit.pointer());
        }
    }

    fn hooks(text: &str) -> Vec<String> {
        let linted = Linter::new().lint_with(&[&Witness], SourceText::new("p", text));
        linted.findings.into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn each_text_reaches_the_hooks_that_fit_it() {
        assert_eq!(hooks("{"), ["broken"]);
        assert_eq!(hooks("version: '1'\n"), ["mistaken"]);
        assert_eq!(hooks(r#"{"tools": []}"#), ["mistaken"]);
        let sound =
            r#"{"version": "1", "default": "deny", "hide": ["*", "b"], "tools": {"a": {}}}"#;
        assert_eq!(hooks(sound), ["document", "b", "a", "policy of 1", "tool a"]);
        let full = r#"{"version": "1", "default": "deny", "tools": {"a": {
            "require": [{"conditions": [{"path": "args.x", "op": "exists", "value": true}]}],
            "limits": [{"counter": "c", "window": "day", "max": 1, "scope": "grant"}]}}}"#;
        let entry = "/tools/a/require/0";
        let condition = format!("{entry}/conditions/0");
        assert_eq!(
            hooks(full)[2..],
            ["/tools/a/limits/0", entry, &condition, "policy of 1", "tool a"]
        );
        // names are judged whatever state the rest is in; meaning is not
        let flawed = r#"{"version": "1", "default": "deny", "tools": {"a": 3}}"#;
        assert_eq!(hooks(flawed), ["document", "violation", "a"]);
    }
}
