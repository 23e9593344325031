//! What stands above a server's table: where it is from, its sums, its grade.

use crate::classify::Risk;
use crate::phrase::count;
use crate::report::{Graded, ServerReport, names_in_short};

use super::look::Look;
use super::push::push;
use super::table::{Cell, table};
use super::text::{clip, one_line, visible, width, wrap};

/// The columns of the labels, their indent included.
const LABEL: usize = 14;

/// The head of one server, without a line break at the end of the last line's block.
pub fn head(server: &ServerReport, look: Look) -> String {
    let mut out = format!("{}\n", look.bold(&clip(&one_line(&server.server), look.width())));
    let mut row = |label: &str, text: &str| out.push_str(&labelled(label, text, look));
    row("from", &clip(&one_line(&server.source), 4 * look.width()));
    row("tools", &tools_told(server));
    let counts = &server.counts;
    if counts.total > 0 {
        row("categories", &sums(counts.categories.iter().map(|(c, n)| (c.as_str(), *n))));
        row("risks", &sums(counts.risks.iter().map(|(r, n)| (r.as_str(), *n))));
        row("review", &review(counts.needs_review, counts.total));
        if let Some(labels) = labels(server) {
            row("labels", &one_line(&labels));
        }
    }
    if !counts.traits.is_empty() {
        row("exposure", &sums(counts.traits.iter().rev().map(|(t, n)| (t.as_str(), *n))));
    }
    out.push_str(&grade(server.grade.as_ref(), look));
    out.extend(server.grade.iter().map(|graded| prospects(graded, look)));
    out
}

/// The dangers and the grade of a server once more.
pub fn in_short(server: &ServerReport, look: Look) -> String {
    let name = clip(&one_line(&server.server), look.width() - IN_SHORT.len());
    let mut out = format!("{}\n", look.bold(&format!("{name}{IN_SHORT}")));
    let counts = &server.counts;
    let mut row = |label: &str, text: &str| out.push_str(&labelled(label, text, look));
    row("risks", &sums(counts.risks.iter().map(|(r, n)| (r.as_str(), *n))));
    if counts.needs_review > 0 {
        row("review", &review(counts.needs_review, counts.total));
    }
    out.push_str(&grade(server.grade.as_ref(), look));
    out
}

const IN_SHORT: &str = ", in short";

/// A line for each server: tools, grade, how many are dangerous or in doubt.
pub fn servers_table(title: &str, servers: &[&ServerReport], look: Look) -> String {
    let rows = servers.iter().map(|server| {
        let counts = &server.counts;
        let (range, colour) = match &server.grade {
            Some(graded) => (graded.range(), look.grade(graded.grade)),
            None => ("none".to_owned(), None),
        };
        // The other five columns and their gaps take 44.
        let name = clip(&visible(&server.server), look.width() - 44);
        vec![
            Cell::new(name),
            Cell::new(tools(server)),
            Cell::new(range).coloured(colour),
            Cell::new(counts.risk(Risk::Critical).to_string()),
            Cell::new(counts.risk(Risk::High).to_string()),
            Cell::new(counts.needs_review.to_string()),
        ]
    });
    let header = [title, "tools", "grade", "critical", "high", "review"];
    table(&header, rows.collect(), &[1, 3, 4, 5], look)
}

/// `173 of 180`, or the number alone where the manifest is the whole.
#[must_use]
pub fn tools(server: &ServerReport) -> String {
    let total = server.counts.total;
    match server.not_known() {
        Some(rest) => format!("{total} of {}", total + rest),
        None => total.to_string(),
    }
}

/// [`tools`], and what there is to say of the rest.
pub fn tools_told(server: &ServerReport) -> String {
    match server.not_known() {
        Some(rest) => format!("{}; nothing is known of the other {rest}", tools(server)),
        None => tools(server),
    }
}

/// The worst first: the lists of classes run from the mildest up.
pub fn sums<'a>(counts: impl DoubleEndedIterator<Item = (&'a str, usize)>) -> String {
    let parts: Vec<String> =
        counts.rev().map(|(name, count)| format!("{name}\u{a0}{count}")).collect();
    parts.join(" · ")
}

fn review(count: usize, total: usize) -> String {
    match count {
        0 => "none".to_owned(),
        n => format!("{n} of {total} tools, marked ?"),
    }
}

/// How many verdicts people gave, and which labels are void; none where the
/// catalog doesn't know the server.
pub fn labels(server: &ServerReport) -> Option<String> {
    let counts = &server.counts;
    if counts.reviewed + counts.void == 0 {
        return None;
    }
    let mut text = format!("{} of {} tools reviewed in the catalog", counts.reviewed, counts.total);
    if counts.void > 0 {
        let void: Vec<&str> =
            server.verdicts().iter().filter(|v| v.is_void()).map(|v| v.name.as_str()).collect();
        let one = counts.void == 1;
        push(
            &mut text,
            format_args!(
                "; {} void, because {} changed since: {}",
                count(counts.void, "label is", "labels are"),
                if one { "its definition" } else { "their definitions" },
                names_in_short(&void)
            ),
        );
    }
    Some(text)
}

fn grade(graded: Option<&Graded>, look: Look) -> String {
    let Some(graded) = graded else {
        return labelled("grade", "none: a server without tools can't be judged", look);
    };
    let mark = look.strong(&graded.range(), look.grade(graded.grade));
    let pad = " ".repeat(LABEL - width("  grade"));
    let because = labelled("because", &one_line(&graded.reason), look);
    format!("  {}{pad}{mark}\n{because}", look.dim("grade"))
}

/// What a grade could be, for the worse and for the better.
fn prospects(graded: &Graded, look: Look) -> String {
    let mut out = String::new();
    let mut row = |label: &str, text: &str| out.push_str(&labelled(label, &one_line(text), look));
    if let Some(reason) = &graded.worst_reason {
        row("at worst", &worst(graded, reason));
    }
    if let Some(raise) = &graded.raise {
        row("better", &format!("{} {}", raise.to.as_str(), raise.how));
    }
    out
}

/// What the wider end of the range rests on.
pub fn worst(graded: &Graded, reason: &str) -> String {
    format!("{} if every tool in review turned out Critical: {reason}", graded.worst.as_str())
}

/// A label and its text, wrapped behind it. A no-break space holds a sum together.
pub fn labelled(label: &str, text: &str, look: Look) -> String {
    let mut out = String::new();
    let lines = wrap(text, look.width() - LABEL);
    for (i, line) in lines.iter().enumerate() {
        let shown = if i == 0 { label } else { "" };
        let pad = " ".repeat(LABEL - 2 - width(shown));
        let shown = if shown.is_empty() { String::new() } else { look.dim(shown) };
        push(&mut out, format_args!("  {shown}{pad}{}\n", line.replace('\u{a0}', " ")));
    }
    out
}
