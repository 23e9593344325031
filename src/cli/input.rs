//! SOURCE arguments to servers: a stand-in that reads one shape of file.

use serde_json::Value;

use crate::document::{parse_value, read_file, read_stdin};
use crate::manifest::{ParameterSource, Problem, Server, Tool};

/// What was read, and what could not be.
#[derive(Debug, Default)]
pub struct Loaded {
    pub servers: Vec<Server>,
    pub problems: Vec<Problem>,
}

/// Reads `{"server", "tools": […]}` files.
#[must_use]
pub fn read_sources(sources: &[String]) -> Loaded {
    let mut loaded = Loaded::default();
    for source in sources {
        match read(source) {
            Ok(server) => loaded.servers.push(server),
            Err(message) => loaded.problems.push(Problem { source: source.clone(), message }),
        }
    }
    loaded
}

fn read(source: &str) -> Result<Server, String> {
    let text = if source == "-" { read_stdin() } else { read_file(source.as_ref()) };
    let value = text.and_then(|text| parse_value(&text)).map_err(|error| error.to_string())?;
    let tools = value.get("tools").and_then(Value::as_array).ok_or("no `tools` list")?;
    let tools = tools.iter().map(|definition| Tool {
        name: definition["name"].as_str().unwrap_or_default().to_owned(),
        title: None,
        description: definition["description"].as_str().unwrap_or_default().to_owned(),
        definition: definition.clone(),
        parameter_source: ParameterSource::None,
        annotations: Vec::new(),
    });
    Ok(Server {
        name: value["server"].as_str().unwrap_or(source).to_owned(),
        source: source.to_owned(),
        tools: tools.collect(),
        warnings: Vec::new(),
    })
}
