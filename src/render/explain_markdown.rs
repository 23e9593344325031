//! The page of a tool as Markdown.

use crate::classify::{Category, Risk};
use crate::report::{PageParameter, ToolPage, category_meaning, place_of, trait_meaning};

use super::explain_text::description_lines;
use super::json::{to_json, to_json_line};
use super::markup::{code, code_in_table, markdown, prose};
use super::push::push;
use super::text::clip;

#[must_use]
pub fn explain_markdown(page: &ToolPage<'_>) -> String {
    let mut out = format!("# {}\n\n", markdown(&clip(&page.tool.name, 256)));
    push(
        &mut out,
        format_args!(
            "**{} risk** · {}{} · {}\n",
            page.verdict.risk.as_str(),
            page.verdict.category.as_str(),
            if page.verdict.needs_review { " · needs review" } else { "" },
            code(&clip(&page.server.name, 256)),
        ),
    );
    if let Some(instruction) = &page.instruction {
        push(&mut out, format_args!("\n**{}**\n", markdown(&page.told(instruction))));
    }
    let lead = page.lead();
    if !lead.is_empty() {
        push(&mut out, format_args!("\n{}\n", markdown(&lead)));
    }
    what_it_does(&mut out, page);
    why(&mut out, page);
    attacks(&mut out, page);
    control(&mut out, page);
    related(&mut out, page);
    questions(&mut out, page);
    out
}

fn what_it_does(out: &mut String, page: &ToolPage<'_>) {
    push(out, format_args!("\n## What it does\n\n{}\n\n", prose(&page.use_of())));
    let (lines, cut) = description_lines(&page.tool.description);
    if lines.is_empty() {
        out.push_str("The definition has no description.\n");
    }
    for line in &lines {
        // Two spaces keep the author's line break.
        push(out, format_args!("> {}  \n", markdown(line)));
    }
    if cut {
        out.push_str("\nThe description goes on.\n");
    }
    if page.parameters.is_empty() {
        out.push_str("\nIt declares no parameters.\n");
        return;
    }
    out.push_str(
        "\n| parameter | type | required | default | what it is |\n|---|---|---|---|---|\n",
    );
    for one in &page.parameters {
        parameter(out, one);
    }
}

fn parameter(out: &mut String, one: &PageParameter) {
    let default = match &one.default {
        Some(value) => code_in_table(&clip(to_json_line(value).trim_end(), 80)),
        None => String::new(),
    };
    let mut about = markdown(&clip(&one.description, 300));
    if !one.choices.is_empty() {
        let shown: Vec<String> =
            one.choices.iter().take(12).map(|choice| code_in_table(&clip(choice, 40))).collect();
        let more = if one.choices.len() > shown.len() { ", …" } else { "" };
        let gap = if about.is_empty() { "" } else { " " };
        push(&mut about, format_args!("{gap}One of {}{more}.", shown.join(", ")));
    }
    push(
        out,
        format_args!(
            "| {} | {} | {} | {default} | {about} |\n",
            code_in_table(&clip(&one.name, 128)),
            markdown(&clip(&one.kind, 80)),
            if one.required { "yes" } else { "no" },
        ),
    );
}

fn why(out: &mut String, page: &ToolPage<'_>) {
    let verdict = page.verdict;
    out.push_str("\n## Why it needs a policy\n\n");
    push(out, format_args!("{}\n\n", category_meaning(verdict.category)));
    push(out, format_args!("{}\n\n", markdown(&page.risk_reason())));
    push(out, format_args!("Verdict: {}.\n", markdown(&page.certainty())));
    if !verdict.traits.is_empty() || !verdict.contradictions.is_empty() {
        out.push('\n');
    }
    for one in &verdict.traits {
        push(out, format_args!("- `{}`: {}\n", one.as_str(), trait_meaning(*one)));
    }
    for one in &verdict.contradictions {
        let claim = code(&clip(&one.claim, 80));
        let quote = markdown(&clip(&one.evidence.quote, 200));
        let place = markdown(&place_of(&one.evidence));
        push(out, format_args!("- the server claims {claim}, but: “{quote}” ({place})\n"));
    }
    if verdict.evidence.is_empty() {
        return;
    }
    out.push_str("\n| quoted from the definition | in | says | rule |\n|---|---|---|---|\n");
    for one in &verdict.evidence {
        push(
            out,
            format_args!(
                "| “{}” | {} | {} | {} |\n",
                markdown(&clip(&one.quote, 200)),
                markdown(&place_of(one)),
                markdown(&one.says),
                code_in_table(&one.rule)
            ),
        );
    }
}

fn attacks(out: &mut String, page: &ToolPage<'_>) {
    if page.attacks.is_empty() {
        return;
    }
    out.push_str("\n## Attack patterns that abuse such access\n\n");
    for attack in &page.attacks {
        let references = attack.references.join(", ");
        push(
            out,
            format_args!(
                "- **{}** ({}): {} {}\n",
                markdown(&attack.name),
                attack.id,
                markdown(&attack.summary),
                markdown(&format!("References: {references}."))
            ),
        );
    }
}

fn control(out: &mut String, page: &ToolPage<'_>) {
    out.push_str("\n## How to control it\n\n");
    let effect = markdown(&page.advice_effect());
    push(out, format_args!("**{}**: {effect}\n\n", page.measure.label()));
    // No line of indented JSON can be the fence: strings hold no line break.
    push(out, format_args!("```json\n{}```\n\n", to_json(&page.policy)));
    for (i, step) in page.steps().iter().enumerate() {
        push(out, format_args!("{}. {}\n", i + 1, prose(step)));
    }
    out.push_str("\n| applied by | goes to | command |\n|---|---|---|\n");
    for line in page.apply_lines() {
        let command = code_in_table(&line.command);
        let (title, place) = (markdown(line.title), markdown(line.place));
        push(out, format_args!("| {title} | {place} | {command} |\n"));
    }
}

fn questions(out: &mut String, page: &ToolPage<'_>) {
    out.push_str("\n## Questions\n");
    for one in page.questions() {
        push(out, format_args!("\n### {}\n\n{}\n", prose(&one.question), prose(&one.answer)));
    }
}

fn related(out: &mut String, page: &ToolPage<'_>) {
    if page.related.is_empty() && page.kin.is_empty() {
        return;
    }
    out.push_str("\n## Related tools\n\n");
    let mut tool = |name: &str, category: Category, risk: Risk| {
        let name = code(&clip(name, 128));
        push(out, format_args!("- {name} ({}, {})\n", category.as_str(), risk.as_str()));
    };
    for verdict in &page.related {
        tool(&verdict.name, verdict.category, verdict.risk);
    }
    for kin in &page.kin {
        tool(&format!("{}/{}", kin.server, kin.tool), kin.category, kin.risk);
    }
}
