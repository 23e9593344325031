//! The measures of an evaluation, over all cases or those of one server.

use serde::Serialize;

use crate::classify::Category;
use crate::eval::{Agreement, Bin, Calibration, ClassScore, Confusion, Share};

use super::report::CategoriesView;

#[derive(Debug, Serialize)]
pub struct AgreementView {
    pub tools: usize,
    pub strict: ShareView,
    pub accepted: ShareView,
    pub effect: ShareView,
    pub risk: ShareView,
    pub needs_review: ShareView,
    pub unflagged_strict: ShareView,
    pub unflagged_accepted: ShareView,
    pub harm_called_read: ShareView,
    pub missed_changes: ShareView,
    pub macro_f1: Option<f64>,
    pub classes: [ClassView; 5],
    pub confusion: ConfusionView,
    pub calibration: CalibrationView,
}

/// A share with its 95 % Wilson interval; `share` is null of nothing.
#[derive(Debug, Serialize)]
pub struct ShareView {
    pub count: usize,
    pub of: usize,
    pub share: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
}

#[derive(Debug, Serialize)]
pub struct ClassView {
    pub category: &'static str,
    pub precision: ShareView,
    pub recall: ShareView,
    pub f1: Option<f64>,
}

/// One row per label, each with its verdicts.
#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ConfusionView {
    pub read: CategoriesView,
    pub write: CategoriesView,
    pub execute: CategoriesView,
    pub destructive: CategoriesView,
    pub financial: CategoriesView,
}

#[derive(Debug, Serialize)]
pub struct CalibrationView {
    pub expected_error: Option<f64>,
    pub bins: Vec<BinView>,
}

#[derive(Debug, Serialize)]
pub struct BinView {
    pub from: f64,
    pub to: f64,
    pub mean_confidence: Option<f64>,
    pub right: ShareView,
}

impl AgreementView {
    #[must_use]
    pub fn of(agreement: &Agreement) -> Self {
        Self {
            tools: agreement.cases(),
            strict: ShareView::of(agreement.strict),
            accepted: ShareView::of(agreement.accepted),
            effect: ShareView::of(agreement.effect),
            risk: ShareView::of(agreement.risk),
            needs_review: ShareView::of(agreement.flagged),
            unflagged_strict: ShareView::of(agreement.unflagged_strict),
            unflagged_accepted: ShareView::of(agreement.unflagged_accepted),
            harm_called_read: ShareView::of(agreement.harm_called_read),
            missed_changes: ShareView::of(agreement.missed_changes),
            macro_f1: agreement.confusion.macro_f1().map(rounded),
            classes: agreement.confusion.classes().map(|class| ClassView::of(&class)),
            confusion: ConfusionView::of(&agreement.confusion),
            calibration: CalibrationView::of(&agreement.calibration),
        }
    }
}

/// Four decimals: more than any list of labels can tell.
fn rounded(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}

impl ShareView {
    fn of(share: Share) -> Self {
        let interval = share.interval();
        Self {
            count: share.count,
            of: share.of,
            share: share.value().map(rounded),
            low: interval.map(|(low, _)| rounded(low)),
            high: interval.map(|(_, high)| rounded(high)),
        }
    }
}

impl ClassView {
    fn of(class: &ClassScore) -> Self {
        Self {
            category: class.category.as_str(),
            precision: ShareView::of(class.precision),
            recall: ShareView::of(class.recall),
            f1: class.f1.map(rounded),
        }
    }
}

impl ConfusionView {
    fn of(confusion: &Confusion) -> Self {
        let row = |label| CategoriesView {
            read: confusion.count(label, Category::Read),
            write: confusion.count(label, Category::Write),
            execute: confusion.count(label, Category::Execute),
            destructive: confusion.count(label, Category::Destructive),
            financial: confusion.count(label, Category::Financial),
        };
        Self {
            read: row(Category::Read),
            write: row(Category::Write),
            execute: row(Category::Execute),
            destructive: row(Category::Destructive),
            financial: row(Category::Financial),
        }
    }
}

impl CalibrationView {
    fn of(calibration: &Calibration) -> Self {
        let bin = |bin: &Bin| BinView {
            from: bin.from,
            to: bin.to,
            mean_confidence: bin.mean().map(rounded),
            right: ShareView::of(bin.right),
        };
        Self {
            expected_error: calibration.error().map(rounded),
            bins: calibration.bins.iter().map(bin).collect(),
        }
    }
}
