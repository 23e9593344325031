//! Where the tools of a document are, or what it is instead of a tool list.
//!
//! Look-alikes first, then the shapes, then what may be a tool by itself. Of
//! the millions of documents in a crawl nearly all are one tool and say so in
//! the protocol's own keys; these are known at one look.

use super::error::ManifestError;
use super::place::{Holds, Place, at};
use super::{refusals, shapes};
use crate::document::{Map, Value, kind_of};
use crate::phrase::{quoted, same_word};

/// How many keys an error names.
const LISTED: usize = 5;

/// Where a document keeps its tools, or why it isn't a tool list.
pub(super) fn places(value: &Value) -> Result<Vec<Place>, ManifestError> {
    if is_plainly_a_tool(value) {
        return Ok(vec![at(String::new(), Holds::Tool)]);
    }
    search(value)
}

fn search(value: &Value) -> Result<Vec<Place>, ManifestError> {
    if let Some(refusal) = refusals::disguised(value) {
        return Err(refusal.into());
    }
    let lists = shapes::find_lists(value);
    if !lists.is_empty() {
        return Ok(lists);
    }
    if let Some(refusal) = refusals::other(value) {
        return Err(refusal.into());
    }
    let tool = shapes::find_tool(value);
    if tool.is_empty() { Err(unknown(value)) } else { Ok(tool) }
}

/// What a document is that nothing can be read from. Of what it calls `tools`,
/// or nearly so, that is told; else what it is.
fn unknown(value: &Value) -> ManifestError {
    let mut members = value.as_object().into_iter().flat_map(Map::iter);
    match members.find(|(key, _)| same_word(key, "tools")) {
        Some(("tools", tools)) if !tools.is_object() => {
            ManifestError::NotAList { place: quoted("/tools"), found: kind_of(tools) }
        }
        Some((key, _)) if key != "tools" => ManifestError::Misspelt { key: quoted(key) },
        _ => ManifestError::Unknown { found: description(value) },
    }
}

/// A document in a few words: its kind, and the keys of an object.
fn description(value: &Value) -> String {
    let Some(object) = value.as_object().filter(|object| !object.is_empty()) else {
        return kind_of(value).to_owned();
    };
    let keys: Vec<String> = object.keys().take(LISTED).map(quoted).collect();
    let more = if object.len() > LISTED { ", …" } else { "" };
    format!("an object with {}{more}", keys.join(", "))
}

/// Whether [`search`] could only find a tool: a name with what only tools have
/// beside it, and no key but those that the protocol gives a tool. By these no
/// other shape and no look-alike is known.
fn is_plainly_a_tool(value: &Value) -> bool {
    let Some(members) = value.as_object() else { return false };
    let (mut named, mut declared) = (false, false);
    for (key, value) in members.iter() {
        match key {
            "name" => named = value.is_string(),
            "description" => declared = true,
            "inputSchema" => declared |= matches!(value, Value::Object(_) | Value::Bool(_)),
            "title" | "annotations" | "outputSchema" | "icons" | "_meta" => {}
            _ => return false,
        }
    }
    named && declared
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::value;
    use proptest::prelude::*;

    /// Values that make a difference to some shape or look-alike.
    fn part() -> impl Strategy<Value = Value> {
        prop::sample::select(vec![
            value!(null),
            value!(true),
            value!("text"),
            value!({}),
            value!({"properties": {}}),
            value!({"tools": [{"name": "a"}], "name": "b", "value": true}),
            value!([]),
            value!(["a"]),
            value!([{"name": "a", "description": "b", "tools": []}]),
        ])
    }

    fn document() -> impl Strategy<Value = Value> {
        let plain = ["name", "title", "description", "inputSchema", "annotations", "outputSchema"];
        let others = ["_meta", "tools", "server", "type", "arguments", "function", "result"];
        let keys: Vec<&str> = plain.into_iter().chain(others).chain(["icons", "version"]).collect();
        let members = prop::collection::vec((prop::sample::select(keys), part()), 0..6);
        (members, any::<bool>()).prop_map(|(members, named)| {
            let name = named.then(|| ("name".into(), value!("a")));
            let members = members.into_iter().map(|(key, value)| (key.into(), value));
            Value::Object(members.chain(name).collect())
        })
    }

    proptest! {
        #[test]
        fn one_look_finds_what_the_search_finds(value in document()) {
            let found = places(&value).map_err(|error| error.to_string());
            let searched = search(&value).map_err(|error| error.to_string());
            prop_assert_eq!(format!("{found:?}"), format!("{searched:?}"));
        }
    }

    #[test]
    fn a_tool_of_the_protocol_is_known_at_one_look() {
        assert!(is_plainly_a_tool(&value!({"name": "a", "description": "b"})));
        assert!(is_plainly_a_tool(&value!({"name": "a", "inputSchema": {}, "_meta": {}})));
        for other in [
            value!({"name": "a"}),
            value!({"description": "b"}),
            value!({"name": 1, "description": "b"}),
            value!({"name": "a", "description": "b", "server": "c"}),
            value!(["name", "description"]),
        ] {
            assert!(!is_plainly_a_tool(&other), "{other}");
        }
    }
}
