//! A limit, compiled: what one call adds to it, and how much fits.
//!
//! Sums are kept in millionths, as whole numbers: amounts of money add up
//! exactly, and the order of calls makes no difference. Finer parts are rounded up.

use serde_json::{Map, Value};

use super::number::Exact;
use super::value::ArgPath;
use crate::phrase::quoted;
use crate::policy::{Limit, Window};

/// What counts as 1.
const UNIT: u128 = 1_000_000;
/// Whole doubles below this have no other whole number near them.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// A quantity in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Amount(u128);

/// A limit that is ready to be counted against.
#[derive(Debug, Clone)]
pub struct Quota {
    /// Where its counter is kept; one of its own for each limit of a policy.
    pub(super) slot: usize,
    pub(super) rule: Box<str>,
    pub(super) full: Box<str>,
    pub(super) uncountable: Box<str>,
    counter: Box<str>,
    window: Window,
    max: Amount,
    from: Option<ArgPath>,
}

impl Amount {
    pub const ZERO: Self = Self(0);

    #[must_use]
    pub fn of_calls(calls: u64) -> Self {
        Self(u128::from(calls) * UNIT)
    }

    /// None of a negative number: nobody buys room by spending less than nothing.
    #[must_use]
    pub fn of_number(number: Exact) -> Option<Self> {
        match number {
            Exact::Whole(whole) => {
                u128::try_from(whole).ok().map(|whole| Self(whole.saturating_mul(UNIT)))
            }
            Exact::Real(real) if real < 0.0 => None,
            Exact::Real(real) => Some(Self(millionths(real))),
        }
    }

    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

/// A positive fraction in millionths, rounded up.
///
/// 0.07 is seven hundredths, whatever a double makes of it: the double that is
/// nearest to a number of millionths is taken for that number.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it saturates")]
#[allow(clippy::float_cmp, reason = "asks for the very double")]
fn millionths(real: f64) -> u128 {
    let near = (real * 1e6).round();
    if near / 1e6 == real && near < EXACT {
        return near as u128;
    }
    let whole = (real.trunc() as u128).saturating_mul(UNIT);
    whole.saturating_add((real.fract() * 1e6).ceil() as u128)
}

impl std::fmt::Display for Amount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, rest) = (self.0 / UNIT, self.0 % UNIT);
        if rest == 0 {
            return write!(f, "{whole}");
        }
        f.write_str(format!("{whole}.{rest:06}").trim_end_matches('0'))
    }
}

impl Quota {
    pub(super) fn new(limit: &Limit, slot: usize, rule: String) -> Self {
        let window = limit.window;
        let name = quoted(&limit.counter);
        let (full, uncountable) = match &limit.increment_from {
            None => {
                let calls = if limit.max == 1 { "call" } else { "calls" };
                let max = limit.max;
                (format!("at most {max} {calls} a {} ({name})", window.as_str()), String::new())
            }
            Some(path) => {
                let path = quoted(path);
                let max = limit.max;
                (
                    format!("{path} may add up to {max} a {} ({name})", window.as_str()),
                    format!("{path} must be a number of at least 0: it counts for {name}"),
                )
            }
        };
        Self {
            slot,
            rule: rule.into(),
            full: full.into(),
            uncountable: uncountable.into(),
            counter: limit.counter.as_str().into(),
            window,
            max: Amount::of_calls(limit.max),
            from: limit.increment_from.as_deref().map(ArgPath::new),
        }
    }

    /// What a call adds; none where its argument can't be counted.
    #[must_use]
    pub fn adds(&self, args: &Map<String, Value>) -> Option<Amount> {
        let Some(path) = &self.from else { return Some(Amount::of_calls(1)) };
        path.find(args)?.as_number().and_then(Exact::of).and_then(Amount::of_number)
    }

    #[must_use]
    pub fn rule(&self) -> &str {
        &self.rule
    }

    #[must_use]
    pub fn counter(&self) -> &str {
        &self.counter
    }

    #[must_use]
    pub fn window(&self) -> Window {
        self.window
    }

    #[must_use]
    pub fn max(&self) -> Amount {
        self.max
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str) -> Option<Amount> {
        Exact::of(&serde_json::from_str(text).unwrap()).and_then(Amount::of_number)
    }

    #[test]
    fn money_adds_up_exactly() {
        let cents = amount("0.1").unwrap();
        let sum = (0..10).fold(Amount::default(), |sum, _| sum.plus(cents));
        assert_eq!(sum, Amount::of_calls(1));
        assert_eq!(amount("12.50").unwrap().to_string(), "12.5");
        assert_eq!(amount("0.07").unwrap().to_string(), "0.07");
        assert_eq!(sum.to_string(), "1");
    }

    #[test]
    fn nothing_is_free_and_nothing_overflows() {
        assert_eq!(amount("-1"), None);
        assert_eq!(amount("-0.5"), None);
        assert_eq!(amount("0"), Some(Amount::default()));
        assert!(amount("1e-300").unwrap() > Amount::default());
        assert!(amount("1.0000001").unwrap() > Amount::of_calls(1));
        assert_eq!(amount("0.9999999").unwrap(), Amount::of_calls(1));
        assert_eq!(amount("4503599627370495.5").unwrap().to_string(), "4503599627370495.5");
        let most = amount("1e300").unwrap();
        assert_eq!(most.plus(most), most);
    }
}
