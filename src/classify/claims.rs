//! The server's own hints against what its definition says.
//!
//! A hint never lowers a verdict. One that contradicts a sure verdict is
//! reported with both sides; one that owns up to a change raises a doubtful Read.

use crate::manifest::{Hint, Tool};

use super::evidence::quote_all;
use super::model::{Category, Contradiction, Effect, Verdict};

/// Only verdicts at least this sure contradict anybody: a false alarm costs
/// more than a miss here.
const SURE: f64 = 0.95;

/// Compares a finished verdict with the tool's annotations; `sure` is how sure
/// it is that the tool does what the verdict says.
pub fn compare(verdict: &mut Verdict, tool: &Tool, sure: f64) {
    if admit(verdict, tool, sure) || sure < SURE {
        return;
    }
    let claims_read = tool.annotations.iter().any(|a| a.hint == Hint::ReadOnly && a.value);
    for annotation in &tool.annotations {
        let belied = match (annotation.hint, annotation.value) {
            (Hint::ReadOnly, true) => verdict.category != Category::Read,
            // Where it claims to only read, that claim is the one to answer.
            (Hint::Destructive, false) => verdict.category == Category::Destructive && !claims_read,
            _ => false,
        };
        if belied && let Some(evidence) = verdict.evidence.first().cloned() {
            let claim = format!("{}: {}", hint_name(annotation.hint), annotation.value);
            let pointer = annotation.pointer.to_string();
            verdict.contradictions.push(Contradiction { claim, pointer, evidence });
        }
    }
}

/// `readOnlyHint: false` or `destructiveHint: true` on a doubtful Read.
fn admit(verdict: &mut Verdict, tool: &Tool, sure: f64) -> bool {
    if verdict.category != Category::Read || sure >= SURE {
        return false;
    }
    let owns_up = tool
        .annotations
        .iter()
        .find(|a| matches!((a.hint, a.value), (Hint::ReadOnly, false) | (Hint::Destructive, true)));
    let Some(annotation) = owns_up else { return false };
    verdict.category = Category::Write;
    verdict.effect = verdict.effect.max(Effect::Write);
    verdict.base_risk = verdict.category.base_risk();
    verdict.risk = verdict.risk.max(verdict.base_risk);
    verdict.needs_review = true;
    let name = hint_name(annotation.hint);
    verdict.review_reason = Some(format!(
        "the text reads like a retrieval, but the server sets {name}: {}",
        annotation.value
    ));
    let pointer = annotation.pointer.to_string();
    if let Some(evidence) = quote_all(tool, pointer, "claim/owns-up", "Write") {
        verdict.evidence.insert(0, evidence);
    }
    true
}

fn hint_name(hint: Hint) -> &'static str {
    match hint {
        Hint::ReadOnly => "readOnlyHint",
        Hint::Destructive => "destructiveHint",
        Hint::Idempotent => "idempotentHint",
        Hint::OpenWorld => "openWorldHint",
    }
}
