//! Verdicts on definitions written in a test, by the public way alone.
#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

pub mod any;

use serde_json::{Map, Value, json};
use toolward::classify::{Verdict, classify};
use toolward::manifest::{Server, Tool};

/// A server of its own for some definitions.
pub fn server(definitions: Vec<Value>) -> Server {
    let tools = definitions.into_iter().map(|d| Tool::from_definition(d).unwrap());
    let (name, source) = ("server".to_owned(), "server.json".to_owned());
    Server { name, source, tools: tools.collect(), warnings: Vec::new() }
}

/// The verdict on one definition, alone on its server.
pub fn judged(definition: Value) -> Verdict {
    classify(&server(vec![definition])).remove(0)
}

/// A definition that says nothing beside its description.
pub fn described(description: &str) -> Value {
    json!({"name": "x", "description": description})
}

/// A definition with one required parameter.
pub fn with_parameter(description: &str, name: &str, schema: Value) -> Value {
    let properties = Map::from_iter([(name.to_owned(), schema)]);
    json!({
        "name": "x",
        "description": description,
        "inputSchema": {"type": "object", "properties": properties, "required": [name]}
    })
}

/// Whether any quotation of a verdict is cited under a rule.
pub fn cites(verdict: &Verdict, rule: &str) -> bool {
    verdict.evidence.iter().any(|evidence| evidence.rule == rule)
}
