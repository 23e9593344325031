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
#[must_use]
pub fn generate_markdown(servers: &[&[Verdict]], tuning: &Tuning) -> String {
    let mut out = String::from("# Why the policy is as it is\n\n");
    let names: Vec<&str> = servers
        .iter()
        .filter_map(|verdicts| verdicts.first())
        .map(|verdict| verdict.server.as_str())
        .collect();
    let all: Vec<&Verdict> = servers.iter().copied().flatten().collect();
    let quoted: Vec<String> = names.iter().map(|name| code(&clip(name, 128))).collect();
    push(
        &mut out,
        format_args!(
            "{} tools of {}, profile `{}`. Each row quotes the tool's own definition; \
             a quotation is a reason to look, not a proof.\n",
            all.len(),
            if quoted.is_empty() { "no server".to_owned() } else { quoted.join(", ") },
            tuning.profile.as_str()
        ),
    );
    let mut measures: Vec<Measure> = all.iter().map(|one| tuning.measure(one)).collect();
    measures.sort_unstable_by(|a, b| b.cmp(a));
    measures.dedup();
    for measure in measures {
        let chosen: Vec<&Verdict> =
            all.iter().copied().filter(|one| tuning.measure(one) == measure).collect();
        section(&mut out, measure, &chosen, names.len() > 1);
    }
    out
}

fn section(out: &mut String, measure: Measure, tools: &[&Verdict], with_server: bool) {
    push(out, format_args!("\n## {} ({})\n\n", capital(&measure.label()), tools.len()));
    push(out, format_args!("{}\n\n", measure.effect()));
    let server = if with_server { " server |" } else { "" };
    let rule = if with_server { "---|" } else { "" };
    push(out, format_args!("| tool |{server} category | risk | why |\n|---|{rule}---|---|---|\n"));
    for verdict in tools.iter().take(MAX_ROWS) {
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
                markdown(&clip(&why_with_doubt(verdict), 400)),
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
