//! Findings that a project has decided to live with, and says why.
//!
//! A suppression is narrow on purpose: one rule, some files, one tool or one
//! place. It holds until its day; after that, or when it hides nothing any
//! more, it is a finding itself, so that none outlives its reason.

use globset::GlobMatcher;
use time::Date;

use super::engine::{Depth, Linted};
use super::finding::Finding;
use super::fingerprint::Fingerprints;
use super::rule::Meta;
use super::rules::{ExpiredSuppression, UnusedSuppression};
use super::sink::{Sink, resolve};
use crate::document::{SourceText, Span};
use crate::phrase::quoted;

/// One decision, as `toolward.toml` states it.
#[derive(Debug, Clone)]
pub struct Suppression {
    pub rule: &'static Meta,
    /// Matched against the policy's path as seen from the configuration.
    pub path: GlobMatcher,
    pub target: Target,
    pub reason: String,
    /// The last day on which it holds.
    pub expires: Option<Date>,
    /// Where it is written.
    pub span: Span,
}

/// What a suppression is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    Tool(String),
    /// A JSON Pointer: the value there, and everything inside it. The empty
    /// one is the whole document.
    Pointer(String),
}

impl Suppression {
    #[must_use]
    pub fn has_expired(&self, today: Date) -> bool {
        self.expires.is_some_and(|last| last < today)
    }

    /// Whether it is about this finding in the file at this path.
    #[must_use]
    pub fn covers(&self, path: &str, finding: &Finding) -> bool {
        self.rule.code == finding.code && self.target.covers(finding) && self.path.is_match(path)
    }
}

impl Target {
    fn covers(&self, finding: &Finding) -> bool {
        match self {
            Self::Tool(tool) => finding.tool.as_ref() == Some(tool),
            Self::Pointer(whole) if whole.is_empty() => true,
            Self::Pointer(pointer) => finding.pointer.as_ref().is_some_and(|found| {
                let inside = found.strip_prefix(pointer.as_str());
                inside.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            }),
        }
    }

    /// The tool or pointer in back-ticks.
    fn words(&self) -> String {
        match self {
            Self::Tool(tool) => format!("tool {}", quoted(tool)),
            Self::Pointer(pointer) if pointer.is_empty() => "the whole document".to_owned(),
            Self::Pointer(pointer) => quoted(pointer),
        }
    }
}

/// What became of a suppression in one run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Use {
    /// Its rule could have fired on a file that it is about.
    pub tried: bool,
    /// It hid a finding.
    pub hid: bool,
}

impl Use {
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { tried: self.tried || other.tried, hid: self.hid || other.hid }
    }
}

/// The suppressions that have expired or hide nothing, found in the text of
/// the configuration. `uses` tells of each what it did.
#[must_use]
pub fn stale(
    source: SourceText,
    suppressions: &[Suppression],
    uses: &[Use],
    today: Date,
) -> Linted {
    let mut drafts = Vec::new();
    for (suppression, used) in suppressions.iter().zip(uses) {
        let what = || format!("{} of {}", suppression.rule.code, suppression.target.words());
        let span = suppression.span.clone();
        match suppression.expires {
            Some(last) if suppression.has_expired(today) => {
                let message = format!("the suppression of {} expired on `{last}`", what());
                let reason = quoted(&suppression.reason);
                Sink::new(&ExpiredSuppression::META, &mut drafts).report(span, message).help(
                    format!("mend what it hid and remove it, or give it a later day; its reason was {reason}"),
                );
            }
            _ if used.tried && !used.hid => {
                let message = format!("the suppression of {} hides nothing", what());
                let mut sink = Sink::new(&UnusedSuppression::META, &mut drafts);
                sink.report(span, message).help("remove it, or correct its path, tool or pointer");
            }
            _ => {}
        }
    }
    let mut findings = resolve(&source, drafts);
    for finding in &mut findings {
        finding.fingerprint = Fingerprints::<serde_json::Value>::of(None).of_finding(finding);
    }
    Linted { source, findings, depth: Depth::Meaning }
}
