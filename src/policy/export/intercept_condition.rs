//! Conditions in the words of Intercept, which sees them a little differently.
//!
//! Its `eq` compares numbers as numbers and everything else by how it prints,
//! so that the text "5" equals the number 5; its `neq` holds for null. Where
//! that would let a call through, a second condition on the same argument
//! stands guard: `lte` holds for numbers alone, an empty pattern for texts
//! alone, `exists` for neither missing nor null. All conditions of a rule must
//! hold, so a guard only ever narrows.

use serde_json::{Number, Value};

use crate::policy::go::{self, Reading, prints_alone};
use crate::policy::model::{Condition, Operator as O};
use crate::policy::simplify::is_present;

/// Whole numbers up to here are the same in both.
const MAX_WHOLE: f64 = 9_007_199_254_740_991.0;

const ALIKE: &str = "Intercept takes texts for numbers, booleans and lists that read the same";
const MISSING: &str =
    "Intercept also denies calls where the argument is missing or of another kind";
const LARGE: &str = "Intercept rounds numbers beyond 2^53";
const PATTERN: &str = "Intercept reads the pattern differently";
const ASCII: &str = "in Intercept's patterns `\\d`, `\\w` and `\\s` are ASCII alone";
const NO_NOT: &str = "Intercept can't ask that a text doesn't match or contain something";

/// How what is written relates to what is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    Exact,
    /// It passes less, because of this.
    Stricter(&'static str),
    /// It passes more, because of this.
    Looser(&'static str),
}

/// Conditions that all have to hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Saying {
    pub conditions: Vec<Condition>,
    pub fit: Fit,
}

/// What passes where the condition holds.
pub fn holds(condition: &Condition) -> Saying {
    let value = &condition.value;
    let said = |conditions: Vec<Condition>, fit| Saying { conditions, fit };
    let same = condition.clone();
    let present = || with(condition, O::Exists, Value::Bool(true));
    match condition.op {
        O::Exists => said(vec![same], Fit::Exact),
        O::Eq => match guard(std::slice::from_ref(value)) {
            Some(guards) => said(guarded(same, guards), Fit::Exact),
            None => said(vec![same], Fit::Looser(unlike(value))),
        },
        O::In => match value.as_array().and_then(|list| guard(list)) {
            Some(guards) => said(guarded(same, guards), Fit::Exact),
            None => said(vec![same], Fit::Looser(ALIKE)),
        },
        O::Neq => said(vec![same, present()], differs(std::slice::from_ref(value))),
        O::NotIn => {
            said(vec![same, present()], value.as_array().map_or(Fit::Exact, |list| differs(list)))
        }
        O::Lt | O::Lte | O::Gt | O::Gte => {
            said(vec![same], if is_safe(value) { Fit::Exact } else { Fit::Looser(LARGE) })
        }
        O::Contains => {
            let alone = value.as_str().is_some_and(prints_alone);
            said(vec![same], if alone { Fit::Exact } else { Fit::Looser(ALIKE) })
        }
        O::Regex => said(vec![same], pattern(value)),
    }
}

/// What passes where the condition doesn't hold.
///
/// # Errors
/// The reason why nothing like that can be said.
pub fn fails(condition: &Condition) -> Result<Saying, &'static str> {
    let turned = |op: O| with(condition, op, condition.value.clone());
    let alone = |op: O, fit| Ok(Saying { conditions: vec![turned(op)], fit });
    let scalars = |values: &[Value]| !values.iter().any(|v| v.is_array() || v.is_object());
    let narrowed = |scalars| if scalars { Fit::Stricter(MISSING) } else { Fit::Looser(ALIKE) };
    match condition.op {
        O::Exists => {
            let absent = with(condition, O::Exists, Value::Bool(!is_present(condition)));
            Ok(Saying { conditions: vec![absent], fit: Fit::Exact })
        }
        O::Eq => alone(O::Neq, narrowed(scalars(std::slice::from_ref(&condition.value)))),
        O::In => {
            let list = condition.value.as_array().map(Vec::as_slice).unwrap_or_default();
            alone(O::NotIn, narrowed(scalars(list)))
        }
        O::Neq => Ok(narrower(holds(&turned(O::Eq)))),
        O::NotIn => Ok(narrower(holds(&turned(O::In)))),
        O::Lt => Ok(narrower(holds(&turned(O::Gte)))),
        O::Lte => Ok(narrower(holds(&turned(O::Gt)))),
        O::Gt => Ok(narrower(holds(&turned(O::Lte)))),
        O::Gte => Ok(narrower(holds(&turned(O::Lt)))),
        O::Regex | O::Contains => Err(NO_NOT),
    }
}

/// A call without the argument is denied as well.
fn narrower(saying: Saying) -> Saying {
    let fit = match saying.fit {
        Fit::Exact => Fit::Stricter(MISSING),
        other => other,
    };
    Saying { fit, ..saying }
}

fn with(condition: &Condition, op: O, value: Value) -> Condition {
    Condition { path: condition.path.clone(), op, value }
}

fn guarded(condition: Condition, guards: Vec<(O, Value)>) -> Vec<Condition> {
    let guards: Vec<Condition> =
        guards.into_iter().map(|(op, value)| with(&condition, op, value)).collect();
    std::iter::once(condition).chain(guards).collect()
}

/// What has to hold beside equality with one of the values, so that nothing
/// passes that only prints alike; none where nothing can tell.
fn guard(values: &[Value]) -> Option<Vec<(O, Value)>> {
    if values.iter().all(|value| value.as_str().is_some_and(prints_alone)) {
        return Some(Vec::new());
    }
    if values.iter().all(Value::is_string) {
        return Some(vec![(O::Regex, Value::from(""))]);
    }
    let numbers: Vec<&Number> =
        values.iter().filter(|value| is_safe(value)).filter_map(Value::as_number).collect();
    if numbers.len() < values.len() {
        return None;
    }
    let largest = numbers
        .into_iter()
        .max_by(|a, b| a.as_f64().unwrap_or_default().total_cmp(&b.as_f64().unwrap_or_default()))?;
    Some(vec![(O::Lte, Value::Number(largest.clone()))])
}

/// How well `neq` and `not_in` keep these values out.
fn differs(values: &[Value]) -> Fit {
    if values.iter().any(|value| value.is_array() || value.is_object()) {
        return Fit::Looser(ALIKE);
    }
    let alone = values.iter().all(|value| value.as_str().is_some_and(prints_alone));
    if alone { Fit::Exact } else { Fit::Stricter(ALIKE) }
}

fn unlike(value: &Value) -> &'static str {
    if value.is_number() { LARGE } else { ALIKE }
}

/// A number that both compare in the same way.
fn is_safe(value: &Value) -> bool {
    value.as_f64().is_some_and(|number| number.abs() <= MAX_WHOLE)
}

fn pattern(value: &Value) -> Fit {
    match value.as_str().map(go::reading) {
        Some(Reading::Same) => Fit::Exact,
        Some(Reading::Narrower) => Fit::Stricter(ASCII),
        _ => Fit::Looser(PATTERN),
    }
}
