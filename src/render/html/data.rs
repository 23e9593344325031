//! What the page's script works on, as JSON inside a script element.

use serde::Serialize;

use crate::classify::{Contradiction, Evidence, Verdict, VerdictSource};
use crate::manifest::Tool;
use crate::phrase::ascii_safe_json;
use crate::render::text::{one_line, visible};
use crate::report::{place_of, why_in_short};

use super::choice::{Choice, Messages, Posture};
use super::pieces::{Piece, pieces};

/// The whole.
#[derive(Debug, Serialize)]
pub struct PageData<'a> {
    pub servers: Vec<String>,
    pub messages: Messages,
    pub postures: Vec<Posture>,
    pub choices: Vec<&'a Choice>,
    pub rows: Vec<Row>,
}

/// A listed tool.
#[derive(Debug, Serialize)]
pub struct Row {
    server: usize,
    /// Its place among the choices.
    choice: usize,
    pub name: String,
    pub category: &'static str,
    effect: &'static str,
    pub risk: &'static str,
    base: &'static str,
    confidence: String,
    source: &'static str,
    review: Option<String>,
    traits: Vec<&'static str>,
    pub why: String,
    description: Vec<Piece>,
    evidence: Vec<Quoted>,
    contradictions: Vec<Belied>,
}

#[derive(Debug, Serialize)]
struct Quoted {
    quote: String,
    place: String,
    says: String,
    rule: String,
}

#[derive(Debug, Serialize)]
struct Belied {
    claim: String,
    quote: String,
    place: String,
}

impl PageData<'_> {
    /// JSON that may stand in a script element: a `<` could end it, so there is none.
    pub fn to_json(&self) -> String {
        // Our views have string keys and plain values, which is all that can fail.
        let text = serde_json::to_string(self).unwrap_or_default();
        ascii_safe_json(text).replace('<', "\\u003c")
    }
}

impl Row {
    pub fn new(server: usize, choice: usize, verdict: &Verdict, tool: &Tool) -> Self {
        Self {
            server,
            choice,
            name: visible(&verdict.name),
            category: verdict.category.as_str(),
            effect: verdict.effect.as_str(),
            risk: verdict.risk.as_str(),
            base: verdict.base_risk.as_str(),
            confidence: format!("{:.2}", verdict.confidence),
            source: match verdict.source {
                VerdictSource::Rules => "made by the rules",
                VerdictSource::Reviewed => "reviewed",
            },
            review: verdict.review_reason.as_deref().map(one_line),
            traits: verdict.traits.iter().map(|one| one.as_str()).collect(),
            why: one_line(&why_in_short(verdict)),
            description: pieces(&tool.description, &quotes_in_description(verdict)),
            evidence: verdict.evidence.iter().map(Quoted::new).collect(),
            contradictions: verdict.contradictions.iter().map(Belied::new).collect(),
        }
    }
}

/// The ranges of the description that the verdict quotes.
pub fn quotes_in_description(verdict: &Verdict) -> Vec<(usize, usize)> {
    let belied = verdict.contradictions.iter().map(|one| &one.evidence);
    let all = verdict.evidence.iter().chain(belied);
    all.filter(|one| one.field == "description").map(|one| (one.start, one.end)).collect()
}

impl Quoted {
    fn new(evidence: &Evidence) -> Self {
        Self {
            quote: one_line(&evidence.quote),
            place: one_line(&place_of(evidence)),
            says: one_line(&evidence.says),
            rule: one_line(&evidence.rule),
        }
    }
}

impl Belied {
    fn new(contradiction: &Contradiction) -> Self {
        Self {
            claim: one_line(&contradiction.claim),
            quote: one_line(&contradiction.evidence.quote),
            place: one_line(&place_of(&contradiction.evidence)),
        }
    }
}
