//! Verdicts held against labels.

use serde::Serialize;

use crate::classify::{Effect, Risk};
use crate::eval::{Case, Evaluation, Label, Only, Reason, Unjoined};

use super::report::problems;
use super::{AgreementView, GeneratorView, ProblemView, SCHEMA_VERSION, VerdictView};

#[derive(Debug, Serialize)]
pub struct EvalView<'a> {
    pub schema_version: &'static str,
    pub generator: GeneratorView,
    pub labels: LabelsView<'a>,
    /// `used` or `stripped`.
    pub annotations: &'static str,
    /// `rules` or `reviewed`.
    pub verdicts: &'static str,
    pub agreement: AgreementView,
    pub by_server: Vec<ServerAgreementView<'a>>,
    /// Ids.
    pub harm_called_read: Vec<&'a str>,
    pub missed_changes: Vec<&'a str>,
    /// Which disagreements are listed below.
    pub only: &'static str,
    pub disagreements_total: usize,
    pub disagreements: Vec<DisagreementView<'a>>,
    pub problems: Vec<ProblemView<'a>>,
}

#[derive(Debug, Serialize)]
pub struct LabelsView<'a> {
    pub source: &'a str,
    pub read: usize,
    pub joined: usize,
    pub unjoined: Vec<UnjoinedView<'a>>,
    /// `server/name` of each tool without a label.
    pub tools_without: &'a [String],
}

#[derive(Debug, Serialize)]
pub struct UnjoinedView<'a> {
    pub id: &'a str,
    pub line: usize,
    /// `no-tool`, `ambiguous` or `taken`.
    pub reason: &'static str,
}

#[derive(Debug, Serialize)]
pub struct ServerAgreementView<'a> {
    pub server: &'a str,
    pub agreement: AgreementView,
}

#[derive(Debug, Serialize)]
pub struct DisagreementView<'a> {
    pub id: &'a str,
    pub line: usize,
    pub label: LabelView<'a>,
    /// Whether the label takes the verdict's category for defensible.
    pub accepted: bool,
    pub verdict: VerdictView<'a>,
}

#[derive(Debug, Serialize)]
pub struct LabelView<'a> {
    pub primary: &'static str,
    pub accepted: Vec<&'static str>,
    pub effect: Option<&'static str>,
    pub risk: Option<&'static str>,
    pub note: Option<&'a str>,
}

impl<'a> EvalView<'a> {
    #[must_use]
    pub fn of(evaluation: &'a Evaluation, only: Only, limit: Option<usize>) -> Self {
        let found = evaluation.disagreements(only);
        let ids = |counts: fn(&Case) -> bool| {
            let cases = evaluation.cases.iter().filter(|case| counts(case));
            cases.map(|case| case.label.id.as_str()).collect()
        };
        let by_server = evaluation.by_server().into_iter().map(|(server, agreement)| {
            ServerAgreementView { server, agreement: AgreementView::of(&agreement) }
        });
        Self {
            schema_version: SCHEMA_VERSION,
            generator: GeneratorView::this(),
            labels: LabelsView::of(evaluation),
            annotations: if evaluation.judging.stripped { "stripped" } else { "used" },
            verdicts: if evaluation.judging.reviewed { "reviewed" } else { "rules" },
            agreement: AgreementView::of(&evaluation.agreement()),
            by_server: by_server.collect(),
            harm_called_read: ids(Case::is_harm_called_read),
            missed_changes: ids(Case::is_missed_change),
            only: only.as_str(),
            disagreements_total: found.len(),
            disagreements: found
                .into_iter()
                .take(limit.unwrap_or(usize::MAX))
                .map(DisagreementView::of)
                .collect(),
            problems: problems(&evaluation.problems),
        }
    }
}

impl<'a> LabelsView<'a> {
    fn of(evaluation: &'a Evaluation) -> Self {
        Self {
            source: &evaluation.source,
            read: evaluation.labels,
            joined: evaluation.cases.len(),
            unjoined: evaluation.unjoined.iter().map(UnjoinedView::of).collect(),
            tools_without: &evaluation.unlabelled,
        }
    }
}

impl<'a> UnjoinedView<'a> {
    fn of(one: &'a Unjoined) -> Self {
        let reason = match one.reason {
            Reason::NoTool => "no-tool",
            Reason::Ambiguous(_) => "ambiguous",
            Reason::Taken => "taken",
        };
        Self { id: &one.label.id, line: one.label.line, reason }
    }
}

impl<'a> DisagreementView<'a> {
    fn of(case: &'a Case) -> Self {
        Self {
            id: &case.label.id,
            line: case.label.line,
            label: LabelView::of(&case.label),
            accepted: case.is_accepted(),
            verdict: VerdictView::of(&case.verdict),
        }
    }
}

impl<'a> LabelView<'a> {
    fn of(label: &'a Label) -> Self {
        Self {
            primary: label.primary.as_str(),
            accepted: label.accepted.iter().map(|one| one.as_str()).collect(),
            effect: label.effect.map(Effect::as_str),
            risk: label.risk.map(Risk::as_str),
            note: label.note.as_deref(),
        }
    }
}
