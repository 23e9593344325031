//! Sets of values that are finite, or everything but finitely many.
//!
//! Each operation costs what its smaller or newer side holds, so that a long
//! row of conditions over a long list stays cheap.

use std::collections::BTreeSet;

use serde_json::Number;

/// Integers up to here are exact in a double; larger numbers are left alone.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// A number that compares exactly: finite, and no larger than 2^53.
#[derive(Debug, Clone, Copy)]
pub struct Real(f64);

impl Real {
    /// `None` where two different numbers might look the same.
    #[must_use]
    pub fn exact(number: &Number) -> Option<Self> {
        // Adding zero makes -0 and 0 one.
        number.as_f64().filter(|real| real.abs() < EXACT).map(|real| Self(real + 0.0))
    }

    #[must_use]
    pub fn is_whole(self) -> bool {
        self.0.fract() == 0.0
    }
}

impl PartialEq for Real {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Real {}

impl PartialOrd for Real {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Real {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// These, or all but these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Values<T: Ord> {
    Only(BTreeSet<T>),
    AllBut(BTreeSet<T>),
}

impl<T: Ord + Clone> Values<T> {
    #[must_use]
    pub fn none() -> Self {
        Self::Only(BTreeSet::new())
    }

    #[must_use]
    pub fn all() -> Self {
        Self::AllBut(BTreeSet::new())
    }

    #[must_use]
    pub fn one(value: T) -> Self {
        Self::Only(BTreeSet::from([value]))
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Only(values) if values.is_empty())
    }

    #[must_use]
    pub fn contains(&self, value: &T) -> bool {
        match self {
            Self::Only(values) => values.contains(value),
            Self::AllBut(values) => !values.contains(value),
        }
    }

    #[must_use]
    pub fn complement(self) -> Self {
        match self {
            Self::Only(values) => Self::AllBut(values),
            Self::AllBut(values) => Self::Only(values),
        }
    }

    #[must_use]
    pub fn intersect(self, other: &Self) -> Self {
        match (self, other) {
            (Self::Only(mut mine), Self::Only(theirs)) if mine.len() <= theirs.len() => {
                mine.retain(|value| theirs.contains(value));
                Self::Only(mine)
            }
            (Self::Only(mine), Self::Only(theirs)) => {
                Self::Only(theirs.iter().filter(|value| mine.contains(value)).cloned().collect())
            }
            (Self::Only(mut mine), Self::AllBut(theirs)) => {
                for value in theirs {
                    mine.remove(value);
                }
                Self::Only(mine)
            }
            (Self::AllBut(mine), Self::Only(theirs)) if mine.is_empty() => {
                Self::Only(theirs.clone())
            }
            (Self::AllBut(mine), Self::Only(theirs)) => {
                let kept = theirs.iter().filter(|value| !mine.contains(value));
                Self::Only(kept.cloned().collect())
            }
            (Self::AllBut(mut mine), Self::AllBut(theirs)) => {
                mine.extend(theirs.iter().cloned());
                Self::AllBut(mine)
            }
        }
    }

    #[must_use]
    pub fn union(self, other: &Self) -> Self {
        self.complement().intersect(&other.clone().complement()).complement()
    }

    /// Whether no value is in both: as an empty [`Values::intersect`], without
    /// making one.
    #[must_use]
    pub fn is_disjoint(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Only(mine), Self::Only(theirs)) => {
                let (small, large) =
                    if mine.len() <= theirs.len() { (mine, theirs) } else { (theirs, mine) };
                !small.iter().any(|value| large.contains(value))
            }
            (Self::Only(few), Self::AllBut(others)) | (Self::AllBut(others), Self::Only(few)) => {
                few.is_subset(others)
            }
            // There is always one value more than a finite set holds.
            (Self::AllBut(_), Self::AllBut(_)) => false,
        }
    }

    /// Whether every value of this set is one of the other.
    #[must_use]
    pub fn is_subset(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Only(mine), _) => mine.iter().all(|value| other.contains(value)),
            // There is always one value more than a finite set holds.
            (Self::AllBut(_), Self::Only(_)) => false,
            (Self::AllBut(mine), Self::AllBut(theirs)) => theirs.is_subset(mine),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn values() -> impl Strategy<Value = Values<u8>> {
        let set = || prop::collection::btree_set(0..6u8, 0..5);
        prop_oneof![set().prop_map(Values::Only), set().prop_map(Values::AllBut)]
    }

    proptest! {
        /// 9 stands for the endless rest.
        #[test]
        fn the_algebra_of_sets_holds(a in values(), b in values()) {
            for x in (0..6).chain([9]) {
                let (in_a, in_b) = (a.contains(&x), b.contains(&x));
                prop_assert_eq!(a.clone().intersect(&b).contains(&x), in_a && in_b);
                prop_assert_eq!(a.clone().union(&b).contains(&x), in_a || in_b);
                prop_assert_eq!(a.clone().complement().contains(&x), !in_a);
            }
            let subset = (0..6).chain([9]).all(|x| !a.contains(&x) || b.contains(&x));
            prop_assert_eq!(a.is_subset(&b), subset);
            prop_assert_eq!(a.is_disjoint(&b), a.clone().intersect(&b).is_empty());
            prop_assert_eq!(a.is_empty(), (0..6).chain([9]).all(|x| !a.contains(&x)));
        }
    }

    #[test]
    fn numbers_that_might_look_the_same_are_left_alone() {
        let real = |text: &str| Real::exact(&serde_json::from_str(text).unwrap());
        assert_eq!(real("5"), real("5.0"));
        assert_eq!(real("-0.0"), real("0"));
        assert!(real("5") < real("5.5"));
        assert_eq!(real("9007199254740993"), None);
        assert_eq!(real("1e300"), None);
    }
}
