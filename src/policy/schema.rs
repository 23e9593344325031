//! What the schema says against a policy, as plain facts.
//!
//! The schema is compiled once, when the first policy is judged. A violation
//! carries the part of the schema that it broke, so that what was expected is
//! said from the schema itself and never from a second list.

use std::collections::HashSet;
use std::sync::LazyLock;

use jsonschema::error::ValidationErrorKind as Kind;
use jsonschema::{ValidationError, Validator};
use serde_json::Value;

use crate::document::{Document, Place, Span, pointer_join};
use crate::phrase::nearest;

/// The JSON Schema of policy.json, as text.
pub const SCHEMA: &str = include_str!("../../schemas/policy.v1.schema.json");

static PARSED: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(SCHEMA).unwrap_or(Value::Bool(false)));

/// `None` only if the embedded schema were broken, which a test rules out.
///
/// No options: `options().build()` would compile the whole validator a second
/// time into this crate, a megabyte of the program. A policy can't make a
/// pattern run away all the same, for a test holds that none of the schema's
/// own needs more than the linear-time engine.
static COMPILED: LazyLock<Option<Validator>> =
    LazyLock::new(|| jsonschema::validator_for(&PARSED).ok());

/// One thing that makes a document no policy.
#[derive(Debug, Clone, PartialEq)]
pub struct Violation {
    /// The value that is wrong; of an unknown key, the value under that key;
    /// of a missing key, the object that lacks it.
    pub pointer: String,
    pub kind: ViolationKind,
    /// The value found.
    pub found: Value,
    /// The part of the schema that it broke.
    pub expected: &'static Value,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ViolationKind {
    /// The object may not have this key.
    UnknownKey { key: String },
    /// A string that is none of the allowed ones.
    UnknownValue,
    /// A version other than "1".
    UnsupportedVersion,
    /// The object lacks this key.
    MissingKey { key: String },
    /// Another kind of value than expected.
    WrongType,
    /// A number below the minimum.
    TooSmall,
    /// A number above the maximum.
    TooLarge,
    /// A string that is not spelt as its pattern says.
    Pattern,
    /// An empty string.
    Empty,
    /// Anything else, in the validator's words.
    Other { message: String },
}

/// Everything that the schema says against a value; empty for a policy.
#[must_use]
pub fn violations(value: &Value) -> Vec<Violation> {
    let Some(validator) = COMPILED.as_ref() else { return Vec::new() };
    // Most policies are in order, and that alone is told sooner.
    if validator.is_valid(value) {
        return Vec::new();
    }
    let all = validator.iter_errors(value).flat_map(|error| translate(&error)).collect();
    once_per_mistake(all)
}

/// A misspelt key is unknown, and the key that was meant is missing: one
/// mistake, told by the unknown key alone.
fn once_per_mistake(mut all: Vec<Violation>) -> Vec<Violation> {
    if !all.iter().any(|violation| matches!(violation.kind, ViolationKind::MissingKey { .. })) {
        return all;
    }
    let meant: HashSet<(String, &'static str)> = all
        .iter()
        .filter_map(|violation| {
            let ViolationKind::UnknownKey { key } = &violation.kind else { return None };
            let object = violation.pointer.rfind('/').map_or("", |end| &violation.pointer[..end]);
            Some((object.to_owned(), nearest(key, violation.known_keys())?))
        })
        .collect();
    all.retain(|violation| match &violation.kind {
        ViolationKind::MissingKey { key } => {
            !meant.contains(&(violation.pointer.clone(), key.as_str()))
        }
        _ => true,
    });
    all
}

fn translate(error: &ValidationError<'_>) -> Vec<Violation> {
    let pointer = error.instance_path().as_str().to_owned();
    let expected = subschema(error.schema_path().as_str());
    let found = error.instance().as_ref();
    let one = |kind| Violation { pointer: pointer.clone(), kind, found: found.clone(), expected };
    match error.kind() {
        Kind::AdditionalProperties { unexpected } => unexpected
            .iter()
            .map(|key| Violation {
                pointer: pointer_join(&pointer, key),
                kind: ViolationKind::UnknownKey { key: key.clone() },
                found: found.get(key).cloned().unwrap_or_default(),
                expected,
            })
            .collect(),
        Kind::Required { property } => {
            let key = property.as_str().unwrap_or_default().to_owned();
            // The object itself may be huge and says nothing here.
            let found = Value::Null;
            vec![Violation { pointer, kind: ViolationKind::MissingKey { key }, found, expected }]
        }
        Kind::Enum { .. } if found.is_string() => vec![one(ViolationKind::UnknownValue)],
        Kind::Constant { expected_value } => vec![one(constant(found, expected_value))],
        Kind::Enum { .. } | Kind::Type { .. } => vec![one(ViolationKind::WrongType)],
        Kind::Minimum { .. } => vec![one(ViolationKind::TooSmall)],
        Kind::Maximum { .. } => vec![one(ViolationKind::TooLarge)],
        Kind::Pattern { .. } => vec![one(ViolationKind::Pattern)],
        Kind::MinLength { .. } => vec![one(ViolationKind::Empty)],
        _ => vec![one(ViolationKind::Other { message: error.to_string() })],
    }
}

/// The number 1 is the right version in the wrong type; "2" is another format.
fn constant(found: &Value, wanted: &Value) -> ViolationKind {
    let same_text = found.is_number() && wanted.as_str() == Some(found.to_string().as_str());
    if same_text || !(found.is_string() || found.is_number()) {
        ViolationKind::WrongType
    } else {
        ViolationKind::UnsupportedVersion
    }
}

/// The schema that holds the keyword at this place.
fn subschema(keyword: &str) -> &'static Value {
    let parent = keyword.rfind('/').and_then(|end| keyword.get(..end)).unwrap_or("");
    PARSED.pointer(parent).unwrap_or(&Value::Null)
}

