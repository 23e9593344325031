//! The page of a tool for a terminal.

use crate::classify::{Category, Risk};
use crate::report::{PageParameter, ToolPage, category_meaning, place_of, trait_meaning};

use super::json::{to_json, to_json_line};
use super::look::Look;
use super::push::push;
use super::text::{break_word, clip, one_line, visible, width, wrap};

/// The most columns of a description that a page gets; JSON has it whole.
const MAX_DESCRIPTION: usize = 2000;
/// The most columns of a sentence that quotes the definition.
const MAX_SENTENCE: usize = 800;
/// The most columns of a question, which names the tool.
const MAX_QUESTION: usize = 160;
/// The most columns of an answer, which quotes the definition too.
const MAX_ANSWER: usize = 720;
/// The most columns of the tool's name: the protocol allows half of that.
const MAX_NAME: usize = 256;
/// The most characters of one parameter's description.
const MAX_PARAMETER: usize = 300;

#[must_use]
pub fn explain_text(page: &ToolPage<'_>, look: Look) -> String {
    let sections = [
        header(page, look),
        what_it_does(page, look),
        why(page, look),
        attacks(page, look),
        control(page, look),
        related(page, look),
        questions(page, look),
    ];
    let sections: Vec<String> = sections.into_iter().filter(|s| !s.is_empty()).collect();
    sections.join("\n")
}

fn header(page: &ToolPage<'_>, look: Look) -> String {
    let verdict = page.verdict;
    let mut out = String::new();
    for line in break_word(&clip(&visible(&page.tool.name), MAX_NAME), look.width()) {
        push(&mut out, format_args!("{}\n", look.bold(&line)));
    }
    let risk = format!("{} risk", verdict.risk.as_str());
    let mark = if verdict.needs_review { " · needs review" } else { "" };
    let kind = format!("{}{mark}", verdict.category.as_str());
    let room = look.width().saturating_sub(width(&risk) + width(&kind) + 2 * " · ".len());
    let server = clip(&one_line(&page.server.name), room);
    let risk = look.strong(&risk, look.risk(verdict.risk));
    push(&mut out, format_args!("{risk} · {kind} · {server}\n"));
    if let Some(instruction) = &page.instruction {
        let told = clip(&one_line(&page.told(instruction)), MAX_SENTENCE / 2);
        for line in wrap(&told, look.width().min(100)) {
            push(&mut out, format_args!("{}\n", look.strong(&line, look.risk(Risk::Critical))));
        }
    }
    let lead = clip(&one_line(&page.lead()), MAX_SENTENCE / 2);
    if !lead.is_empty() {
        out.extend(wrap(&lead, look.width().min(100)).iter().map(|line| format!("{line}\n")));
    }
    out
}

fn what_it_does(page: &ToolPage<'_>, look: Look) -> String {
    let mut out = format!("{}\n", look.bold("What it does"));
    out.push_str(&indented(&clip(&one_line(&page.use_of()), MAX_SENTENCE / 2), 2, look));
    match page.tool.description.trim() {
        "" => out.push_str("\n  The definition has no description.\n"),
        // The head has said it.
        text if text == page.lead() => {}
        text => push(&mut out, format_args!("\n{}", description(text, look))),
    }
    if page.parameters.is_empty() {
        out.push_str("\n  It declares no parameters.\n");
    } else {
        push(&mut out, format_args!("\n  {}\n", look.dim("parameters")));
        out.extend(page.parameters.iter().map(|one| parameter(one, look)));
    }
    out
}

/// Line by line, as its author broke it.
fn description(text: &str, look: Look) -> String {
    let (lines, cut) = description_lines(text);
    let mut out: String = lines.iter().map(|line| indented(line, 2, look)).collect();
    if cut {
        let note = "… and more; `--format json` has it whole";
        push(&mut out, format_args!("  {}\n", look.dim(note)));
    }
    out
}

/// The lines of a description that are shown, safe, and whether there are more.
pub fn description_lines(text: &str) -> (Vec<String>, bool) {
    let mut lines = Vec::new();
    let mut left = MAX_DESCRIPTION;
    for line in text.lines().map(one_line).filter(|line| !line.is_empty()) {
        if left == 0 {
            return (lines, true);
        }
        let shown = clip(&line, left);
        // An empty line's worth for each break: a text of breaks alone is long too.
        left = left.saturating_sub(width(&shown) + 1);
        let cut = shown != line;
        lines.push(shown);
        if cut {
            return (lines, true);
        }
    }
    (lines, false)
}

fn parameter(one: &PageParameter, look: Look) -> String {
    let name = clip(&visible(&one.name), 128);
    let mut facts = parameter_facts(one);
    facts.insert(0, clip(&one_line(&one.kind), 80));
    let mut out = indented(&format!("{} ({})", name, facts.join(", ")), 4, look);
    let text = clip(&one_line(&one.description), MAX_PARAMETER);
    if !text.is_empty() {
        out.push_str(&indented(&text, 6, look));
    }
    out
}

