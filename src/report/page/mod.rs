//! The page of one tool: what it does, why it needs a rule, which attacks abuse
//! it, and how to control it.
//!
//! Every part is made from one verdict, so that no two of them can disagree;
//! how a page looks is for its renderers.

mod certainty;
mod control;
mod lead;
mod near;
mod parameter;
mod questions;
mod shelf;

pub use control::ApplyLine;
pub use parameter::PageParameter;
pub use questions::Question;
pub use shelf::{Kin, Shelf};

use certainty::certainty;
use near::Near;

use super::instructions::{Instruction, shunned};
use super::words::{place_of, risk_step};
use crate::catalog::{self, Entry};
use crate::classify::{Attack, Category, Effect, Verdict, exposing};
use crate::manifest::{Server, Tool};
use crate::poison::Surroundings;
use crate::policy::{Measure, Policy, Tuning, tool_policy};

/// The most related tools of the same server that a page names.
const MAX_RELATED: usize = 8;

/// Everything that a page says, made from one verdict so that its parts agree.
#[derive(Debug, Clone)]
pub struct ToolPage<'a> {
    pub server: &'a Server,
    pub tool: &'a Tool,
    pub verdict: &'a Verdict,
    /// What the catalog knows of the server, where it is one of its own.
    pub entry: Option<&'static Entry>,
    pub parameters: Vec<PageParameter>,
    /// Where its definition gives orders to the model that reads it.
    pub instruction: Option<Instruction>,
    pub measure: Measure,
    /// The policy for this tool alone.
    pub policy: Policy,
    /// The attack patterns that the tool is exposed to, in the order of their ids.
    pub attacks: Vec<&'static Attack>,
    /// Tools of the same server that deal with the same object, the nearest first.
    pub related: Vec<&'a Verdict>,
    /// Tools of other servers of the same kind, the nearest first; empty
    /// unless the page was set beside a [`Shelf`].
    pub kin: Vec<Kin>,
}

/// The pages of one server, with what they share worked out once.
#[derive(Debug)]
pub struct Pages<'a> {
    server: &'a Server,
    verdicts: &'a [Verdict],
    entry: Option<&'static Entry>,
    near: Near,
    surroundings: Surroundings,
    shelf: Option<&'a Shelf>,
}

impl<'a> Pages<'a> {
    /// `verdicts` are the server's, in its order.
    #[must_use]
    pub fn new(server: &'a Server, verdicts: &'a [Verdict]) -> Self {
        let entry = catalog::name_in(&server.source).and_then(|name| catalog::entry(name).ok());
        Self {
            server,
            verdicts,
            entry,
            near: Near::of(verdicts),
            surroundings: Surroundings::of(server),
            shelf: None,
        }
    }

    /// With tools of the same kind from the shelf.
    #[must_use]
    pub fn beside(self, catalog: &'a Shelf) -> Self {
        Self { shelf: Some(catalog), ..self }
    }

    /// The page of the tool at `index`.
    #[must_use]
    pub fn page(&self, index: usize) -> Option<ToolPage<'a>> {
        let tool = self.server.tools.get(index)?;
        let verdict = self.verdicts.get(index)?;
        let near = self.near.related(self.verdicts, index, MAX_RELATED);
        let instruction = Instruction::in_tool(tool, &self.surroundings);
        let tuning = Tuning { shunned: shunned(&instruction), ..Tuning::default() };
        let measure = tuning.measure(verdict);
        Some(ToolPage {
            server: self.server,
            tool,
            verdict,
            entry: self.entry,
            parameters: PageParameter::all(tool),
            instruction,
            measure,
            policy: tool_policy(verdict, measure),
            attacks: exposing(verdict),
            related: near.into_iter().filter_map(|i| self.verdicts.get(i)).collect(),
            kin: self.shelf.map(|shelf| shelf.kin(verdict)).unwrap_or_default(),
        })
    }
}

impl<'a> ToolPage<'a> {
    /// The page of the tool at `index`; `verdicts` are the server's, in its order.
    #[must_use]
    pub fn new(server: &'a Server, verdicts: &'a [Verdict], index: usize) -> Option<Self> {
        Pages::new(server, verdicts).page(index)
    }

    /// The server's name for people.
    #[must_use]
    pub fn server_title(&self) -> &str {
        self.entry.map_or(self.server.name.as_str(), |entry| entry.title.as_str())
    }

    /// How the risk came about, base and step, and what the effect adds to the category.
    #[must_use]
    pub fn risk_reason(&self) -> String {
        let Verdict { risk, base_risk, category, effect, .. } = self.verdict;
        let base = format!("{} is the base for {}", base_risk.as_str(), category.as_str());
        let step = match risk.cmp(base_risk) {
            std::cmp::Ordering::Equal => String::new(),
            std::cmp::Ordering::Greater => format!(", one step up to {}", risk.as_str()),
            std::cmp::Ordering::Less => format!(", one step down to {}", risk.as_str()),
        };
        let because = match risk_step(self.verdict) {
            Some(step) => {
                format!(" because of \u{201c}{}\u{201d} ({})", step.quote, place_of(step))
            }
            // Only a person's label moves a risk without a quotation.
            None if risk != base_risk => " in the reviewer's judgement".to_owned(),
            None => String::new(),
        };
        let beyond = *effect == Effect::Destructive && *category != Category::Destructive;
        let lost = if beyond { " One call can lose something for good." } else { "" };
        format!("{base}{step}{because}.{lost}")
    }

    /// What the definition does to the model that reads it, in a sentence.
    #[must_use]
    pub fn told(&self, instruction: &Instruction) -> String {
        format!("The definition {}.", instruction.sentence())
    }

    /// What the recommended document does, to the tool and to the rest.
    #[must_use]
    pub fn advice_effect(&self) -> String {
        let attack = self.instruction.as_ref().map(|one| format!("{} ", self.told(one)));
        format!(
            "{}{} On its own, the document refuses every other tool of the server.",
            attack.unwrap_or_default(),
            self.measure.effect()
        )
    }

    /// How sure the verdict is and who made it.
    #[must_use]
    pub fn certainty(&self) -> String {
        certainty(self.verdict)
    }
}
