//! Questions that people ask of a tool, answered from the facts of its page.

use super::ToolPage;
use crate::classify::{Category, VerdictSource};
use crate::phrase::{one_of, quoted};
use crate::policy::Measure;
use crate::report::words::{category_meaning, trait_meaning};

/// A question and its answer: a few sentences, names and commands in back-ticks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub question: String,
    pub answer: String,
}

impl ToolPage<'_> {
    /// What it does, its risk, how to limit, block and approve it, what abuses
    /// it, and who provides it.
    #[must_use]
    pub fn questions(&self) -> Vec<Question> {
        let tool = quoted(&self.tool.name);
        let ask = |question: String, answer: String| Question { question, answer };
        let mut all = vec![
            ask(format!("What does {tool} do?"), self.what_it_does()),
            ask(format!("What risk level is {tool}, and why?"), self.what_risk()),
            ask(format!("How do I put a policy on {tool}?"), self.how_to_control()),
            ask(format!("How do I limit {tool}?"), self.how_to_limit()),
            ask(format!("How do I block {tool} completely?"), self.how_to_block()),
            ask(format!("How do I have a person approve calls of {tool}?"), self.how_to_approve()),
        ];
        if !self.attacks.is_empty() {
            all.push(ask(format!("Which attacks abuse tools like {tool}?"), self.which_attacks()));
        }
        all.push(ask(format!("Which server provides {tool}?"), self.who_provides()));
        all
    }

    fn what_it_does(&self) -> String {
        let category = self.verdict.category.as_str();
        let article = if self.verdict.category == Category::Execute { "an" } else { "a" };
        let own = match self.lead() {
            lead if lead.is_empty() => "The definition doesn't say.".to_owned(),
            lead => format!("In the words of its definition: \u{201c}{lead}\u{201d}"),
        };
        let required = self.parameters.iter().filter(|one| one.required).count();
        let takes = match (self.parameters.as_slice(), required) {
            ([], _) => "It declares no parameters.".to_owned(),
            ([only], _) => format!("It takes one parameter, {}.", quoted(&only.name)),
            (all, 0) => format!("It takes {} parameters, all of them optional.", all.len()),
            (all, _) => format!("It takes {} parameters, {required} of them required.", all.len()),
        };
        let meaning = category_meaning(self.verdict.category);
        format!("{own} {takes} It is {article} {category} tool. {meaning}")
    }

    fn what_risk(&self) -> String {
        let risk = self.verdict.risk.as_str();
        let traits: Vec<String> = self
            .verdict
            .traits
            .iter()
            .map(|one| format!("{} (it {})", one.as_str(), trait_meaning(*one)))
            .collect();
        let traits = if traits.is_empty() {
            String::new()
        } else {
            format!(" Beside the category it has these traits: {}.", traits.join("; "))
        };
        let doubt = match &self.verdict.review_reason {
            Some(reason) => format!(" A person should look at it: {reason}."),
            None => String::new(),
        };
        format!("{risk} risk: {}{traits}{doubt}", lower_first_of_base(&self.risk_reason()))
    }

    fn how_to_control(&self) -> String {
        let measure = match self.measure {
            Measure::Allow => "listed under `tools` without a limit",
            Measure::Limit(_) => "listed under `tools` with a limit",
            Measure::Refuse(_) => "listed with a `deny_if` that holds for every call",
            Measure::Unlisted => "left out",
            Measure::Hide => "named under `hide`",
        };
        format!(
            "Under `\"default\": \"deny\"` it is {measure}: `{}` writes that policy, \
             `{}` checks it, and `toolward export` hands it to the gateway or client that \
             enforces it.",
            self.generate_command(),
            self.lint_command()
        )
    }

    fn how_to_limit(&self) -> String {
        let max = match self.measure {
            Measure::Limit(pace) => pace.max,
            _ => 10,
        };
        let counter = quoted(&format!("{}_rate", self.tool.name.to_lowercase()));
        let hidden = match self.measure {
            Measure::Hide => {
                " The recommended policy hides the tool instead: take it off `hide` first."
            }
            Measure::Refuse(_) => {
                " The recommended policy denies every call instead: take that `deny_if` out first."
            }
            Measure::Allow | Measure::Limit(_) | Measure::Unlisted => "",
        };
        format!(
            "Give its entry under `tools` a `limits` item with the counter {counter}, \
             `\"window\": \"minute\"` and `\"max\": {max}`. Each grant is counted by itself, \
             windows begin with the minute, hour or day in UTC, and the call after the last is \
             denied until the next one begins.{hidden}"
        )
    }

    fn how_to_block(&self) -> String {
        let tool = quoted(&self.tool.name);
        format!(
            "Add {tool} to `hide`: the agent no longer finds it in the tool list, and a call by \
             name is denied. Under `\"default\": \"deny\"` it is enough not to list it. The \
             caller gets an error that begins with `[POLICY DENIED]`, and nothing reaches the \
             server."
        )
    }

    fn how_to_approve(&self) -> String {
        let rule = match self.measure {
            Measure::Refuse(_) => "The recommended policy does: its `deny_if`",
            _ => "With a `deny_if` in its entry: one",
        };
        format!(
            "{rule} with `\"conditions\": []` denies every call with the text of `on_deny`, so \
             that a person makes the call or lifts the rule. Clients that can ask do so where \
             the policy is exported with `--lossy ask`."
        )
    }

    fn which_attacks(&self) -> String {
        let told: Vec<String> =
            self.attacks.iter().map(|attack| format!("{} ({})", attack.name, attack.id)).collect();
        format!("{}. `toolward catalog attacks ID` tells how each runs.", told.join("; "))
    }

    fn who_provides(&self) -> String {
        let maker = match self.verdict.source {
            VerdictSource::Reviewed => "a person reviewed this tool's label",
            VerdictSource::Rules => "its verdict was made by the rules",
        };
        let Some(entry) = self.entry else {
            return format!(
                "The server {}, read from {}; {maker}.",
                quoted(&self.server.name),
                quoted(&self.server.source)
            );
        };
        format!(
            "{} by {} ({}, read on {}). The catalog knows {} of its {} tools; {maker}.",
            entry.title,
            entry.publisher,
            one_of(&[&entry.source]),
            entry.date,
            entry.coverage.known,
            entry.coverage.total
        )
    }
}

/// The reason as the second half of a sentence; it begins with the name of a risk.
fn lower_first_of_base(reason: &str) -> String {
    let mut chars = reason.chars();
    chars.next().map_or(String::new(), |first| first.to_lowercase().chain(chars).collect())
}
