//! What people pass by mistake, told apart so that the error can help.
//!
//! A document that only resembles a tool list (a registry entry, a client's
//! configuration, a policy) would otherwise be read as odd tools, or be refused
//! without a hint. One function and one registry line per look-alike.
//!
//! Two tables: [`DISGUISED`] look-alikes have a list that reads as tools and
//! are told apart before any shape is tried; [`OTHERS`] are only asked where no
//! list was found, so nothing that does list tools is refused for what stands
//! beside them.

use super::definition::{has_parameters, is_call};
use crate::document::{Map, Tree, Value, member};

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
        fits: report,
    },
    Refusal {
        id: "verdict",
        looks_like: "a verdict of this program",
        instead: "pass the manifest that was classified",
        fits: verdict,
    },
    Refusal {
        id: "intercept-policy",
        looks_like: "an Intercept policy (rules per tool)",
        instead: "pass the tool list of the server that it governs",
        fits: intercept_policy,
    },
    Refusal {
        id: "policy",
        looks_like: "a policy.json (what is allowed, not what exists)",
        instead: "pass the tool list of the server that it governs",
        fits: policy,
    },
    Refusal {
        id: "client-config",
        looks_like: "a client's configuration (how servers are started, no tools)",
        instead: "start each server and pass its answer to `tools/list`",
        fits: client_config,
    },
];

