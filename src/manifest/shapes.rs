//! The shapes that tool lists come in, one function and one registry line each.
//!
//! A shape looks at a document and says where its tools are: a [`Place`] per
//! list, with the server's name where the document gives one. It takes nothing
//! out and judges no tool; [`super::definition`] reads each entry, in whatever
//! spelling, so a shape never asks whose spelling it is.
//!
//! Shapes stand in layers, and each looks into its parts with lower layers only:
//! an array into envelopes, an envelope into servers, a server into its list. So
//! the search ends after a few steps however deep a document is nested.

use super::definition::looks_like_tool;
use super::place::{
    Holds, Place, array_at, at, has_tools, list, name_at, object_at, prefixed, server_name,
};
use crate::document::{Map, Value, member, pointer_find, pointer_join};

/// A shape: its id, and where it finds tools (nowhere: the document isn't of this shape).
struct Shape {
    /// The name of its fixture, too.
    id: &'static str,
    find: fn(&Value) -> Vec<Place>,
}

/// One server's tools, under a key of its object.
const LISTS: &[Shape] = &[
    Shape { id: "bundle-manifest", find: bundle_manifest },
    Shape { id: "function-declarations", find: function_declarations },
    Shape { id: "functions", find: functions },
    Shape { id: "names", find: names },
    Shape { id: "tools", find: tools },
    Shape { id: "tools-by-name", find: tools_by_name },
    Shape { id: "results", find: results },
];

/// Several servers, each with a list.
const SERVERS: &[Shape] = &[
    Shape { id: "tools-by-server", find: tools_by_server },
    Shape { id: "summary", find: summary },
    Shape { id: "registry", find: registry },
    Shape { id: "servers", find: servers },
    Shape { id: "servers-by-name", find: servers_by_name },
];

/// An envelope around one of the above.
const ENVELOPES: &[Shape] = &[
    Shape { id: "json-rpc", find: json_rpc },
    Shape { id: "nested-manifest", find: nested_manifest },
];

/// Arrays of any of these, or of tools.
const ARRAYS: &[Shape] =
    &[Shape { id: "array-of-lists", find: array_of_lists }, Shape { id: "array", find: array }];

/// A tool by itself: the one shape that much else resembles.
const SINGLE: &[Shape] = &[Shape { id: "tool", find: tool }];

/// Where a document keeps its lists of tools; empty when no such shape fits.
pub(super) fn find_lists(document: &Value) -> Vec<Place> {
    first(&[LISTS, ENVELOPES, SERVERS, ARRAYS], document)
}

/// The document itself, when it is one tool.
pub(super) fn find_tool(document: &Value) -> Vec<Place> {
    first(&[SINGLE], document)
}

/// The id of every shape that is read, in the order of the search.
pub fn shape_ids() -> impl Iterator<Item = &'static str> {
    [LISTS, ENVELOPES, SERVERS, ARRAYS, SINGLE].into_iter().flatten().map(|shape| shape.id)
}

/// `{"manifest_version": …, "tools": [{name, description}]}`; the server may make more as it starts.
fn bundle_manifest(document: &Value) -> Vec<Place> {
    let generated = member(document, "tools_generated") == Some(&Value::Bool(true));
    let versioned =
        ["manifest_version", "dxt_version"].iter().any(|k| member(document, k).is_some());
    let listed = member(document, "tools").is_some_and(Value::is_array);
    if !(generated || versioned && listed) {
        return Vec::new();
    }
    let server = name_at(document, &["/name"]);
    let incomplete = generated
        .then_some("`tools_generated` is true: the server makes further tools as it starts");
    vec![Place { pointer: "/tools".to_owned(), server, holds: Holds::List, incomplete }]
}

/// `functionDeclarations`, at the top or in the entries of `tools`.
fn function_declarations(document: &Value) -> Vec<Place> {
    const KEYS: [&str; 2] = ["functionDeclarations", "function_declarations"];
    let key_of =
        |v: &Value| KEYS.into_iter().find(|key| member(v, key).is_some_and(Value::is_array));
    let place = |pointer, holds| Place { server: server_name(document), ..at(pointer, holds) };
    if let Some(key) = key_of(document) {
        return vec![place(pointer_join("", key), Holds::List)];
    }
    let Some(entries) = array_at(document, "/tools") else { return Vec::new() };
    if !entries.iter().any(|entry| key_of(entry).is_some()) {
        return Vec::new();
    }
    let declared = |(i, entry): (usize, &Value)| {
        let here = pointer_join("/tools", &i.to_string());
        match key_of(entry) {
            Some(key) => place(pointer_join(&here, key), Holds::List),
            None => place(here, Holds::Tool),
        }
    };
    entries.iter().enumerate().map(declared).collect()
}

