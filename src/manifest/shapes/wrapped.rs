//! Envelopes around lists and servers, and arrays of any of these.

use super::{ENVELOPES, LISTS, SERVERS, first};
use crate::document::{Value, member, pointer_join};
use crate::manifest::definition::looks_like_tool;
use crate::manifest::place::{Holds, Place, at, has_only_a_name, prefixed, server_name};

/// `{"result": {"tools": […]}}`, with or without `jsonrpc` and `id`.
pub(super) fn json_rpc(document: &Value) -> Vec<Place> {
    enveloped(document, "result")
}

/// `{"manifest": {"tools": […]}}`.
pub(super) fn nested_manifest(document: &Value) -> Vec<Place> {
    enveloped(document, "manifest")
}

/// An array of pages, of servers, of answers.
pub(super) fn array_of_lists(document: &Value) -> Vec<Place> {
    let Some(entries) = document.as_array() else { return Vec::new() };
    let found: Vec<Vec<Place>> =
        entries.iter().map(|entry| first(&[LISTS, ENVELOPES, SERVERS], entry)).collect();
    if found.iter().all(Vec::is_empty) {
        return Vec::new();
    }
    let located = |(i, places): (usize, Vec<Place>)| {
        let here = pointer_join("", &i.to_string());
        if !places.is_empty() {
            return prefixed(places, &here);
        }
        // A request or notification among the answers of a batch holds no tools.
        let message = entries[i].get("jsonrpc").is_some();
        if message { Vec::new() } else { vec![at(here, Holds::Tool)] }
    };
    found.into_iter().enumerate().flat_map(located).collect()
}

/// `[{…}, {…}]`; an empty array is an empty list.
pub(super) fn array(document: &Value) -> Vec<Place> {
    let fits = document.as_array().is_some_and(|entries| {
        entries.is_empty()
            || entries.iter().any(looks_like_tool)
            || entries.iter().all(has_only_a_name)
    });
    if fits { vec![at(String::new(), Holds::List)] } else { Vec::new() }
}

/// The places inside one key; the envelope names what its content doesn't.
fn enveloped(document: &Value, key: &str) -> Vec<Place> {
    let Some(inner) = member(document, key) else { return Vec::new() };
    let name = server_name(document);
    let mut places = prefixed(first(&[LISTS, SERVERS], inner), &pointer_join("", key));
    for place in &mut places {
        place.server = place.server.take().or_else(|| name.clone());
    }
    places
}
