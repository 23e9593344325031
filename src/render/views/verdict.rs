//! One verdict, as `classify` prints it and reports hold it.

use serde::Serialize;

use crate::classify::{
    Class, Contradiction, Evidence, Review, ReviewStatus, Verdict, VerdictSource,
};
use crate::manifest::Fields;
use crate::report::Instruction;

use super::ProblemView;

#[derive(Debug, Serialize)]
pub struct VerdictView<'a> {
    pub server: &'a str,
    pub name: &'a str,
    pub category: &'static str,
    pub effect: &'static str,
    pub risk: &'static str,
    pub base_risk: &'static str,
    pub confidence: f64,
    pub needs_review: bool,
    pub review_reason: Option<&'a str>,
    pub traits: Vec<&'static str>,
    pub source: &'static str,
    pub evidence: Vec<EvidenceView<'a>>,
    pub contradictions: Vec<ContradictionView<'a>>,
    /// Absent where the catalog has no label for the tool.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review: Option<ReviewView<'a>>,
    /// Only where the definition was examined: not by `classify`, which streams.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instruction: Option<InstructionView<'a>>,
    /// Only of `classify --pass-through`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input: Option<InputView<'a>>,
}

/// The fields that a line carries; null where it is no object.
#[derive(Debug)]
pub struct InputView<'a>(pub Option<&'a Fields>);

/// What the definition tells the model; null where it doesn't instruct it.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct InstructionView<'a>(pub Option<WordsView<'a>>);

#[derive(Debug, Serialize)]
pub struct WordsView<'a> {
    pub pointer: &'a str,
    pub quote: &'a str,
    pub says: &'a str,
}

/// What stands in the place of a line that has no verdict.
#[derive(Debug, Serialize)]
pub struct ProblemLineView<'a> {
    pub input: InputView<'a>,
    pub problem: ProblemView<'a>,
}

#[derive(Debug, Serialize)]
pub struct ReviewView<'a> {
    pub status: &'static str,
    pub server: &'a str,
    pub date: &'a str,
    pub reason: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rules: Option<SaidView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<SaidView>,
}

#[derive(Debug, Serialize)]
pub struct SaidView {
    pub category: &'static str,
    pub effect: &'static str,
    pub risk: &'static str,
}

#[derive(Debug, Serialize)]
pub struct EvidenceView<'a> {
    pub field: &'a str,
    pub start: usize,
    pub end: usize,
    pub quote: &'a str,
    pub rule: &'a str,
    pub says: &'a str,
}

#[derive(Debug, Serialize)]
pub struct ContradictionView<'a> {
    pub claim: &'a str,
    pub pointer: &'a str,
    pub evidence: EvidenceView<'a>,
}

impl<'a> VerdictView<'a> {
    #[must_use]
    pub fn of(verdict: &'a Verdict) -> Self {
        Self {
            server: &verdict.server,
            name: &verdict.name,
            category: verdict.category.as_str(),
            effect: verdict.effect.as_str(),
            risk: verdict.risk.as_str(),
            base_risk: verdict.base_risk.as_str(),
            confidence: verdict.confidence,
            needs_review: verdict.needs_review,
            review_reason: verdict.review_reason.as_deref(),
            traits: verdict.traits.iter().map(|one| one.as_str()).collect(),
            source: match verdict.source {
                VerdictSource::Rules => "rules",
                VerdictSource::Reviewed => "reviewed",
            },
            evidence: verdict.evidence.iter().map(EvidenceView::of).collect(),
            contradictions: verdict.contradictions.iter().map(ContradictionView::of).collect(),
            review: verdict.review.as_deref().map(ReviewView::of),
            instruction: None,
            input: None,
        }
    }

    /// Of a tool whose definition was examined for what it tells the model.
    #[must_use]
    pub fn examined(verdict: &'a Verdict, instruction: Option<&'a Instruction>) -> Self {
        let words = instruction.map(|Instruction { pointer, quote, says, .. }| WordsView {
            pointer,
            quote,
            says,
        });
        Self { instruction: Some(InstructionView(words)), ..Self::of(verdict) }
    }
}

impl Serialize for InputView<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Some(fields) => serializer.collect_map(fields.iter()),
            None => serializer.serialize_none(),
        }
    }
}

impl<'a> ReviewView<'a> {
    #[must_use]
    pub fn of(review: &'a Review) -> Self {
        let Review { status, server, date, reason, other } = review;
        let other = other.map(SaidView::of);
        let (status, rules, label) = match status {
            ReviewStatus::Holds => ("holds", other, None),
            ReviewStatus::Void => ("void", None, other),
        };
        Self { status, server, date, reason, rules, label }
    }
}

impl SaidView {
    fn of(class: Class) -> Self {
        Self {
            category: class.category.as_str(),
            effect: class.effect.as_str(),
            risk: class.risk.as_str(),
        }
    }
}

impl<'a> EvidenceView<'a> {
    fn of(evidence: &'a Evidence) -> Self {
        let Evidence { field, start, end, quote, rule, says } = evidence;
        Self { field, start: *start, end: *end, quote, rule, says }
    }
}

impl<'a> ContradictionView<'a> {
    fn of(contradiction: &'a Contradiction) -> Self {
        let Contradiction { claim, pointer, evidence } = contradiction;
        Self { claim, pointer, evidence: EvidenceView::of(evidence) }
    }
}
