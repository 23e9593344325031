//! The companion of a generated policy: what it does with each tool, and why.

use crate::classify::Verdict;
use crate::policy::{Measure, Tuning};
use crate::report::why_with_doubt;

use super::markup::{code, code_in_table, markdown};
use super::push::push;
use super::text::clip;

/// Tools that a section shows; there may be thousands.
const MAX_ROWS: usize = 1000;

/// A section for each measure, the strictest first, with a row for each tool.
/// Beside the verdicts of each server stands how its policy was tuned; all have
/// one profile.
#[must_use]
pub fn generate_markdown(servers: &[(&[Verdict], &Tuning)]) -> String {
    let mut out = String::from("# Why the policy is as it is\n\n");
    let names: Vec<&str> = servers
        .iter()
        .filter_map(|(verdicts, _)| verdicts.first())
        .map(|verdict| verdict.server.as_str())
        .collect();
    let all: Vec<Row<'_>> = servers
        .iter()
        .flat_map(|(verdicts, tuning)| verdicts.iter().map(|verdict| Row { verdict, tuning }))
        .collect();
    let profile = servers.first().map(|(_, tuning)| tuning.profile).unwrap_or_default();
    let quoted: Vec<String> = names.iter().map(|name| code(&clip(name, 128))).collect();
    push(
        &mut out,
        format_args!(
            "{} tools of {}, profile `{}`. Each row quotes the tool's own definition; \
             a quotation is a reason to look, not a proof.\n",
            all.len(),
            if quoted.is_empty() { "no server".to_owned() } else { quoted.join(", ") },
            profile.as_str()
        ),
    );
    let mut measures: Vec<Measure> = all.iter().map(Row::measure).collect();
    measures.sort_unstable_by(|a, b| b.cmp(a));
    measures.dedup();
    for measure in measures {
        let chosen: Vec<Row<'_>> =
            all.iter().copied().filter(|row| row.measure() == measure).collect();
        section(&mut out, measure, &chosen, names.len() > 1);
    }
    out
}

/// A tool, and how the policy that speaks of it was tuned.
#[derive(Clone, Copy)]
struct Row<'a> {
    verdict: &'a Verdict,
    tuning: &'a Tuning,
}

impl Row<'_> {
    fn measure(&self) -> Measure {
        self.tuning.measure(self.verdict)
    }

    /// What the tool's own text does to the model weighs more than its class.
    fn why(&self) -> String {
        match self.tuning.shunned.get(&self.verdict.name) {
            Some(why) => format!("{why}; {}", why_with_doubt(self.verdict)),
            None => why_with_doubt(self.verdict),
        }
    }
}

fn section(out: &mut String, measure: Measure, tools: &[Row<'_>], with_server: bool) {
    push(out, format_args!("\n## {} ({})\n\n", capital(&measure.label()), tools.len()));
    push(out, format_args!("{}\n\n", measure.effect()));
    let server = if with_server { " server |" } else { "" };
    let rule = if with_server { "---|" } else { "" };
    push(out, format_args!("| tool |{server} category | risk | why |\n|---|{rule}---|---|---|\n"));
    for row in tools.iter().take(MAX_ROWS) {
        let verdict = row.verdict;
        let server = if with_server {
            format!(" {} |", code_in_table(&clip(&verdict.server, 128)))
        } else {
            String::new()
        };
        push(
            out,
            format_args!(
                "| {} |{server} {} | {} | {} |\n",
                code_in_table(&clip(&verdict.name, 128)),
                verdict.category.as_str(),
                verdict.risk.as_str(),
                markdown(&clip(&row.why(), 400)),
            ),
        );
    }
    if tools.len() > MAX_ROWS {
        push(out, format_args!("\n{} more tools are not shown.\n", tools.len() - MAX_ROWS));
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
