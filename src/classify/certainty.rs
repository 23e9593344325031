//! How sure a verdict is: what the rules say, and what the second opinion adds.

use super::judge::{Doubt, Judgement};
use super::model::Category;
use super::opinion::Opinion;
use super::signals::Signals;

/// Below this a person should look.
const REVIEW_BELOW: f64 = 0.9;

/// Only what a person labelled is certain.
const MOST: f64 = 0.99;

/// In hundredths of log-odds: with so much support a verdict stands that the
/// rules are sure of. These were chosen so that 98 % of what stands is right,
/// where every tool was judged by a model that had not seen its set.
const HOLDS: i32 = 100;
/// The same of a Read: to miss a change costs most.
const HOLDS_AS_READ: i32 = 150;
/// With so much stands what the rules were not sure of.
const SETTLES: i32 = 300;
/// How fast being right grows with support: fitted on the same tools.
const SLOPE: f64 = 0.58;

/// How sure a verdict is.
#[derive(Debug)]
pub struct Certainty {
    /// Between 0 and 1, in hundredths.
    pub confidence: f64,
    /// The same that the tool does what the verdict says, and not only reads:
    /// which of two changes it is leaves that as it is.
    pub sure: f64,
    /// Why a person should look, where one should.
    pub doubt: Option<Doubt>,
}

impl Certainty {
    #[must_use]
    pub fn of(server: &str, signals: &Signals<'_>, judgement: &Judgement) -> Self {
        let by_rules = hundredths(likelihood(judgement.score));
        let firm = by_rules >= REVIEW_BELOW;
        let unsure = || judgement.doubt.clone().unwrap_or(Doubt::Weak);
        let alone = || Self { confidence: by_rules, sure: by_rules, doubt: (!firm).then(unsure) };
        // A name by itself is too little for a second opinion. What the rules are
        // sure does harm stays so: a harmless tool that passes for it costs least.
        let silent = signals.text.trim_start().is_empty();
        let harms = judgement.category >= Category::Destructive;
        if silent || if firm { harms } else { !may_settle(judgement) } {
            return alone();
        }
        let Some(opinion) = Opinion::of(server, signals) else { return alone() };
        let needed = match judgement.category {
            _ if !firm => SETTLES,
            Category::Read => HOLDS_AS_READ,
            _ => HOLDS,
        };
        let more = opinion.support(judgement.category) - needed;
        let edge = (REVIEW_BELOW / (1.0 - REVIEW_BELOW)).ln();
        let confidence = hundredths(likelihood(edge + f64::from(more) / 100.0 * SLOPE));
        // On which side it lies is decided by whole numbers alone.
        if more >= 0 {
            let confidence = confidence.clamp(REVIEW_BELOW, MOST);
            return Self { confidence, sure: by_rules, doubt: None };
        }
        let rival = opinion.rival(judgement.category);
        let doubt = if firm { Doubt::Wording(rival) } else { unsure() };
        let confidence = confidence.min(REVIEW_BELOW - 0.01);
        let sure = if rival == Category::Read { confidence } else { by_rules };
        Self { confidence, sure, doubt: Some(doubt) }
    }
}

/// Whether the second opinion may settle what the rules leave open: not where a
/// loss or a change stands in the text.
fn may_settle(judgement: &Judgement) -> bool {
    match judgement.doubt {
        None | Some(Doubt::Weak | Doubt::Sense(_)) => true,
        Some(Doubt::Disagree(..)) => judgement.category != Category::Read,
        Some(_) => false,
    }
}

fn likelihood(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

fn hundredths(share: f64) -> f64 {
    (share * 100.0).round() / 100.0
}
