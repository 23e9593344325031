//! The page of one tool: what it does, why it needs a rule, and which.

use crate::classify::{Category, Effect, Verdict};
use crate::manifest::{Server, Tool};

use super::certainty::certainty;
use super::parameter::PageParameter;
use super::related::related;
use super::words::{place_of, risk_step};
use crate::policy::{Measure, Policy, recommend_tool};

/// The most related tools that a page names.
const MAX_RELATED: usize = 8;

/// Everything that a page says, made from one verdict so that its parts agree.
#[derive(Debug, Clone)]
pub struct ToolPage<'a> {
    pub server: &'a Server,
    pub tool: &'a Tool,
    pub verdict: &'a Verdict,
    pub parameters: Vec<PageParameter>,
    pub measure: Measure,
    /// The policy for this tool alone.
    pub policy: Policy,
    /// Tools of the same server that deal with the same object, the nearest first.
    pub related: Vec<&'a Verdict>,
}

impl<'a> ToolPage<'a> {
    /// The page of the tool at `index`; `verdicts` are the server's, in its order.
    #[must_use]
    pub fn new(server: &'a Server, verdicts: &'a [Verdict], index: usize) -> Option<Self> {
        let tool = server.tools.get(index)?;
        let verdict = verdicts.get(index)?;
        let near = related(verdicts, index, MAX_RELATED);
        Some(Self {
            server,
            tool,
            verdict,
            parameters: tool.parameters().iter().map(PageParameter::of).collect(),
            measure: Measure::of(verdict),
            policy: recommend_tool(verdict),
            related: near.into_iter().filter_map(|i| verdicts.get(i)).collect(),
        })
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

    /// What the recommended document does, to the tool and to the rest.
    #[must_use]
    pub fn advice_effect(&self) -> String {
        format!(
            "{} On its own, the document refuses every other tool of the server.",
            self.measure.effect()
        )
    }

    /// How sure the verdict is and who made it.
    #[must_use]
    pub fn certainty(&self) -> String {
        certainty(self.verdict)
    }

    /// From the policy on the page to one that is enforced.
    #[must_use]
    pub fn steps(&self) -> [String; 3] {
        let source = shell_word(&self.server.source);
        [
            "Save the document above as `policy.json`, or merge its entry into the one you have."
                .to_owned(),
            format!("Check it: `toolward lint policy.json --manifest {source}`"),
            "Load it in the gateway that stands between the agent and the server, or turn it \
             into the tool permissions of your client."
                .to_owned(),
        ]
    }
}

/// A source as it has to be typed.
fn shell_word(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@+=,".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::shell_word;

    #[test]
    fn sources_are_quoted_where_a_shell_would_split_them() {
        assert_eq!(shell_word("catalog:odoo"), "catalog:odoo");
        assert_eq!(shell_word("my tools.json"), "'my tools.json'");
        assert_eq!(shell_word("a'; rm x"), r"'a'\''; rm x'");
    }
}
