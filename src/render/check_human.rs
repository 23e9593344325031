//! A decision for people, with every step on the way; and the sum of many.

use anstyle::AnsiColor;

use super::look::Look;
use super::push::push;
use super::table::{Cell, table};
use super::text::{break_word, one_line, visible, wrap};
use crate::phrase::{count, quoted};
use crate::policy::List;
use crate::policy::decide::{Asked, Decision, Quota, Standing, TraceStep, shown};
use crate::policy::{DefaultAction, Denied, Totals};

/// Columns in front of a step's text.
const INDENT: usize = 17;
/// Columns of rule and tool that the table shows beside one another.
const NUMBERS: usize = 20;

/// The decision first, then the steps that led to it.
#[must_use]
pub fn decision(
    tool: &str,
    decision: &Decision<'_>,
    steps: &[TraceStep<'_, '_>],
    look: Look,
) -> String {
    let mut out = String::new();
    let tool = visible(tool);
    if decision.is_allowed() {
        push(&mut out, format_args!("{}  {tool}\n", good(look, "allowed")));
    } else {
        push(&mut out, format_args!("{}  {tool}\n", bad(look, "denied")));
        push(&mut out, format_args!("  rule     {}\n", visible(decision.rule())));
        let message = wrap(&one_line(decision.message()), look.width().saturating_sub(11));
        push(&mut out, format_args!("  message  {}\n", message.join("\n           ")));
    }
    push(&mut out, format_args!("\n{}\n", look.bold("steps")));
    for step in steps {
        push_step(&mut out, step, look);
    }
    out
}

fn push_step(out: &mut String, step: &TraceStep<'_, '_>, look: Look) {
    let mark = if step.denies() { bad(look, "deny") } else { good(look, "pass") };
    let lines = wrap(&text(step), look.width().saturating_sub(INDENT));
    let text = lines.join(&format!("\n{}", " ".repeat(INDENT)));
    push(out, format_args!("  {mark}  {:<8} {text}\n", step.key()));
}

fn text(step: &TraceStep<'_, '_>) -> String {
    match step {
        TraceStep::NoPolicy => "there is no policy for this grant".to_owned(),
        TraceStep::Hide { hidden: false, .. } => "the tool is not hidden".to_owned(),
        TraceStep::Hide { everything: true, .. } => "`*` hides every tool".to_owned(),
        TraceStep::Hide { .. } => "the tool is hidden".to_owned(),
        TraceStep::Tools { listed: true, .. } => "the tool is listed".to_owned(),
        TraceStep::Tools { default: DefaultAction::Deny, .. } => {
            "the tool is not listed, and the default is deny".to_owned()
        }
        TraceStep::Tools { .. } => "the tool is not listed, and the default is allow".to_owned(),
        TraceStep::Entry { list, asked, .. } => entry(*list, asked),
        TraceStep::Limit { quota, standing } => limit(quota, *standing),
    }
}

fn entry(list: List, asked: &[Asked<'_, '_>]) -> String {
    if asked.is_empty() {
        return match list {
            List::Require => "no conditions: asks nothing".to_owned(),
            List::DenyIf => "no conditions: denies every call".to_owned(),
        };
    }
    asked.iter().map(condition).collect::<Vec<_>>().join("; ")
}

fn condition(asked: &Asked<'_, '_>) -> String {
    let holds = if asked.holds { "holds" } else { "does not hold" };
    let why = match (asked.check.never(), asked.found) {
        (Some(reason), _) => format!("never, because {reason}"),
        (None, None) => "the argument is missing or null".to_owned(),
        (None, Some(value)) => format!("it is {}", shown(value)),
    };
    format!("{} {holds} ({why})", asked.check.text())
}

fn limit(quota: &Quota, standing: Standing) -> String {
    let (name, window) = (quoted(quota.counter()), quota.window().as_str());
    let (used, max) = (standing.used, quota.max());
    let adds = match standing.adds {
        None => "and the call can't be counted: its argument is no number of at least 0".to_owned(),
        Some(adds) if standing.fits => format!("the call adds {adds}"),
        Some(adds) => format!("and {adds} more does not fit"),
    };
    format!("{name}: {used} of {max} used this {window}, {adds}")
}

/// Totals, then a row for each rule and tool that was denied.
#[must_use]
pub fn summary(totals: Totals, denials: &[Denied], unread: usize, look: Look) -> String {
    let mut out = String::new();
    if !denials.is_empty() {
        let half = look.width().saturating_sub(NUMBERS) / 3;
        let rows = denials.iter().map(|denied| row(denied, half * 2, half, look)).collect();
        let header = ["denied", "rule", "tool", "first in line"];
        out.push_str(&table(&header, rows, &[0, 3], look));
        out.push('\n');
    }
    let calls = count(totals.calls, "call", "calls");
    let allowed = totals.calls - totals.denied;
    let blind = match unread {
        0 => String::new(),
        n => format!("; {} could not be read", count(n, "line", "lines")),
    };
    match totals.calls {
        0 => push(&mut out, format_args!("nothing was decided: there was no call{blind}\n")),
        _ => push(
            &mut out,
            format_args!("{calls}: {allowed} allowed, {} denied{blind}\n", totals.denied),
        ),
    }
    out
}

fn row(denied: &Denied, rule: usize, tool: usize, look: Look) -> Vec<Cell> {
    let broken = |text: &str, most| Cell { lines: break_word(&visible(text), most), colour: None };
    let red = look.colour().then_some(AnsiColor::Red);
    vec![
        Cell::new(denied.count.to_string()).coloured(red),
        broken(&denied.rule, rule),
        broken(&denied.tool, tool),
        Cell::new(denied.first_line.to_string()),
    ]
}

fn good(look: Look, text: &str) -> String {
    look.strong(text, look.colour().then_some(AnsiColor::Green))
}

fn bad(look: Look, text: &str) -> String {
    look.strong(text, look.colour().then_some(AnsiColor::Red))
}
