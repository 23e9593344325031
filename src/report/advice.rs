//! What is recommended for a tool, by its category: a word for tables and the
//! smallest policy that says it.
//!
//! The category alone decides, so that the advice can be foreseen; risk and
//! traits say how urgent it is, not which rule it takes.

use serde_json::{Value, json};

use crate::classify::{Category, Verdict};

/// What a starter policy does with a tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Advice {
    Allow,
    /// At most this many calls a minute.
    LimitPerMinute(u32),
    /// Denied until a person has looked at the call.
    AskHuman,
    /// Taken out of the tool list, and denied when called all the same.
    Hide,
}

impl Advice {
    #[must_use]
    pub fn of(category: Category) -> Self {
        match category {
            Category::Read => Self::Allow,
            Category::Write => Self::LimitPerMinute(30),
            Category::Execute => Self::LimitPerMinute(10),
            Category::Destructive => Self::Hide,
            Category::Financial => Self::AskHuman,
        }
    }

    /// Twelve columns at most.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Self::Allow => "allow".to_owned(),
            Self::LimitPerMinute(max) => format!("limit {max}/min"),
            Self::AskHuman => "ask a human".to_owned(),
            Self::Hide => "hide".to_owned(),
        }
    }

    /// What the rule does to an agent, in a sentence.
    #[must_use]
    pub fn effect(self) -> String {
        match self {
            Self::Allow => "The tool stays usable without a limit.".to_owned(),
            Self::LimitPerMinute(max) => format!(
                "The tool stays usable, at most {max} times a minute for each grant: \
                 an agent caught in a loop is stopped early."
            ),
            Self::AskHuman => {
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

/// The policy for one tool alone, in a document of its own.
#[must_use]
pub fn recommended_policy(verdict: &Verdict) -> Value {
    let name = verdict.name.as_str();
    let rule = match Advice::of(verdict.category) {
        Advice::Hide => return json!({"version": "1", "default": "deny", "hide": [name]}),
        Advice::Allow => json!({}),
        Advice::LimitPerMinute(max) => json!({"limits": [{
            "counter": format!("{}_rate", name.to_lowercase()),
            "window": "minute",
            "max": max,
            "scope": "grant",
        }]}),
        Advice::AskHuman => {
            json!({"deny_if": [{"conditions": [], "on_deny": "Requires human approval."}]})
        }
    };
    json!({"version": "1", "default": "deny", "tools": {name: rule}})
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(category: Category) -> Value {
        recommended_policy(&Verdict { category, ..Verdict::unknown("s", "Do_It") })
    }

    #[test]
    fn a_write_tool_is_limited_under_a_counter_in_lower_case() {
        assert_eq!(
            serde_json::to_string(&policy(Category::Write)).unwrap(),
            r#"{"version":"1","default":"deny","tools":{"Do_It":{"limits":[{"counter":"do_it_rate","window":"minute","max":30,"scope":"grant"}]}}}"#
        );
    }

    #[test]
    fn each_category_gets_its_rule() {
        assert_eq!(policy(Category::Read)["tools"]["Do_It"], json!({}));
        assert_eq!(policy(Category::Execute)["tools"]["Do_It"]["limits"][0]["max"], 10);
        let hidden = policy(Category::Destructive);
        assert_eq!(hidden["hide"], json!(["Do_It"]));
        assert!(hidden.get("tools").is_none());
        let asked = policy(Category::Financial);
        assert_eq!(asked["tools"]["Do_It"]["deny_if"][0]["conditions"], json!([]));
    }
}
