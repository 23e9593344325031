//! Conditions that have to hold together: can they, and what follows from them.

use std::collections::HashMap;

use serde_json::Value;

use super::condition::{Holding, finds, holding};
use super::domain::Domain;
use super::values::Values;
use crate::policy::{Condition, Operator};

/// Beyond this many, single conditions are not compared with each other, nor
/// searches tried on the strings that are left.
const MAX_TRIED: usize = 64;
/// Paths deeper than this are not compared with the paths above them.
const MAX_DEPTH: usize = 16;

/// What a conjunction of conditions says of the arguments.
///
/// Every answer is a proof: "never" is never wrong, and neither is "implies".
/// A no is no proof of the opposite.
#[derive(Debug, Clone)]
pub struct Meaning<'a> {
    conditions: Vec<&'a Condition>,
    /// Of each condition; none where operator and value don't fit.
    holding: Vec<Option<Holding<'a>>>,
    /// What each path can be, where all the conditions hold; never too small.
    paths: HashMap<&'a str, Domain<'a>>,
    conflict: Option<Conflict>,
}

/// Why the conditions can't hold together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conflict {
    /// The condition that can't hold.
    pub condition: usize,
    /// The one it contradicts; none where it can't hold by itself.
    pub with: Option<usize>,
}

impl<'a> Meaning<'a> {
    #[must_use]
    pub fn of(conditions: impl IntoIterator<Item = &'a Condition>) -> Self {
        let conditions: Vec<&Condition> = conditions.into_iter().collect();
        let holding = conditions.iter().map(|condition| holding(condition).ok()).collect();
        let mut meaning = Self { conditions, holding, paths: HashMap::new(), conflict: None };
        meaning.conflict = meaning.narrow().or_else(|| meaning.search()).or_else(|| meaning.nest());
        meaning
    }

    /// Whether each operator fits its value: conclusions are drawn from such
    /// conditions alone, because what the others were to say isn't known.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        self.holding.iter().all(Option::is_some)
    }

    /// Why no arguments at all satisfy the conditions.
    #[must_use]
    pub fn conflict(&self) -> Option<Conflict> {
        self.conflict
    }

    /// Whether all arguments satisfy them.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.conditions.is_empty()
    }

    /// Whether whatever satisfies these conditions satisfies the others too.
    #[must_use]
    pub fn implies(&self, other: &Meaning<'_>) -> bool {
        other.is_clear()
            && other.conditions.len() <= MAX_TRIED
            && other.conditions.iter().zip(&other.holding).all(|(condition, holding)| {
                holding.as_ref().is_some_and(|holding| self.implies_one(condition, holding))
            })
    }

    fn implies_one(&self, condition: &Condition, holding: &Holding<'_>) -> bool {
        let Some(domain) = self.paths.get(condition.path.as_str()) else { return false };
        (holding.exact && domain.is_subset(&holding.domain))
            || self.conditions.iter().take(MAX_TRIED).any(|mine| *mine == condition)
    }

    /// Whether nothing satisfies these conditions and the others at once.
    #[must_use]
    pub fn excludes(&self, other: &Meaning<'_>) -> bool {
        other
            .paths
            .iter()
            .any(|(path, domain)| self.paths.get(path).is_some_and(|mine| mine.is_disjoint(domain)))
    }

    /// The paths that have to have a value, and those above them.
    pub fn asked(&self) -> impl Iterator<Item = &'a str> {
        let asked = self.paths.iter().filter(|(_, domain)| !domain.absent);
        asked.flat_map(|(path, _)| above(path).chain([*path]))
    }

    /// Narrows each path by its conditions, one by one.
    fn narrow(&mut self) -> Option<Conflict> {
        let mut conflict = None;
        for (i, holding) in self.holding.iter().enumerate() {
            let (Some(condition), Some(holding)) = (self.conditions.get(i), holding) else {
                continue;
            };
            let before = self.paths.remove(condition.path.as_str());
            let after = match before {
                Some(before) => before.intersect(&holding.domain),
                None => holding.domain.clone(),
            };
            if after.is_empty() && conflict.is_none() {
                conflict = Some(Conflict { condition: i, with: self.opponent(i) });
            }
            self.paths.insert(&condition.path, after);
        }
        conflict
    }

    /// The first condition on the same path that contradicts this one; failing
    /// that, the first on the path.
    fn opponent(&self, i: usize) -> Option<usize> {
        let (condition, mine) = (self.conditions.get(i)?, self.holding.get(i)?.as_ref()?);
        if mine.domain.is_empty() {
            return None;
        }
        let others = || {
            self.conditions.iter().enumerate().take(i).filter(|(j, other)| {
                other.path == condition.path && self.holding.get(*j).is_some_and(Option::is_some)
            })
        };
        let contradicts = |j: &usize| {
            let theirs = self.holding.get(*j).and_then(Option::as_ref);
            theirs.is_some_and(|theirs| theirs.domain.is_disjoint(&mine.domain))
        };
        let mut few = others().map(|(j, _)| j).take(MAX_TRIED);
        few.find(contradicts).or_else(|| others().map(|(j, _)| j).next())
    }

    /// Tries `regex` and `contains` on the few strings that a path can be.
    fn search(&mut self) -> Option<Conflict> {
        let mut tried = 0;
        for (i, condition) in self.conditions.iter().enumerate() {
            if !matches!(condition.op, Operator::Regex | Operator::Contains) {
                continue;
            }
            let Some(domain) = self.paths.get_mut(condition.path.as_str()) else { continue };
            let Values::Only(strings) = &mut domain.strings else { continue };
            tried += strings.len();
            if strings.is_empty() || tried > MAX_TRIED {
                continue;
            }
            strings.retain(|text| finds(condition, text) != Some(false));
            if domain.is_empty() {
                let path = condition.path.as_str();
                let mut others = self.conditions.iter().enumerate();
                let with = others.find(|(j, other)| *j != i && other.path == path);
                return Some(Conflict { condition: i, with: with.map(|(j, _)| j) });
            }
        }
        None
    }

    /// A path with a value needs something with members above it.
    fn nest(&self) -> Option<Conflict> {
        for (i, condition) in self.conditions.iter().enumerate() {
            let path = condition.path.as_str();
            if self.paths.get(path).is_none_or(|domain| domain.absent) {
                continue;
            }
            for above in above(path) {
                let Some(domain) = self.paths.get(above) else { continue };
                if domain.is_disjoint(&Domain::containers()) {
                    let with = self.conditions.iter().position(|other| other.path == above);
                    return Some(Conflict { condition: i, with });
                }
            }
        }
        None
    }
}

/// The paths above a path, from the top, `args` included.
fn above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('.').take(MAX_DEPTH).filter_map(|(at, _)| path.get(..at))
}

/// Whether an entry of one condition asks for the presence or the absence of a
/// path: `(path, present)`.
#[must_use]
pub fn presence(conditions: &[Condition]) -> Option<(&str, bool)> {
    match conditions {
        [Condition { path, op: Operator::Exists, value: Value::Bool(present) }] => {
            Some((path, *present))
        }
        _ => None,
    }
}