/// A part of the schema by its pointer.
pub(super) fn part(pointer: &str) -> Option<&'static Value> {
    PARSED.pointer(pointer)
}

impl Violation {
    /// The bytes to point at: the key where the key is wrong, the opening
    /// bracket where something is missing, else the value.
    #[must_use]
    pub fn span(&self, document: &Document) -> Span {
        self.span_at(document.locate(&self.pointer).as_ref())
    }

    /// As [`Violation::span`], for who has found the pointer's place already.
    #[must_use]
    pub fn span_at(&self, place: Option<&Place>) -> Span {
        let Some(place) = place else { return 0..0 };
        match &self.kind {
            ViolationKind::UnknownKey { .. } => place.key.as_ref().unwrap_or(&place.value).clone(),
            ViolationKind::MissingKey { .. } => place.value.start..place.value.start + 1,
            _ => place.value.clone(),
        }
    }

    /// The keys that the object may have, where the schema lists them.
    #[must_use]
    pub fn known_keys(&self) -> Vec<&'static str> {
        let properties = self.expected.get("properties").and_then(Value::as_object);
        properties.map(|keys| keys.keys().map(String::as_str).collect()).unwrap_or_default()
    }

    /// The strings that the value may be, where the schema lists them.
    #[must_use]
    pub fn known_values(&self) -> Vec<&'static str> {
        let values = self.expected.get("enum").and_then(Value::as_array);
        values.map(|all| all.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// In the order of pointers: the validator's own order promises nothing.
    fn kinds(value: &Value) -> Vec<(String, ViolationKind)> {
        let mut kinds: Vec<_> =
            violations(value).into_iter().map(|v| (v.pointer, v.kind)).collect();
        kinds.sort_by(|a, b| a.0.cmp(&b.0));
        kinds
    }

    #[test]
    fn the_schema_is_a_schema() {
        let meta = jsonschema::meta::validate(&PARSED);
        assert!(meta.is_ok(), "{meta:?}");
        assert!(COMPILED.is_some());
        assert_eq!(PARSED["$id"], "https://toolward.dev/schemas/policy.v1.schema.json");
    }

    #[test]
    fn no_pattern_of_the_schema_can_run_away() {
        fn patterns(value: &Value, found: &mut Vec<String>) {
            match value {
                Value::Object(members) => {
                    let own = members.get("pattern").and_then(Value::as_str);
                    found.extend(own.map(str::to_owned));
                    members.values().for_each(|value| patterns(value, found));
                }
                Value::Array(items) => items.iter().for_each(|value| patterns(value, found)),
                _ => {}
            }
        }
        let mut found = Vec::new();
        patterns(&PARSED, &mut found);
        assert!(!found.is_empty());
        for pattern in found {
            assert!(regex::Regex::new(&pattern).is_ok(), "{pattern}");
        }
    }

    #[test]
    fn each_mistake_is_one_violation_at_its_place() {
        use ViolationKind as K;
        let limit = |key: &str, value: Value| {
            let mut limit = json!({"counter": "c", "window": "day", "max": 1, "scope": "grant"});
            limit[key] = value;
            json!({"version": "1", "default": "deny", "tools": {"t": {"limits": [limit]}}})
        };
        let at = |key: &str| format!("/tools/t/limits/0/{key}");
        for (value, pointer, kind) in [
            (limit("max", json!("30")), at("max"), K::WrongType),
            (limit("max", json!(0)), at("max"), K::TooSmall),
            (limit("max", json!(1.5)), at("max"), K::WrongType),
            (limit("max", json!(1e30)), at("max"), K::TooLarge),
            (limit("window", json!("week")), at("window"), K::UnknownValue),
            (limit("window", json!(60)), at("window"), K::WrongType),
            (limit("counter", json!("")), at("counter"), K::Empty),
            (limit("mx", json!(1)), at("mx"), K::UnknownKey { key: "mx".into() }),
            (limit("increment_from", json!("amount")), at("increment_from"), K::Pattern),
            (json!([]), String::new(), K::WrongType),
            (json!({"version": 1, "default": "deny"}), "/version".into(), K::WrongType),
            (json!({"version": "2", "default": "deny"}), "/version".into(), K::UnsupportedVersion),
            (json!({"version": "1"}), String::new(), K::MissingKey { key: "default".into() }),
        ] {
            assert_eq!(kinds(&value), [(pointer, kind)], "{value}");
        }
    }

    #[test]
    fn a_misspelt_key_is_not_missing_too() {
        let limit = json!({"counter": "c", "window": "day", "maximum": 1});
        let policy = json!({"version": "1", "default": "deny", "all_tools": {"limits": [limit]}});
        assert_eq!(
            kinds(&policy),
            [
                ("/all_tools/limits/0".into(), ViolationKind::MissingKey { key: "scope".into() }),
                (
                    "/all_tools/limits/0/maximum".into(),
                    ViolationKind::UnknownKey { key: "maximum".into() }
                ),
            ]
        );
    }

    #[test]
    fn what_was_expected_is_read_from_the_schema() {
        let policy = json!({"version": "1", "default": "deny", "tools": {"t": {"limit": []}}});
        assert_eq!(violations(&policy)[0].known_keys(), ["require", "deny_if", "limits"]);
        let policy = json!({"version": "1", "default": "alow"});
        assert_eq!(violations(&policy)[0].known_values(), ["deny", "allow"]);
    }
}
