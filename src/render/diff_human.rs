//! What a change lets through, for people: each difference with a call that shows it.

use anstyle::AnsiColor;
use serde_json::Value;

use super::look::Look;
use super::push::push;
use super::text::{visible, wrap};
use crate::phrase::count;
use crate::policy::Window;
use crate::policy::compare::{Change, Comparison, Direction, Subject, Witness};
use crate::policy::decide::shown;
use crate::report::{ChangeKind, Class, ManifestChanges, ToolChange};

/// Columns in front of the second and further lines of a difference.
const INDENT: usize = 11;

/// Differences between policies, the widening ones first.
#[must_use]
pub fn policies(comparison: &Comparison, look: Look) -> String {
    let mut out = String::new();
    for direction in [Direction::Widening, Direction::Narrowing] {
        for change in comparison.changes.iter().filter(|change| change.direction == direction) {
            push_change(&mut out, change, look);
        }
    }
    for unknown in &comparison.unknown {
        let label = look.strong("unknown  ", colour(look, AnsiColor::Yellow));
        push(&mut out, format_args!("{label}  {}\n", look.bold(&subject(&unknown.subject))));
        push_line(&mut out, unknown.reason, look);
    }
    if !out.is_empty() {
        out.push('\n');
    }
    push(&mut out, format_args!("{}\n", sums(comparison)));
    out
}

fn sums(comparison: &Comparison) -> String {
    let of = |direction| {
        comparison.changes.iter().filter(|change| change.direction == direction).count()
    };
    let (wider, narrower) = (of(Direction::Widening), of(Direction::Narrowing));
    let unknown = comparison.unknown.len();
    let mut sums = Vec::new();
    if wider > 0 {
        sums.push(count(wider, "widening", "widenings"));
    }
    if narrower > 0 {
        sums.push(count(narrower, "narrowing", "narrowings"));
    }
    if unknown > 0 {
        sums.push(format!("{unknown} unknown"));
    }
    if sums.is_empty() {
        sums.push("no difference".to_owned());
    }
    sums.join(", ")
}

fn push_change(out: &mut String, change: &Change, look: Look) {
    let (hue, verb) = match change.direction {
        Direction::Widening => (AnsiColor::Red, "is allowed, was denied by"),
        Direction::Narrowing => (AnsiColor::Green, "was allowed, is denied by"),
    };
    let label = look.strong(&format!("{:<9}", change.direction.as_str()), colour(look, hue));
    push(out, format_args!("{label}  {}\n", look.bold(&subject(&change.subject))));
    push_line(out, &format!("{} {verb} {}", which(&change.witness), visible(&change.rule)), look);
    push_line(out, &format!("example: {}", example(&change.witness)), look);
    if change.witness.fits_schema == Some(false) {
        push_line(out, "no such call was found that fits the tool's own schema", look);
    }
}

fn push_line(out: &mut String, text: &str, look: Look) {
    for line in wrap(text, look.width().saturating_sub(INDENT)) {
        push(out, format_args!("{:INDENT$}{line}\n", ""));
    }
}

fn subject(subject: &Subject) -> String {
    match subject {
        Subject::Tool(name) => visible(name),
        Subject::OtherTools => "tools that neither policy names".to_owned(),
        Subject::AllTools => "all tools together".to_owned(),
    }
}

/// `a call`, or `call 31 of a minute`.
fn which(witness: &Witness) -> String {
    match witness.calls() {
        1 => "a call".to_owned(),
        calls => format!("call {calls} of {}", within(witness)),
    }
}

/// The smallest window that holds all calls.
fn within(witness: &Witness) -> &'static str {
    let (Some(first), Some(last)) = (witness.runs.first(), witness.runs.last()) else {
        return "a minute";
    };
    let one = |window| first.at.window_start(window) == last.at.window_start(window);
    if one(Window::Minute) {
        "a minute"
    } else if one(Window::Hour) {
        "an hour"
    } else {
        "a day"
    }
}

fn example(witness: &Witness) -> String {
    let mut calls: Vec<(String, u64)> = Vec::new();
    for run in &witness.runs {
        let args = shown(&Value::Object(run.args.clone()));
        let call = format!("{} {args}", visible(&run.tool));
        match calls.iter_mut().find(|(known, _)| *known == call) {
            Some((_, times)) => *times += run.times,
            None => calls.push((call, run.times)),
        }
    }
    let one = |(call, times): (String, u64)| {
        if times == 1 { call } else { format!("{call}, {times} times") }
    };
    calls.into_iter().map(one).collect::<Vec<_>>().join("; then ")
}

/// Differences between manifests, escalations first.
#[must_use]
pub fn manifests(changes: &ManifestChanges, look: Look) -> String {
    let mut out = String::new();
    for change in &changes.changes {
        push_tool(&mut out, change, look);
    }
    if !out.is_empty() {
        out.push('\n');
    }
    let of = |kind| changes.changes.iter().filter(|change| change.kind == kind).count();
    let kinds =
        [ChangeKind::Escalated, ChangeKind::Added, ChangeKind::Removed, ChangeKind::Changed];
    let found = kinds.into_iter().filter(|kind| of(*kind) > 0);
    let mut sums: Vec<String> =
        found.map(|kind| format!("{} {}", of(kind), kind.as_str())).collect();
    sums.push(format!("{} the same", changes.same));
    push(&mut out, format_args!("tools: {}\n", sums.join(", ")));
    out
}

fn push_tool(out: &mut String, change: &ToolChange, look: Look) {
    let hue = match change.kind {
        ChangeKind::Escalated | ChangeKind::Added => AnsiColor::Red,
        ChangeKind::Removed => AnsiColor::Green,
        ChangeKind::Changed => AnsiColor::Yellow,
    };
    let label = look.strong(&format!("{:<9}", change.kind.as_str()), colour(look, hue));
    let name = look.bold(&format!("{}/{}", visible(&change.server), visible(&change.tool)));
    push(out, format_args!("{label}  {name}\n"));
    let class = match (change.old, change.new) {
        (Some(old), Some(new)) if old != new => format!("{}, was {}", words(new), words(old)),
        (_, Some(class)) | (Some(class), None) => words(class),
        (None, None) => String::new(),
    };
    push_line(out, &class, look);
    if let Some(sentence) = &change.instructs {
        push_line(out, sentence, look);
    }
    if !change.fields.is_empty() {
        let fields: Vec<String> = change.fields.iter().map(|field| visible(field)).collect();
        push_line(out, &format!("differs in {}", fields.join(", ")), look);
    }
}

fn words(class: Class) -> String {
    let (category, effect) = (class.category.as_str(), class.effect.as_str());
    let effect = if effect == category { String::new() } else { format!(", effect {effect}") };
    format!("{category}{effect}, {} risk", class.risk.as_str())
}

fn colour(look: Look, colour: AnsiColor) -> Option<AnsiColor> {
    look.colour().then_some(colour)
}
