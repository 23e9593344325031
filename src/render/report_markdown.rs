//! The report as Markdown, for an issue, a pull request or a wiki.

use crate::classify::Verdict;
use crate::report::{Graded, Report, ServerReport};

use super::markup::{code, code_in_table, markdown, prose};
use super::push::push;
use super::report_head::{labels, tools, tools_told, worst};
use super::text::clip;

/// The most columns of a name or a reason in a table row.
const CELL: usize = 200;

#[must_use]
pub fn report_markdown(report: &Report) -> String {
    let mut out = "# Risk report\n".to_owned();
    if report.servers.len() > 1 {
        out.push_str(&summary(report));
    }
    for server in &report.servers {
        out.push_str(&section(server));
    }
    if !report.problems.is_empty() {
        out.push_str("\n## Not read\n\n");
        for problem in &report.problems {
            push(
                &mut out,
                format_args!("- {}: {}\n", code(&problem.source), prose(&problem.message)),
            );
        }
    }
    out
}

fn summary(report: &Report) -> String {
    use crate::classify::Risk;
    let mut out =
        "\n| server | tools | grade | Critical | High | review |\n|---|--:|:-:|--:|--:|--:|\n"
            .to_owned();
    for server in &report.servers {
        let counts = &server.counts;
        let range = server.grade.as_ref().map_or("none".to_owned(), Graded::range);
        push(
            &mut out,
            format_args!(
                "| {} | {} | {range} | {} | {} | {} |\n",
                code_in_table(&clip(&server.server, CELL)),
                tools(server),
                counts.risk(Risk::Critical),
                counts.risk(Risk::High),
                counts.needs_review
            ),
        );
    }
    out
}

fn section(server: &ServerReport) -> String {
    let mut out = format!("\n## {}\n\n", markdown(&server.server));
    push(&mut out, format_args!("- From: {}\n", code(&server.source)));
    push(&mut out, format_args!("- Tools: {}\n", tools_told(server)));
    let counts = &server.counts;
    if counts.total > 0 {
        let categories = counts.categories.iter().rev().map(|(c, n)| (c.as_str(), *n));
        push(&mut out, format_args!("- Categories: {}\n", sums(categories)));
        let risks = counts.risks.iter().rev().map(|(r, n)| (r.as_str(), *n));
        push(&mut out, format_args!("- Risks: {}\n", sums(risks)));
        push(&mut out, format_args!("- Needs review: {}\n", counts.needs_review));
        if let Some(labels) = labels(server) {
            push(&mut out, format_args!("- Labels: {}\n", prose(&labels)));
        }
    }
    if !counts.traits.is_empty() {
        let traits = counts.traits.iter().map(|(t, n)| (t.as_str(), *n));
        push(&mut out, format_args!("- Exposure: {}\n", sums(traits)));
    }
    out.push_str(&grade(server.grade.as_ref()));
    out.push_str(&tool_table(server));
    out
}

fn sums<'a>(counts: impl Iterator<Item = (&'a str, usize)>) -> String {
    let parts: Vec<String> = counts.map(|(name, count)| format!("{name} {count}")).collect();
    parts.join(", ")
}

fn grade(graded: Option<&Graded>) -> String {
    let Some(graded) = graded else {
        return "- Grade: none: a server without tools can't be judged\n".to_owned();
    };
    let mut out = format!("- Grade: **{}**: {}\n", graded.range(), prose(&graded.reason));
    if let Some(reason) = &graded.worst_reason {
        push(&mut out, format_args!("- At worst: {}\n", prose(&worst(graded, reason))));
    }
    if let Some(raise) = &graded.raise {
        push(&mut out, format_args!("- Better: {} {}\n", raise.to.as_str(), prose(&raise.how)));
    }
    out
}

fn tool_table(server: &ServerReport) -> String {
    let rows: String = server.listed().map(|verdict| row(server, verdict)).collect();
    let mut out = String::new();
    if !rows.is_empty() {
        out.push_str("\n| tool | category | risk | why | recommended |\n|---|---|---|---|---|\n");
        out.push_str(&rows);
    }
    if server.not_listed() > 0 {
        push(
            &mut out,
            format_args!("\n{} of {} tools not shown.\n", server.not_listed(), server.counts.total),
        );
    }
    out
}

fn row(server: &ServerReport, verdict: &Verdict) -> String {
    format!(
        "| {} | {} | {}{} | {} | {} |\n",
        code_in_table(&clip(&verdict.name, CELL)),
        verdict.category.as_str(),
        verdict.risk.as_str(),
        if verdict.needs_review { " ?" } else { "" },
        markdown(&clip(&server.why(verdict), CELL)),
        server.measure(verdict).label(),
    )
}
