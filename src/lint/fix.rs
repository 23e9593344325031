//! Fixes: what to write where, so that a finding goes away.
//!
//! A rule describes a fix as edits on byte spans ([`super::edit`] makes them);
//! whoever applies it keeps every other byte of the file as it is.

use crate::document::Span;

/// Whether a fix may be applied without a look at what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Applicability {
    /// The policy then does what it was evidently written to do.
    Safe,
    /// A guess, or a change of what the policy permits: a person decides.
    Unsafe,
}

impl Applicability {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Unsafe => "unsafe",
        }
    }
}

/// Some bytes of the text, and what stands there afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Empty for an insertion.
    pub span: Span,
    pub text: String,
}

/// Edits that belong together: all of them are applied, or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    pub applicability: Applicability,
    /// What it does, as an imperative, safe to print.
    pub message: String,
    /// Not overlapping.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// One edit that needs no look.
    #[must_use]
    pub fn safe(message: impl Into<String>, edit: Edit) -> Self {
        Self::new(Applicability::Safe, message, edit)
    }

    /// One edit that a person should look at.
    #[must_use]
    pub fn risky(message: impl Into<String>, edit: Edit) -> Self {
        Self::new(Applicability::Unsafe, message, edit)
    }

    #[must_use]
    pub fn new(applicability: Applicability, message: impl Into<String>, edit: Edit) -> Self {
        Self { applicability, message: message.into(), edits: vec![edit] }
    }

    /// Adds an edit that belongs to it.
    #[must_use]
    pub fn and(mut self, edit: Edit) -> Self {
        self.edits.push(edit);
        self
    }
}
