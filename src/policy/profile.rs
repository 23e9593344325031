//! Postures: how a starter policy treats each category, and how that is tuned.
//!
//! A tool whose own text attacks the model is out of sight in every posture:
//! refusing its calls would be too late, for the harm is in the reading.

use std::collections::BTreeMap;

use super::measure::{Measure, Pace, Refusal};
use super::model::{DefaultAction, Window};
use crate::classify::{Category, Verdict};

/// Calls a minute for a Write: a person's pace, and no loop's.
const WRITE_PER_MINUTE: u64 = 30;
/// Calls a minute for an Execute, whose effect lies beyond the server.
const EXECUTE_PER_MINUTE: u64 = 10;
/// Calls a minute for a Read where reads are limited at all.
const READ_PER_MINUTE: u64 = 60;

/// A whole posture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Profile {
    /// The recommended one.
    #[default]
    Balanced,
    /// Reads limited as well; what runs, and what nobody has reviewed, refused.
    Strict,
    /// Reads alone.
    ReadOnly,
    /// Nothing denied but by its pace.
    Observe,
}

/// A profile, a pace of the user's own for some categories, and the tools that
/// no profile offers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tuning {
    pub profile: Profile,
    /// In the order given; of two for one category the later holds.
    pub max: Vec<(Category, u64)>,
    pub window: Vec<(Category, Window)>,
    /// The names of tools whose definitions give orders to the model, each with
    /// what it does: hidden whatever the profile.
    pub shunned: BTreeMap<String, String>,
}

/// Why a tuning makes no sense.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TuningError {
    #[error("the profile `{}` sets no limit on {} tools, so there is none to change: {}",
        profile.as_str(), category.as_str(), instead(*measure))]
    NoLimit { profile: Profile, category: Category, measure: Measure },
}

impl Profile {
    pub const ALL: [Self; 4] = [Self::Balanced, Self::Strict, Self::ReadOnly, Self::Observe];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Balanced => "balanced",
            Self::Strict => "strict",
            Self::ReadOnly => "read-only",
            Self::Observe => "observe",
        }
    }

    /// What becomes of a tool that the policy doesn't list.
    #[must_use]
    pub fn default_action(self) -> DefaultAction {
        match self {
            Self::Observe => DefaultAction::Allow,
            Self::Balanced | Self::Strict | Self::ReadOnly => DefaultAction::Deny,
        }
    }

    /// What the profile does with a tool.
    #[must_use]
    pub fn measure(self, verdict: &Verdict) -> Measure {
        let measure = self.of_category(verdict.category, verdict.needs_review);
        match measure {
            Measure::Hide => hidden(&verdict.name, Refusal::Approval),
            other => other,
        }
    }

    fn of_category(self, category: Category, in_review: bool) -> Measure {
        use Category as C;
        let limit = |max| Measure::Limit(Pace::per_minute(max));
        match (self, category) {
            (Self::Observe, C::Read) => Measure::Unlisted,
            (Self::Observe, C::Write) => limit(WRITE_PER_MINUTE),
            (Self::Observe, _) => limit(EXECUTE_PER_MINUTE),
            (Self::ReadOnly | Self::Balanced, C::Read) => Measure::Allow,
            (Self::ReadOnly, _) => Measure::Unlisted,
            (_, C::Destructive) => Measure::Hide,
            (_, C::Financial) => Measure::Refuse(Refusal::Approval),
            (Self::Strict, C::Execute) => Measure::Refuse(Refusal::Execute),
            (Self::Strict, _) if in_review => Measure::Refuse(Refusal::Review),
            (Self::Strict, C::Read) => limit(READ_PER_MINUTE),
            (_, C::Write) => limit(WRITE_PER_MINUTE),
            (_, C::Execute) => limit(EXECUTE_PER_MINUTE),
        }
    }
}

impl Tuning {
    /// # Errors
    /// When a category is given a pace that the profile doesn't let run.
    pub fn check(&self) -> Result<(), TuningError> {
        let max = self.max.iter().map(|(category, _)| (*category, true));
        let window = self.window.iter().map(|(category, _)| (*category, false));
        for (category, has_max) in max.chain(window) {
            let measure = self.profile.of_category(category, false);
            let has_max = has_max || self.max_of(category).is_some();
            if !self.is_tunable(measure, has_max) {
                return Err(TuningError::NoLimit { profile: self.profile, category, measure });
            }
        }
        Ok(())
    }

    /// What the tuned profile does with a tool.
    #[must_use]
    pub fn measure(&self, verdict: &Verdict) -> Measure {
        if self.shunned.contains_key(&verdict.name) {
            return hidden(&verdict.name, Refusal::Review);
        }
        let measure = self.profile.measure(verdict);
        let (max, window) = (self.max_of(verdict.category), self.window_of(verdict.category));
        let pace = match measure {
            Measure::Limit(pace) => Some(pace),
            _ => None,
        };
        if !self.is_tunable(measure, max.is_some()) {
            return measure;
        }
        let Some(max) = max.or(pace.map(|pace| pace.max)) else { return measure };
        let window = window.or(pace.map(|pace| pace.window)).unwrap_or(Window::Minute);
        Measure::Limit(Pace { max, window })
    }

