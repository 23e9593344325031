//! Argument objects made of values that stand for all others.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use serde_json::{Map, Number, Value};

use super::values::Named;
use crate::policy::decide::Exact;
use crate::policy::{Condition, Limit, ToolRules};

/// More paths than this are not combined: the rest is left out of calls.
const MAX_PATHS: usize = 12;

/// What the arguments of a call can be, as far as some rules tell them apart.
#[derive(Debug, Clone, Default)]
pub struct Space {
    paths: BTreeMap<String, Named>,
}

/// How far a search went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tried {
    /// Every case there is.
    Everything,
    /// Samples, or not all combinations.
    Some,
}

/// One path with its values.
struct Axis {
    segments: Vec<String>,
    values: Vec<Option<Value>>,
}

impl Space {
    /// The space of a tool's rules.
    #[must_use]
    pub fn of(rules: &ToolRules) -> Self {
        let mut space = Self::default();
        space.add(rules);
        space
    }

    /// Takes in what the rules of a tool ask.
    pub fn add(&mut self, rules: &ToolRules) {
        let entries = rules.require.iter().chain(&rules.deny_if);
        entries.flat_map(|entry| &entry.conditions).for_each(|condition| self.condition(condition));
        self.limits(&rules.limits);
    }

    /// Takes in the arguments that limits count.
    pub fn limits(&mut self, limits: &[Limit]) {
        for limit in limits {
            let Some(path) = &limit.increment_from else { continue };
            let named = self.paths.entry(path.clone()).or_default();
            for number in [Number::from(0), Number::from(limit.max)] {
                if let Some(number) = Exact::of(&number) {
                    named.number(number);
                }
            }
        }
    }

    fn condition(&mut self, condition: &Condition) {
        self.paths.entry(condition.path.clone()).or_default().note(condition);
    }

    /// Takes in values that a schema names for a path that is asked about.
    pub fn values(&mut self, path: &str, values: &[Value]) {
        if let Some(named) = self.paths.get_mut(path) {
            for value in values {
                named.value(value);
            }
        }
    }

    /// The paths that are asked about.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.paths.keys().map(String::as_str)
    }

    /// Hands out argument objects, the smallest first, until told to stop or
    /// `most` were made; each has the members of `base` besides.
    pub fn each(
        &self,
        base: &Map<String, Value>,
        most: usize,
        mut visit: impl FnMut(&Map<String, Value>) -> ControlFlow<()>,
    ) -> Tried {
        let (axes, mut tried) = self.axes();
        let mut chosen = vec![0; axes.len()];
        for _ in 0..most {
            if let Some(args) = build(&axes, &chosen, base)
                && visit(&args).is_break()
            {
                return Tried::Some;
            }
            if !advance(&mut chosen, &axes) {
                return tried;
            }
        }
        tried = Tried::Some;
        tried
    }

    fn axes(&self) -> (Vec<Axis>, Tried) {
        let mut tried = Tried::Everything;
        if self.paths.len() > MAX_PATHS {
            tried = Tried::Some;
        }
        let mut axes = Vec::new();
        for (path, named) in self.paths.iter().take(MAX_PATHS) {
            let below = format!("{path}.");
            let has_children = self.paths.keys().any(|other| other.starts_with(&below));
            let (values, exact) = named.values(has_children);
            // What an object holds and what it is are not told apart.
            if !exact || (has_children && !named.is_presence_alone()) {
                tried = Tried::Some;
            }
            let path = path.strip_prefix("args.").unwrap_or(path);
            let segments = path.split('.').map(str::to_owned).collect();
            axes.push(Axis { segments, values });
        }
        (axes, tried)
    }
}

/// The next combination, counting the last axis fastest; no more after the last.
fn advance(chosen: &mut [usize], axes: &[Axis]) -> bool {
    for (index, axis) in chosen.iter_mut().zip(axes).rev() {
        *index += 1;
        if *index < axis.values.len() {
            return true;
        }
        *index = 0;
    }
    false
}

