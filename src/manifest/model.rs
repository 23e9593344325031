//! `Server` and `Tool`: what every manifest shape becomes.

use std::sync::Arc;

use serde_json::Value;

use crate::document::pointer_join;

/// Something that could not be read, or was read with a doubt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, `-`, or `catalog:NAME`; behind it `:line` or `:line:column`
    /// where the place in the text is known.
    pub source: String,
    /// What was found, what was expected, what to do.
    pub message: String,
}

/// One server and the tools it offers.
#[derive(Debug, Clone)]
pub struct Server {
    pub name: String,
    /// Where it was read from, as the user named it.
    pub source: String,
    pub tools: Vec<Tool>,
    /// What was odd but didn't stop the reading (a duplicate name, an incomplete list).
    pub warnings: Vec<Problem>,
}

/// Where a definition keeps its parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParameterSource {
    /// A JSON Schema at this pointer (`/inputSchema`, `/input_schema`, `/function/parameters`, …).
    Schema(String),
    /// A list of `{name, type, desc}` at this pointer (Docker's catalog).
    List(String),
    /// The definition says nothing about parameters.
    None,
}

/// One tool: its raw definition and the fields that are read from it.
#[derive(Debug, Clone)]
pub struct Tool {
    pub name: String,
    pub title: Option<String>,
    /// Empty where the definition has none.
    pub description: String,
    /// The definition as its author wrote it.
    pub definition: Value,
    pub parameter_source: ParameterSource,
    /// The server's claims about the tool, in the order they were found.
    pub annotations: Vec<Annotation>,
    /// Where the definition was read; none where it comes from no text.
    pub origin: Option<Origin>,
}

/// The place of a definition in the text it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The text: a file's path, `-`, or `catalog:NAME`.
    pub source: Arc<str>,
    /// The line that holds the document, counted from 1, where each line of
    /// the text is a document by itself.
    pub line: Option<usize>,
    /// Pointer of the definition in its document.
    pub pointer: String,
}

/// The four hints of the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hint {
    ReadOnly,
    Destructive,
    Idempotent,
    OpenWorld,
}

/// A claim of the server: untrusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotation {
    pub hint: Hint,
    pub value: bool,
    /// Pointer of the claim in the definition.
    pub pointer: String,
}

/// One parameter, as the schema (or list) declares it.
#[derive(Debug, Clone)]
pub struct Parameter<'a> {
    pub name: &'a str,
    /// Pointer of its declaration in the definition.
    pub pointer: String,
    pub schema: &'a Value,
    pub required: bool,
}

impl Tool {
    /// The parameters at the top level, in the order of the definition.
    #[must_use]
    pub fn parameters(&self) -> Vec<Parameter<'_>> {
        match &self.parameter_source {
            ParameterSource::None => Vec::new(),
            ParameterSource::Schema(pointer) => self.schema_parameters(pointer),
            ParameterSource::List(pointer) => self.list_parameters(pointer),
        }
    }

    /// The input schema, where the definition holds one.
    #[must_use]
    pub fn input_schema(&self) -> Option<&Value> {
        match &self.parameter_source {
            ParameterSource::Schema(pointer) => self.definition.pointer(pointer),
            _ => None,
        }
    }

    fn schema_parameters(&self, pointer: &str) -> Vec<Parameter<'_>> {
        let Some(schema) = self.definition.pointer(pointer) else { return Vec::new() };
        let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
            return Vec::new();
        };
        let required: Vec<&str> = schema
            .get("required")
            .and_then(Value::as_array)
            .map(|names| names.iter().filter_map(Value::as_str).collect())
            .unwrap_or_default();
        let base = pointer_join(pointer, "properties");
        properties
            .iter()
            .map(|(name, schema)| Parameter {
                name,
                pointer: pointer_join(&base, name),
                schema,
                required: required.contains(&name.as_str()),
            })
            .collect()
    }

    fn list_parameters(&self, pointer: &str) -> Vec<Parameter<'_>> {
        let Some(list) = self.definition.pointer(pointer).and_then(Value::as_array) else {
            return Vec::new();
        };
        list.iter()
            .enumerate()
            .filter_map(|(i, schema)| {
                let name = schema.get("name").and_then(Value::as_str)?;
                let optional = schema.get("optional").and_then(Value::as_bool).unwrap_or(false);
                Some(Parameter {
                    name,
                    pointer: pointer_join(pointer, &i.to_string()),
                    schema,
                    required: !optional,
                })
            })
            .collect()
    }
}

impl Parameter<'_> {
    /// What the declaration says of it: `description`, or Docker's `desc`.
    #[must_use]
    pub fn description(&self) -> &str {
        ["description", "desc"]
            .iter()
            .find_map(|key| self.schema.get(key).and_then(Value::as_str))
            .unwrap_or("")
    }

    /// The values of its enum that are strings, its own or its items'.
    #[must_use]
    pub fn choices(&self) -> Vec<&str> {
        let list = self
            .schema
            .get("enum")
            .or_else(|| self.schema.get("items").and_then(|items| items.get("enum")));
        list.and_then(Value::as_array)
            .map(|values| values.iter().filter_map(Value::as_str).collect())
            .unwrap_or_default()
    }

    /// Whether its declared type is, or may be, `kind` (`string`, `array`, …).
    #[must_use]
    pub fn is_type(&self, kind: &str) -> bool {
        match self.schema.get("type") {
            Some(Value::String(one)) => one == kind,
            Some(Value::Array(many)) => many.iter().any(|one| one == kind),
            _ => false,
        }
    }

    #[must_use]
    pub fn default(&self) -> Option<&Value> {
        self.schema.get("default")
    }
}
