//! The page of a tool as Markdown.

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
    what_it_does(&mut out, page);
    why(&mut out, page);
    policy(&mut out, page);
    related(&mut out, page);
    out.push_str("\n## How to apply it\n\n");
    for (i, step) in page.steps().iter().enumerate() {
        push(&mut out, format_args!("{}. {}\n", i + 1, prose(step)));
    }
    out
}

fn what_it_does(out: &mut String, page: &ToolPage<'_>) {
    out.push_str("\n## What it does\n\n");
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

fn policy(out: &mut String, page: &ToolPage<'_>) {
    out.push_str("\n## Recommended policy\n\n");
    push(out, format_args!("**{}**: {}\n\n", page.measure.label(), page.advice_effect()));
    // No line of indented JSON can be the fence: strings hold no line break.
    push(out, format_args!("```json\n{}```\n", to_json(&page.policy)));
}

fn related(out: &mut String, page: &ToolPage<'_>) {
    if page.related.is_empty() {
        return;
    }
    out.push_str("\n## Related tools\n\n");
    for verdict in &page.related {
        let name = code(&clip(&verdict.name, 128));
        let (category, risk) = (verdict.category.as_str(), verdict.risk.as_str());
        push(out, format_args!("- {name} ({category}, {risk})\n"));
    }
}
