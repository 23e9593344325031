//! One tool with its label and its verdict.

use super::label::Label;
use crate::classify::{Category, Verdict};

/// A verdict that has a label to be held against.
#[derive(Debug, Clone)]
pub struct Case {
    pub label: Label,
    pub verdict: Verdict,
    /// What the label calls the server: its name, its folder or its file.
    pub server: String,
}

impl Case {
    /// Whether the verdict is the label's primary category.
    #[must_use]
    pub fn is_strict(&self) -> bool {
        self.verdict.category == self.label.primary
    }

    /// Whether the label takes the verdict for defensible.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.label.accepts(self.verdict.category)
    }

    /// None where the label names no effect.
    #[must_use]
    pub fn effect_agrees(&self) -> Option<bool> {
        self.label.effect.map(|effect| effect == self.verdict.effect)
    }

    /// None where the label names no risk.
    #[must_use]
    pub fn risk_agrees(&self) -> Option<bool> {
        self.label.risk.map(|risk| risk == self.verdict.risk)
    }

    /// The costly error: a loss or a payment, called Read.
    #[must_use]
    pub fn is_harm_called_read(&self) -> bool {
        self.verdict.category == Category::Read && self.label.is_harmful()
    }

    /// A change called Read, and nobody is asked to look.
    #[must_use]
    pub fn is_missed_change(&self) -> bool {
        self.verdict.category == Category::Read
            && !self.verdict.needs_review
            && self.label.changes_state()
    }
}
