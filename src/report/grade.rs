//! The grade of a server, A to F: gates, not averages.
//!
//! The rows are tried from the worst down and the first that fits decides, so
//! a grade can always be explained by one row. A big server isn't punished for
//! its size, and a hundred harmless tools don't make up for one that isn't.
//!
//! Two questions are answered beside the grade:
//!
//! * **How far could doubt widen it?** The grade takes every verdict as it is.
//!   `worst` is the grade if every tool that needs review turned out Critical.
//!   Doubt never widens a grade upwards. The other gates, hidden instructions, a
//!   belied claim and arbitrary execution, aren't assumed of tools in review: they rest on
//!   things that are read in the definition, not on what was left unsaid.
//! * **What would raise it?** The tools that stand in the way of the next
//!   better grade, worked out by grading the server again without them (hidden
//!   or removed), and not read off a table.

use crate::classify::{Risk, Verdict};

use super::gates::Facts;
use super::instructions::Instruction;

/// From the best to the worst; there is no E.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    A,
    B,
    C,
    D,
    F,
}

/// A grade with what explains it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graded {
    pub grade: Grade,
    /// The row that fired.
    pub reason: String,
    /// The grade if every tool that needs review turned out Critical; never better than `grade`.
    pub worst: Grade,
    /// The row that would fire then, where `worst` differs.
    pub worst_reason: Option<String>,
    /// None for an A, and where no tool would be left.
    pub raise: Option<Raise>,
}

/// What stands between a server and a better grade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raise {
    pub to: Grade,
    /// Such as ``without `run_sql` ``; reads well behind "it would be C".
    pub how: String,
}

impl Grade {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
            Self::F => "F",
        }
    }
}

impl Graded {
    /// `D`, or `C–D` where doubt widens it.
    #[must_use]
    pub fn range(&self) -> String {
        if self.worst == self.grade {
            return self.grade.as_str().to_owned();
        }
        format!("{}\u{2013}{}", self.grade.as_str(), self.worst.as_str())
    }
}

/// Grades a server by its verdicts alone; `None` where it has no tools.
#[must_use]
pub fn grade(verdicts: &[Verdict]) -> Option<Graded> {
    grade_with(verdicts, &[])
}

/// Grades a server, some of whose tools instruct the model; `None` where it has
/// no tools.
#[must_use]
pub fn grade_with(verdicts: &[Verdict], instructions: &[Instruction]) -> Option<Graded> {
    Seen::of(verdicts, instructions).grade()
}

/// What a grade needs to know of a server, whoever reads it and in how many parts.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    pub(super) facts: Facts,
    /// Critical tools if every tool that needs review turned out Critical, and
    /// how many of those run whatever they are given.
    doubtful: (usize, usize),
}

impl Seen {
    pub(super) fn of(verdicts: &[Verdict], instructions: &[Instruction]) -> Self {
        let critical = |verdict: &Verdict| verdict.risk == Risk::Critical;
        let doubtful = Facts::of(verdicts, &[], |v| critical(v) || v.needs_review);
        Self {
            facts: Facts::of(verdicts, instructions, critical),
            doubtful: (doubtful.critical, doubtful.arbitrary_critical),
        }
    }

    /// Adds a further part of the same server.
    pub(super) fn join(&mut self, next: Self) {
        self.facts.join(next.facts);
        self.doubtful.0 += next.doubtful.0;
        self.doubtful.1 += next.doubtful.1;
    }

    pub(super) fn grade(&self) -> Option<Graded> {
        let facts = &self.facts;
        let (grade, reason) = facts.judge()?;
        let (critical, arbitrary_critical) = self.doubtful;
        let (worst, worst_reason) =
            Facts { critical, arbitrary_critical, ..facts.clone() }.judge()?;
        Some(Graded {
            grade,
            raise: facts.raise(grade),
            reason,
            worst,
            worst_reason: (worst != grade).then_some(worst_reason),
        })
    }
}
