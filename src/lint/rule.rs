//! What a rule is: a code, a name, a severity, its documentation and its hooks.
//!
//! The doc comment of a rule's struct is its documentation, under the fixed
//! headings What it does, Why is this bad?, Example, Use instead, References.
//! [`declare_rule!`] keeps that text in [`Meta::doc`], so the terminal, the
//! generated docs and the tests read the very same words.

use super::context::{Context, NamedTool};
use super::definition::{Definition, DefinitionSink, Definitions};
use super::facts::{ConditionFacts, Facts, LimitFacts, ToolFacts};
use super::finding::Severity;
use super::mistaken::Mistaken;
use super::sink::Sink;
use crate::document::{SourceText, SyntaxError};
use crate::policy::{JudgedEntry, Violation};

/// What is known of a rule before it runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meta {
    /// `TW` and three digits; the first digit is the family.
    pub code: &'static str,
    /// Names the bad thing, in kebab case.
    pub slug: &'static str,
    pub severity: Severity,
    /// The doc comment, each line with the blank that follows `///`.
    pub doc: &'static str,
}

impl Meta {
    /// The documentation as Markdown.
    #[must_use]
    pub fn documentation(&self) -> String {
        let lines = self.doc.lines().map(|line| line.strip_prefix(' ').unwrap_or(line));
        lines.collect::<Vec<_>>().join("\n").trim_end().to_owned() + "\n"
    }

    /// The text under one heading, without blank lines around it.
    #[must_use]
    pub fn section(&self, heading: &str) -> Option<String> {
        let documentation = self.documentation();
        let title = format!("## {heading}\n");
        let start = documentation.find(&title)? + title.len();
        let rest = documentation.get(start..)?;
        let end = rest.find("\n## ").unwrap_or(rest.len());
        Some(rest.get(..end)?.trim().to_owned())
    }

    /// What the rule does, in its first sentence, on one line.
    #[must_use]
    pub fn summary(&self) -> String {
        let section = self.section("What it does").unwrap_or_default();
        let first = section.split("\n\n").next().unwrap_or_default().replace('\n', " ");
        match first.find(". ") {
            Some(end) => first[..=end].to_owned(),
            None => first,
        }
    }
}

/// A rule implements the hooks it needs; they run from coarse to fine.
pub trait Rule: Sync {
    fn meta(&self) -> &'static Meta;

    /// The text is something else than a policy; no other hook runs.
    fn check_mistaken(&self, _mistaken: &Mistaken, _out: &mut Sink<'_>) {}

    /// The text isn't JSON; no other hook runs.
    fn check_broken(&self, _source: &SourceText, _error: &SyntaxError, _out: &mut Sink<'_>) {}

    /// Any JSON document that may be a policy.
    fn check_document(&self, _cx: &Context<'_>, _out: &mut Sink<'_>) {}

    /// One thing that the schema says against it. Each kind belongs to one
    /// rule, so that one mistake is reported once.
    fn check_violation(&self, _cx: &Context<'_>, _violation: &Violation, _out: &mut Sink<'_>) {}

    /// One place that names a tool, whatever state the rest is in.
    fn check_named_tool(&self, _cx: &Context<'_>, _named: &NamedTool<'_>, _out: &mut Sink<'_>) {}

    /// The policy as a whole, where the schema says nothing against it; this
    /// holds for all hooks that follow.
    fn check_policy(&self, _cx: &Context<'_>, _facts: &Facts<'_>, _out: &mut Sink<'_>) {}

    /// One tool that the policy lists.
    fn check_tool(
        &self,
        _cx: &Context<'_>,
        _facts: &Facts<'_>,
        _tool: &ToolFacts<'_>,
        _out: &mut Sink<'_>,
    ) {
    }

    /// One entry of `require` or `deny_if`.
    fn check_entry(
        &self,
        _cx: &Context<'_>,
        _tool: &ToolFacts<'_>,
        _entry: &JudgedEntry<'_>,
        _out: &mut Sink<'_>,
    ) {
    }

    /// One condition of an entry that can hold.
    fn check_condition(
        &self,
        _cx: &Context<'_>,
        _tool: &ToolFacts<'_>,
        _condition: &ConditionFacts<'_>,
        _out: &mut Sink<'_>,
    ) {
    }

    /// One limit, of a tool or of `all_tools`.
    fn check_limit(
        &self,
        _cx: &Context<'_>,
        _facts: &Facts<'_>,
        _limit: &LimitFacts<'_>,
        _out: &mut Sink<'_>,
    ) {
    }

    /// One tool's definition in a manifest.
    fn check_definition(&self, _definition: &Definition<'_>, _out: &mut DefinitionSink<'_>) {}

    /// All definitions of all manifests together.
    fn check_definitions(&self, _all: &Definitions<'_>, _out: &mut DefinitionSink<'_>) {}
}

/// Declares a rule's struct: its doc comment, then name, code, slug, severity.
macro_rules! declare_rule {
    ($(#[doc = $doc:literal])* $name:ident, $code:literal, $slug:literal, $severity:ident) => {
        $(#[doc = $doc])*
        #[derive(Debug)]
        pub struct $name;

        impl $name {
            pub(in $crate::lint) const META: $crate::lint::Meta = $crate::lint::Meta {
                code: $code,
                slug: $slug,
                severity: $crate::lint::Severity::$severity,
                doc: concat!($($doc, "\n"),*),
            };
        }
    };
}

pub(crate) use declare_rule;
