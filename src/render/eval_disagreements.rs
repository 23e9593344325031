//! The verdicts that a label contradicts, each with what it rests on.

use crate::classify::{Effect, Risk};
use crate::eval::{Case, Evaluation, Label, Only};
use crate::report::place_of;

use super::look::Look;
use super::push::push;
use super::text::{clip, one_line, wrap};

/// The most evidence that one case shows; the rest follows from traits.
const EVIDENCE: usize = 4;
/// The most columns of a quotation, a reason or a note.
const QUOTE: usize = 80;
const SENTENCE: usize = 300;

/// All that are chosen, the worst first, under a line that says which.
#[must_use]
pub fn disagreements(
    evaluation: &Evaluation,
    only: Only,
    limit: Option<usize>,
    look: Look,
) -> String {
    let found = evaluation.disagreements(only);
    let title = match only {
        Only::Category => "Disagreements on the category",
        Only::Confident => "Disagreements that ask for no review",
        Only::Harmful => "Harm and unflagged changes called Read",
        Only::Effect => "Disagreements on the effect",
        Only::Risk => "Disagreements on the risk",
    };
    let mut out = format!("{}\n", look.bold(&format!("{title}: {}", found.len())));
    let most = limit.unwrap_or(usize::MAX);
    for case in found.iter().take(most) {
        out.push('\n');
        out.push_str(&block(case, only, look));
    }
    if let Some(hidden) = found.len().checked_sub(most).filter(|hidden| *hidden > 0) {
        let note = format!("{hidden} of {} not shown", found.len());
        push(&mut out, format_args!("\n{}\n", look.dim(&note)));
    }
    out
}

/// The two lists that should be empty, by name.
#[must_use]
pub fn called_read(evaluation: &Evaluation, look: Look) -> String {
    let list = |title: &str, counts: fn(&Case) -> bool| {
        let cases: Vec<&Case> = evaluation.cases.iter().filter(|case| counts(case)).collect();
        let mut out = format!("{}\n", look.bold(&format!("{title}: {}", cases.len())));
        for case in cases {
            let id = clip(&one_line(&case.label.id), look.width() - 30);
            let primary = case.label.primary.as_str();
            let accepted = if case.is_accepted() { ", Read accepted" } else { "" };
            push(&mut out, format_args!("  {id} ({primary}{accepted})\n"));
        }
        out
    };
    [
        list("Destructive or Financial called Read", Case::is_harm_called_read),
        list("Changes called Read without a flag", Case::is_missed_change),
    ]
    .concat()
}

fn block(case: &Case, only: Only, look: Look) -> String {
    let verdict = &case.verdict;
    let mut out = format!("{}\n", look.bold(&clip(&one_line(&case.label.id), look.width())));
    let mut say = |text: &str| out.push_str(&indented(&clip(&one_line(text), SENTENCE), look));
    say(&difference(case, only));
    for one in verdict.evidence.iter().take(EVIDENCE) {
        let quote = clip(&one_line(&one.quote), QUOTE);
        say(&format!("“{quote}” ({}) → {} [{}]", place_of(one), one.says, one.rule));
    }
    if let Some(reason) = &verdict.review_reason {
        say(&format!("review: {reason}"));
    }
    if let Some(note) = &case.label.note {
        say(&format!("label: {note}"));
    }
    if case.is_harm_called_read() {
        let warning = look.strong("harm called Read", look.risk(Risk::Critical));
        push(&mut out, format_args!("  {warning}\n"));
    }
    out
}

/// `verdict Write at 0.97 · label Execute (Write accepted)`
fn difference(case: &Case, only: Only) -> String {
    let (label, verdict) = (&case.label, &case.verdict);
    let category = || format!("{} at {:.2}", verdict.category.as_str(), verdict.confidence);
    let beside = |said: &str, wanted: &str| {
        format!("verdict {said} · label {wanted} · category {}", category())
    };
    match only {
        Only::Effect => beside(verdict.effect.as_str(), label.effect.map_or("–", Effect::as_str)),
        Only::Risk => beside(verdict.risk.as_str(), label.risk.map_or("–", Risk::as_str)),
        Only::Category | Only::Confident | Only::Harmful => {
            format!("verdict {} · label {}{}", category(), label.primary.as_str(), accepted(label))
        }
    }
}

fn accepted(label: &Label) -> String {
    let names: Vec<&str> = label.accepted.iter().map(|one| one.as_str()).collect();
    if names.is_empty() { String::new() } else { format!(" ({} accepted)", names.join(", ")) }
}

fn indented(text: &str, look: Look) -> String {
    let mut out = String::new();
    for (i, line) in wrap(text, look.width().min(100) - 6).iter().enumerate() {
        let indent = if i == 0 { "  " } else { "    " };
        push(&mut out, format_args!("{indent}{line}\n"));
    }
    out
}
