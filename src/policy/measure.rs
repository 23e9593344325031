//! What is recommended for one tool: the one mapping from verdicts to rules.
//!
//! The category alone decides, so that the advice can be foreseen; risk and
//! traits say how urgent it is, not which rule it takes. Other postures than
//! the recommended one are profiles, beside this file.

use std::cmp::Ordering;

use super::model::Window;
use super::profile::Profile;
use crate::classify::Verdict;

/// So many calls in each window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    pub max: u64,
    pub window: Window,
}

/// Why every call of a tool is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Refusal {
    /// It moves money: a person has to look at the call.
    Approval,
    /// Nobody has confirmed what it does.
    Review,
    /// It sets off something beyond the server.
    Execute,
}

/// From the mildest to the strictest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    Allow,
    /// Fewer calls are stricter.
    Limit(Pace),
    /// Denied with a text that says what to do instead.
    Refuse(Refusal),
    /// Left to the policy's default.
    Unlisted,
    /// Taken out of the tool list, and denied when called all the same.
    Hide,
}

impl Measure {
    /// What a starter policy does with a tool.
    #[must_use]
    pub fn of(verdict: &Verdict) -> Self {
        Profile::Balanced.measure(verdict)
    }

    /// Twelve columns at most.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Self::Allow => "allow".to_owned(),
            Self::Limit(Pace { max, window }) => {
                let window = match window {
                    Window::Minute => "min",
                    Window::Hour => "h",
                    Window::Day => "d",
                };
                format!("limit {max}/{window}")
            }
            Self::Refuse(Refusal::Approval) => "ask a human".to_owned(),
            Self::Refuse(Refusal::Review | Refusal::Execute) => "refuse".to_owned(),
            Self::Unlisted => "not listed".to_owned(),
            Self::Hide => "hide".to_owned(),
        }
    }

    /// What the rule does to an agent, in a sentence.
    #[must_use]
    pub fn effect(self) -> String {
        match self {
            Self::Allow => "The tool stays usable without a limit.".to_owned(),
            Self::Limit(pace) => format!(
                "The tool stays usable, at most {} for each grant: \
                 an agent caught in a loop is stopped early.",
                pace.words()
            ),
            Self::Refuse(Refusal::Approval) => {
                "Every call is refused with the text shown, so that a person makes it or \
                 lifts the rule knowingly."
                    .to_owned()
            }
            Self::Refuse(Refusal::Review) => {
                "Every call is refused until a person has looked at the tool's definition."
                    .to_owned()
            }
            Self::Refuse(Refusal::Execute) => {
                "Every call is refused: what it sets off can't be called back.".to_owned()
            }
            Self::Unlisted => "The policy's default decides, as it does for new tools.".to_owned(),
            Self::Hide => {
                "The agent no longer sees the tool, and a call by name is refused.".to_owned()
            }
        }
    }
}

impl Refusal {
    /// What a denied caller is told.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::Approval => "Requires human approval.",
            Self::Review => "Not reviewed yet: a person has to decide about this tool.",
            Self::Execute => "Not allowed for agents: ask a person to run it.",
        }
    }
}

impl Pace {
    #[must_use]
    pub fn per_minute(max: u64) -> Self {
        Self { max, window: Window::Minute }
    }

    /// `30 times a minute`.
    #[must_use]
    pub fn words(self) -> String {
        let window = match self.window {
            Window::Minute => "a minute",
            Window::Hour => "an hour",
            Window::Day => "a day",
        };
        if self.max == 1 {
            format!("once {window}")
        } else {
            format!("{} times {window}", self.max)
        }
    }

    fn per_day(self) -> u128 {
        let windows = match self.window {
            Window::Minute => 1440,
            Window::Hour => 24,
            Window::Day => 1,
        };
        u128::from(self.max) * windows
    }
}

/// By what a day allows; the slower pace is the greater one.
impl Ord for Pace {
    fn cmp(&self, other: &Self) -> Ordering {
        other.per_day().cmp(&self.per_day()).then(self.window.cmp(&other.window))
    }
}

impl PartialOrd for Pace {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
