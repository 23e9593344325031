//! How sure a verdict is: what the rules say, and what the second opinion adds.

use super::casting;
use super::judge::{Doubt, Judgement};
use super::model::Category;
use super::opinion::Opinion;
use super::signals::Signals;

/// Below this a person should look.
const REVIEW_BELOW: f64 = 0.9;

/// Only what a person labelled is certain.
const MOST: f64 = 0.99;

/// In hundredths of log-odds: with so much support a verdict stands that the
/// rules are sure of. These were chosen on tools of sets that the model had not
/// seen, so that 98 % of what stands is right; `training/README.md` has figures.
const HOLDS: i32 = 100;
/// The same of a Read: to miss a change costs most.
const HOLDS_AS_READ: i32 = 200;
/// With so much stands what the rules were not sure of.
const SETTLES: i32 = 250;
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
    /// What the second opinion makes of a verdict that the rules are not sure of.
    pub vote: Option<Category>,
}

impl Certainty {
    #[must_use]
    pub fn of(server: &str, signals: &Signals<'_>, judgement: &Judgement) -> Self {
        let by_rules = hundredths(likelihood(judgement.score));
        let firm = by_rules >= REVIEW_BELOW;
        // A name by itself is too little for a second opinion. What the rules are
        // sure does harm stays so: a harmless tool that passes for it costs least.
        let silent = signals.description.lead().next().is_none();
        let beyond_doubt = firm && judgement.category >= Category::Destructive;
        let opinion = if silent || beyond_doubt { None } else { Opinion::of(server, signals) };
        match opinion {
            Some(opinion) if firm => Self::held(by_rules, judgement, &opinion),
            Some(opinion) => Self::settled(by_rules, signals, judgement, &opinion),
            None => Self::by_rules(by_rules, judgement),
        }
    }

    /// What the rules say, where nothing else has a say.
    fn by_rules(confidence: f64, judgement: &Judgement) -> Self {
        let doubt = (confidence < REVIEW_BELOW).then(|| unsure(judgement));
        Self { confidence, sure: confidence, doubt, vote: None }
    }

    /// Of what the rules are sure of.
    fn held(by_rules: f64, judgement: &Judgement, opinion: &Opinion) -> Self {
        let needed = match judgement.category {
            Category::Read => HOLDS_AS_READ,
            _ => HOLDS,
        };
        let more = opinion.support(judgement.category) - needed;
        if more >= 0 {
            return Self { confidence: above(more), sure: by_rules, doubt: None, vote: None };
        }
        let rival = opinion.rival(judgement.category);
        let confidence = below(more);
        let sure = if rival == Category::Read { confidence } else { by_rules };
        Self { confidence, sure, doubt: Some(Doubt::Wording(rival)), vote: None }
    }

    /// Of what the rules are not sure of.
    fn settled(
        by_rules: f64,
        signals: &Signals<'_>,
        judgement: &Judgement,
        opinion: &Opinion,
    ) -> Self {
        let vote = casting::vote(signals, judgement, opinion);
        if vote.is_none() && !may_settle(judgement) {
            return Self::by_rules(by_rules, judgement);
        }
        let more = opinion.support(vote.unwrap_or(judgement.category)) - SETTLES;
        if vote.is_none() && more >= 0 {
            return Self { confidence: above(more), sure: by_rules, doubt: None, vote };
        }
        let confidence = below(more);
        Self { confidence, sure: confidence, doubt: Some(unsure(judgement)), vote }
    }
}

fn unsure(judgement: &Judgement) -> Doubt {
    judgement.doubt.clone().unwrap_or(Doubt::Weak)
}

/// With so much support beyond the edge; on which side of it a verdict lies is
/// decided by whole numbers alone.
fn above(more: i32) -> f64 {
    supported(more).clamp(REVIEW_BELOW, MOST)
}

fn below(more: i32) -> f64 {
    supported(more).min(REVIEW_BELOW - 0.01)
}

fn supported(more: i32) -> f64 {
    let edge = (REVIEW_BELOW / (1.0 - REVIEW_BELOW)).ln();
    hundredths(likelihood(edge + f64::from(more) / 100.0 * SLOPE))
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