    /// A limit may change; where a tool is allowed, a limit may be set.
    fn is_tunable(&self, measure: Measure, has_max: bool) -> bool {
        match measure {
            Measure::Limit(_) => true,
            Measure::Allow => has_max,
            Measure::Unlisted => has_max && self.profile == Profile::Observe,
            Measure::Refuse(_) | Measure::Hide => false,
        }
    }

    fn max_of(&self, category: Category) -> Option<u64> {
        self.max.iter().rfind(|(of, _)| *of == category).map(|(_, max)| *max)
    }

    fn window_of(&self, category: Category) -> Option<Window> {
        self.window.iter().rfind(|(of, _)| *of == category).map(|(_, window)| *window)
    }
}

/// In `hide`, `*` stands for every tool: a tool of that name can't be hidden alone.
fn hidden(name: &str, instead: Refusal) -> Measure {
    if name == "*" { Measure::Refuse(instead) } else { Measure::Hide }
}

fn instead(measure: Measure) -> &'static str {
    match measure {
        Measure::Allow => "they are allowed; give a `--max` too",
        Measure::Unlisted => "they are left to the policy's default",
        Measure::Limit(_) => "they are limited",
        Measure::Refuse(_) => "they are refused",
        Measure::Hide => "they are hidden",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(category: Category, needs_review: bool) -> Verdict {
        Verdict { category, needs_review, ..Verdict::unknown("s", "t") }
    }

    fn labels(tuning: &Tuning) -> Vec<String> {
        Category::ALL.map(|category| tuning.measure(&verdict(category, false)).label()).to_vec()
    }

    #[test]
    fn each_profile_has_its_measures() {
        let of = |profile| labels(&Tuning { profile, ..Tuning::default() });
        // Read, Write, Execute, Destructive, Financial
        assert_eq!(
            of(Profile::Balanced),
            ["allow", "limit 30/min", "limit 10/min", "hide", "ask a human"]
        );
        assert_eq!(
            of(Profile::Strict),
            ["limit 60/min", "limit 30/min", "refuse", "hide", "ask a human"]
        );
        assert_eq!(
            of(Profile::ReadOnly),
            ["allow", "not listed", "not listed", "not listed", "not listed"]
        );
        assert_eq!(
            of(Profile::Observe),
            ["not listed", "limit 30/min", "limit 10/min", "limit 10/min", "limit 10/min"]
        );
        let in_review = verdict(Category::Read, true);
        assert_eq!(Profile::Strict.measure(&in_review), Measure::Refuse(Refusal::Review));
        assert_eq!(Profile::Balanced.measure(&in_review), Measure::Allow);
    }

    #[test]
    fn paces_are_tuned_by_category() {
        let tuning = Tuning {
            max: vec![(Category::Read, 100), (Category::Write, 5), (Category::Write, 7)],
            window: vec![(Category::Write, Window::Hour)],
            ..Tuning::default()
        };
        assert_eq!(tuning.check(), Ok(()));
        assert_eq!(labels(&tuning)[..3], ["limit 100/min", "limit 7/h", "limit 10/min"]);
    }

    #[test]
    fn what_attacks_the_model_is_hidden_in_every_posture() {
        let shunned = BTreeMap::from(["t", "*"].map(|name| (name.to_owned(), String::new())));
        for profile in Profile::ALL {
            let max = vec![(Category::Read, 100)];
            let tuning = Tuning { profile, max, shunned: shunned.clone(), ..Tuning::default() };
            let read = verdict(Category::Read, false);
            assert_eq!(tuning.measure(&read), Measure::Hide, "{profile:?}");
            let star = Verdict { name: "*".to_owned(), ..read.clone() };
            assert_eq!(tuning.measure(&star), Measure::Refuse(Refusal::Review), "{profile:?}");
            let other = Verdict { name: "u".to_owned(), ..read };
            assert_ne!(tuning.measure(&other), Measure::Hide, "{profile:?}");
        }
    }

    #[test]
    fn a_pace_for_what_is_refused_is_an_error() {
        let of = |profile, max: Vec<_>, window: Vec<_>| {
            Tuning { profile, max, window, ..Tuning::default() }.check()
        };
        let error = of(Profile::Balanced, vec![(Category::Destructive, 1)], vec![]).unwrap_err();
        assert!(error.to_string().ends_with("they are hidden"), "{error}");
        assert!(of(Profile::Strict, vec![(Category::Execute, 1)], vec![]).is_err());
        assert!(of(Profile::ReadOnly, vec![(Category::Write, 1)], vec![]).is_err());
        assert!(of(Profile::Balanced, vec![], vec![(Category::Read, Window::Day)]).is_err());
        assert!(
            of(Profile::Observe, vec![(Category::Read, 1), (Category::Financial, 1)], vec![])
                .is_ok()
        );
    }
}
