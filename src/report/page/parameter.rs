//! A parameter as the page of a tool shows it.

use std::collections::HashSet;

use crate::document::{Followed, Value, follow};
use crate::manifest::{Parameter, Tool};

/// One parameter at the top level of a tool's input.
#[derive(Debug, Clone, PartialEq)]
pub struct PageParameter {
    pub name: String,
    /// In short: `string`, `array of integer`, `string or null`; `any` where nothing is said.
    pub kind: String,
    pub required: bool,
    pub default: Option<Value>,
    /// The values that it takes, where the definition lists them.
    pub choices: Vec<String>,
    pub description: String,
}

impl PageParameter {
    /// The parameters of a tool; one that several branches declare as the first does.
    #[must_use]
    pub fn all(tool: &Tool) -> Vec<Self> {
        let mut known = HashSet::new();
        let parameters = tool.parameters();
        parameters.iter().filter(|one| known.insert(one.name)).map(Self::of).collect()
    }

    #[must_use]
    pub fn of(parameter: &Parameter<'_>) -> Self {
        Self {
            name: parameter.name.to_owned(),
            kind: kind(parameter.root(), parameter.schema, 0),
            required: parameter.required,
            default: parameter.default().cloned(),
            choices: parameter.choices().into_iter().map(str::to_owned).collect(),
            description: parameter.description().to_owned(),
        }
    }
}

/// How deep a type is spelled out: deeper ones would help nobody.
const MAX_DEPTH: usize = 3;

/// The kind of a schema whose references are relative to `root`.
fn kind(root: &Value, schema: &Value, depth: usize) -> String {
    if depth > MAX_DEPTH {
        return "…".to_owned();
    }
    let Some(Followed { schema, .. }) = follow(root, schema) else { return "any".to_owned() };
    match schema.get("type") {
        Some(Value::String(one)) if one == "array" => array_kind(root, schema, depth),
        Some(Value::String(one)) => one.to_string(),
        Some(Value::Array(many)) => {
            let names: Vec<&str> = many.iter().take(8).filter_map(Value::as_str).collect();
            names.join(" or ")
        }
        _ => union_kind(root, schema, depth).unwrap_or_else(|| "any".to_owned()),
    }
}

fn array_kind(root: &Value, schema: &Value, depth: usize) -> String {
    match schema.get("items") {
        Some(items) if items.is_object() => format!("array of {}", kind(root, items, depth + 1)),
        _ => "array".to_owned(),
    }
}

fn union_kind(root: &Value, schema: &Value, depth: usize) -> Option<String> {
    // A reference beside other keys is often written as the only one of `allOf`.
    if let Some([one]) = schema.get("allOf").and_then(Value::as_array).map(Vec::as_slice) {
        return Some(kind(root, one, depth + 1));
    }
    let of = ["anyOf", "oneOf"].iter().find_map(|key| schema.get(key)?.as_array())?;
    let mut kinds: Vec<String> = Vec::new();
    // A stranger's schema may list thousands of alternatives.
    for one in of.iter().take(8) {
        let one = kind(root, one, depth + 1);
        if !kinds.contains(&one) {
            kinds.push(one);
        }
    }
    Some(kinds.join(" or "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::value;

    #[test]
    fn types_are_named_in_short() {
        let root = value!({"$defs": {"Id": {"type": "integer"}, "Loop": {"$ref": "#/$defs/Loop"}}});
        for (schema, expected) in [
            (value!({"$ref": "#/$defs/Id"}), "integer"),
            (value!({"allOf": [{"$ref": "#/$defs/Id"}]}), "integer"),
            (value!({"type": "array", "items": {"$ref": "#/$defs/Id"}}), "array of integer"),
            (value!({"$ref": "#/$defs/Loop"}), "any"),
            (value!({"type": "string"}), "string"),
            (value!({"type": ["string", "null"]}), "string or null"),
            (value!({"type": "array", "items": {"type": "integer"}}), "array of integer"),
            (value!({"type": "array"}), "array"),
            (value!({"anyOf": [{"type": "integer"}, {"type": "null"}]}), "integer or null"),
            (value!({"description": "x"}), "any"),
            (value!(true), "any"),
        ] {
            assert_eq!(kind(&root, &schema, 0), expected);
        }
    }
}
