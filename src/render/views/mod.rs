//! The frozen shapes of the machine formats.
//!
//! Fields are added, never renamed, moved or dropped, within one schema
//! version; `schemas/` describes each shape, and tests hold real output
//! against it. SARIF alone is a standard of others.

mod attack;
mod eval;
mod eval_measures;
mod explain;
mod fleet;
mod report;
pub(super) mod sarif;
mod verdict;

use serde::Serialize;

pub use attack::{AttackView, AttacksView, ListedAttackView, condition_words};
pub use eval::{
    DisagreementView, EvalView, LabelView, LabelsView, ServerAgreementView, UnjoinedView,
};
pub use eval_measures::{
    AgreementView, BinView, CalibrationView, ClassView, ConfusionView, ShareView,
};
pub use explain::{
    ApplyView, ExplainView, KinView, ParameterView, ProviderView, QuestionView, RecommendationView,
    RelatedView, WhyView,
};
pub use fleet::{FleetView, ServerSumsView};
pub use report::{
    CategoriesView, EffectsView, ProblemView, RaiseView, ReportView, RisksView, ServerView,
};
pub use verdict::{
    ContradictionView, EvidenceView, InputView, ProblemLineView, ReviewView, SaidView, VerdictView,
};

/// The version of every shape here.
pub const SCHEMA_VERSION: &str = "1";

/// What made the document.
#[derive(Debug, Serialize)]
pub struct GeneratorView {
    pub name: &'static str,
    pub version: &'static str,
}

impl GeneratorView {
    pub(in crate::render) fn this() -> Self {
        Self { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") }
    }
}
