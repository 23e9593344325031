//! How sure a verdict is: what the rules say, and what the second opinion adds.

use super::judge::{Doubt, Judgement};
use super::model::Category;
use super::opinion::Opinion;
use super::signals::Signals;

/// Below this a person should look.
pub const REVIEW_BELOW: f64 = 0.9;

/// In hundredths of log-odds: with so much support a verdict stands without a
/// look. Where every set of tools was judged by a model that had not seen it,
/// 98 % of the verdicts beyond it were right.
const ENOUGH: i32 = 200;
/// What the rules' own certainty adds.
const FIRM: i32 = 100;
/// How fast being right grows with support: fitted on the same tools.
const SLOPE: f64 = 0.58;

/// How sure a verdict is.
#[derive(Debug)]
pub struct Certainty {
    /// Between 0 and 1, in hundredths.
    pub confidence: f64,
    /// Why a person should look, where one should.
    pub doubt: Option<Doubt>,
}

impl Certainty {
    #[must_use]
    pub fn of(server: &str, signals: &Signals<'_>, judgement: &Judgement) -> Self {
        let by_rules = hundredths(likelihood(judgement.score));
        let firm = by_rules >= REVIEW_BELOW;
        let unsure = || judgement.doubt.clone().unwrap_or(Doubt::Weak);
        let alone = || Self { confidence: by_rules, doubt: (!firm).then(unsure) };
        let Some(opinion) = Opinion::of(server, signals) else { return alone() };
        if !firm && !may_settle(signals, judgement) {
            return alone();
        }
        let support = opinion.support(judgement.category) + if firm { FIRM } else { 0 };
        let edge = (REVIEW_BELOW / (1.0 - REVIEW_BELOW)).ln();
        let confidence = likelihood(edge + f64::from(support - ENOUGH) / 100.0 * SLOPE);
        // On which side it lies is decided by whole numbers alone.
        if support >= ENOUGH {
            return Self { confidence: hundredths(confidence).max(REVIEW_BELOW), doubt: None };
        }
        let rival = opinion.rival(judgement.category);
        let doubt = if firm { Doubt::Wording(rival) } else { unsure() };
        let below = REVIEW_BELOW - 0.01;
        Self { confidence: hundredths(confidence).min(below), doubt: Some(doubt) }
    }
}

/// Whether the second opinion may settle what the rules leave open. Not where
/// there is too little to read, and not where a loss or a change stands in the text.
fn may_settle(signals: &Signals<'_>, judgement: &Judgement) -> bool {
    let read = judgement.category == Category::Read;
    match judgement.doubt {
        None | Some(Doubt::Weak | Doubt::Sense(_)) => !signals.text.trim_start().is_empty(),
        Some(Doubt::Disagree(..)) => !read,
        Some(_) => false,
    }
}

fn likelihood(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

fn hundredths(share: f64) -> f64 {
    (share * 100.0).round() / 100.0
}
