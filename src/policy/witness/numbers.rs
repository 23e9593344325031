//! Numbers that stand for all numbers, given those that conditions name.

use std::collections::BTreeSet;

use serde_json::{Number, Value};

use crate::policy::decide::Exact;

/// Each number, one between each two, one below all and one above all.
///
/// Between two numbers a whole one is taken where there is one; where JSON has
/// no number between them, none is.
#[must_use]
pub(super) fn around(named: &BTreeSet<Exact>) -> Vec<Value> {
    let mut numbers = Vec::with_capacity(named.len() * 2 + 1);
    let (Some(first), Some(last)) = (named.first(), named.last()) else { return Vec::new() };
    numbers.extend(step(*first, -1));
    let mut before: Option<Exact> = None;
    for number in named {
        numbers.extend(before.and_then(|before| between(before, *number)));
        numbers.push(*number);
        before = Some(*number);
    }
    numbers.extend(step(*last, 1));
    numbers.into_iter().filter_map(value).collect()
}

/// The next whole number in a direction, or one that is farther away where
/// whole numbers are too large to be told apart.
fn step(from: Exact, direction: i8) -> Option<Exact> {
    let beyond = |next: &Exact| if direction < 0 { *next < from } else { *next > from };
    let near = match from {
        Exact::Whole(whole) => whole.checked_add(direction.into()).and_then(checked),
        Exact::Real(real) => exact(if direction < 0 { real.floor() } else { real.ceil() }),
    };
    let outward = (real(from) < 0.0) == (direction < 0);
    let far = || exact(real(from) * if outward { 2.0 } else { 0.5 });
    let end = || exact(if direction < 0 { f64::MIN } else { f64::MAX });
    near.filter(beyond).or_else(|| far().filter(beyond)).or_else(|| end().filter(beyond))
}

fn between(low: Exact, high: Exact) -> Option<Exact> {
    let inside = |number: &Exact| low < *number && *number < high;
    let whole = match low {
        Exact::Whole(whole) => checked(whole.checked_add(1)?),
        Exact::Real(real) => exact(real.ceil()),
    };
    whole.filter(inside).or_else(|| {
        let (low, high) = (real(low), real(high));
        exact(low + (high - low) / 2.0).filter(inside)
    })
}

fn real(number: Exact) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "what comes of it is compared exactly")]
    match number {
        Exact::Whole(whole) => whole as f64,
        Exact::Real(real) => real,
    }
}

fn exact(real: f64) -> Option<Exact> {
    Number::from_f64(real).and_then(|number| Exact::of(&number))
}

/// The number as JSON can hold it: beyond 64 bits, only where a double can.
fn checked(whole: i128) -> Option<Exact> {
    let written = value(Exact::Whole(whole))?;
    written.as_number().and_then(Exact::of).filter(|read| *read == Exact::Whole(whole))
}

fn value(number: Exact) -> Option<Value> {
    match number {
        Exact::Whole(whole) => i64::try_from(whole)
            .map(Value::from)
            .or_else(|_| u64::try_from(whole).map(Value::from))
            .ok()
            .or_else(|| Number::from_f64(real(number)).map(Value::Number)),
        Exact::Real(real) => Number::from_f64(real).map(Value::Number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(named: &[&str]) -> String {
        let exact = |text: &&str| Exact::of(&serde_json::from_str(text).unwrap()).unwrap();
        let values = around(&named.iter().map(exact).collect());
        values.iter().map(Value::to_string).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_gap_has_a_number_where_json_has_one() {
        assert_eq!(text(&[]), "");
        assert_eq!(text(&["100"]), "99 100 101");
        assert_eq!(text(&["5", "6"]), "4 5 5.5 6 7");
        assert_eq!(text(&["0.5", "10"]), "0 0.5 1 10 11");
        assert_eq!(
            text(&["9007199254740992", "9007199254740993"]),
            "9007199254740991 9007199254740992 9007199254740993 9007199254740994"
        );
        assert_eq!(
            text(&["18446744073709551615"]),
            "18446744073709551614 18446744073709551615 1.8446744073709552e+19"
        );
        assert_eq!(text(&["1e300"]), "5e+299 1e+300 2e+300");
        assert_eq!(text(&["-1e300"]), "-2e+300 -1e+300 -5e+299");
        assert_eq!(text(&["1e25"]), "5e+24 1e+25 2e+25");
    }
}
