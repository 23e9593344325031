//! Sets of numbers: a range, and in it some values or all but some.

use std::ops::Bound;

use super::values::{Real, Values};

/// The numbers of `values` that lie in the range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbers {
    pub values: Values<Real>,
    pub low: Bound<Real>,
    pub high: Bound<Real>,
    pub whole: bool,
}

impl Numbers {
    #[must_use]
    pub fn of(values: Values<Real>) -> Self {
        Self { values, low: Bound::Unbounded, high: Bound::Unbounded, whole: false }
    }

    #[must_use]
    pub fn between(low: Bound<Real>, high: Bound<Real>) -> Self {
        Self { low, high, ..Self::of(Values::all()) }
    }

    /// May say no where the set is empty after all, never the other way round.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        if self.is_backward() {
            return true;
        }
        match &self.values {
            Values::Only(values) => {
                let mut inside = values.range((self.low, self.high));
                // Whole numbers alone: a set from an enum, seldom large.
                if self.whole {
                    !inside.any(|real| real.is_whole())
                } else {
                    inside.next().is_none()
                }
            }
            Values::AllBut(values) => self
                .point()
                .is_some_and(|point| values.contains(&point) || (self.whole && !point.is_whole())),
        }
    }

    #[must_use]
    pub fn contains(&self, real: Real) -> bool {
        above(self.low, real)
            && below(self.high, real)
            && (!self.whole || real.is_whole())
            && self.values.contains(&real)
    }

    #[must_use]
    pub fn intersect(self, other: &Self) -> Self {
        Self {
            low: tighter(self.low, other.low, |a, b| a > b),
            high: tighter(self.high, other.high, |a, b| a < b),
            values: self.values.intersect(&other.values),
            whole: self.whole || other.whole,
        }
    }

    /// As an empty [`Numbers::intersect`], made only where neither is empty.
    #[must_use]
    pub fn is_disjoint(&self, other: &Self) -> bool {
        self.is_empty() || other.is_empty() || self.clone().intersect(other).is_empty()
    }

    /// The smallest set of this kind that holds both; it may hold more.
    #[must_use]
    pub fn hull(self, other: &Self) -> Self {
        if self.is_empty() {
            return other.clone();
        }
        if other.is_empty() {
            return self;
        }
        Self {
            low: looser(self.low, other.low, |a, b| a < b),
            high: looser(self.high, other.high, |a, b| a > b),
            values: self.values.union(&other.values),
            whole: self.whole && other.whole,
        }
    }

    /// Whether every number of this set is one of the other; may say no where
    /// it is so, never the other way round.
    #[must_use]
    pub fn is_subset(&self, other: &Self) -> bool {
        if self.is_empty() {
            return true;
        }
        if let Values::Only(values) = &self.values {
            return values
                .range((self.low, self.high))
                .all(|real| (self.whole && !real.is_whole()) || other.contains(*real));
        }
        let holes = match &other.values {
            Values::Only(_) => return false,
            Values::AllBut(holes) => holes,
        };
        (self.whole || !other.whole)
            && low_within(self.low, other.low)
            && high_within(self.high, other.high)
            && holes.iter().all(|hole| !self.contains(*hole))
    }

    /// Whether the range ends before it starts; such a range can't be asked for.
    fn is_backward(&self) -> bool {
        use Bound::{Excluded, Included};
        match (self.low, self.high) {
            (Included(low), Included(high)) => low > high,
            (Included(low) | Excluded(low), Included(high) | Excluded(high)) => low >= high,
            _ => false,
        }
    }

    /// The one number of a range that has only one.
    fn point(&self) -> Option<Real> {
        match (self.low, self.high) {
            (Bound::Included(low), Bound::Included(high)) if low == high => Some(low),
            _ => None,
        }
    }
}

fn above(low: Bound<Real>, real: Real) -> bool {
    match low {
        Bound::Included(low) => real >= low,
        Bound::Excluded(low) => real > low,
        Bound::Unbounded => true,
    }
}

fn below(high: Bound<Real>, real: Real) -> bool {
    match high {
        Bound::Included(high) => real <= high,
        Bound::Excluded(high) => real < high,
        Bound::Unbounded => true,
    }
}

fn limit(bound: Bound<Real>) -> Option<Real> {
    match bound {
        Bound::Included(real) | Bound::Excluded(real) => Some(real),
        Bound::Unbounded => None,
    }
}

fn tighter(a: Bound<Real>, b: Bound<Real>, closer: fn(Real, Real) -> bool) -> Bound<Real> {
    match (limit(a), limit(b)) {
        (None, _) => b,
        (_, None) => a,
        (Some(x), Some(y)) if x == y => {
            if matches!(a, Bound::Excluded(_)) {
                a
            } else {
                b
            }
        }
        (Some(x), Some(y)) => {
            if closer(x, y) {
                a
            } else {
                b
            }
        }
    }
}

fn looser(a: Bound<Real>, b: Bound<Real>, farther: fn(Real, Real) -> bool) -> Bound<Real> {
    match (limit(a), limit(b)) {
        (None, _) | (_, None) => Bound::Unbounded,
        (Some(x), Some(y)) if x == y => {
            if matches!(a, Bound::Included(_)) {
                a
            } else {
                b
            }
        }
        (Some(x), Some(y)) => {
            if farther(x, y) {
                a
            } else {
                b
            }
        }
    }
}

fn low_within(inner: Bound<Real>, outer: Bound<Real>) -> bool {
    match (limit(inner), limit(outer)) {
        (_, None) => true,
        (None, _) => false,
        (Some(x), Some(y)) => x > y || (x == y && not_wider(inner, outer)),
    }
}

fn high_within(inner: Bound<Real>, outer: Bound<Real>) -> bool {
    match (limit(inner), limit(outer)) {
        (_, None) => true,
        (None, _) => false,
        (Some(x), Some(y)) => x < y || (x == y && not_wider(inner, outer)),
    }
}

/// Of two bounds at one number: whether the inner takes it only if the outer does.
fn not_wider(inner: Bound<Real>, outer: Bound<Real>) -> bool {
    matches!(inner, Bound::Excluded(_)) || matches!(outer, Bound::Included(_))
}
