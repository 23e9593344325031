//! What rules mean, from the same text as SARIF and the tests read.

use std::fmt::Write;

use serde::Serialize;

use super::json::to_json;
use super::look::Look;
use crate::lint::{Meta, Rule};

#[derive(Serialize)]
struct RulesView {
    schema_version: &'static str,
    rules: Vec<RuleView>,
}

#[derive(Serialize)]
struct RuleView {
    code: &'static str,
    slug: &'static str,
    severity: &'static str,
    summary: String,
    /// Markdown, under the fixed headings.
    documentation: String,
}

/// The rules as JSON, with their documentation.
#[must_use]
pub fn rules_json(rules: &[&dyn Rule]) -> String {
    let view = |meta: &'static Meta| RuleView {
        code: meta.code,
        slug: meta.slug,
        severity: meta.severity.as_str(),
        summary: meta.summary(),
        documentation: meta.documentation(),
    };
    to_json(&RulesView {
        schema_version: "1",
        rules: rules.iter().map(|rule| view(rule.meta())).collect(),
    })
}

/// The rules as one page of Markdown: a table, then each by itself.
#[must_use]
pub fn rules_markdown(rules: &[&dyn Rule]) -> String {
    let mut out = String::from("# The rules of toolward\n\n");
    out.push_str(
        "<!-- Written by `toolward rule --all --format markdown`; edit the rules. -->\n\n",
    );
    out.push_str("| Code | Name | Severity | What it does |\n|---|---|---|---|\n");
    for meta in rules.iter().map(|rule| rule.meta()) {
        let Meta { code, slug, .. } = meta;
        let (anchor, severity) = (code.to_lowercase(), meta.severity.as_str());
        let anchor = format!("{anchor}-{slug}");
        let summary = meta.summary().replace('|', "\\|");
        // Writing to a String can't fail.
        let _ = writeln!(out, "| [{code}](#{anchor}) | {slug} | {severity} | {summary} |");
    }
    for rule in rules {
        out.push('\n');
        out.push_str(&rule_markdown(rule.meta(), 2));
    }
    out
}

/// One rule as Markdown, its title at this level.
#[must_use]
pub fn rule_markdown(meta: &Meta, level: usize) -> String {
    let hashes = "#".repeat(level);
    let severity = meta.severity.as_str();
    let mut out = format!("{hashes} {} {}\n\nSeverity: {severity}\n\n", meta.code, meta.slug);
    let mut in_code = false;
    for line in meta.documentation().lines() {
        in_code ^= line.starts_with("```");
        match line.strip_prefix("## ").filter(|_| !in_code) {
            Some(heading) => {
                let _ = writeln!(out, "{hashes}# {heading}");
            }
            None => {
                let _ = writeln!(out, "{line}");
            }
        }
    }
    out
}

/// One rule for a terminal: headings in bold, code set in.
#[must_use]
pub fn rule_text(meta: &Meta, look: Look) -> String {
    let title = format!("{} {} ({})", meta.code, meta.slug, meta.severity.as_str());
    let mut out = format!("{}\n\n", look.bold(&title));
    let mut in_code = false;
    for line in meta.documentation().lines() {
        if line.starts_with("```") {
            in_code = !in_code;
        } else if in_code {
            let _ = writeln!(out, "    {line}");
        } else if let Some(heading) = line.strip_prefix("## ") {
            let _ = writeln!(out, "{}", look.bold(heading));
        } else {
            let _ = writeln!(out, "{line}");
        }
    }
    out.trim_end().lines().fold(String::new(), |mut text, line| {
        text.push_str(line.trim_end());
        text.push('\n');
        text
    })
}

/// All rules, one line each.
#[must_use]
pub fn rule_list(rules: &[&dyn Rule], look: Look) -> String {
    let metas = || rules.iter().map(|rule| rule.meta());
    let widest = metas().map(|meta| meta.slug.len()).max().unwrap_or_default();
    let mut out = String::new();
    for meta in metas() {
        let severity = meta.severity.as_str();
        let code = look.bold(meta.code);
        let _ = writeln!(out, "{code}  {:<widest$}  {severity}", meta.slug);
    }
    out.push_str("\n`toolward rule CODE` says what a rule means\n");
    out
}