/// `{"functions": [{name, description, parameters}]}`.
fn functions(document: &Value) -> Vec<Place> {
    let fits = array_at(document, "/functions").is_some_and(|f| f.iter().any(looks_like_tool));
    if !fits {
        return Vec::new();
    }
    vec![Place { server: server_name(document), ..at("/functions".to_owned(), Holds::List) }]
}

/// `{"tools": ["a", "b"]}`.
fn names(document: &Value) -> Vec<Place> {
    let fits = array_at(document, "/tools")
        .is_some_and(|names| !names.is_empty() && names.iter().all(Value::is_string));
    if !fits {
        return Vec::new();
    }
    vec![list(document, Holds::Names)]
}

/// `{"tools": [{…}]}`, with or without a server's name, a cursor, prompts beside it.
fn tools(document: &Value) -> Vec<Place> {
    match array_at(document, "/tools") {
        Some(_) => vec![list(document, Holds::List)],
        None => Vec::new(),
    }
}

/// `{"tools": {"send-email": {…}}}`.
fn tools_by_name(document: &Value) -> Vec<Place> {
    let fits = object_at(document, "/tools").is_some_and(|tools| {
        tools.is_empty() || tools.values().any(Value::is_object) && !tools.values().any(has_tools)
    });
    if !fits {
        return Vec::new();
    }
    vec![list(document, Holds::Keyed)]
}

/// `{"status": 200, "results": [{name, description, command}]}`.
fn results(document: &Value) -> Vec<Place> {
    let fits = array_at(document, "/results").is_some_and(|r| r.iter().any(looks_like_tool));
    if !fits {
        return Vec::new();
    }
    vec![Place { server: server_name(document), ..at("/results".to_owned(), Holds::List) }]
}

/// `{"tools": {"SERVER": {"tools": […]}}}`.
fn tools_by_server(document: &Value) -> Vec<Place> {
    servers_under(document, "/tools")
}

/// `{"summary": {"mcpServers": [{name, tools}]}}`.
fn summary(document: &Value) -> Vec<Place> {
    servers_under(document, "/summary/mcpServers")
}

/// `{"registry": {"SERVER": {"tools": [{name}]}}}`.
fn registry(document: &Value) -> Vec<Place> {
    servers_under(document, "/registry")
}

/// `{"servers": [{name, tools}]}` or `mcpServers`, as a list or keyed by name.
fn servers(document: &Value) -> Vec<Place> {
    let places = servers_under(document, "/servers");
    if places.is_empty() { servers_under(document, "/mcpServers") } else { places }
}

/// `{"SERVER": {"tools": […]}}`: the document itself is the map.
fn servers_by_name(document: &Value) -> Vec<Place> {
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

/// `{"result": {"tools": […]}}`, with or without `jsonrpc` and `id`.
fn json_rpc(document: &Value) -> Vec<Place> {
    enveloped(document, "result")
}

/// `{"manifest": {"tools": […]}}`.
fn nested_manifest(document: &Value) -> Vec<Place> {
    enveloped(document, "manifest")
}

/// An array of pages, of servers, of answers.
fn array_of_lists(document: &Value) -> Vec<Place> {
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
fn array(document: &Value) -> Vec<Place> {
    let fits = document.as_array().is_some_and(|entries| {
        entries.is_empty()
            || entries.iter().any(looks_like_tool)
            || entries.iter().all(has_only_a_name)
    });
    if fits { vec![at(String::new(), Holds::List)] } else { Vec::new() }
}

/// One definition by itself, with its server's name perhaps.
fn tool(document: &Value) -> Vec<Place> {
    if !looks_like_tool(document) {
        return Vec::new();
    }
    let server = name_at(document, &["/server", "/server_name", "/serverName"]);
    vec![Place { server, ..at(String::new(), Holds::Tool) }]
}

/// The places of the first shape that fits.
fn first(layers: &[&[Shape]], value: &Value) -> Vec<Place> {
    layers
        .iter()
        .flat_map(|layer| layer.iter())
        .map(|shape| (shape.find)(value))
        .find(|places| !places.is_empty())
        .unwrap_or_default()
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

fn has_only_a_name(entry: &Value) -> bool {
    let only = |object: &Map| object.keys().all(|key| key == "name" || key == "title");
    member(entry, "name").is_some_and(Value::is_string) && entry.as_object().is_some_and(only)
}
