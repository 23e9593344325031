//! What a set of cases adds up to.

use super::calibration::Calibration;
use super::case::Case;
use super::confusion::Confusion;
use super::share::Share;
use crate::classify::Category;

/// Every measure over some cases.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Agreement {
    /// The primary category.
    pub strict: Share,
    /// The primary or an accepted category.
    pub accepted: Share,
    /// Of the labels that name an effect.
    pub effect: Share,
    /// Of the labels that name a risk.
    pub risk: Share,
    /// Verdicts that ask for review.
    pub flagged: Share,
    /// Strict agreement of the verdicts that don't.
    pub unflagged_strict: Share,
    pub unflagged_accepted: Share,
    /// Destructive or Financial called Read, of all labelled so.
    pub harm_called_read: Share,
    /// Changes called Read without a flag, of all Reads without one.
    pub missed_changes: Share,
    pub confusion: Confusion,
    pub calibration: Calibration,
}

impl Agreement {
    /// Measures some cases.
    #[must_use]
    pub fn of<'a>(cases: impl IntoIterator<Item = &'a Case>) -> Self {
        let mut agreement = Self::default();
        cases.into_iter().for_each(|case| agreement.add(case));
        agreement
    }

    /// How many cases it is over.
    #[must_use]
    pub fn cases(&self) -> usize {
        self.strict.of
    }

    fn add(&mut self, case: &Case) {
        let (label, verdict) = (&case.label, &case.verdict);
        let strict = case.is_strict();
        self.strict.add(strict);
        self.accepted.add(case.is_accepted());
        case.effect_agrees().into_iter().for_each(|agrees| self.effect.add(agrees));
        case.risk_agrees().into_iter().for_each(|agrees| self.risk.add(agrees));
        self.flagged.add(verdict.needs_review);
        if !verdict.needs_review {
            self.unflagged_strict.add(strict);
            self.unflagged_accepted.add(case.is_accepted());
            if verdict.category == Category::Read {
                self.missed_changes.add(case.is_missed_change());
            }
        }
        if label.is_harmful() {
            self.harm_called_read.add(case.is_harm_called_read());
        }
        self.confusion.add(label.primary, verdict.category);
        self.calibration.add(verdict.confidence, strict);
    }
}
