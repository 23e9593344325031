//! The page of one tool.

use crate::document::Value;
use serde::Serialize;

use crate::catalog::Entry;
use crate::classify::Verdict;
use crate::report::{ApplyLine, Kin, PageParameter, Question, ToolPage, category_meaning};

use super::{AttackView, GeneratorView, SCHEMA_VERSION, VerdictView};

#[derive(Debug, Serialize)]
pub struct ExplainView<'a> {
    pub schema_version: &'static str,
    pub generator: GeneratorView,
    pub server: &'a str,
    pub source: &'a str,
    pub tool: &'a str,
    pub title: Option<&'a str>,
    pub description: &'a str,
    pub parameters: Vec<ParameterView<'a>>,
    pub verdict: VerdictView<'a>,
    pub why: WhyView,
    pub recommendation: RecommendationView<'a>,
    pub related: Vec<RelatedView<'a>>,
    pub steps: Vec<String>,
    /// The first sentence of the description.
    pub lead: String,
    /// What agents use such a tool for.
    pub use_of: String,
    pub attacks: Vec<AttackView<'a>>,
    pub apply: Vec<ApplyView>,
    /// Tools of other servers of the same kind.
    pub related_elsewhere: Vec<KinView<'a>>,
    pub questions: Vec<QuestionView>,
    pub provider: Option<ProviderView<'a>>,
}

#[derive(Debug, Serialize)]
pub struct ApplyView {
    pub target: &'static str,
    pub title: &'static str,
    pub place: &'static str,
    pub command: String,
}

#[derive(Debug, Serialize)]
pub struct KinView<'a> {
    pub server: &'a str,
    pub tool: &'a str,
    pub category: &'static str,
    pub risk: &'static str,
}

#[derive(Debug, Serialize)]
pub struct QuestionView {
    pub question: String,
    pub answer: String,
}

#[derive(Debug, Serialize)]
pub struct ProviderView<'a> {
    pub title: &'a str,
    pub publisher: &'a str,
    pub source: &'a str,
    pub date: &'a str,
    pub tools_known: usize,
    pub tools_total: usize,
}

#[derive(Debug, Serialize)]
pub struct ParameterView<'a> {
    pub name: &'a str,
    #[serde(rename = "type")]
    pub kind: &'a str,
    pub required: bool,
    /// Absent where there is none: a default may be null.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<&'a Value>,
    pub choices: &'a [String],
    pub description: &'a str,
}

#[derive(Debug, Serialize)]
pub struct WhyView {
    pub category: &'static str,
    pub risk: String,
    pub certainty: String,
}

#[derive(Debug, Serialize)]
pub struct RecommendationView<'a> {
    pub label: String,
    pub effect: String,
    pub policy: &'a crate::policy::Policy,
}

#[derive(Debug, Serialize)]
pub struct RelatedView<'a> {
    pub tool: &'a str,
    pub category: &'static str,
    pub risk: &'static str,
}

impl<'a> ExplainView<'a> {
    #[must_use]
    pub fn of(page: &'a ToolPage<'a>) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            generator: GeneratorView::this(),
            server: &page.server.name,
            source: &page.server.source,
            tool: &page.tool.name,
            title: page.tool.title.as_deref(),
            description: &page.tool.description,
            parameters: page.parameters.iter().map(ParameterView::of).collect(),
            verdict: VerdictView::examined(page.verdict, page.instruction.as_ref()),
            why: WhyView {
                category: category_meaning(page.verdict.category),
                risk: page.risk_reason(),
                certainty: page.certainty(),
            },
            recommendation: RecommendationView {
                label: page.measure.label(),
                effect: page.advice_effect(),
                policy: &page.policy,
            },
            related: page.related.iter().map(|verdict| RelatedView::of(verdict)).collect(),
            steps: page.steps().into(),
            lead: page.lead(),
            use_of: page.use_of(),
            attacks: page.attacks.iter().map(|attack| AttackView::of(attack)).collect(),
            apply: page.apply_lines().into_iter().map(ApplyView::of).collect(),
            related_elsewhere: page.kin.iter().map(KinView::of).collect(),
            questions: page.questions().into_iter().map(QuestionView::of).collect(),
            provider: page.entry.map(ProviderView::of),
        }
    }
}

impl ApplyView {
    fn of(line: ApplyLine) -> Self {
        let ApplyLine { target, title, place, command } = line;
        Self { target, title, place, command }
    }
}

impl<'a> KinView<'a> {
    fn of(kin: &'a Kin) -> Self {
        let Kin { server, tool, category, risk } = kin;
        Self { server, tool, category: category.as_str(), risk: risk.as_str() }
    }
}

impl QuestionView {
    fn of(question: Question) -> Self {
        let Question { question, answer } = question;
        Self { question, answer }
    }
}

impl<'a> ProviderView<'a> {
    fn of(entry: &'a Entry) -> Self {
        Self {
            title: &entry.title,
            publisher: &entry.publisher,
            source: &entry.source,
            date: &entry.date,
            tools_known: entry.coverage.known,
            tools_total: entry.coverage.total,
        }
    }
}

impl<'a> ParameterView<'a> {
    fn of(parameter: &'a PageParameter) -> Self {
        let PageParameter { name, kind, required, default, choices, description } = parameter;
        Self { name, kind, required: *required, default: default.as_ref(), choices, description }
    }
}

impl<'a> RelatedView<'a> {
    fn of(verdict: &'a Verdict) -> Self {
        Self {
            tool: &verdict.name,
            category: verdict.category.as_str(),
            risk: verdict.risk.as_str(),
        }
    }
}
