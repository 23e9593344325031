//! A condition of Intercept as one of a policy.
//!
//! Intercept's equality is looser than a policy's. Where a condition asks for
//! equality, the policy's is stricter, and a note says so; where it asks for
//! difference, everything that Intercept takes for equal has to be named.

use std::collections::HashMap;

use indexmap::IndexSet;
use serde_json::{Number, Value};

use super::walk::Walk;
use crate::phrase::quoted;
use crate::policy::go::{alike, from_go, prints_alone};
use crate::policy::model::{Condition, Operator as O};

/// Beyond it doubles skip whole numbers.
const MAX_WHOLE: f64 = 9_007_199_254_740_991.0;

const ROUNDED: &str = "a number beyond 2^53 is rounded there and exact here";

const STRICTER: &str = "texts, numbers and booleans that read the same are told apart now";

/// The condition, or a mistake in `walk`.
pub fn condition(walk: &mut Walk, value: &Value, place: &str) -> Option<Condition> {
    let members = walk.members(value, place, &["path", "op", "value"])?;
    let path = walk.text(members.get("path"), &format!("{place}.path"))?.to_owned();
    if !is_path(&path) {
        walk.mistake(place, format!("the path {} leads to no argument", quoted(&path)));
        return None;
    }
    let op = operator(walk, members.get("op"), place)?;
    let null = Value::Null;
    let value = members.get("value").unwrap_or(&null);
    translated(walk, &path, op, value, place)
}

/// `args.` and names between single dots.
pub fn is_path(path: &str) -> bool {
    path.strip_prefix("args.").is_some_and(|rest| rest.split('.').all(|name| !name.is_empty()))
}

fn operator(walk: &mut Walk, value: Option<&Value>, place: &str) -> Option<O> {
    let name = walk.text(value, &format!("{place}.op"))?;
    let op = serde_json::from_value(Value::from(name)).ok();
    if op.is_none() {
        walk.mistake(place, format!("unknown operator {}", quoted(name)));
    }
    op
}

fn translated(walk: &mut Walk, path: &str, op: O, value: &Value, place: &str) -> Option<Condition> {
    let said = |op: O, value: Value| Some(Condition { path: path.to_owned(), op, value });
    match (op, value) {
        (O::Lt | O::Lte | O::Gt | O::Gte, Value::Number(number)) => {
            if is_rounded(number) {
                walk.mistake(place, ROUNDED);
                return None;
            }
            said(op, value.clone())
        }
        (O::Exists, Value::Bool(_)) => said(op, value.clone()),
        (O::Regex, Value::String(pattern)) => {
            let read = from_go(pattern);
            if read.is_none() {
                walk.mistake(place, format!("the pattern {} may mean something else here; write it without what engines read differently", quoted(pattern)));
            }
            said(op, read?.into())
        }
        (O::Eq | O::Contains, _) => {
            compared(walk, std::slice::from_ref(value), place)?;
            said(op, value.clone())
        }
        (O::In, Value::Array(list)) => {
            compared(walk, list, place)?;
            said(op, value.clone())
        }
        (O::Neq, _) => different(walk, path, op, std::slice::from_ref(value), place),
        (O::NotIn, Value::Array(list)) => different(walk, path, op, list, place),
        _ => {
            walk.mistake(
                place,
                format!("the operator {} can't work with this value", quoted(op.as_str())),
            );
            None
        }
    }
}

/// Notes how equality with these is read; a mistake where it can't be.
fn compared(walk: &mut Walk, values: &[Value], place: &str) -> Option<()> {
    if values.iter().any(|value| value.is_array() || value.is_object()) {
        walk.mistake(
            place,
            "lists and mappings are compared by how they print there; compare their parts",
        );
        return None;
    }
    note_equality(walk, values, place);
    Some(())
}

/// Whether several numbers of a call are this one there.
fn is_rounded(number: &Number) -> bool {
    number.as_f64().is_none_or(|real| real.abs() > MAX_WHOLE)
}

fn note_equality(walk: &mut Walk, values: &[Value], place: &str) {
    if !values.iter().all(|value| value.as_str().is_some_and(prints_alone)) {
        walk.note(place, STRICTER);
    }
}

/// None of the values, and nothing that Intercept takes for one of them.
fn different(
    walk: &mut Walk,
    path: &str,
    op: O,
    values: &[Value],
    place: &str,
) -> Option<Condition> {
    let mut list: IndexSet<Value> = IndexSet::new();
    for value in values {
        let Some(twins) = alike(value) else {
            walk.mistake(
                place,
                "lists and mappings are compared by how they print there; compare their parts",
            );
            return None;
        };
        if twins.iter().filter_map(Value::as_number).any(is_rounded) {
            walk.mistake(place, ROUNDED);
            return None;
        }
        list.extend(twins);
    }
    let list: Vec<Value> = list.into_iter().collect();
    let path = path.to_owned();
    Some(match <[Value; 1]>::try_from(list) {
        Ok([only]) if op == O::Neq => Condition { path, op, value: only },
        Ok([only]) => Condition { path, op: O::NotIn, value: vec![only].into() },
        Err(list) => Condition { path, op: O::NotIn, value: list.into() },
    })
}

/// The conditions without those that stand guard beside an equality, which
/// is exact here: `lte` beside numbers, an empty pattern beside texts.
pub fn without_guards(conditions: Vec<Condition>) -> Vec<Condition> {
    let mut equalities: HashMap<&str, Equality> = HashMap::new();
    for condition in &conditions {
        equalities.entry(&condition.path).or_default().note(condition);
    }
    let needless = |guard: &Condition| {
        equalities.get(guard.path.as_str()).is_some_and(|known| known.implies(guard))
    };
    let keep: Vec<bool> = conditions.iter().map(|one| !needless(one)).collect();
    let mut keep = keep.into_iter();
    conditions.into_iter().filter(|_| keep.next().unwrap_or(true)).collect()
}

/// What the equalities on one argument say of it together.
#[derive(Default)]
struct Equality {
    is_text: bool,
    /// It is a number, and at most this.
    most: Option<f64>,
}

impl Equality {
    fn note(&mut self, equality: &Condition) {
        let values = match (equality.op, &equality.value) {
            (O::Eq, value) => std::slice::from_ref(value),
            (O::In, Value::Array(list)) => list,
            _ => return,
        };
        self.is_text |= values.iter().all(Value::is_string);
        let numbers: Option<Vec<f64>> =
            values.iter().map(|value| value.as_number().and_then(Number::as_f64)).collect();
        let most = numbers.map(|all| all.into_iter().fold(f64::NEG_INFINITY, f64::max));
        self.most = most.into_iter().chain(self.most).reduce(f64::min);
    }

    fn implies(&self, guard: &Condition) -> bool {
        match (guard.op, &guard.value) {
            (O::Regex, Value::String(pattern)) => pattern.is_empty() && self.is_text,
            (O::Lte, Value::Number(bound)) => {
                self.most.zip(bound.as_f64()).is_some_and(|(most, bound)| most <= bound)
            }
            _ => false,
        }
    }
}
