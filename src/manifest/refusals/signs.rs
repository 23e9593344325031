//! By what each look-alike is known: keys that no tool list has.

use crate::document::{Map, Value, member};
use crate::manifest::definition::{has_parameters, is_call};
use crate::manifest::place::has_only_a_name;

pub(super) fn report(document: &Value) -> bool {
    has(document, "schema_version") && has(document, "generator")
}

pub(super) fn verdict(document: &Value) -> bool {
    const KEYS: [&str; 5] = ["name", "category", "effect", "risk", "base_risk"];
    KEYS.iter().all(|key| member(document, key).is_some_and(Value::is_string))
}

pub(super) fn intercept_policy(document: &Value) -> bool {
    let ruled = |tool: &Value| has_array(tool, "rules") && !defines(tool);
    members(document, "tools").any(ruled)
}

pub(super) fn policy(document: &Value) -> bool {
    let default = member(document, "default").and_then(Value::as_str);
    let decides = matches!(default, Some("allow" | "deny"));
    let ruled = |tool: &Value| {
        !defines(tool) && ["limits", "deny_if", "require"].iter().any(|key| has(tool, key))
    };
    let is_list = has_array(document, "tools");
    decides && !is_list || members(document, "tools").any(ruled)
}

pub(super) fn client_config(document: &Value) -> bool {
    const KEYS: [&str; 5] = ["mcpServers", "mcp_servers", "context_servers", "servers", "mcp"];
    const STARTS: [&str; 4] = ["command", "url", "serverUrl", "httpUrl"];
    let started =
        |server: &Value| STARTS.iter().any(|key| has(server, key)) && !lists_objects(server);
    !lists_objects(document) && KEYS.iter().any(|key| members(document, key).any(started))
}

pub(super) fn empty_client_config(document: &Value) -> bool {
    const KEYS: [&str; 3] = ["mcpServers", "mcp_servers", "context_servers"];
    KEYS.iter().any(|key| member(document, key).is_some_and(Value::is_object))
}

pub(super) fn registry_index(document: &Value) -> bool {
    let servers = member(document, "servers").and_then(Value::as_array);
    servers.is_some_and(|all| all.iter().any(registry_server))
}

/// By itself, or as registries answer: `{"server": {…}, "_meta": {…}}`.
pub(super) fn registry_server(document: &Value) -> bool {
    let server = member(document, "server").filter(|inner| inner.is_object()).unwrap_or(document);
    let schema = member(server, "$schema").and_then(Value::as_str).unwrap_or("");
    let addressed = ["packages", "remotes"].iter().any(|key| has_array(server, key));
    schema.ends_with("server.schema.json") || has(server, "name") && addressed
}

pub(super) fn bundle_without_tools(document: &Value) -> bool {
    has(document, "manifest_version") || has(document, "dxt_version")
}

pub(super) fn prompts(document: &Value) -> bool {
    ["prompts", "resources", "resourceTemplates"].iter().any(|key| has_array(document, key))
}

pub(super) fn tool_calls(document: &Value) -> bool {
    let call = member(document, "function").unwrap_or(document);
    let called = member(call, "name").is_some_and(Value::is_string) && is_call(call);
    let used = member(document, "type").and_then(Value::as_str) == Some("tool_use");
    called
        || used
        || ["tool_calls", "messages", "choices"].iter().any(|key| has_array(document, key))
}

pub(super) fn rpc_error(document: &Value) -> bool {
    member(document, "error").is_some_and(|error| has(error, "code") && has(error, "message"))
}

pub(super) fn rpc_message(document: &Value) -> bool {
    has(document, "jsonrpc")
}

pub(super) fn api_description(document: &Value) -> bool {
    (has(document, "openapi") || has(document, "swagger")) && has(document, "paths")
}

pub(super) fn package(document: &Value) -> bool {
    const KEYS: [&str; 6] =
        ["version", "dependencies", "devDependencies", "scripts", "private", "workspaces"];
    has(document, "name") && KEYS.iter().any(|key| has(document, key))
}

pub(super) fn json_schema(document: &Value) -> bool {
    let typed = member(document, "type").is_some_and(Value::is_string) || has(document, "$schema");
    typed && !has(document, "name") && member(document, "properties").is_some_and(Value::is_object)
}

pub(super) fn name_alone(document: &Value) -> bool {
    has_only_a_name(document)
}

pub(super) fn label(document: &Value) -> bool {
    ["id", "primary"].iter().all(|key| member(document, key).is_some_and(Value::is_string))
}

pub(super) fn strings(document: &Value) -> bool {
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
