//! Which keys of a line are its tool's definition or name the server, and which are the line's own.
//!
//! A row of somebody's table holds a tool and beside it what that table knows:
//! an id, a date, a crawler's remarks. [`Fields`] keeps these as they are
//! written, to the last digit, and takes them out of the definition, so that
//! they have no say in the verdict and in the definition's hash.
//!
//! The one place that lists these keys; the spellings that are read are taken
//! from the tables of `definition`.

use std::collections::HashSet;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::definition::{HINT_PLACES, LISTS, SCHEMAS, WRAPPERS, hint_of};
use super::place::{Holds, Place};
use crate::document::{Value, pointer_tokens};

/// What the protocol and the model providers say a definition may have, beside
/// the keys that are read.
const DEFINITION: [&str; 13] = [
    "name",
    "title",
    "description",
    "outputSchema",
    "output_schema",
    "icons",
    "execution",
    "_meta",
    // The providers' own: of the wrapper around a function, and beside it.
    "type",
    "strict",
    "cache_control",
    "input_examples",
    "defer_loading",
];

/// Keys that name the server of a tool by itself.
const SERVER: [&str; 3] = ["server", "server_name", "serverName"];

/// Keys beside a list of tools: the server's name, the page, the envelope.
const LIST: [&str; 12] = [
    "name",
    "server",
    "server_name",
    "serverName",
    "serverInfo",
    "server_info",
    "nextCursor",
    "next_cursor",
    "jsonrpc",
    "manifest_version",
    "dxt_version",
    "tools_generated",
];

/// The fields of a line that are no part of a tool's definition, in their
/// order, each value as it was written.
#[derive(Debug, Clone, Default)]
pub struct Fields(Vec<(String, Box<RawValue>)>);

impl Fields {
    /// The line's own fields of those that a text holds; none where it is no object.
    pub(super) fn of(text: &str, value: &Value, places: &[Place]) -> Option<Self> {
        value.is_object().then_some(())?;
        let Self(mut all) = serde_json::from_str(text).ok()?;
        let own = Own::of(value, places);
        all.retain(|(key, _)| !own.is_known(key));
        // What stands between the parts may have control characters; strings can't.
        for (_, raw) in &mut all {
            if raw.get().contains(['\t', '\r'])
                && let Ok(plain) = RawValue::from_string(raw.get().replace(['\t', '\r'], " "))
            {
                *raw = plain;
            }
        }
        Some(Self(all))
    }

    /// Takes these fields out of a line that is one tool.
    pub(super) fn take_from(&self, value: &mut Value, places: &[Place]) {
        let Value::Object(members) = value else { return };
        if is_single(places) && !self.0.is_empty() {
            let taken: HashSet<&str> = self.0.iter().map(|(key, _)| key.as_str()).collect();
            members.retain(|key| !taken.contains(key));
        }
    }

    /// Key and JSON text of each.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &RawValue)> {
        self.0.iter().map(|(key, raw)| (key.as_str(), raw.as_ref()))
    }
}

/// Every field; of a key that stands more than once the last value, as in [`Value`].
impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = indexmap::IndexMap<String, Box<RawValue>>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Self::Value::default();
                while let Some((key, raw)) = map.next_entry()? {
                    members.insert(key, raw);
                }
                Ok(members)
            }
        }
        Ok(Self(deserializer.deserialize_map(Members)?.into_iter().collect()))
    }
}

/// Whether the line as a whole is one tool.
fn is_single(places: &[Place]) -> bool {
    matches!(places, [place] if place.holds == Holds::Tool && place.pointer.is_empty())
}

/// What tells a line's own keys from the others.
struct Own<'a> {
    value: &'a Value,
    /// The keys that lead to lists of tools; none where the line is one tool, or none at all.
    lists: Option<HashSet<String>>,
}

impl<'a> Own<'a> {
    fn of(value: &'a Value, places: &[Place]) -> Self {
        let first = |place: &Place| pointer_tokens(&place.pointer).into_iter().next();
        let lists = !(places.is_empty() || is_single(places));
        Self { value, lists: lists.then(|| places.iter().filter_map(first).collect()) }
    }

    fn is_known(&self, key: &str) -> bool {
        match &self.lists {
            Some(lists) => LIST.contains(&key) || lists.contains(key),
            // Another `server` than a name is the line's own.
            None => {
                is_of_tool(key)
                    || (SERVER.contains(&key) && self.value.get(key).is_some_and(Value::is_string))
            }
        }
    }
}

fn is_of_tool(key: &str) -> bool {
    DEFINITION.contains(&key)
        || [&WRAPPERS[..], &SCHEMAS, &LISTS, &HINT_PLACES].iter().any(|keys| keys.contains(&key))
        || hint_of(key).is_some()
}
