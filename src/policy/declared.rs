//! From a JSON Schema to the set of values that it allows, or a larger one.

use std::ops::Bound;

use super::satisfy::{Domain, Numbers, Real, Values, equal_to};
use crate::document::{Map, Value, follow, member};

/// Branches of choices and values of enums that are read for one argument; of
/// what is longer, nothing is known.
const BUDGET: usize = 1_000;
/// Branches and values that are asked for null.
const MAX_BRANCHES: usize = 64;
/// Choices inside choices.
const MAX_DEPTH: usize = 8;

/// Follows references inside the document; none where one leads elsewhere.
#[must_use]
pub(super) fn resolve<'a>(root: &'a Value, schema: &'a Value) -> Option<&'a Value> {
    follow(root, schema).map(|followed| followed.schema)
}

/// The values that a schema allows, or more of them.
#[must_use]
pub(super) fn domain<'a>(root: &'a Value, schema: &'a Value) -> Domain<'a> {
    Reader { root, budget: BUDGET }.domain(schema, 0)
}

/// Whether a schema says that the value may be null; one without any type
/// doesn't say so, and doesn't rule it out either.
#[must_use]
pub(super) fn is_nullable(root: &Value, schema: &Value) -> bool {
    let Some(schema) = resolve(root, schema) else { return false };
    let listed = |key| member(schema, key).and_then(Value::as_array).map(Vec::as_slice);
    let branches = |key| listed(key).unwrap_or_default().iter().take(MAX_BRANCHES);
    let says = says_null(schema)
        || branches("anyOf").any(|branch| resolve(root, branch).is_some_and(says_null))
        // Of `oneOf`, two branches that take null exclude it.
        || (branches("oneOf").any(|branch| resolve(root, branch).is_some_and(says_null))
            && branches("oneOf").filter(|branch| domain(root, branch).absent).count() == 1);
    says && domain(root, schema).absent
}

fn says_null(schema: &Value) -> bool {
    let is_null = |kind: &Value| kind == "null";
    let lists = |list: &Value, null: fn(&Value) -> bool| {
        list.as_array().is_some_and(|list| list.iter().take(MAX_BRANCHES).any(null))
    };
    member(schema, "nullable") == Some(&Value::Bool(true))
        || schema
            .get("type")
            .is_some_and(|kind| is_null(kind) || lists(kind, |kind| kind == "null"))
        || member(schema, "const").is_some_and(Value::is_null)
        || member(schema, "enum").is_some_and(|values| lists(values, Value::is_null))
}

/// Whether the strings or numbers of a set are listed one by one.
pub(super) fn is_listed(domain: &Domain<'_>) -> bool {
    let some = |values: &Values<&str>| matches!(values, Values::Only(all) if !all.is_empty());
    let numbers = &domain.numbers.values;
    some(&domain.strings) || matches!(numbers, Values::Only(all) if !all.is_empty())
}

struct Reader<'a> {
    root: &'a Value,
    budget: usize,
}

impl<'a> Reader<'a> {
    fn domain(&mut self, schema: &'a Value, depth: usize) -> Domain<'a> {
        let schema = resolve(self.root, schema).and_then(Value::as_object);
        let Some(schema) = schema.filter(|_| depth < MAX_DEPTH) else { return Domain::anything() };
        let mut domain = kinds(schema.get("type"));
        domain.absent |= schema.get("nullable") == Some(&Value::Bool(true));
        domain.numbers = domain.numbers.intersect(&range(schema));
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            domain = domain.intersect(&self.any_of(values));
        }
        if let Some(value) = schema.get("const") {
            domain = domain.intersect(&self.any_of(std::slice::from_ref(value)));
        }
        for key in ["anyOf", "oneOf"] {
            if let Some(branches) = schema.get(key).and_then(Value::as_array) {
                domain = domain.intersect(&self.choice(branches, depth));
            }
        }
        domain
    }

    fn choice(&mut self, branches: &'a [Value], depth: usize) -> Domain<'a> {
        if !self.spend(branches.len()) {
            return Domain::anything();
        }
        let mut all = Domain::nothing();
        for branch in branches {
            all = all.union(&self.domain(branch, depth + 1));
        }
        all
    }

    /// The values of an enum; null is the absence.
    fn any_of(&mut self, values: &'a [Value]) -> Domain<'a> {
        if !self.spend(values.len()) {
            return Domain::anything();
        }
        let one =
            |value| if Value::is_null(value) { Domain::absent() } else { equal_to(value).domain };
        values.iter().fold(Domain::nothing(), |all, value| join(all, one(value)))
    }

    fn spend(&mut self, number: usize) -> bool {
        let left = self.budget.checked_sub(number);
        self.budget = left.unwrap_or_default();
        left.is_some()
    }
}

/// As [`Domain::union`], at a cost of the second set alone.
fn join<'a>(mut all: Domain<'a>, one: Domain<'a>) -> Domain<'a> {
    if let (Values::Only(mine), Values::Only(theirs)) = (&mut all.strings, &one.strings) {
        mine.extend(theirs);
    }
    match (&mut all.numbers.values, one.numbers.values) {
        (Values::Only(mine), Values::Only(theirs)) => mine.extend(theirs),
        (mine, theirs @ Values::AllBut(_)) => *mine = theirs,
        _ => {}
    }
    all.booleans = all.booleans.union(&one.booleans);
    all.absent |= one.absent;
    all.lists |= one.lists;
    all.objects |= one.objects;
    all
}

fn kinds(kind: Option<&Value>) -> Domain<'static> {
    match kind {
        Some(Value::String(kind)) => kind_named(kind),
        Some(Value::Array(kinds)) if kinds.len() <= 7 => {
            let kinds =
                kinds.iter().map(|kind| kind.as_str().map_or_else(Domain::anything, kind_named));
            kinds.fold(Domain::nothing(), |all, kind| all.union(&kind))
        }
        _ => Domain::anything(),
    }
}

fn kind_named(kind: &str) -> Domain<'static> {
    let none = Domain::nothing();
    match kind.to_ascii_lowercase().as_str() {
        "string" => Domain { strings: Values::all(), ..none },
        "number" => Domain { numbers: Numbers::of(Values::all()), ..none },
        "integer" => {
            Domain { numbers: Numbers { whole: true, ..Numbers::of(Values::all()) }, ..none }
        }
        "boolean" => Domain { booleans: Domain::present().booleans, ..none },
        "array" => Domain { lists: true, ..none },
        "object" => Domain { objects: true, ..none },
        "null" => Domain::absent(),
        _ => Domain::anything(),
    }
}

fn range(schema: &Map) -> Numbers {
    let low = bound(schema, "minimum", "exclusiveMinimum");
    let high = bound(schema, "maximum", "exclusiveMaximum");
    Numbers::between(low.0, high.0).intersect(&Numbers::between(low.1, high.1))
}

/// The bound with its value, and the bound without it, which older drafts
/// write as a flag beside the first.
fn bound(schema: &Map, with: &str, without: &str) -> (Bound<Real>, Bound<Real>) {
    let real = |key: &str| schema.get(key).and_then(Value::as_number).and_then(Real::exact);
    let flag = schema.get(without) == Some(&Value::Bool(true));
    let with = match real(with) {
        Some(real) if flag => Bound::Excluded(real),
        Some(real) => Bound::Included(real),
        None => Bound::Unbounded,
    };
    (with, real(without).map_or(Bound::Unbounded, Bound::Excluded))
}
