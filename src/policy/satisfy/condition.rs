//! One condition as a set: the arguments for which it holds.

use std::ops::Bound;

use serde_json::Value;

use crate::document::{Kind, Tree};

use super::domain::Domain;
use super::numbers::Numbers;
use super::values::{Real, Values};
use crate::policy::{Condition, Operator};

/// The arguments for which a condition may hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Holding<'a> {
    /// Never too small.
    pub domain: Domain<'a>,
    /// Whether the set is not too large either.
    pub exact: bool,
}

/// A value that the operator can't work with: such a condition never holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misfit {
    NotANumber,
    NotAList,
    NotABoolean,
    NotAString,
}

/// The set of a condition, on its own path.
///
/// # Errors
/// When the operator can't work with the value.
pub fn holding(condition: &Condition) -> Result<Holding<'_>, Misfit> {
    use Operator::{Contains, Eq, Exists, Gt, Gte, In, Lt, Lte, Neq, NotIn, Regex};
    let value = &condition.value;
    match condition.op {
        Eq => Ok(equal_to(value)),
        Neq => Ok(other_than(&equal_to(value))),
        Lt => number(value).map(|n| compared(n, |n| (Bound::Unbounded, Bound::Excluded(n)))),
        Lte => number(value).map(|n| compared(n, |n| (Bound::Unbounded, Bound::Included(n)))),
        Gt => number(value).map(|n| compared(n, |n| (Bound::Excluded(n), Bound::Unbounded))),
        Gte => number(value).map(|n| compared(n, |n| (Bound::Included(n), Bound::Unbounded))),
        In => list(value).map(one_of),
        NotIn => list(value).map(|values| other_than(&one_of(values))),
        Exists => match value {
            Value::Bool(true) => Ok(Holding { domain: Domain::present(), exact: true }),
            Value::Bool(false) => Ok(Holding { domain: Domain::absent(), exact: true }),
            _ => Err(Misfit::NotABoolean),
        },
        Regex => match value {
            Value::String(_) => Ok(Holding { domain: strings(Values::all()), exact: false }),
            _ => Err(Misfit::NotAString),
        },
        Contains => Ok(containing(value)),
    }
}

/// Whether the operator searches a string, and finds what it looks for in this
/// one; `None` where that can't be told here.
#[must_use]
pub fn finds(condition: &Condition, text: &str) -> Option<bool> {
    match (condition.op, &condition.value) {
        (Operator::Contains, Value::String(part)) => Some(text.contains(part.as_str())),
        (Operator::Contains, _) => Some(false),
        (Operator::Regex, Value::String(pattern)) => {
            super::super::pattern::compiled(pattern).map(|regex| regex.is_match(text))
        }
        _ => None,
    }
}

/// The set of one value; of a list or an object, all of their kind.
#[must_use]
pub fn equal_to<T: Tree>(value: &T) -> Holding<'_> {
    let nothing = Domain::nothing();
    let (domain, exact) = match value.kind() {
        // A condition on null is false, as it is on a missing argument.
        Kind::Null => (nothing, true),
        Kind::Bool(value) => (Domain { booleans: Values::one(value), ..nothing }, true),
        Kind::String(text) => (strings(Values::one(text)), true),
        Kind::Number(number) => match Real::exact(number) {
            Some(real) => (numbers(Numbers::of(Values::one(real))), true),
            None => (numbers(Numbers::of(Values::all())), false),
        },
        Kind::Array => (Domain { lists: true, ..nothing }, false),
        Kind::Object => (Domain { objects: true, ..nothing }, false),
    };
    Holding { domain, exact }
}

/// Built in one go: a union for each value would walk the list again and again.
fn one_of(values: &[Value]) -> Holding<'_> {
    let mut holding = Holding { domain: Domain::nothing(), exact: true };
    let (mut texts, mut reals, mut flags, mut huge) = (vec![], vec![], vec![], false);
    for value in values {
        match value {
            Value::Null => {}
            Value::Bool(flag) => flags.push(*flag),
            Value::String(text) => texts.push(text.as_str()),
            Value::Number(number) => match Real::exact(number) {
                Some(real) => reals.push(real),
                None => huge = true,
            },
            Value::Array(_) => holding.domain.lists = true,
            Value::Object(_) => holding.domain.objects = true,
        }
    }
    holding.exact = !huge && !holding.domain.lists && !holding.domain.objects;
    holding.domain.strings = Values::Only(texts.into_iter().collect());
    holding.domain.booleans = Values::Only(flags.into_iter().collect());
    let reals = if huge { Values::all() } else { Values::Only(reals.into_iter().collect()) };
    holding.domain.numbers = Numbers::of(reals);
    holding
}

/// Every value that isn't in the set; the absence never is.
fn other_than<'a>(holding: &Holding<'a>) -> Holding<'a> {
    let mut domain = Domain::present();
    let Holding { domain: without, exact } = holding;
    domain.strings = without.strings.clone().complement();
    domain.booleans = domain.booleans.intersect(&without.booleans.clone().complement());
    // Where numbers can't be told apart, any of them may be another one.
    if matches!(without.numbers.values, Values::Only(_)) {
        domain.numbers = Numbers::of(without.numbers.values.clone().complement());
    }
    // Excluding nothing asks for a value, as `exists` does; but whether null exists
    // the format leaves open, so the two must not be taken for the same.
    Holding { domain, exact: *exact && !without.is_empty() }
}

fn containing(value: &Value) -> Holding<'_> {
    let texts = if value.is_string() { Values::all() } else { Values::none() };
    Holding { domain: Domain { lists: true, ..strings(texts) }, exact: false }
}

fn compared(
    number: Option<Real>,
    range: fn(Real) -> (Bound<Real>, Bound<Real>),
) -> Holding<'static> {
    let (low, high) = number.map_or((Bound::Unbounded, Bound::Unbounded), range);
    Holding { domain: numbers(Numbers::between(low, high)), exact: number.is_some() }
}

fn number(value: &Value) -> Result<Option<Real>, Misfit> {
    value.as_number().map(Real::exact).ok_or(Misfit::NotANumber)
}

fn list(value: &Value) -> Result<&[Value], Misfit> {
    value.as_array().map(Vec::as_slice).ok_or(Misfit::NotAList)
}

fn strings(strings: Values<&str>) -> Domain<'_> {
    Domain { strings, ..Domain::nothing() }
}

fn numbers(numbers: Numbers) -> Domain<'static> {
    Domain { numbers, ..Domain::nothing() }
}
