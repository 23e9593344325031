//! An evaluation for a terminal: what joined, the measures, which category is
//! taken for which, the calibration, and each disagreement.
//!
//! Fits 80 columns; `unflagged` are verdicts that don't ask for review. Green,
//! yellow and red are set on figures that are good or bad by themselves:
//! agreement, and harm called Read; counts stay plain.

use anstyle::AnsiColor;

use crate::classify::Category;
use crate::eval::{Agreement, Bin, Evaluation, Only, Reason, Share, Unjoined};
use crate::phrase::count;

use super::eval_disagreements::{called_read, disagreements};
use super::look::Look;
use super::push::push;
use super::table::{Cell, table};
use super::text::{clip, one_line, wrap};

/// How many ids one list of what didn't join names.
const LISTED: usize = 20;
/// The first column of the measures, and the longest server name shown.
const NAME: usize = 30;
/// At least so much agreement is green, and at least so much yellow.
const GOOD: f64 = 0.95;
const FAIR: f64 = 0.85;

/// How an evaluation is shown.
#[derive(Debug, Clone, Copy, Default)]
pub struct EvalShown {
    /// Which disagreements are listed.
    pub only: Only,
    /// At most so many of them.
    pub limit: Option<usize>,
    /// With a table of the servers.
    pub by_server: bool,
}

/// The whole evaluation.
#[must_use]
pub fn eval_table(evaluation: &Evaluation, shown: EvalShown, look: Look) -> String {
    let agreement = evaluation.agreement();
    let mut blocks = vec![head(evaluation, look), measures(&agreement, look)];
    if shown.by_server {
        blocks.push(servers(evaluation, look));
    }
    blocks.push(confusion(&agreement, look));
    blocks.push(classes(&agreement, look));
    blocks.push(calibration(&agreement, look));
    blocks.push(called_read(evaluation, look));
    blocks.push(disagreements(evaluation, shown.only, shown.limit, look));
    blocks.retain(|block| !block.is_empty());
    blocks.join("\n")
}

fn head(evaluation: &Evaluation, look: Look) -> String {
    let title = format!(
        "{} of {} joined with a tool",
        evaluation.cases.len(),
        count(evaluation.labels, "label", "labels")
    );
    let servers = count(evaluation.by_server().len(), "server", "servers");
    let annotations = if evaluation.judging.stripped { "taken out" } else { "used as they are" };
    let maker = if evaluation.judging.reviewed { " · the catalog's labels count" } else { "" };
    let mut out = format!("{}\n", look.bold(&title));
    push(&mut out, format_args!("  {servers} · annotations {annotations}{maker}\n"));
    out.push_str(&unjoined(&evaluation.unjoined, look));
    let tools: Vec<String> = evaluation.unlabelled.iter().map(|id| one_line(id)).collect();
    out.push_str(&listed("tools without a label", &tools, look));
    out
}

/// Labels by the reason for which they count for nothing.
fn unjoined(labels: &[Unjoined], look: Look) -> String {
    let of = |title: &str, fits: fn(&Reason) -> bool| {
        let found = labels.iter().filter(|one| fits(&one.reason));
        let ids: Vec<String> = found.map(|one| one_line(&one.label.id)).collect();
        listed(title, &ids, look)
    };
    [
        of("labels without a tool", |reason| *reason == Reason::NoTool),
        of("labels that fit several tools", |reason| matches!(reason, Reason::Ambiguous(_))),
        of("labels of a tool labelled before", |reason| *reason == Reason::Taken),
    ]
    .concat()
}

fn listed(title: &str, ids: &[String], look: Look) -> String {
    if ids.is_empty() {
        return String::new();
    }
    let shown: Vec<String> = ids.iter().take(LISTED).map(|id| clip(id, 60)).collect();
    let more = ids.len() - shown.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let text = format!("{title} ({}): {}{more}", ids.len(), shown.join(", "));
    let lines = wrap(&text, look.width().min(100) - 4);
    let mut out = String::new();
    for (i, line) in lines.iter().enumerate() {
        let indent = if i == 0 { "  " } else { "    " };
        push(&mut out, format_args!("{indent}{line}\n"));
    }
    out
}

fn measures(agreement: &Agreement, look: Look) -> String {
    let rows = [
        ("category, strict", agreement.strict, Tone::Agreement),
        ("category, accepted", agreement.accepted, Tone::Agreement),
        ("effect", agreement.effect, Tone::Agreement),
        ("risk", agreement.risk, Tone::Agreement),
        ("needs review", agreement.flagged, Tone::Plain),
        ("strict, unflagged", agreement.unflagged_strict, Tone::Agreement),
        ("accepted, unflagged", agreement.unflagged_accepted, Tone::Agreement),
        ("harm called Read", agreement.harm_called_read, Tone::Harm),
        ("changes in unflagged Reads", agreement.missed_changes, Tone::Harm),
    ];
    let rows = rows.into_iter().filter(|(_, share, _)| share.of > 0).map(|(name, share, tone)| {
        vec![
            Cell::new(name),
            Cell::new(percent(share.value())).coloured(tone.colour(share, look)),
            Cell::new(interval(share)),
            Cell::new(format!("{} of {}", share.count, share.of)),
        ]
    });
    table(&["measure", "share", "95% interval", "tools"], rows.collect(), &[1, 2, 3], look)
}

