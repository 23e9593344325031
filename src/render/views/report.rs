//! The report of every server that was read.

use serde::Serialize;
use serde_json::Value;

use crate::classify::{Category, Effect, Risk};
use crate::manifest::Problem;
use crate::report::{Counts, Instruction, Report, ServerReport};

use super::{GeneratorView, SCHEMA_VERSION, VerdictView};

#[derive(Debug, Serialize)]
pub struct ReportView<'a> {
    pub schema_version: &'static str,
    pub generator: GeneratorView,
    pub servers: Vec<ServerView<'a>>,
    pub problems: Vec<ProblemView<'a>>,
}

#[derive(Debug, Serialize)]
pub struct ProblemView<'a> {
    pub source: &'a str,
    pub message: &'a str,
}

#[derive(Debug, Serialize)]
pub struct ServerView<'a> {
    pub server: &'a str,
    pub source: &'a str,
    /// How many were judged; the sums are over all of them.
    pub tools_total: usize,
    /// How many the server is said to have, where that is known.
    pub tools_said: Option<usize>,
    pub by_category: CategoriesView,
    pub by_effect: EffectsView,
    pub by_risk: RisksView,
    /// Only traits that some tool has.
    pub by_trait: serde_json::Map<String, Value>,
    pub needs_review: usize,
    pub reviewed: usize,
    pub reviews_void: usize,
    pub grade: Option<&'static str>,
    pub grade_reason: Option<&'a str>,
    pub grade_worst: Option<&'static str>,
    pub grade_worst_reason: Option<&'a str>,
    pub grade_raise: Option<RaiseView<'a>>,
    pub hidden_instructions: Vec<HiddenView<'a>>,
    pub warnings: Vec<ProblemView<'a>>,
    pub tools_not_listed: usize,
    pub tools: Vec<VerdictView<'a>>,
}

#[derive(Debug, Serialize)]
pub struct RaiseView<'a> {
    pub to: &'static str,
    pub how: &'a str,
}

#[derive(Debug, Serialize)]
pub struct HiddenView<'a> {
    pub tool: &'a str,
    pub pointer: &'a str,
    pub quote: &'a str,
    pub says: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct CategoriesView {
    pub read: usize,
    pub write: usize,
    pub execute: usize,
    pub destructive: usize,
    pub financial: usize,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct EffectsView {
    pub read: usize,
    pub write: usize,
    pub destructive: usize,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct RisksView {
    pub low: usize,
    pub medium: usize,
    pub high: usize,
    pub critical: usize,
}

impl<'a> ReportView<'a> {
    #[must_use]
    pub fn of(report: &'a Report) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            generator: GeneratorView::this(),
            servers: report.servers.iter().map(ServerView::of).collect(),
            problems: problems(&report.problems),
        }
    }

    /// A report of one server.
    #[must_use]
    pub fn of_server(server: &'a ServerReport) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            generator: GeneratorView::this(),
            servers: vec![ServerView::of(server)],
            problems: Vec::new(),
        }
    }
}

pub(super) fn problems(problems: &[Problem]) -> Vec<ProblemView<'_>> {
    problems.iter().map(|one| ProblemView { source: &one.source, message: &one.message }).collect()
}

impl<'a> ServerView<'a> {
    fn of(server: &'a ServerReport) -> Self {
        let counts = &server.counts;
        let grade = server.grade.as_ref();
        let by_trait = counts.traits.iter().map(|(one, n)| (one.as_str().to_owned(), (*n).into()));
        Self {
            server: &server.server,
            source: &server.source,
            tools_total: counts.total,
            tools_said: server.tools_said,
            by_category: CategoriesView::of(counts),
            by_effect: EffectsView::of(counts),
            by_risk: RisksView::of(counts),
            by_trait: by_trait.collect(),
            needs_review: counts.needs_review,
            reviewed: counts.reviewed,
            reviews_void: counts.void,
            grade: grade.map(|graded| graded.grade.as_str()),
            grade_reason: grade.map(|graded| graded.reason.as_str()),
            grade_worst: grade.map(|graded| graded.worst.as_str()),
            grade_worst_reason: grade.and_then(|graded| graded.worst_reason.as_deref()),
            grade_raise: grade
                .and_then(|graded| graded.raise.as_ref())
                .map(|raise| RaiseView { to: raise.to.as_str(), how: &raise.how }),
            hidden_instructions: server.instructions.iter().map(HiddenView::of).collect(),
            warnings: problems(&server.warnings),
            tools_not_listed: server.not_listed(),
            tools: server
                .listed()
                .map(|one| VerdictView::examined(one, server.instruction(one)))
                .collect(),
        }
    }
}

impl<'a> HiddenView<'a> {
    fn of(instruction: &'a Instruction) -> Self {
        let Instruction { tool, pointer, quote, says } = instruction;
        Self { tool, pointer, quote, says }
    }
}

impl CategoriesView {
    pub(super) fn of(counts: &Counts) -> Self {
        Self {
            read: counts.category(Category::Read),
            write: counts.category(Category::Write),
            execute: counts.category(Category::Execute),
            destructive: counts.category(Category::Destructive),
            financial: counts.category(Category::Financial),
        }
    }
}

impl EffectsView {
    pub(super) fn of(counts: &Counts) -> Self {
        Self {
            read: counts.effect(Effect::Read),
            write: counts.effect(Effect::Write),
            destructive: counts.effect(Effect::Destructive),
        }
    }
}

impl RisksView {
    pub(super) fn of(counts: &Counts) -> Self {
        Self {
            low: counts.risk(Risk::Low),
            medium: counts.risk(Risk::Medium),
            high: counts.risk(Risk::High),
            critical: counts.risk(Risk::Critical),
        }
    }
}
