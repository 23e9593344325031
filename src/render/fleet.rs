//! The sums over many servers: a page for a terminal, and JSON after
//! `schemas/summary.v1.schema.json`.

use crate::manifest::Problem;
use crate::phrase::{count, visible};
use crate::report::{FleetSummary, ServerSums};

use super::json::to_json;
use super::look::Look;
use super::push::push;
use super::report_head::{labelled, sums};
use super::table::{Cell, table};
use super::text::clip;
use super::views::FleetView;

/// `told` are some of the problems, `problems` is how many there were.
#[must_use]
pub fn fleet_json(fleet: &FleetSummary, told: &[Problem], problems: usize) -> String {
    to_json(&FleetView::of(fleet, told, problems))
}

#[must_use]
pub fn fleet_table(fleet: &FleetSummary, problems: usize, look: Look) -> String {
    let counts = &fleet.counts;
    let servers = count(fleet.servers, "server", "servers");
    let title = format!("{servers}, {}", count(counts.total, "tool", "tools"));
    let mut out = format!("{}\n", look.bold(&title));
    let mut row = |label: &str, text: &str| out.push_str(&labelled(label, text, look));
    row("categories", &sums(counts.categories.iter().map(|(c, n)| (c.as_str(), *n))));
    row("effects", &sums(counts.effects.iter().map(|(e, n)| (e.as_str(), *n))));
    row("risks", &sums(counts.risks.iter().map(|(r, n)| (r.as_str(), *n))));
    if !counts.traits.is_empty() {
        row("exposure", &sums(counts.traits.iter().rev().map(|(t, n)| (t.as_str(), *n))));
    }
    row("grades", &sums(fleet.grades.iter().map(|(g, n)| (g.as_str(), *n))));
    if fleet.ungraded > 0 {
        row("", &format!("{} without tools", count(fleet.ungraded, "server", "servers")));
    }
    let share = |count: usize, what: &str| match count {
        0 => "none".to_owned(),
        _ => format!("{count} of {} tools, {what}", counts.total),
    };
    row("review", &share(counts.needs_review, "for a person to look at"));
    row("unreviewed", &share(counts.total - counts.reviewed, "judged by the rules alone"));
    if fleet.instructing > 0 {
        let tools = count(fleet.instructing, "tool instructs", "tools instruct");
        row("orders", &format!("{tools} the model that reads it"));
    }
    if problems > 0 {
        row("unread", &format!("{}, told above", count(problems, "problem", "problems")));
    }
    if !fleet.worst.is_empty() {
        out.push('\n');
        out.push_str(&worst(&fleet.worst, look));
    }
    let hidden = fleet.servers - fleet.ungraded - fleet.worst.len();
    if hidden > 0 {
        let graded = fleet.servers - fleet.ungraded;
        let note = format!("{hidden} of {graded} servers not shown");
        push(&mut out, format_args!("\n{}\n", look.dim(&note)));
    }
    out
}

fn worst(servers: &[ServerSums], look: Look) -> String {
    let rows = servers.iter().map(|sums| {
        // The other six columns and their gaps take 56.
        let name = clip(&visible(&sums.server), look.width().saturating_sub(56).max(12));
        vec![
            Cell::new(name),
            Cell::new(sums.tools.to_string()),
            Cell::new(sums.graded.range()).coloured(look.grade(sums.graded.grade)),
            Cell::new(sums.critical.to_string()),
            Cell::new(sums.high.to_string()),
            Cell::new(sums.needs_review.to_string()),
            Cell::new(sums.unreviewed.to_string()),
        ]
    });
    let header = ["worst servers", "tools", "grade", "critical", "high", "review", "unreviewed"];
    table(&header, rows.collect(), &[1, 3, 4, 5, 6], look)
}
