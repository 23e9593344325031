//! Arguments that a tool's own schema would take.

use serde_json::{Map, Value, json};

use crate::manifest::{Parameter, Tool};
use crate::policy::witness::Space;

/// A tool's schema, and what it asks of every call.
pub(super) struct Instance {
    /// What every call has to have, by the shortest way.
    pub base: Map<String, Value>,
    validator: Option<jsonschema::Validator>,
}

impl Instance {
    /// Of a tool that may be unknown; adds to the space what its schema names.
    pub(super) fn of(tool: Option<&Tool>, space: &mut Space) -> Self {
        let Some(tool) = tool else { return Self { base: Map::new(), validator: None } };
        let parameters = tool.parameters();
        let required = parameters.iter().filter(|parameter| parameter.required);
        let base =
            required.map(|parameter| (parameter.name.to_owned(), sample(&parameter.schema.into())));
        for parameter in &parameters {
            space.values(&format!("args.{}", parameter.name), &named(parameter));
        }
        let schema = tool.input_schema();
        let validator = schema.and_then(|schema| jsonschema::validator_for(&schema.into()).ok());
        Self { base: base.collect(), validator }
    }

    /// Whether the arguments fit; none where there is no schema to ask.
    pub(super) fn fits(&self, args: &Map<String, Value>) -> Option<bool> {
        let validator = self.validator.as_ref()?;
        Some(validator.is_valid(&Value::Object(args.clone())))
    }
}

/// Values that a schema names for a parameter.
fn named(parameter: &Parameter<'_>) -> Vec<Value> {
    const MAX_NAMED: usize = 8;
    let schema = parameter.schema;
    let lists = ["enum", "examples"].iter().filter_map(|key| schema.get(key)?.as_array()).flatten();
    let single =
        ["const", "default", "minimum", "maximum"].iter().filter_map(|key| schema.get(key));
    lists.chain(single).take(MAX_NAMED).map(Value::from).collect()
}

/// The plainest value of a schema.
fn sample(schema: &Value) -> Value {
    let first = |key: &str| schema.get(key)?.as_array()?.first().cloned();
    let given = schema.get("const").or_else(|| schema.get("default")).cloned();
    if let Some(value) = given.or_else(|| first("enum")).or_else(|| first("examples")) {
        return value;
    }
    let kind = match schema.get("type") {
        Some(Value::String(kind)) => kind.as_str(),
        Some(Value::Array(kinds)) => kinds.first().and_then(Value::as_str).unwrap_or_default(),
        _ => "",
    };
    match kind {
        "integer" | "number" => schema.get("minimum").cloned().unwrap_or(json!(1)),
        "boolean" => json!(false),
        "array" => json!([]),
        "object" => json!({}),
        "null" => Value::Null,
        _ => json!("x"),
    }
}
