//! Numbers that compare by their value, whatever they were written as.
//!
//! JSON knows one kind of number; a parser hands out three. `5`, `5.0` and
//! `5e0` are one number here, and 9007199254740993 differs from its neighbour
//! although a double can't tell them apart.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use serde_json::Number;

/// Whole doubles below this fit into an `i128`.
const WHOLE: f64 = 1e38;

/// A number of JSON, in one form for each value.
#[derive(Debug, Clone, Copy)]
pub enum Exact {
    Whole(i128),
    /// Has a fraction, or is beyond [`WHOLE`]; never NaN.
    Real(f64),
}

impl Exact {
    /// None of a NaN, which JSON doesn't have.
    #[must_use]
    pub fn of(number: &Number) -> Option<Self> {
        if let Some(whole) = number.as_i64() {
            return Some(Self::Whole(whole.into()));
        }
        if let Some(whole) = number.as_u64() {
            return Some(Self::Whole(whole.into()));
        }
        number.as_f64().filter(|real| !real.is_nan()).map(Self::of_real)
    }

    #[allow(clippy::cast_possible_truncation, reason = "whole and in range")]
    fn of_real(real: f64) -> Self {
        if real.fract() == 0.0 && real.abs() < WHOLE {
            Self::Whole(real as i128)
        } else {
            Self::Real(real)
        }
    }
}

impl Ord for Exact {
    #[allow(clippy::cast_possible_truncation, reason = "a floor that is in range")]
    fn cmp(&self, other: &Self) -> Ordering {
        match (*self, *other) {
            (Self::Whole(a), Self::Whole(b)) => a.cmp(&b),
            // Neither is NaN, and zero is whole.
            (Self::Real(a), Self::Real(b)) => a.total_cmp(&b),
            (Self::Real(_), Self::Whole(_)) => other.cmp(self).reverse(),
            (Self::Whole(_), Self::Real(b)) if b >= WHOLE => Ordering::Less,
            (Self::Whole(_), Self::Real(b)) if b <= -WHOLE => Ordering::Greater,
            // A fraction lies between its floor and the next whole number.
            (Self::Whole(a), Self::Real(b)) if a <= b.floor() as i128 => Ordering::Less,
            (Self::Whole(_), Self::Real(_)) => Ordering::Greater,
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Exact {}

impl Hash for Exact {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Self::Whole(whole) => whole.hash(state),
            Self::Real(real) => real.to_bits().hash(state),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn exact(text: &str) -> Exact {
        Exact::of(&serde_json::from_str(text).unwrap()).unwrap()
    }

    #[test]
    fn the_way_a_number_is_written_is_no_difference() {
        for (a, b) in [("5", "5.0"), ("5", "5e0"), ("0", "-0.0"), ("1e3", "1000"), ("2e38", "2e38")]
        {
            assert_eq!(exact(a), exact(b), "{a} {b}");
        }
    }

    #[test]
    fn neighbours_are_told_apart() {
        for (small, large) in [
            ("9007199254740992", "9007199254740993"),
            ("9007199254740992.0", "9007199254740993"),
            ("9223372036854775807", "9223372036854775808"),
            ("18446744073709551614", "18446744073709551615"),
            ("18446744073709551615", "18446744073709551616"),
            ("-0.5", "0"),
            ("-1", "-0.5"),
            ("0", "5e-324"),
            ("1", "1.0000000000000002"),
            ("18446744073709551615", "1e300"),
            ("-1e300", "-9223372036854775808"),
            ("1e38", "1e39"),
        ] {
            assert!(exact(small) < exact(large), "{small} {large}");
            assert!(exact(large) > exact(small), "{small} {large}");
        }
    }

    fn number() -> impl Strategy<Value = Number> {
        prop_oneof![
            any::<i64>().prop_map(Number::from),
            any::<u64>().prop_map(Number::from),
            (-3..3i64).prop_map(Number::from),
            prop::sample::select(vec![-2.5, -1.0, 0.0, 0.5, 1.0, 9.007_199_254_740_992e15, 1e300])
                .prop_filter_map("finite", Number::from_f64),
            any::<f64>().prop_filter_map("finite", Number::from_f64),
        ]
    }

    proptest! {
        #[test]
        fn the_order_is_one_order(a in number(), b in number(), c in number()) {
            let [a, b, c] = [a, b, c].map(|number| Exact::of(&number).unwrap());
            prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
            prop_assert!(!(a <= b && b <= c) || a <= c, "{:?} {:?} {:?}", a, b, c);
            let hash = |exact: &Exact| {
                let mut state = std::collections::hash_map::DefaultHasher::new();
                exact.hash(&mut state);
                state.finish()
            };
            prop_assert!(a != b || hash(&a) == hash(&b));
        }
    }
}
