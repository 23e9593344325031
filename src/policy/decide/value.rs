//! Arguments: found by their path, equal by their value.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::number::Exact;

/// The way to an argument: `args.a.b`, split at its dots.
#[derive(Debug, Clone)]
pub struct ArgPath(Box<[Box<str>]>);

impl ArgPath {
    /// Takes a path with or without `args.` in front.
    #[must_use]
    pub fn new(path: &str) -> Self {
        Self(path.strip_prefix("args.").unwrap_or(path).split('.').map(Box::from).collect())
    }

    /// The value there; none where it is missing or null.
    ///
    /// Only objects have members: a path that goes on behind a list, or
    /// behind any other value, leads nowhere.
    #[must_use]
    pub fn find<'a>(&self, args: &'a Map<String, Value>) -> Option<&'a Value> {
        let (first, rest) = self.0.split_first()?;
        let mut value = args.get(&**first)?;
        for segment in rest {
            value = value.as_object()?.get(&**segment)?;
        }
        (!value.is_null()).then_some(value)
    }
}

/// Whether two values are the same: numbers by their value, strings exactly,
/// lists element by element, objects whatever the order of their keys.
#[must_use]
pub fn equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => Exact::of(a) == Exact::of(b),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| equal(a, b)))
        }
        (a, b) => a == b,
    }
}

/// The values of an `in` list, ready to be asked for one.
#[derive(Debug, Clone, Default)]
pub struct Members {
    strings: HashSet<Box<str>>,
    numbers: HashSet<Exact>,
    rest: Vec<Value>,
}

impl Members {
    #[must_use]
    pub fn new(values: &[Value]) -> Self {
        let mut members = Self::default();
        for value in values {
            match value {
                Value::String(text) => {
                    members.strings.insert(text.as_str().into());
                }
                Value::Number(number) => members.numbers.extend(Exact::of(number)),
                other => members.rest.push(other.clone()),
            }
        }
        members
    }

    #[must_use]
    pub fn contains(&self, value: &Value) -> bool {
        match value {
            Value::String(text) => self.strings.contains(text.as_str()),
            Value::Number(number) => {
                Exact::of(number).is_some_and(|number| self.numbers.contains(&number))
            }
            other => self.rest.iter().any(|member| equal(member, other)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn paths_go_down_objects_alone() {
        let args =
            json!({"a": {"b": 1, "0": 2}, "l": [{"b": 1}], "n": null, "s": "text", "x.y": 1});
        let args = args.as_object().unwrap();
        let find = |path| ArgPath::new(path).find(args).cloned();
        assert_eq!(find("args.a.b"), Some(json!(1)));
        assert_eq!(find("args.a.0"), Some(json!(2)));
        assert_eq!(find("args.s"), Some(json!("text")));
        for path in ["args.n", "args.l.0", "args.l.b", "args.s.b", "args.a.c", "args.x.y", "args."]
        {
            assert_eq!(find(path), None, "{path}");
        }
        // as deep as it likes
        assert_eq!(find(&format!("args{}", ".a".repeat(100_000))), None);
    }

    #[test]
    fn values_are_equal_all_the_way_down() {
        assert!(equal(&json!({"a": [1, "x"], "b": null}), &json!({"b": null, "a": [1.0, "x"]})));
        for (a, b) in [
            (json!("5"), json!(5)),
            (json!([1, 2]), json!([2, 1])),
            (json!([1]), json!([1, 1])),
            (json!({"a": 1}), json!({"a": 1, "b": 1})),
            (json!(true), json!("true")),
        ] {
            assert!(!equal(&a, &b), "{a} {b}");
        }
    }

    #[test]
    fn members_are_found_by_value() {
        let list = [json!(5), json!("x"), json!([1]), json!(true)];
        let members = Members::new(&list);
        for value in [json!(5.0), json!("x"), json!([1.0]), json!(true)] {
            assert!(members.contains(&value), "{value}");
        }
        for value in [json!("5"), json!("y"), json!([2]), json!(false), json!({})] {
            assert!(!members.contains(&value), "{value}");
        }
    }
}
