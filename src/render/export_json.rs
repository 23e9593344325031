//! An export as JSON, after `schemas/export.v1.schema.json`.

use serde::Serialize;

use super::json::to_json;
use super::views::SCHEMA_VERSION;
use crate::policy::export::{Export, Loss, Target};

#[derive(Serialize)]
struct ExportView<'a> {
    schema_version: &'static str,
    target: &'a str,
    place: &'a str,
    server: Option<&'a str>,
    /// As it is written to the file.
    content: &'a str,
    losses: Vec<LossView<'a>>,
    warnings: &'a [String],
}

#[derive(Serialize)]
struct LossView<'a> {
    tool: Option<&'a str>,
    rule: &'a str,
    effect: &'a str,
    /// Whether a call that the policy denies may go through.
    widens: bool,
    reason: &'a str,
}

/// The text for the target with everything that it doesn't say.
#[must_use]
pub fn export_json(target: &dyn Target, server: Option<&str>, export: &Export) -> String {
    to_json(&ExportView {
        schema_version: SCHEMA_VERSION,
        target: target.name(),
        place: target.place(),
        server,
        content: &export.text,
        losses: export.losses.iter().map(loss).collect(),
        warnings: &export.warnings,
    })
}

fn loss(loss: &Loss) -> LossView<'_> {
    LossView {
        tool: loss.tool.as_deref(),
        rule: &loss.rule,
        effect: loss.effect.as_str(),
        widens: loss.effect.widens(),
        reason: &loss.reason,
    }
}
