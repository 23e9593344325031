//! Several servers in one document, each with a list of its own.

use super::{LISTS, first};
use crate::document::{Value, member, pointer_find, pointer_join};
use crate::manifest::place::{Holds, Place, at, has_tools, prefixed, server_name};

/// `{"tools": {"SERVER": {"tools": […]}}}`.
pub(super) fn tools_by_server(document: &Value) -> Vec<Place> {
    servers_under(document, "/tools")
}

/// `{"summary": {"mcpServers": [{name, tools}]}}`.
pub(super) fn summary(document: &Value) -> Vec<Place> {
    servers_under(document, "/summary/mcpServers")
}

/// `{"registry": {"SERVER": {"tools": [{name}]}}}`.
pub(super) fn registry(document: &Value) -> Vec<Place> {
    servers_under(document, "/registry")
}

/// `{"servers": [{name, tools}]}` or `mcpServers`, as a list or keyed by name.
pub(super) fn servers(document: &Value) -> Vec<Place> {
    let places = servers_under(document, "/servers");
    if places.is_empty() { servers_under(document, "/mcpServers") } else { places }
}

/// `{"SERVER": {"tools": […]}}`: the document itself is the map.
pub(super) fn servers_by_name(document: &Value) -> Vec<Place> {
    if !document.is_object()
        || member(document, "name").is_some()
        || member(document, "tools").is_some()
    {
        return Vec::new();
    }
    let mut places = servers_under(document, "");
    // Keys beside the servers are the document's own: they promise no tools.
    let promises = |place: &Place| pointer_find(document, &place.pointer).is_some_and(has_tools);
    places.retain(|place| place.holds != Holds::Nothing || promises(place));
    places
}

/// The servers in the array or object at a pointer, provided one of them lists tools.
fn servers_under(document: &Value, pointer: &str) -> Vec<Place> {
    let entries: Vec<(String, Option<&str>, &Value)> = match pointer_find(document, pointer) {
        Some(Value::Array(list)) => {
            list.iter().enumerate().map(|(i, v)| (i.to_string(), None, v)).collect()
        }
        Some(Value::Object(map)) => map.iter().map(|(k, v)| (k.to_owned(), Some(k), v)).collect(),
        _ => return Vec::new(),
    };
    if !entries.iter().any(|(_, _, server)| has_tools(server)) {
        return Vec::new();
    }
    entries
        .into_iter()
        .flat_map(|(token, key, server)| {
            let here = pointer_join(pointer, &token);
            // Under a key, the key is the name: the tools are addressed by it.
            let name = key.map(str::to_owned).or_else(|| server_name(server));
            let mut places = prefixed(first(&[LISTS], server), &here);
            if places.is_empty() {
                places.push(at(here, Holds::Nothing));
            }
            for place in &mut places {
                place.server.clone_from(&name);
            }
            places
        })
        .collect()
}
