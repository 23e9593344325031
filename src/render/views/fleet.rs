//! The sums over many servers.

use serde::Serialize;
use serde_json::{Map, Value};

use super::report::{CategoriesView, EffectsView, RisksView, problems};
use super::{GeneratorView, ProblemView, SCHEMA_VERSION};
use crate::manifest::Problem;
use crate::report::{FleetSummary, ServerSums};

#[derive(Debug, Serialize)]
pub struct FleetView<'a> {
    pub schema_version: &'static str,
    pub generator: GeneratorView,
    pub servers_total: usize,
    pub tools_total: usize,
    pub by_category: CategoriesView,
    pub by_effect: EffectsView,
    pub by_risk: RisksView,
    pub by_trait: Map<String, Value>,
    /// Servers by grade; `none` are those without tools.
    pub by_grade: Map<String, Value>,
    pub needs_review: usize,
    pub reviewed: usize,
    pub unreviewed: usize,
    pub reviews_void: usize,
    pub hidden_instructions: usize,
    pub worst_servers: Vec<ServerSumsView<'a>>,
    /// Some of them.
    pub problems: Vec<ProblemView<'a>>,
    pub problems_total: usize,
}

#[derive(Debug, Serialize)]
pub struct ServerSumsView<'a> {
    pub server: &'a str,
    pub source: &'a str,
    pub tools_total: usize,
    pub grade: &'static str,
    pub grade_reason: &'a str,
    pub grade_worst: &'static str,
    pub critical: usize,
    pub high: usize,
    pub needs_review: usize,
    pub unreviewed: usize,
}

impl<'a> FleetView<'a> {
    #[must_use]
    pub fn of(fleet: &'a FleetSummary, told: &'a [Problem], problems_total: usize) -> Self {
        let counts = &fleet.counts;
        let traits = counts.traits.iter().map(|(one, n)| (one.as_str().to_owned(), (*n).into()));
        let grades = fleet.grades.iter().map(|(one, n)| (one.as_str().to_owned(), (*n).into()));
        let ungraded = ("none".to_owned(), fleet.ungraded.into());
        Self {
            schema_version: SCHEMA_VERSION,
            generator: GeneratorView::this(),
            servers_total: fleet.servers,
            tools_total: counts.total,
            by_category: CategoriesView::of(counts),
            by_effect: EffectsView::of(counts),
            by_risk: RisksView::of(counts),
            by_trait: traits.collect(),
            by_grade: grades.chain([ungraded]).collect(),
            needs_review: counts.needs_review,
            reviewed: counts.reviewed,
            unreviewed: counts.total - counts.reviewed,
            reviews_void: counts.void,
            hidden_instructions: fleet.instructing,
            worst_servers: fleet.worst.iter().map(ServerSumsView::of).collect(),
            problems: problems(told),
            problems_total,
        }
    }
}

impl<'a> ServerSumsView<'a> {
    fn of(sums: &'a ServerSums) -> Self {
        Self {
            server: &sums.server,
            source: &sums.source,
            tools_total: sums.tools,
            grade: sums.graded.grade.as_str(),
            grade_reason: &sums.graded.reason,
            grade_worst: sums.graded.worst.as_str(),
            critical: sums.critical,
            high: sums.high,
            needs_review: sums.needs_review,
            unreviewed: sums.unreviewed,
        }
    }
}
