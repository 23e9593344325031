//! The plainest shape, until the loader of all shapes is here.

use serde_json::Value;

use super::{ParameterSource, Problem, Server, Tool};

/// What reading gave.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    pub servers: Vec<Server>,
    pub problems: Vec<Problem>,
}

/// Reads `{"server","tools":[…]}`.
#[must_use]
pub fn server_from_value(value: &Value, source: &str) -> Option<Server> {
    let tools = value.get("tools")?.as_array()?;
    let text = |tool: &Value, key| tool.get(key).and_then(Value::as_str).map(str::to_owned);
    let tools = tools.iter().map(|tool| Tool {
        name: text(tool, "name").unwrap_or_default(),
        title: text(tool, "title"),
        description: text(tool, "description").unwrap_or_default(),
        definition: tool.clone(),
        parameter_source: match tool.get("inputSchema") {
            Some(_) => ParameterSource::Schema("/inputSchema".to_owned()),
            None => ParameterSource::None,
        },
        annotations: Vec::new(),
    });
    Some(Server {
        name: text(value, "server").unwrap_or_else(|| source.to_owned()),
        source: source.to_owned(),
        tools: tools.collect(),
        warnings: Vec::new(),
    })
}
