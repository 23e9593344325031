//! The keys of a call, and what other programs call them.
//!
//! A log that says `time` for `at` can be read without an error, and then every
//! call is made at once; one that says `arguments` is decided without any. So a
//! key that isn't known is never passed over without a word.

use serde_json::{Map, Value};

use crate::phrase::same_word;

/// The keys of a call.
pub(super) const KEYS: [&str; 5] = ["tool", "args", "at", "grant", "failed"];

/// What logs, gateways and the protocol itself say instead. Words that say
/// something else as often (`status`, `id`) are left out.
const ALIASES: [(&str, &[&str]); 5] = [
    ("tool", &["name", "tool_name", "called_tool", "function"]),
    ("args", &["arguments", "params", "parameters", "input", "tool_input"]),
    ("at", &["time", "timestamp", "ts", "datetime", "date", "@timestamp", "called_at", "when"]),
    (
        "grant",
        &["user", "user_id", "session", "session_id", "client", "client_id", "caller", "principal"],
    ),
    ("failed", &["error", "is_error", "failure"]),
];

/// A key of a recorded call that has no meaning there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownKey {
    pub key: String,
    /// The key that it may stand for, where the call has none of that name.
    pub meant: Option<&'static str>,
}

/// The keys of a call that mean nothing, in their order.
pub(super) fn unknown(members: &Map<String, Value>) -> Vec<UnknownKey> {
    let unknown = members.keys().filter(|key| !KEYS.contains(&key.as_str()));
    unknown.map(|key| UnknownKey { key: key.clone(), meant: meant(key, members) }).collect()
}

/// What a key may stand for, of what the call lacks.
pub(super) fn meant(key: &str, members: &Map<String, Value>) -> Option<&'static str> {
    let (known, _) =
        ALIASES.iter().find(|(_, aliases)| aliases.iter().any(|alias| same_word(alias, key)))?;
    members.get(*known).is_none_or(Value::is_null).then_some(known)
}

/// Whether this is a call as the protocol sends it: all there is to know is one level down.
pub(super) fn is_message(members: &Map<String, Value>) -> bool {
    let named = |params: &Value| params.get("name").is_some_and(Value::is_string);
    !members.contains_key("tool") && members.get("params").is_some_and(named)
}

/// The first key that may stand for this one.
pub(super) fn stand_in<'a>(known: &str, members: &'a Map<String, Value>) -> Option<&'a str> {
    members.keys().map(String::as_str).find(|key| meant(key, members) == Some(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_stands_for_what_is_missing_and_for_nothing_that_is_there() {
        let of = |text: &str| {
            let value: Value = serde_json::from_str(text).unwrap();
            let all = unknown(value.as_object().unwrap());
            all.into_iter().map(|one| (one.key, one.meant)).collect::<Vec<_>>()
        };
        let key = |key: &str, meant| (key.to_owned(), meant);
        assert_eq!(of(r#"{"tool": "t", "Time": 1}"#), [key("Time", Some("at"))]);
        assert_eq!(of(r#"{"tool": "t", "at": null, "time": 1}"#), [key("time", Some("at"))]);
        assert_eq!(of(r#"{"tool": "t", "at": "x", "time": 1}"#), [key("time", None)]);
        assert_eq!(
            of(r#"{"id": 1, "sessionId": 2}"#),
            [key("id", None), key("sessionId", Some("grant"))]
        );
    }

    #[test]
    fn no_alias_is_a_key_and_none_stands_for_two() {
        let all: Vec<&str> =
            ALIASES.iter().flat_map(|(_, aliases)| aliases.iter().copied()).collect();
        for (i, alias) in all.iter().enumerate() {
            assert!(!KEYS.iter().any(|key| same_word(key, alias)), "{alias}");
            assert!(!all[..i].iter().any(|other| same_word(other, alias)), "{alias}");
        }
    }
}
