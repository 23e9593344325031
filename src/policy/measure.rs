//! What is recommended for one tool: the one mapping from verdicts to rules.
//!
//! The category alone decides, so that the advice can be foreseen; risk and
//! traits say how urgent it is, not which rule it takes.

use std::cmp::Reverse;

use crate::classify::{Category, Verdict};

/// Calls a minute for a Write: a person's pace, and no loop's.
const WRITE_PER_MINUTE: u64 = 30;
/// Calls a minute for an Execute, whose effect lies beyond the server.
const EXECUTE_PER_MINUTE: u64 = 10;

/// From the mildest to the strictest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    Allow,
    /// At most this many calls a minute; fewer is stricter.
    LimitPerMinute(Reverse<u64>),
    /// Denied until a person has looked at the call.
    Approve,
    /// Taken out of the tool list, and denied when called all the same.
    Hide,
}

impl Measure {
    /// What a starter policy does with a tool.
    #[must_use]
    pub fn of(verdict: &Verdict) -> Self {
        match verdict.category {
            Category::Read => Self::Allow,
            Category::Write => Self::LimitPerMinute(Reverse(WRITE_PER_MINUTE)),
            Category::Execute => Self::LimitPerMinute(Reverse(EXECUTE_PER_MINUTE)),
            Category::Financial => Self::Approve,
            // In `hide`, `*` stands for every tool: a tool of that name can't be hidden alone.
            Category::Destructive if verdict.name == "*" => Self::Approve,
            Category::Destructive => Self::Hide,
        }
    }

    /// Twelve columns at most.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Self::Allow => "allow".to_owned(),
            Self::LimitPerMinute(Reverse(max)) => format!("limit {max}/min"),
            Self::Approve => "ask a human".to_owned(),
            Self::Hide => "hide".to_owned(),
        }
    }

    /// What the rule does to an agent, in a sentence.
    #[must_use]
    pub fn effect(self) -> String {
        match self {
            Self::Allow => "The tool stays usable without a limit.".to_owned(),
            Self::LimitPerMinute(Reverse(max)) => format!(
                "The tool stays usable, at most {max} times a minute for each grant: \
                 an agent caught in a loop is stopped early."
            ),
            Self::Approve => {
                "Every call is refused with the text shown, so that a person makes it or \
                 lifts the rule knowingly."
                    .to_owned()
            }
            Self::Hide => {
                "The agent no longer sees the tool, and a call by name is refused.".to_owned()
            }
        }
    }
}