/// What there is to say of a parameter beside its type: safe for a terminal.
pub fn parameter_facts(one: &PageParameter) -> Vec<String> {
    let mut facts = Vec::new();
    facts.push(if one.required { "required" } else { "optional" }.to_owned());
    if let Some(default) = &one.default {
        facts.push(format!("default {}", clip(&one_line(to_json_line(default).trim_end()), 80)));
    }
    if !one.choices.is_empty() {
        let shown: Vec<String> =
            one.choices.iter().take(12).map(|c| clip(&one_line(c), 40)).collect();
        let more = one.choices.len() - shown.len();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        facts.push(format!("one of {}{more}", shown.join(" | ")));
    }
    facts
}

fn why(page: &ToolPage<'_>, look: Look) -> String {
    let verdict = page.verdict;
    let mut out = format!("{}\n", look.bold("Why it needs a policy"));
    let mut say = |text: &str, by: usize| {
        out.push_str(&indented(&clip(&one_line(text), MAX_SENTENCE), by, look));
    };
    say(category_meaning(verdict.category), 2);
    say(&page.risk_reason(), 2);
    for one in &verdict.traits {
        say(&format!("- {}: {}", one.as_str(), trait_meaning(*one)), 2);
    }
    for contradiction in &verdict.contradictions {
        let against = &contradiction.evidence;
        say(
            &format!(
                "- the server claims `{}`, but: \u{201c}{}\u{201d} ({})",
                clip(&contradiction.claim, 80),
                clip(&against.quote, 200),
                place_of(against)
            ),
            2,
        );
    }
    say(&format!("Verdict: {}.", page.certainty()), 2);
    if !verdict.evidence.is_empty() {
        push(&mut out, format_args!("\n  {}\n", look.dim("evidence in the definition")));
        for one in &verdict.evidence {
            let quote = clip(&one.quote, 200);
            let text = format!(
                "\u{201c}{quote}\u{201d} ({}) → {} [{}]",
                place_of(one),
                one.says,
                one.rule
            );
            out.push_str(&indented(&clip(&one_line(&text), MAX_SENTENCE), 4, look));
        }
    }
    out
}

fn attacks(page: &ToolPage<'_>, look: Look) -> String {
    if page.attacks.is_empty() {
        return String::new();
    }
    let mut out = format!("{}\n", look.bold("Attack patterns that abuse such access"));
    for attack in &page.attacks {
        push(&mut out, format_args!("  {} {}\n", look.dim(&attack.id), attack.name));
        out.push_str(&indented(&attack.summary, 4, look));
    }
    let more =
        "`toolward catalog attacks ID` tells how one runs and what a policy does against it.";
    out.push_str(&indented(more, 2, look));
    out
}

fn control(page: &ToolPage<'_>, look: Look) -> String {
    let mut out = format!("{}\n", look.bold("How to control it"));
    let text = format!("{}: {}", page.measure.label(), page.advice_effect());
    out.push_str(&indented(&text, 2, look));
    out.push('\n');
    for line in to_json(&page.policy).lines() {
        push(&mut out, format_args!("  {line}\n"));
    }
    out.push('\n');
    out.push_str(&steps(page, look));
    out
}

fn related(page: &ToolPage<'_>, look: Look) -> String {
    if page.related.is_empty() && page.kin.is_empty() {
        return String::new();
    }
    let mut out = format!("{}\n", look.bold("Related tools"));
    let mut tool = |name: &str, category: Category, risk: Risk| {
        let risk = look.strong(risk.as_str(), look.risk(risk));
        let name = clip(&visible(name), look.width() - 30);
        push(&mut out, format_args!("  {name} ({}, {risk})\n", category.as_str()));
    };
    for verdict in &page.related {
        tool(&verdict.name, verdict.category, verdict.risk);
    }
    for kin in &page.kin {
        tool(&format!("{}/{}", kin.server, kin.tool), kin.category, kin.risk);
    }
    out
}

fn questions(page: &ToolPage<'_>, look: Look) -> String {
    let mut out = format!("{}\n", look.bold("Questions"));
    for (i, one) in page.questions().iter().enumerate() {
        if i > 0 {
            out.push('\n');
        }
        out.push_str(&indented(&clip(&one_line(&one.question), MAX_QUESTION), 2, look));
        out.push_str(&indented(&clip(&one_line(&one.answer), MAX_ANSWER), 4, look));
    }
    out
}

fn steps(page: &ToolPage<'_>, look: Look) -> String {
    let mut out = String::new();
    for (i, step) in page.steps().iter().enumerate() {
        let step = clip(&one_line(step), MAX_SENTENCE);
        let mut lines = wrap(&step, look.width() - 5).into_iter();
        push(&mut out, format_args!("  {}. {}\n", i + 1, lines.next().unwrap_or_default()));
        out.extend(lines.map(|line| format!("     {line}\n")));
    }
    out
}

fn indented(text: &str, by: usize, look: Look) -> String {
    let pad = " ".repeat(by);
    // Reading gets hard beyond a hundred columns, however wide the terminal.
    let most = look.width().min(100) - by;
    let mut out = String::new();
    for line in wrap(text, most) {
        push(&mut out, format_args!("{pad}{line}\n"));
    }
    out
}
