//! What people pass by mistake, told apart so that the error can help.
//!
//! A document that only resembles a tool list (a registry entry, a client's
//! configuration, a policy) would otherwise be read as odd tools, or be refused
//! without a hint. One function in `signs` and one registry line per look-alike.
//!
//! Two tables: [`DISGUISED`] look-alikes have a list that reads as tools and
//! are told apart before any shape is tried; [`OTHERS`] are only asked where no
//! list was found, so nothing that does list tools is refused for what stands
//! beside them.

mod signs;

use super::definition::has_parameters;
use crate::document::{Tree, Value, member};

/// A look-alike: what it is, and what to pass instead.
#[derive(Debug)]
pub(super) struct Refusal {
    /// The name of its fixture, too.
    id: &'static str,
    pub looks_like: &'static str,
    pub instead: &'static str,
    fits: fn(&Value) -> bool,
}

const SAVE_ANSWER: &str = "start the server and pass its answer to `tools/list`";

const DISGUISED: &[Refusal] = &[
    Refusal {
        id: "report",
        looks_like: "a report of this program",
        instead: "pass the manifest that the report was made from",
        fits: signs::report,
    },
    Refusal {
        id: "verdict",
        looks_like: "a verdict of this program",
        instead: "pass the manifest that was classified",
        fits: signs::verdict,
    },
    Refusal {
        id: "intercept-policy",
        looks_like: "an Intercept policy (rules per tool)",
        instead: "pass the tool list of the server that it governs",
        fits: signs::intercept_policy,
    },
    Refusal {
        id: "policy",
        looks_like: "a policy.json (what is allowed, not what exists)",
        instead: "pass the tool list of the server that it governs",
        fits: signs::policy,
    },
    Refusal {
        id: "client-config",
        looks_like: "a client's configuration (how servers are started, no tools)",
        instead: "start each server and pass its answer to `tools/list`",
        fits: signs::client_config,
    },
];

const OTHERS: &[Refusal] = &[
    Refusal {
        id: "empty-client-config",
        looks_like: "a client's configuration without servers",
        instead: "start a server and pass its answer to `tools/list`",
        fits: signs::empty_client_config,
    },
    Refusal {
        id: "registry-index",
        looks_like: "an index of a server registry (packages and addresses, no tools)",
        instead: "pick a server from it, start it and pass its answer to `tools/list`",
        fits: signs::registry_index,
    },
    Refusal {
        id: "registry-server",
        looks_like: "a registry's server.json (packages and addresses, no tools)",
        instead: SAVE_ANSWER,
        fits: signs::registry_server,
    },
    Refusal {
        id: "bundle-without-tools",
        looks_like: "a bundle's manifest.json that lists no tools",
        instead: SAVE_ANSWER,
        fits: signs::bundle_without_tools,
    },
    Refusal {
        id: "prompts",
        looks_like: "a list of prompts or resources",
        instead: "pass the server's answer to `tools/list`",
        fits: signs::prompts,
    },
    Refusal {
        id: "tool-calls",
        looks_like: "calls of tools, not their definitions",
        instead: "pass the `tools` that the caller was offered",
        fits: signs::tool_calls,
    },
    Refusal {
        id: "rpc-error",
        looks_like: "an error that a server answered",
        instead: "repeat the request `tools/list` and pass its result",
        fits: signs::rpc_error,
    },
    Refusal {
        id: "rpc-message",
        looks_like: "a JSON-RPC message without tools",
        instead: "pass the server's answer to `tools/list`",
        fits: signs::rpc_message,
    },
    Refusal {
        id: "api-description",
        looks_like: "an OpenAPI description (paths, not tools)",
        instead: "pass the tool list of the server that wraps this interface",
        fits: signs::api_description,
    },
    Refusal {
        id: "package",
        looks_like: "a package's own description (such as package.json)",
        instead: SAVE_ANSWER,
        fits: signs::package,
    },
    Refusal {
        id: "json-schema",
        looks_like: "a JSON Schema",
        instead: "pass the definition of the tool that holds it",
        fits: signs::json_schema,
    },
    Refusal {
        id: "name-alone",
        looks_like: "a name alone",
        instead: "add the tool's `description` or `inputSchema`, or write `{\"tools\": [\"…\"]}` to have names judged",
        fits: signs::name_alone,
    },
    Refusal {
        id: "label",
        looks_like: "a label of `toolward eval`",
        instead: "pass the tool list that it speaks of; `eval` takes the labels first",
        fits: signs::label,
    },
    Refusal {
        id: "strings",
        looks_like: "an array of strings",
        instead: "if these are the names of tools, write `{\"tools\": [\"…\"]}`",
        fits: signs::strings,
    },
];

/// The look-alike that a document is although it has a list under `tools`.
pub(super) fn disguised(document: &Value) -> Option<&'static Refusal> {
    DISGUISED.iter().find(|refusal| (refusal.fits)(document))
}

/// The look-alike that a document without a list is, judged by itself, by its
/// JSON-RPC result, or by the first entry of an array.
pub(super) fn other(document: &Value) -> Option<&'static Refusal> {
    // A name with parameters is a tool, whatever else its author put there.
    if member(document, "name").is_some_and(Value::is_string) && has_parameters(document) {
        return None;
    }
    let parts = [Some(document), member(document, "result"), document.item(0)];
    let all = DISGUISED.iter().chain(OTHERS);
    all.into_iter().find(|refusal| parts.into_iter().flatten().any(refusal.fits))
}

/// The id of every look-alike that is told apart.
pub fn refusal_ids() -> impl Iterator<Item = &'static str> {
    DISGUISED.iter().chain(OTHERS).map(|refusal| refusal.id)
}
