//! Definitions that instruct the model that reads them, as a report tells it:
//! which tool, where, in which words.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::words::{cut, place_of_pointer};
use crate::manifest::{Server, Tool};
use crate::phrase::visible;
use crate::poison::{Signal, Surroundings, Suspicion, examine};

/// The longest quotation in a reason.
const QUOTED: usize = 120;

/// One tool whose definition gives orders to the model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instruction {
    pub tool: String,
    /// Pointer into the definition; of a key, to its value.
    pub pointer: String,
    /// The weightiest words, decoded where they were hidden; cut where long.
    pub quote: String,
    /// What these words do, to follow "it".
    pub says: &'static str,
}

impl Instruction {
    /// The place of the quotation, for people.
    #[must_use]
    pub fn place(&self) -> String {
        place_of_pointer(&self.pointer)
    }

    /// What the definition does, in a sentence without its stop, safe to show;
    /// the tool is its subject.
    #[must_use]
    pub fn sentence(&self) -> String {
        format!(
            "instructs the model that reads it: it {}, \u{201c}{}\u{201d} ({})",
            self.says,
            visible(&self.quote),
            visible(&self.place())
        )
    }

    /// [`Instruction::sentence`] without what the words do, for a cell of a table.
    #[must_use]
    pub fn in_short(&self) -> String {
        let (quote, place) = (visible(&self.quote), self.place());
        format!("instructs the model: \u{201c}{quote}\u{201d} ({})", visible(&place))
    }

    /// Of one tool, the names of whose siblings are known.
    #[must_use]
    pub fn in_tool(tool: &Tool, surroundings: &Surroundings) -> Option<Self> {
        Self::of(&tool.name, &examine(tool, surroundings))
    }

    fn of(tool: &str, suspicion: &Suspicion) -> Option<Self> {
        let first = suspicion.told().next().filter(|_| suspicion.is_poisoned())?;
        let Signal { pointer, says, quote, decoded, .. } = first;
        let quote = decoded.as_ref().unwrap_or(quote);
        let whole = quote.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(Self {
            tool: tool.to_owned(),
            pointer: pointer.clone(),
            quote: cut(&whole, QUOTED),
            says,
        })
    }
}

/// The tools of a server that instruct the model, in their order.
#[must_use]
pub fn instructions(server: &Server) -> Vec<Instruction> {
    let surroundings = Surroundings::of(server);
    let tools = server.tools.par_iter();
    tools.filter_map(|tool| Instruction::in_tool(tool, &surroundings)).collect()
}

/// The tools that a policy has to keep from the model, by name, each with the
/// reason: see [`Tuning::shunned`](crate::policy::Tuning::shunned).
#[must_use]
pub fn shunned<'a>(
    instructions: impl IntoIterator<Item = &'a Instruction>,
) -> BTreeMap<String, String> {
    let mut shunned = BTreeMap::new();
    for one in instructions {
        // Of two tools of one name, the first is told.
        shunned.entry(one.tool.clone()).or_insert_with(|| one.sentence());
    }
    shunned
}
