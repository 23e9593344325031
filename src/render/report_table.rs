//! The report for a terminal: heads, sums and a table of tools, riskiest first,
//! and at the end of a long one the sums again.
//!
//! Fits 80 columns; a wider terminal gives the room to names and reasons.

use crate::classify::Verdict;
use crate::phrase::count;
use crate::report::{Instruction, Report, ServerReport, why_in_short};

use super::look::Look;
use super::push::push;
use super::report_foot::foot;
use super::report_head::{head, servers_table};
use super::table::{Cell, table};
use super::text::{break_word, clip, one_line, visible, width, wrap};

/// The gaps between the five columns.
const GAPS: usize = 4 * 2;
/// The width that reasons get where names want more than there is.
const WHY_SHARE: usize = 45;
/// The most lines that the reason of one tool may take.
const WHY_LINES: usize = 3;
/// A longer reason is never shown whole.
const MAX_WHY: usize = 600;
/// The most lines that a name may take: 128 characters fit, 14,000 don't.
const NAME_LINES: usize = 6;

/// The whole report.
#[must_use]
pub fn report_table(report: &Report, look: Look) -> String {
    let mut blocks = Vec::new();
    if report.servers.len() > 1 {
        blocks.push(summary(report, look));
    }
    blocks.extend(report.servers.iter().map(|server| server_table(server, look)));
    let mut out = blocks.join("\n");
    out.push_str(&foot(report, &out, look));
    out
}

/// One server: its head and its table.
#[must_use]
pub fn server_table(server: &ServerReport, look: Look) -> String {
    let mut out = head(server, look);
    if server.listed().next().is_some() {
        out.push('\n');
        out.push_str(&tool_table(server, look));
    }
    if server.not_listed() > 0 {
        let note = format!("{} of {} tools not shown", server.not_listed(), server.counts.total);
        push(&mut out, format_args!("\n{}\n", look.dim(&note)));
    }
    out
}

fn summary(report: &Report, look: Look) -> String {
    let total: usize = report.servers.iter().map(|server| server.counts.total).sum();
    let servers = count(report.servers.len(), "server", "servers");
    let note = format!("{servers}, {}", count(total, "tool", "tools"));
    let all: Vec<&ServerReport> = report.servers.iter().collect();
    format!("{}\n{}\n", servers_table("server", &all, look), look.dim(&note))
}

/// The columns of the tool table; the last is as wide as its words.
const HEADER: [&str; 5] = ["tool", "category", "risk", "why", "recommended"];

fn tool_table(server: &ServerReport, look: Look) -> String {
    let listed: Vec<&Verdict> = server.listed().collect();
    let advice = |verdict: &Verdict| server.measure(verdict).label();
    let widest = |of: &dyn Fn(&Verdict) -> String, title: &str| {
        let cells = listed.iter().map(|verdict| width(&of(verdict)));
        cells.chain([width(title)]).max().unwrap_or(0)
    };
    let fixed: usize = GAPS
        + widest(&|v| v.category.as_str().to_owned(), HEADER[1])
        + widest(&risk_mark, HEADER[2])
        + widest(&advice, HEADER[4]);
    let room = look.width().saturating_sub(fixed);
    let name = widest(&|verdict| visible(&verdict.name), HEADER[0]);
    let why = widest(&|verdict| one_line(&clip(&server.why(verdict), MAX_WHY)), HEADER[3]);
    // Names take what they need as long as the reasons keep what they need, or
    // their share; what the breaks in the names leave over goes to the reasons.
    let most = name.min(room - why.min(room * WHY_SHARE / 100));
    let names: Vec<Vec<String>> = listed.iter().map(|v| name_lines(&v.name, most)).collect();
    let used = names.iter().flatten().map(|line| width(line)).max().unwrap_or(0);
    let why = room.saturating_sub(used.max(width(HEADER[0])));
    let rows = listed.iter().zip(names).map(|(verdict, name)| {
        let reason = why_lines(server, verdict, why);
        row(verdict, name, reason, advice(verdict), look)
    });
    table(&HEADER, rows.collect(), &[], look)
}

fn row(
    verdict: &Verdict,
    name: Vec<String>,
    why: Vec<String>,
    advice: String,
    look: Look,
) -> Vec<Cell> {
    vec![
        Cell { lines: name, colour: None },
        Cell::new(verdict.category.as_str()),
        Cell::new(risk_mark(verdict)).coloured(look.risk(verdict.risk)),
        Cell { lines: why, colour: None },
        Cell::new(advice),
    ]
}

fn risk_mark(verdict: &Verdict) -> String {
    format!("{}{}", verdict.risk.as_str(), if verdict.needs_review { " ?" } else { "" })
}

/// A broken name hangs by two columns, so that it isn't taken for two names.
fn name_lines(name: &str, most: usize) -> Vec<String> {
    let name = clip(&visible(name), most * NAME_LINES);
    if width(&name) <= most {
        return vec![name];
    }
    let mut lines = break_word(&name, most.saturating_sub(2));
    for line in lines.iter_mut().skip(1) {
        line.insert_str(0, "  ");
    }
    lines
}

/// With what is left to review where that fits: the mark beside the risk tells
/// of it anyway.
fn why_lines(server: &ServerReport, verdict: &Verdict, most: usize) -> Vec<String> {
    let whole = wrap(&one_line(&clip(&server.why(verdict), MAX_WHY)), most);
    if whole.len() <= WHY_LINES {
        return whole;
    }
    // What it tells the model is never left out for what it does.
    let told = server.instruction(verdict);
    let short = told.map_or_else(|| why_in_short(verdict), Instruction::in_short);
    let mut lines = wrap(&clip(&one_line(&short), most * WHY_LINES), most);
    if lines.len() > WHY_LINES {
        lines.truncate(WHY_LINES);
        if let Some(last) = lines.last_mut() {
            *last = clip(&format!("{last} \u{2026}"), most);
        }
    }
    lines
}
