//! One server's tools, under a key of its object.

use crate::document::{Value, member, pointer_join};
use crate::manifest::definition::looks_like_tool;
use crate::manifest::place::{
    Holds, Place, array_at, at, has_tools, list, name_at, object_at, server_name,
};

/// `{"manifest_version": …, "tools": [{name, description}]}`; the server may make more as it starts.
pub(super) fn bundle_manifest(document: &Value) -> Vec<Place> {
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
pub(super) fn function_declarations(document: &Value) -> Vec<Place> {
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
pub(super) fn functions(document: &Value) -> Vec<Place> {
    let fits = array_at(document, "/functions").is_some_and(|f| f.iter().any(looks_like_tool));
    if !fits {
        return Vec::new();
    }
    vec![Place { server: server_name(document), ..at("/functions".to_owned(), Holds::List) }]
}

/// `{"tools": ["a", "b"]}`.
pub(super) fn names(document: &Value) -> Vec<Place> {
    let fits = array_at(document, "/tools")
        .is_some_and(|names| !names.is_empty() && names.iter().all(Value::is_string));
    if !fits {
        return Vec::new();
    }
    vec![list(document, Holds::Names)]
}

/// `{"tools": [{…}]}`, with or without a server's name, a cursor, prompts beside it.
pub(super) fn tools(document: &Value) -> Vec<Place> {
    match array_at(document, "/tools") {
        Some(_) => vec![list(document, Holds::List)],
        None => Vec::new(),
    }
}

/// `{"tools": {"send-email": {…}}}`.
pub(super) fn tools_by_name(document: &Value) -> Vec<Place> {
    let fits = object_at(document, "/tools").is_some_and(|tools| {
        tools.is_empty() || tools.values().any(Value::is_object) && !tools.values().any(has_tools)
    });
    if !fits {
        return Vec::new();
    }
    vec![list(document, Holds::Keyed)]
}

/// `{"status": 200, "results": [{name, description, command}]}`.
pub(super) fn results(document: &Value) -> Vec<Place> {
    let fits = array_at(document, "/results").is_some_and(|r| r.iter().any(looks_like_tool));
    if !fits {
        return Vec::new();
    }
    vec![Place { server: server_name(document), ..at("/results".to_owned(), Holds::List) }]
}