/// The object of a combination; none where a path would go through a value.
fn build(axes: &[Axis], chosen: &[usize], base: &Map<String, Value>) -> Option<Map<String, Value>> {
    let mut args = base.clone();
    for (axis, index) in axes.iter().zip(chosen) {
        let value = axis.values.get(*index)?;
        place(&mut args, &axis.segments, value.as_ref())?;
    }
    Some(args)
}

fn place(args: &mut Map<String, Value>, segments: &[String], value: Option<&Value>) -> Option<()> {
    let (last, owners) = segments.split_last()?;
    let mut here = args;
    for owner in owners {
        // Behind what has no members, nothing has to be taken away.
        if value.is_none() && !here.get(owner).is_some_and(Value::is_object) {
            return Some(());
        }
        here = here
            .entry(owner.clone())
            .or_insert_with(|| Value::Object(Map::new()))
            .as_object_mut()?;
    }
    match value {
        Some(value) => {
            here.insert(last.clone(), value.clone());
        }
        None => {
            here.shift_remove(last);
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn all(rules: &Value) -> (Vec<String>, Tried) {
        let rules: ToolRules = serde_json::from_value(rules.clone()).unwrap();
        let mut seen = Vec::new();
        let tried = Space::of(&rules).each(&Map::new(), 10_000, |args| {
            seen.push(Value::Object(args.clone()).to_string());
            ControlFlow::Continue(())
        });
        (seen, tried)
    }

    fn entry(conditions: &Value) -> Value {
        json!({"deny_if": [{"conditions": conditions}]})
    }

    #[test]
    fn few_values_stand_for_all() {
        let (seen, tried) = all(&entry(&json!([{"path": "args.a", "op": "gt", "value": 5}])));
        assert_eq!(seen, ["{}", r#"{"a":"x"}"#, r#"{"a":4}"#, r#"{"a":5}"#, r#"{"a":6}"#]);
        assert_eq!(tried, Tried::Everything);
        let (seen, tried) = all(&entry(&json!([
            {"path": "args.o", "op": "exists", "value": true},
            {"path": "args.o.x", "op": "eq", "value": "x"},
        ])));
        assert_eq!(tried, Tried::Everything);
        assert!(seen.contains(&r#"{"o":{"x":"other"}}"#.to_owned()), "{seen:?}");
        assert!(seen.contains(&r#"{"o":{}}"#.to_owned()), "{seen:?}");
    }

    #[test]
    fn what_can_only_be_sampled_is_not_called_everything() {
        for conditions in [
            json!([{"path": "args.a", "op": "regex", "value": ".*"}]),
            json!([{"path": "args.a", "op": "regex", "value": "^a+$"}, {"path": "args.a", "op": "regex", "value": "a"}]),
            json!([{"path": "args.a", "op": "contains", "value": "x"}, {"path": "args.a", "op": "contains", "value": "y"}]),
            json!([{"path": "args.a", "op": "eq", "value": {"b": 1}}, {"path": "args.a.b", "op": "eq", "value": 1}]),
        ] {
            assert_eq!(all(&entry(&conditions)).1, Tried::Some);
        }
        // of one thing that is searched for, having it or not is all there is
        for conditions in [
            json!([{"path": "args.a", "op": "regex", "value": "^a+$"}]),
            json!([{"path": "args.a", "op": "contains", "value": "x"}, {"path": "args.a", "op": "neq", "value": "x"}]),
        ] {
            assert_eq!(all(&entry(&conditions)).1, Tried::Everything);
        }
        let bound = json!([{"path": "args.a", "op": "regex", "value": "^(a|b)$"}]);
        assert_eq!(all(&entry(&bound)).1, Tried::Everything);
        let many: Vec<Value> = (0..30)
            .map(|i| json!({"path": format!("args.p{i}"), "op": "eq", "value": 1}))
            .collect();
        let (seen, tried) = all(&entry(&json!(many)));
        assert_eq!((seen.len(), tried), (10_000, Tried::Some));
    }
}
