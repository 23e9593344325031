//! Asks the rules, from coarse to fine, and resolves the places they name.

use serde::Deserialize;

use super::context::Context;
use super::finding::Finding;
use super::mistaken::{Mistaken, recognise, recognise_text};
use super::registry::rules;
use super::rule::Rule;
use super::sink::{Draft, Sink, resolve};
use super::surface::Surface;
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
}

impl<'a> Linter<'a> {
    /// Judges the policy alone.
    #[must_use]
    pub fn new() -> Self {
        Self { surface: None }
    }

    /// Judges the policy against all tools of these servers together.
    #[must_use]
    pub fn with_servers(servers: &'a [Server]) -> Self {
        Self { surface: Some(Surface::new(servers)) }
    }

    /// Everything that the rules find in one text.
    #[must_use]
    pub fn lint(&self, source: SourceText) -> Linted {
        self.lint_with(rules(), source)
    }

    fn lint_with(&self, rules: &[&dyn Rule], source: SourceText) -> Linted {
        let mut drafts = Vec::new();
        let source = match Document::parse(source) {
            Ok(document) => {
                self.check_document(rules, &document, &mut drafts);
                document.into_source()
            }
            Err(broken) => {
                let (source, error) = *broken;
                let mistaken = recognise_text(&source);
                each(rules, &mut drafts, |rule, out| match &mistaken {
                    Some(mistaken) => rule.check_mistaken(mistaken, out),
                    None => rule.check_broken(&source, &error, out),
                });
                source
            }
        };
        let findings = resolve(&source, drafts);
        Linted { source, findings }
    }

    fn check_document(&self, rules: &[&dyn Rule], document: &Document, drafts: &mut Vec<Draft>) {
        let cx = Context::new(document, self.surface.as_ref());
        if let Some(mistaken) = mistaken(&cx) {
            each(rules, drafts, |rule, out| rule.check_mistaken(&mistaken, out));
            return;
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
        if violations.is_empty()
            && let Ok(policy) = Policy::deserialize(document.value())
        {
            each(rules, drafts, |rule, out| rule.check_policy(&cx, &policy, out));
        }
    }
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
