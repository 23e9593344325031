//! Where a document keeps tools, and the few questions that every shape asks.

use crate::document::{Map, Value, member, pointer_find};

/// Where a document keeps tools.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub pointer: String,
    /// The server's name, where the document gives one.
    pub server: Option<String>,
    pub holds: Holds,
    /// Why there are more tools than these, where the document says so.
    pub incomplete: Option<&'static str>,
}

/// What stands at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// One definition.
    Tool,
    /// An array of definitions.
    List,
    /// An array of names.
    Names,
    /// An object of definitions, keyed by name.
    Keyed,
    /// A server that lists no tools.
    Nothing,
}

/// The name that a document gives its server.
pub(super) fn server_name(document: &Value) -> Option<String> {
    const NAMES: [&str; 9] = [
        "/server",
        "/server_name",
        "/serverName",
        "/serverInfo/name",
        "/server_info/name",
        "/server/name",
        "/metadata/serverInfo/name",
        "/metadata/server/name",
        "/name",
    ];
    name_at(document, &NAMES)
}

pub(super) fn prefixed(mut places: Vec<Place>, prefix: &str) -> Vec<Place> {
    for place in &mut places {
        place.pointer.insert_str(0, prefix);
    }
    places
}

pub(super) fn at(pointer: String, holds: Holds) -> Place {
    Place { pointer, server: None, holds, incomplete: None }
}

/// The list under `tools`, and whether a cursor says that it goes on.
pub(super) fn list(document: &Value, holds: Holds) -> Place {
    let cursor = ["nextCursor", "next_cursor"].iter().find_map(|key| member(document, key));
    // The empty string is a cursor too; only null and nothing end a list.
    let incomplete = cursor
        .filter(|cursor| !cursor.is_null())
        .map(|_| "it ends in a `nextCursor`: further pages are missing");
    let server = server_name(document);
    Place { pointer: "/tools".to_owned(), server, holds, incomplete }
}

pub(super) fn has_tools(server: &Value) -> bool {
    matches!(member(server, "tools"), Some(Value::Array(_) | Value::Object(_)))
}

pub(super) fn array_at<'a>(document: &'a Value, pointer: &str) -> Option<&'a Vec<Value>> {
    pointer_find(document, pointer).and_then(Value::as_array)
}

pub(super) fn object_at<'a>(document: &'a Value, pointer: &str) -> Option<&'a Map> {
    pointer_find(document, pointer).and_then(Value::as_object)
}

pub(super) fn name_at(document: &Value, pointers: &[&str]) -> Option<String> {
    let text = |pointer: &&str| pointer_find(document, pointer).and_then(Value::as_str);
    pointers.iter().filter_map(text).find(|name| !name.trim().is_empty()).map(str::to_owned)
}

/// Whether an object is called something, and says nothing else of itself.
pub(super) fn has_only_a_name(entry: &Value) -> bool {
    let only = |object: &Map| object.keys().all(|key| key == "name" || key == "title");
    member(entry, "name").is_some_and(Value::is_string) && entry.as_object().is_some_and(only)
}
