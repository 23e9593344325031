//! The page of one tool.

use serde::Serialize;
use serde_json::Value;

use crate::classify::Verdict;
use crate::report::{PageParameter, ToolPage, category_meaning};

use super::{GeneratorView, SCHEMA_VERSION, VerdictView};

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
            verdict: VerdictView::of(page.verdict),
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
