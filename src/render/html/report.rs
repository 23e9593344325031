//! The page of a report: every server, one table of all tools, one policy.

use askama::Template;
use indexmap::IndexMap;

use crate::classify::{Category, Risk, Trait, Verdict};
use crate::manifest::Server;
use crate::phrase::count;
use crate::policy::{Tuning, recommend_with};
use crate::render::text::{clip, one_line, visible};
use crate::report::{Report, ServerReport, shunned};

use super::assets::{SCRIPT, STYLE, content_security_policy};
use super::chart::risk_class;
use super::choice::{Choice, Messages, choices, postures};
use super::data::{PageData, Row};
use super::prose::prose;
use super::server::ServerPart;

/// The rows that the page holds without its script: enough to read, and no burden.
const PLAIN_ROWS: usize = 200;
/// The lines of a policy that are shown; the script's `SHOWN_LINES` is the same.
const SHOWN_LINES: usize = 2000;

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    csp: String,
    version: &'static str,
    style: &'static str,
    script: &'static str,
    title: String,
    heading: &'static str,
    summary: String,
    problems: Vec<Noted>,
    servers: Vec<ServerPart>,
    categories: Vec<&'static str>,
    risks: Vec<&'static str>,
    traits: Vec<&'static str>,
    listed: usize,
    not_listed: usize,
    rows: Vec<PlainRow<'a>>,
    notes: Vec<String>,
    policy: String,
    policy_cut: Option<String>,
    data: String,
}

struct Noted {
    source: String,
    message: String,
}

/// A row as it stands there without the script.
struct PlainRow<'a> {
    name: &'a str,
    category: &'static str,
    risk: &'static str,
    class: &'static str,
    /// HTML.
    why: String,
    advice: String,
}

/// The report as one file. `servers` are those that the report was made of, in
/// its order: the definitions that verdicts quote from.
#[must_use]
pub fn report_html(report: &Report, servers: &[Server]) -> String {
    let all: Vec<&[Verdict]> = report.servers.iter().map(ServerReport::verdicts).collect();
    let instructions = report.servers.iter().flat_map(|server| &server.instructions);
    let tuning = Tuning { shunned: shunned(instructions), ..Tuning::default() };
    let made = recommend_with(all.iter().copied(), &tuning);
    let choices = choices(&all, &tuning);
    let (rows, verdicts) = rows(report, servers, &choices);
    let data = PageData {
        servers: report.servers.iter().map(|server| visible(&server.server)).collect(),
        messages: Messages::new(),
        postures: postures(),
        choices: choices.values().collect(),
        rows,
    };
    let (policy, policy_cut) = shown(made.policy.to_json());
    let page = Page {
        csp: content_security_policy(STYLE, SCRIPT),
        version: env!("CARGO_PKG_VERSION"),
        style: STYLE,
        script: SCRIPT,
        title: title(report),
        heading: "Risk report",
        summary: summary(report),
        problems: problems(report),
        servers: report.servers.iter().map(ServerPart::new).collect(),
        categories: Category::ALL.iter().rev().map(|one| one.as_str()).collect(),
        risks: Risk::ALL.iter().rev().map(|one| one.as_str()).collect(),
        traits: traits(report),
        listed: data.rows.len(),
        not_listed: report.servers.iter().map(ServerReport::not_listed).sum(),
        rows: plain_rows(&data.rows, &verdicts, &tuning),
        notes: made.warnings.iter().map(|one| one_line(one)).collect(),
        policy,
        policy_cut,
        data: data.to_json(),
    };
    // Rendering into a string fails only where a field's own Display does, and none of these can.
    page.render().unwrap_or_default()
}

/// The listed tools of all servers, and their verdicts beside them.
fn rows<'a>(
    report: &'a Report,
    servers: &[Server],
    choices: &IndexMap<&str, Choice>,
) -> (Vec<Row>, Vec<&'a Verdict>) {
    let mut rows = Vec::new();
    let mut verdicts = Vec::new();
    for (number, (summed, server)) in report.servers.iter().zip(servers).enumerate() {
        for (index, verdict) in summed.listed_with_index() {
            let choice = choices.get_index_of(verdict.name.as_str());
            let (Some(tool), Some(choice)) = (server.tools.get(index), choice) else { continue };
            rows.push(Row::new(number, choice, verdict, tool));
            verdicts.push(verdict);
        }
    }
    (rows, verdicts)
}

fn plain_rows<'a>(rows: &'a [Row], verdicts: &[&Verdict], tuning: &Tuning) -> Vec<PlainRow<'a>> {
    let plain = |(row, verdict): (&'a Row, &&Verdict)| PlainRow {
        name: &row.name,
        category: row.category,
        risk: row.risk,
        class: risk_class(verdict.risk),
        why: prose(&row.why),
        advice: tuning.measure(verdict).label(),
    };
    rows.iter().zip(verdicts).take(PLAIN_ROWS).map(plain).collect()
}

fn traits(report: &Report) -> Vec<&'static str> {
    let all = report.servers.iter().flat_map(|server| &server.counts.traits);
    let found: std::collections::BTreeSet<Trait> = all.map(|(one, _)| *one).collect();
    found.into_iter().map(Trait::as_str).collect()
}

fn title(report: &Report) -> String {
    match report.servers.as_slice() {
        [one] => format!("Risk report: {}", clip(&one_line(&one.server), 80)),
        many => format!("Risk report: {} servers", many.len()),
    }
}

fn summary(report: &Report) -> String {
    let total: usize = report.servers.iter().map(|server| server.counts.total).sum();
    let tools = count(total, "tool", "tools");
    let servers = count(report.servers.len(), "server", "servers");
    format!("What agents can do with the {tools} of {servers}, and a policy that holds.")
}

fn problems(report: &Report) -> Vec<Noted> {
    let noted = |problem: &crate::manifest::Problem| Noted {
        source: visible(&problem.source),
        message: one_line(&problem.message),
    };
    report.problems.iter().map(noted).collect()
}

/// The first lines of a policy, and what is said of the rest.
fn shown(policy: String) -> (String, Option<String>) {
    let total = policy.matches('\n').count() + 1;
    let Some((end, _)) = policy.match_indices('\n').nth(SHOWN_LINES - 1) else {
        return (policy, None);
    };
    if total <= SHOWN_LINES {
        return (policy, None);
    }
    let rest = format!("{} more lines are copied and saved with it.", total - SHOWN_LINES);
    (policy[..end].to_owned(), Some(rest))
}
