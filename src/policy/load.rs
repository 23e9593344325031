//! From a document to a policy that may be relied on.

use serde::Deserialize;

use super::model::Policy;
use super::schema::{Violation, violations};
use crate::document::{Document, Position};
use crate::phrase::{count, visible};

/// Why a document is no policy.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum PolicyError {
    /// The schema speaks against it; never empty.
    #[error("{}", invalid(name, *position, violations))]
    Invalid {
        name: String,
        /// Where the first violation stands.
        position: Position,
        violations: Vec<Violation>,
    },
    /// The schema took it and the model didn't: a fault of this program.
    #[error("{}: the policy fits the schema but can't be used: {reason}", visible(name))]
    Unfit { name: String, reason: String },
}

/// Takes a document that fits the schema.
///
/// # Errors
/// [`PolicyError::Invalid`] with every violation.
pub fn load(document: &Document) -> Result<Policy, PolicyError> {
    let name = document.source().name();
    let violations = violations(document.value());
    if let Some(first) = violations.first() {
        let position = document.source().position(first.span(document).start);
        return Err(PolicyError::Invalid { name: name.to_owned(), position, violations });
    }
    Policy::deserialize(document.value())
        .map_err(|error| PolicyError::Unfit { name: name.to_owned(), reason: error.to_string() })
}

fn invalid(name: &str, position: Position, violations: &[Violation]) -> String {
    let name = visible(name);
    let Some(first) = violations.first() else { return format!("{name}: no policy") };
    let more = match violations.len() - 1 {
        0 => String::new(),
        n => format!("; and {}", count(n, "more mistake", "more mistakes")),
    };
    format!("{name}:{position}: {first}{more}; `toolward lint` shows where and what to do")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::SourceText;

    fn load_text(text: &str) -> Result<Policy, PolicyError> {
        load(&Document::parse(SourceText::new("p.json", text)).unwrap())
    }

    #[test]
    fn a_policy_loads() {
        let policy = load_text(r#"{"version": "1", "default": "deny", "hide": ["x"]}"#).unwrap();
        assert_eq!(policy.hide, ["x"]);
    }

    #[test]
    fn an_error_names_the_first_place_and_counts_the_others() {
        let text = "{\"version\": \"1\", \"default\": \"deny\",\n \"hidden\": [], \"tool\": {}}";
        let error = load_text(text).unwrap_err();
        assert_eq!(
            error.to_string(),
            "p.json:2:2: unknown key `hidden` in the policy; and 1 more mistake; `toolward lint` shows where and what to do"
        );
    }

    /// Edits that make and unmake policies; whatever the schema takes, the model takes.
    mod agreement {
        use super::*;
        use proptest::prelude::*;
        use serde_json::{Value, json};

        fn scalar() -> impl Strategy<Value = Value> {
            prop_oneof![
                Just(json!("1")),
                Just(json!("deny")),
                Just(json!("grant")),
                Just(json!("minute")),
                Just(json!("gte")),
                Just(json!("args.a.b")),
                Just(json!(null)),
                Just(json!([])),
                Just(json!({})),
                any::<u64>().prop_map(|n| json!(n)),
                (0.0..1e20f64).prop_map(|n| json!(n.round())),
                any::<f32>().prop_map(|n| json!(n)),
                ".{0,4}".prop_map(|s| json!(s)),
            ]
        }

        fn full() -> Value {
            json!({
                "$schema": "x", "version": "1", "default": "allow", "hide": ["*"],
                "all_tools": {"limits": []},
                "tools": {"t": {
                    "require": [{"conditions": [{"path": "args.a", "op": "eq", "value": 1}]}],
                    "deny_if": [{"conditions": [], "on_deny": "no"}],
                    "limits": [{"counter": "c", "window": "hour", "max": 2, "scope": "grant", "increment_from": "args.n"}]
                }}
            })
        }

        const PLACES: [&str; 18] = [
            "/$schema",
            "/version",
            "/default",
            "/hide",
            "/hide/0",
            "/all_tools",
            "/all_tools/limits",
            "/tools",
            "/tools/t",
            "/tools/t/require",
            "/tools/t/require/0/conditions/0/path",
            "/tools/t/require/0/conditions/0/op",
            "/tools/t/require/0/conditions/0/value",
            "/tools/t/deny_if/0/on_deny",
            "/tools/t/limits/0/max",
            "/tools/t/limits/0/window",
            "/tools/t/limits/0/scope",
            "/tools/t/limits/0/increment_from",
        ];

        proptest! {
            #[test]
            fn schema_and_model_agree(edits in prop::collection::vec((0..PLACES.len(), scalar()), 0..3)) {
                let mut value = full();
                for (place, new) in edits {
                    if let Some(slot) = value.pointer_mut(PLACES[place]) {
                        *slot = new;
                    }
                }
                let fits = violations(&value).is_empty();
                prop_assert!(!fits || Policy::deserialize(&value).is_ok(), "{}", value);
                if fits {
                    let text = load_text(&value.to_string()).unwrap().to_json();
                    prop_assert!(load_text(&text).is_ok(), "{}", text);
                }
            }
        }
    }
}