/// What makes a share good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tone {
    Plain,
    /// The more the better.
    Agreement,
    /// Any is bad.
    Harm,
}

impl Tone {
    fn colour(self, share: Share, look: Look) -> Option<AnsiColor> {
        let value = share.value().filter(|_| look.colour())?;
        match self {
            Self::Plain => None,
            Self::Harm if share.count == 0 => Some(AnsiColor::Green),
            Self::Agreement if value >= GOOD => Some(AnsiColor::Green),
            Self::Agreement if value >= FAIR => Some(AnsiColor::Yellow),
            Self::Harm | Self::Agreement => Some(AnsiColor::Red),
        }
    }
}

fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{:.1}%", share * 100.0))
}

fn interval(share: Share) -> String {
    let interval = share.interval();
    interval
        .map_or_else(String::new, |(low, high)| format!("{:.1}–{:.1}%", low * 100.0, high * 100.0))
}

fn two_decimals(number: Option<f64>) -> String {
    number.map_or_else(|| "–".to_owned(), |number| format!("{number:.2}"))
}

fn servers(evaluation: &Evaluation, look: Look) -> String {
    let rows = evaluation.by_server().into_iter().map(|(server, agreement)| {
        let share = |share: Share, tone: Tone| {
            Cell::new(percent(share.value())).coloured(tone.colour(share, look))
        };
        let harm = agreement.harm_called_read;
        vec![
            Cell::new(clip(&one_line(server), NAME)),
            Cell::new(agreement.cases().to_string()),
            share(agreement.strict, Tone::Agreement),
            share(agreement.accepted, Tone::Agreement),
            share(agreement.flagged, Tone::Plain),
            share(agreement.unflagged_strict, Tone::Agreement),
            Cell::new(harm.count.to_string()).coloured(Tone::Harm.colour(harm, look)),
        ]
    });
    let header = ["server", "tools", "strict", "accepted", "review", "unflagged", "harm"];
    table(&header, rows.collect(), &[1, 2, 3, 4, 5, 6], look)
}

fn confusion(agreement: &Agreement, look: Look) -> String {
    let names = Category::ALL.map(Category::as_str);
    let header: Vec<&str> = ["label ╲ verdict"].into_iter().chain(names).collect();
    let rows = Category::ALL.map(|label| {
        let cells = Category::ALL.map(|verdict| {
            let count = agreement.confusion.count(label, verdict);
            let text = if count == 0 { "·".to_owned() } else { count.to_string() };
            Cell::new(text).coloured(tint(label, verdict, count, look))
        });
        [Cell::new(label.as_str())].into_iter().chain(cells).collect()
    });
    table(&header, rows.into(), &[1, 2, 3, 4, 5], look)
}

/// Green for what agrees, red for what is called milder than it is.
fn tint(label: Category, verdict: Category, count: usize, look: Look) -> Option<AnsiColor> {
    (look.colour() && count > 0).then_some(match verdict.cmp(&label) {
        std::cmp::Ordering::Equal => AnsiColor::Green,
        std::cmp::Ordering::Greater => AnsiColor::Yellow,
        std::cmp::Ordering::Less => AnsiColor::Red,
    })
}

fn classes(agreement: &Agreement, look: Look) -> String {
    let rows = agreement.confusion.classes().map(|class| {
        vec![
            Cell::new(class.category.as_str()),
            Cell::new(percent(class.precision.value())),
            Cell::new(percent(class.recall.value())),
            Cell::new(two_decimals(class.f1)),
            Cell::new(class.recall.of.to_string()),
        ]
    });
    let header = ["category", "precision", "recall", "F1", "labels"];
    let macro_f1 = two_decimals(agreement.confusion.macro_f1());
    format!("{}macro-F1 {macro_f1}\n", table(&header, rows.into(), &[1, 2, 3, 4], look))
}

fn calibration(agreement: &Agreement, look: Look) -> String {
    let rows = agreement.calibration.bins.iter().filter(|bin| bin.right.of > 0).map(|bin| {
        vec![
            Cell::new(format!("{:.2}–{:.2}", bin.from, bin.to)),
            Cell::new(bin.right.of.to_string()),
            Cell::new(two_decimals(bin.mean())),
            Cell::new(two_decimals(bin.right.value())).coloured(lean(bin, look)),
            Cell::new(interval(bin.right)),
        ]
    });
    let header = ["confidence", "tools", "mean", "right", "95% interval"];
    let error = agreement.calibration.error();
    let error = error.map_or_else(|| "–".to_owned(), |error| format!("{error:.3}"));
    format!(
        "{}expected calibration error {error}\n",
        table(&header, rows.collect(), &[1, 2, 3, 4], look)
    )
}

/// Red where the mean confidence is above what the labels leave room for,
/// yellow where it is below it.
fn lean(bin: &Bin, look: Look) -> Option<AnsiColor> {
    let (mean, (low, high)) = (bin.mean()?, bin.right.interval()?);
    let colour = match mean {
        mean if mean > high => AnsiColor::Red,
        mean if mean < low => AnsiColor::Yellow,
        _ => AnsiColor::Green,
    };
    look.colour().then_some(colour)
}
