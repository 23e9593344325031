//! A parameter as the page of a tool shows it.

use crate::document::Value;
use crate::manifest::Parameter;

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
    #[must_use]
    pub fn of(parameter: &Parameter<'_>) -> Self {
        Self {
            name: parameter.name.to_owned(),
            kind: kind(parameter.schema, 0),
            required: parameter.required,
            default: parameter.default().cloned(),
            choices: parameter.choices().into_iter().map(str::to_owned).collect(),
            description: parameter.description().to_owned(),
        }
    }
}

/// How deep a type is spelled out: deeper ones would help nobody.
const MAX_DEPTH: usize = 3;

fn kind(schema: &Value, depth: usize) -> String {
    if depth > MAX_DEPTH {
        return "…".to_owned();
    }
    match schema.get("type") {
        Some(Value::String(one)) if one == "array" => array_kind(schema, depth),
        Some(Value::String(one)) => one.to_string(),
        Some(Value::Array(many)) => {
            let names: Vec<&str> = many.iter().take(8).filter_map(Value::as_str).collect();
            names.join(" or ")
        }
        _ => union_kind(schema, depth).unwrap_or_else(|| "any".to_owned()),
    }
}

fn array_kind(schema: &Value, depth: usize) -> String {
    match schema.get("items") {
        Some(items) if items.is_object() => format!("array of {}", kind(items, depth + 1)),
        _ => "array".to_owned(),
    }
}

fn union_kind(schema: &Value, depth: usize) -> Option<String> {
    let of = ["anyOf", "oneOf"].iter().find_map(|key| schema.get(key)?.as_array())?;
    let mut kinds: Vec<String> = Vec::new();
    // A stranger's schema may list thousands of alternatives.
    for one in of.iter().take(8) {
        let one = kind(one, depth + 1);
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
        for (schema, expected) in [
            (value!({"type": "string"}), "string"),
            (value!({"type": ["string", "null"]}), "string or null"),
            (value!({"type": "array", "items": {"type": "integer"}}), "array of integer"),
            (value!({"type": "array"}), "array"),
            (value!({"anyOf": [{"type": "integer"}, {"type": "null"}]}), "integer or null"),
            (value!({"description": "x"}), "any"),
            (value!(true), "any"),
        ] {
            assert_eq!(kind(&schema, 0), expected);
        }
    }
}
