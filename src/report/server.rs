//! The report of one server, and of all that were read.

use std::collections::BTreeMap;

use crate::classify::Verdict;
use crate::manifest::{Problem, Server};
use crate::policy::{Measure, Tuning};

use super::counts::Counts;
use super::grade::{Graded, grade_with};
use super::instructions::{Instruction, instructions, shunned};
use super::select::Selection;
use super::words::why_with_doubt;

/// What one server adds up to.
#[derive(Debug, Clone)]
pub struct ServerReport {
    pub server: String,
    /// Where it was read from, as the user named it.
    pub source: String,
    /// How many tools the server is said to have, where that is more than are known.
    pub tools_said: Option<usize>,
    pub counts: Counts,
    /// None for a server without tools: there is nothing to judge.
    pub grade: Option<Graded>,
    /// The tools whose definitions instruct the model.
    pub instructions: Vec<Instruction>,
    /// What was odd in the manifest.
    pub warnings: Vec<Problem>,
    verdicts: Vec<Verdict>,
    listed: Vec<usize>,
    tuning: Tuning,
    /// Where in `instructions` a tool's own stands.
    instructing: BTreeMap<String, usize>,
}

/// Every server that was read, and what could not be.
#[derive(Debug, Clone, Default)]
pub struct Report {
    pub servers: Vec<ServerReport>,
    pub problems: Vec<Problem>,
}

impl ServerReport {
    /// Sums up all verdicts of a server and lists those that are selected.
    #[must_use]
    pub fn new(server: &Server, verdicts: Vec<Verdict>, selection: &Selection) -> Self {
        let instructions = instructions(server);
        let instructing: BTreeMap<String, usize> =
            instructions.iter().map(|one| one.tool.clone()).zip(0..).collect();
        let listed = selection.apply(&verdicts, |one| instructing.contains_key(&one.name));
        Self {
            server: server.name.clone(),
            source: server.source.clone(),
            tools_said: None,
            counts: Counts::of(&verdicts),
            grade: grade_with(&verdicts, &instructions),
            tuning: Tuning { shunned: shunned(&instructions), ..Tuning::default() },
            instructing,
            instructions,
            warnings: server.warnings.clone(),
            listed,
            verdicts,
        }
    }

    /// The tools to list, in their order.
    pub fn listed(&self) -> impl Iterator<Item = &Verdict> {
        self.listed.iter().filter_map(|i| self.verdicts.get(*i))
    }

    /// The tools to list with their places in the manifest, in their order.
    pub fn listed_with_index(&self) -> impl Iterator<Item = (usize, &Verdict)> {
        self.listed.iter().filter_map(|i| Some((*i, self.verdicts.get(*i)?)))
    }

    /// What the recommended policy does with a tool of this server.
    #[must_use]
    pub fn measure(&self, verdict: &Verdict) -> Measure {
        self.tuning.measure(verdict)
    }

    /// The recommended posture, which keeps the tools that instruct the model from it.
    #[must_use]
    pub fn tuning(&self) -> &Tuning {
        &self.tuning
    }

    /// What a tool's definition tells the model, if it does.
    #[must_use]
    pub fn instruction(&self, verdict: &Verdict) -> Option<&Instruction> {
        self.instructions.get(*self.instructing.get(&verdict.name)?)
    }

    /// Why a tool is listed as it is, in a few words: what it tells the model, if
    /// it does, else why it has its category and what is left to a person.
    #[must_use]
    pub fn why(&self, verdict: &Verdict) -> String {
        self.instruction(verdict).map_or_else(|| why_with_doubt(verdict), Instruction::in_short)
    }

    /// How many tools the selection leaves out.
    #[must_use]
    pub fn not_listed(&self) -> usize {
        self.verdicts.len() - self.listed.len()
    }

    /// How many tools the server is said to have that nothing is known of; none
    /// where the manifest is the whole.
    #[must_use]
    pub fn not_known(&self) -> Option<usize> {
        self.tools_said?.checked_sub(self.counts.total).filter(|rest| *rest > 0)
    }

    /// All verdicts, in the order of the manifest.
    #[must_use]
    pub fn verdicts(&self) -> &[Verdict] {
        &self.verdicts
    }
}
