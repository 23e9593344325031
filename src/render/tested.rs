//! What the formats of `toolward test` are made from.

use crate::manifest::Problem;
use crate::policy::suite::{Covered, Outcome, Suite};

/// Suites and what became of their tests.
#[derive(Debug)]
pub struct Tested<'a> {
    pub suites: Vec<TestedSuite<'a>>,
    pub covered: Covered,
    /// The coverage that is asked for, in percent.
    pub least: Option<f64>,
    pub problems: &'a [Problem],
}

/// A suite with one outcome for each of its tests.
#[derive(Debug)]
pub struct TestedSuite<'a> {
    pub suite: &'a Suite,
    pub outcomes: Vec<Outcome>,
}

impl Tested<'_> {
    #[must_use]
    pub fn all(&self) -> usize {
        self.suites.iter().map(|suite| suite.outcomes.len()).sum()
    }

    #[must_use]
    pub fn failed(&self) -> usize {
        self.suites.iter().map(TestedSuite::failed).sum()
    }

    /// Whether the coverage is as high as was asked for.
    #[must_use]
    pub fn covers_enough(&self) -> bool {
        self.least.is_none_or(|least| self.covered.percent() >= least)
    }
}

impl TestedSuite<'_> {
    #[must_use]
    pub fn failed(&self) -> usize {
        self.outcomes.iter().filter(|outcome| !outcome.passed()).count()
    }
}
