//! A finding: what is wrong, where, and what to do.

use super::fix::Fix;
use crate::document::{Position, Span};

/// How bad it is if it stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Info,
    Low,
    Medium,
    /// The policy doesn't do what its author believes.
    High,
    /// A tool that does harm is open.
    Critical,
}

impl Severity {
    pub const ALL: [Self; 5] = [Self::Info, Self::Low, Self::Medium, Self::High, Self::Critical];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

/// One mistake at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub code: &'static str,
    pub slug: &'static str,
    pub severity: Severity,
    /// What is wrong, lower case, safe to print.
    pub message: String,
    /// What to do, safe to print.
    pub help: Option<String>,
    /// The policy, as the user named it.
    pub path: String,
    /// The value in the policy; none where the text has no tree.
    pub pointer: Option<String>,
    /// Bytes of the text, always inside it.
    pub span: Span,
    pub start: Position,
    /// Just behind the last character.
    pub end: Position,
    /// The tool it is about, as the policy spells it: may hold anything.
    pub tool: Option<String>,
    pub related: Vec<Related>,
    /// How to make it go away, where that can be said in bytes.
    pub fix: Option<Fix>,
    /// The server whose tool it is about, or that the policy is for, where
    /// that is known: may hold anything.
    pub server: Option<String>,
    /// The same for the same mistake, wherever in the file it has moved to;
    /// see [`super::fingerprint`].
    pub fingerprint: String,
}

/// Another place that belongs to a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    pub message: String,
    pub path: String,
    pub span: Span,
    pub start: Position,
}