const OTHERS: &[Refusal] = &[
    Refusal {
        id: "empty-client-config",
        looks_like: "a client's configuration without servers",
        instead: "start a server and pass its answer to `tools/list`",
        fits: empty_client_config,
    },
    Refusal {
        id: "registry-index",
        looks_like: "an index of a server registry (packages and addresses, no tools)",
        instead: "pick a server from it, start it and pass its answer to `tools/list`",
        fits: registry_index,
    },
    Refusal {
        id: "registry-server",
        looks_like: "a registry's server.json (packages and addresses, no tools)",
        instead: SAVE_ANSWER,
        fits: registry_server,
    },
    Refusal {
        id: "bundle-without-tools",
        looks_like: "a bundle's manifest.json that lists no tools",
        instead: SAVE_ANSWER,
        fits: bundle_without_tools,
    },
    Refusal {
        id: "prompts",
        looks_like: "a list of prompts or resources",
        instead: "pass the server's answer to `tools/list`",
        fits: prompts,
    },
    Refusal {
        id: "tool-calls",
        looks_like: "calls of tools, not their definitions",
        instead: "pass the `tools` that the caller was offered",
        fits: tool_calls,
    },
    Refusal {
        id: "rpc-error",
        looks_like: "an error that a server answered",
        instead: "repeat the request `tools/list` and pass its result",
        fits: rpc_error,
    },
    Refusal {
        id: "rpc-message",
        looks_like: "a JSON-RPC message without tools",
        instead: "pass the server's answer to `tools/list`",
        fits: rpc_message,
    },
    Refusal {
        id: "api-description",
        looks_like: "an OpenAPI description (paths, not tools)",
        instead: "pass the tool list of the server that wraps this interface",
        fits: api_description,
    },
    Refusal {
        id: "package",
        looks_like: "a package's own description (such as package.json)",
        instead: SAVE_ANSWER,
        fits: package,
    },
    Refusal {
        id: "json-schema",
        looks_like: "a JSON Schema",
        instead: "pass the definition of the tool that holds it",
        fits: json_schema,
    },
    Refusal {
        id: "strings",
        looks_like: "an array of strings",
        instead: "if these are the names of tools, write `{\"tools\": [\"…\"]}`",
        fits: strings,
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

fn report(document: &Value) -> bool {
    has(document, "schema_version") && has(document, "generator")
}

fn verdict(document: &Value) -> bool {
    const KEYS: [&str; 5] = ["name", "category", "effect", "risk", "base_risk"];
    KEYS.iter().all(|key| member(document, key).is_some_and(Value::is_string))
}

fn intercept_policy(document: &Value) -> bool {
    let ruled = |tool: &Value| has_array(tool, "rules") && !defines(tool);
    members(document, "tools").any(ruled)
}

fn policy(document: &Value) -> bool {
    let default = member(document, "default").and_then(Value::as_str);
    let decides = matches!(default, Some("allow" | "deny"));
    let ruled = |tool: &Value| {
        !defines(tool) && ["limits", "deny_if", "require"].iter().any(|key| has(tool, key))
    };
    let is_list = has_array(document, "tools");
    decides && !is_list || members(document, "tools").any(ruled)
}

fn client_config(document: &Value) -> bool {
    const KEYS: [&str; 5] = ["mcpServers", "mcp_servers", "context_servers", "servers", "mcp"];
    const STARTS: [&str; 4] = ["command", "url", "serverUrl", "httpUrl"];
    let started =
        |server: &Value| STARTS.iter().any(|key| has(server, key)) && !lists_objects(server);
    !lists_objects(document) && KEYS.iter().any(|key| members(document, key).any(started))
}

fn empty_client_config(document: &Value) -> bool {
    const KEYS: [&str; 3] = ["mcpServers", "mcp_servers", "context_servers"];
    KEYS.iter().any(|key| member(document, key).is_some_and(Value::is_object))
}

fn registry_index(document: &Value) -> bool {
    let servers = member(document, "servers").and_then(Value::as_array);
    servers.is_some_and(|all| all.iter().any(registry_server))
}

/// By itself, or as registries answer: `{"server": {…}, "_meta": {…}}`.
fn registry_server(document: &Value) -> bool {
    let server = member(document, "server").filter(|inner| inner.is_object()).unwrap_or(document);
    let schema = member(server, "$schema").and_then(Value::as_str).unwrap_or("");
    let addressed = ["packages", "remotes"].iter().any(|key| has_array(server, key));
    schema.ends_with("server.schema.json") || has(server, "name") && addressed
}

fn bundle_without_tools(document: &Value) -> bool {
    has(document, "manifest_version") || has(document, "dxt_version")
}

fn prompts(document: &Value) -> bool {
    ["prompts", "resources", "resourceTemplates"].iter().any(|key| has_array(document, key))
}

fn tool_calls(document: &Value) -> bool {
    let call = member(document, "function").unwrap_or(document);
    let called = member(call, "name").is_some_and(Value::is_string) && is_call(call);
    let used = member(document, "type").and_then(Value::as_str) == Some("tool_use");
    called
        || used
        || ["tool_calls", "messages", "choices"].iter().any(|key| has_array(document, key))
}

fn rpc_error(document: &Value) -> bool {
    member(document, "error").is_some_and(|error| has(error, "code") && has(error, "message"))
}

fn rpc_message(document: &Value) -> bool {
    has(document, "jsonrpc")
}

fn api_description(document: &Value) -> bool {
    (has(document, "openapi") || has(document, "swagger")) && has(document, "paths")
}

fn package(document: &Value) -> bool {
    const KEYS: [&str; 6] =
        ["version", "dependencies", "devDependencies", "scripts", "private", "workspaces"];
    has(document, "name") && KEYS.iter().any(|key| has(document, key))
}

fn json_schema(document: &Value) -> bool {
    let typed = member(document, "type").is_some_and(Value::is_string) || has(document, "$schema");
    typed && !has(document, "name") && member(document, "properties").is_some_and(Value::is_object)
}

fn strings(document: &Value) -> bool {
    let all = |list: &Vec<Value>| !list.is_empty() && list.iter().all(Value::is_string);
    document.as_array().is_some_and(all)
}

fn lists_objects(value: &Value) -> bool {
    let tools = member(value, "tools").and_then(Value::as_array);
    tools.is_some_and(|tools| tools.iter().any(Value::is_object))
}

/// Whether an entry says what a tool is, and not only what it may do.
fn defines(tool: &Value) -> bool {
    has(tool, "description") || has_parameters(tool)
}

fn members<'a>(document: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    member(document, key).and_then(Value::as_object).into_iter().flat_map(Map::values)
}

fn has_array(value: &Value, key: &str) -> bool {
    member(value, key).is_some_and(Value::is_array)
}

fn has(value: &Value, key: &str) -> bool {
    member(value, key).is_some()
}
