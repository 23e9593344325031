//! The listed tools as CSV, one row each, for spreadsheets.
//!
//! Spreadsheets run cells that begin like a formula; such cells get a `'` in
//! front. Line breaks and hidden characters are shown as escapes. The last two
//! columns are empty but for a tool whose definition instructs the model.

use crate::classify::Verdict;
use crate::report::{Instruction, Report, ServerReport, place_of};

use super::markup::spreadsheet;

const HEADER: [&str; 16] = [
    "server",
    "tool",
    "category",
    "effect",
    "risk",
    "base_risk",
    "confidence",
    "needs_review",
    "review_reason",
    "traits",
    "source",
    "evidence_quote",
    "evidence_place",
    "recommended",
    "instruction_quote",
    "instruction_place",
];

#[must_use]
pub fn report_csv(report: &Report) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory can't fail, and every row has the header's length.
    let _ = writer.write_record(HEADER);
    for server in &report.servers {
        for verdict in server.listed() {
            let _ = writer.write_record(row(server, verdict).map(|cell| spreadsheet(&cell)));
        }
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

fn row(server: &ServerReport, verdict: &Verdict) -> [String; 16] {
    let traits: Vec<&str> = verdict.traits.iter().map(|one| one.as_str()).collect();
    let deciding = verdict.evidence.first();
    let instruction = server.instruction(verdict);
    [
        verdict.server.clone(),
        verdict.name.clone(),
        verdict.category.as_str().to_owned(),
        verdict.effect.as_str().to_owned(),
        verdict.risk.as_str().to_owned(),
        verdict.base_risk.as_str().to_owned(),
        format!("{:.2}", verdict.confidence),
        verdict.needs_review.to_string(),
        verdict.review_reason.clone().unwrap_or_default(),
        traits.join(" "),
        match verdict.source {
            crate::classify::VerdictSource::Rules => "rules".to_owned(),
            crate::classify::VerdictSource::Reviewed => "reviewed".to_owned(),
        },
        deciding.map_or(String::new(), |evidence| evidence.quote.clone()),
        deciding.map_or(String::new(), place_of),
        server.measure(verdict).label(),
        instruction.map_or(String::new(), |one| one.quote.clone()),
        instruction.map_or(String::new(), Instruction::place),
    ]
}
