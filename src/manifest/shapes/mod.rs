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

mod lists;
mod servers;
mod wrapped;

use super::definition::looks_like_tool;
use super::place::{Holds, Place, at, name_at};
use crate::document::Value;
use lists::{
    bundle_manifest, function_declarations, functions, names, results, tools, tools_by_name,
};
use servers::{registry, servers, servers_by_name, summary, tools_by_server};
use wrapped::{array, array_of_lists, json_rpc, nested_manifest};

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
