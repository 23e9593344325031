//! What a change to a policy changes for callers.
//!
//! Two policies are compared by what they decide, not by how they are written.
//! Each difference comes with a witness: calls whose last one is decided
//! differently, found by deciding it. For each tool that either policy names,
//! calls are made from values that stand for all others (`policy::witness`);
//! limits are compared by how many calls fit. What can be neither shown to
//! differ nor to be the same is called unknown.

mod alone;
mod caps;
mod instance;
mod limits;
mod names;
mod same;

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::Policy;
use super::decide::{Call, Compiled, Counters, Decision, Moment, decide};
use crate::manifest::Tool;

/// A policy as it is written and as it decides.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    pub policy: &'a Policy,
    pub compiled: &'a Compiled,
}

/// What is different, and what can't be told.
#[derive(Debug, Clone, Default)]
pub struct Comparison {
    pub changes: Vec<Change>,
    pub unknown: Vec<Unknown>,
    /// Tools that are decided alike, whatever the call.
    pub same: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// The new policy allows what the old one denied.
    Widening,
    /// The new policy denies what the old one allowed.
    Narrowing,
}

/// One way in which calls of a tool are decided differently.
#[derive(Debug, Clone)]
pub struct Change {
    pub subject: Subject,
    pub direction: Direction,
    /// The rule that denies: of the old policy in a widening, of the new one
    /// in a narrowing.
    pub rule: String,
    pub witness: Witness,
}

/// Whose calls.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    Tool(String),
    /// Any tool that neither policy names.
    OtherTools,
    /// All tools together, where a limit of theirs denies.
    AllTools,
}

/// Calls of which the last is decided differently, and all before it are allowed.
#[derive(Debug, Clone)]
pub struct Witness {
    pub runs: Vec<Run>,
    /// Whether the arguments fit the tool's own schema, where there is one.
    pub fits_schema: Option<bool>,
}

/// The same call, some times at one moment.
#[derive(Debug, Clone)]
pub struct Run {
    pub tool: String,
    pub args: Map<String, Value>,
    pub at: Moment,
    pub times: u64,
}

/// Where a difference can't be ruled out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    pub subject: Subject,
    pub reason: &'static str,
}

impl Direction {
    /// `widening`, `narrowing`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Widening => "widening",
            Self::Narrowing => "narrowing",
        }
    }

    /// None where both sides say the same.
    fn between(old: bool, new: bool) -> Option<Self> {
        match (old, new) {
            (false, true) => Some(Self::Widening),
            (true, false) => Some(Self::Narrowing),
            _ => None,
        }
    }
}

impl Witness {
    /// How many calls there are.
    #[must_use]
    pub fn calls(&self) -> u64 {
        self.runs.iter().fold(0, |sum, run| sum.saturating_add(run.times))
    }

    /// The rule that denies the last call, empty where it is allowed; none
    /// where one before it is denied already, or where there are more than
    /// `most` calls.
    #[must_use]
    pub fn replay(&self, policy: &Compiled, most: u64) -> Option<String> {
        if self.calls() > most {
            return None;
        }
        let counters = Counters::new();
        let mut rule = String::new();
        for run in &self.runs {
            for _ in 0..run.times {
                if !rule.is_empty() {
                    return None;
                }
                let call = Call { grant: "", tool: &run.tool, args: &run.args };
                rule = rule_of(&decide(policy, call, &counters, run.at));
            }
        }
        Some(rule)
    }
}

fn rule_of(decision: &Decision<'_>) -> String {
    decision.rule().to_owned()
}

/// The moment that witnesses start from: the first of a day.
fn start() -> Moment {
    Moment::from_unix(1_767_225_600)
}

/// Compares two policies; of tools whose definition is known, calls fit their schema.
#[must_use]
pub fn compare(old: Side<'_>, new: Side<'_>, tools: &[&Tool]) -> Comparison {
    let mut comparison = Comparison::default();
    let mut callable = Vec::new();
    let mut definitions = HashMap::new();
    for tool in tools {
        definitions.entry(tool.name.as_str()).or_insert(*tool);
    }
    for (subject, name) in names::subjects(old, new, tools) {
        if same::is_untouched(old, new, &name) {
            comparison.same += 1;
            continue;
        }
        let before = (comparison.changes.len(), comparison.unknown.len());
        let definition = definitions.get(name.as_str()).copied();
        let alone = alone::compare(old, new, &subject, &name, definition, &mut comparison);
        limits::of_tool(old, new, &subject, &name, &alone, &mut comparison);
        if before == (comparison.changes.len(), comparison.unknown.len()) {
            comparison.same += 1;
        }
        if let Some(args) = alone.allowed.into_iter().next() {
            callable.push((name, args));
        }
    }
    limits::of_all_tools(old, new, &callable, &mut comparison);
    once(&mut comparison.changes);
    comparison
}

/// A limit of all tools shows in every tool; it is told once.
fn once(changes: &mut Vec<Change>) {
    let mut told = HashSet::new();
    changes.retain_mut(|change| {
        if !change.rule.starts_with("/all_tools/") {
            return true;
        }
        change.subject = Subject::AllTools;
        told.insert((change.direction, change.rule.clone()))
    });
}
