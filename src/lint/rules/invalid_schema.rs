//! TW410: a schema that isn't one.

use std::collections::HashSet;

use jsonschema::Draft;
use serde_json::Value;

use crate::document::{pointer_find, pointer_join, pointer_last_token};
use crate::lint::rule::declare_rule;
use crate::lint::{Definition, DefinitionSink, Meta, Rule};
use crate::manifest::ParameterSource;
use crate::phrase::{nearest, quoted, visible};

/// The types of JSON Schema.
const TYPES: [&str; 7] = ["string", "number", "integer", "boolean", "object", "array", "null"];

/// How many mistakes of one schema are told.
const TOLD: usize = 5;

/// How many are looked at.
const MANY: usize = 50;

declare_rule! {
    /// ## What it does
    ///
    /// Holds input and output schemas against the JSON Schema draft that they
    /// name (2020-12 where they name none), and follows their references.
    /// Nothing is fetched: a reference to another address is reported.
    ///
    /// ## Why is this bad?
    ///
    /// A validator ignores what it doesn't understand or refuses the whole tool:
    /// either the arguments go unchecked, or no call succeeds.
    ///
    /// ## Example
    ///
    /// ```json manifest
    /// {
    ///   "name": "shop",
    ///   "tools": [
    ///     {
    ///       "name": "get_order",
    ///       "description": "Shows an order.",
    ///       "inputSchema": {"type": "object", "properties": {"id": {"type": "int"}}}
    ///     }
    ///   ]
    /// }
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```json manifest
    /// {
    ///   "name": "shop",
    ///   "tools": [
    ///     {
    ///       "name": "get_order",
    ///       "description": "Shows an order.",
    ///       "inputSchema": {"type": "object", "properties": {"id": {"type": "integer"}}}
    ///     }
    ///   ]
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [JSON Schema 2020-12](https://json-schema.org/draft/2020-12)
    InvalidSchema, "TW410", "invalid-schema", Medium
}

impl Rule for InvalidSchema {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_definition(&self, definition: &Definition<'_>, out: &mut DefinitionSink<'_>) {
        let tool = definition.tool;
        let mut pointers = vec![pointer_join(definition.body(), "outputSchema")];
        if let ParameterSource::Schema(pointer) = &tool.parameter_source {
            pointers.insert(0, pointer.clone());
        }
        for base in pointers {
            let Some(schema) = pointer_find(&tool.definition, &base) else { continue };
            for mistake in mistakes(&schema.into()).into_iter().take(TOLD) {
                let place = pointer_last_token(&mistake.pointer);
                let place = place.map(|key| format!(" at {}", quoted(&key))).unwrap_or_default();
                let message = format!(
                    "the schema of {} is wrong{place}: {}",
                    quoted(&tool.name),
                    mistake.text
                );
                let draft = out.report(definition, &format!("{base}{}", mistake.pointer), message);
                if let Some(help) = mistake.help {
                    draft.help(help);
                }
            }
        }
    }
}

struct Mistake {
    /// In the schema.
    pointer: String,
    text: String,
    help: Option<String>,
}

fn mistakes(schema: &Value) -> Vec<Mistake> {
    let mut found = Vec::new();
    walk(schema, schema, "", &mut found);
    let told: HashSet<String> = found.iter().map(|mistake| mistake.pointer.clone()).collect();
    let of_the_draft = of_the_draft(schema).into_iter();
    found.extend(of_the_draft.filter(|mistake| !told.contains(&mistake.pointer)));
    found
}

/// What the draft's own schema says.
fn of_the_draft(schema: &Value) -> Vec<Mistake> {
    let validator = match Draft::default().detect(schema) {
        Draft::Draft4 => jsonschema::draft4::meta::validator(),
        Draft::Draft6 => jsonschema::draft6::meta::validator(),
        Draft::Draft7 => jsonschema::draft7::meta::validator(),
        Draft::Draft201909 => jsonschema::draft201909::meta::validator(),
        _ => jsonschema::draft202012::meta::validator(),
    };
    let mistake = |error: jsonschema::ValidationError<'_>| Mistake {
        pointer: error.instance_path().to_string(),
        text: visible(&error.masked().to_string()).into_owned(),
        help: None,
    };
    validator.iter_errors(schema).take(MANY).map(mistake).collect()
}

/// Types that there aren't, and references that lead nowhere.
fn walk(root: &Value, value: &Value, pointer: &str, found: &mut Vec<Mistake>) {
    match value {
        Value::Object(members) => {
            for (key, inner) in members {
                let here = pointer_join(pointer, key);
                // Under these, keys are names and values are data.
                match (key.as_str(), inner) {
                    ("default" | "const" | "enum" | "examples" | "example", _) => {}
                    ("type", Value::String(kind)) => found.extend(wrong_type(kind, &here)),
                    ("$ref", Value::String(target)) => {
                        found.extend(wrong_reference(root, target, &here));
                    }
                    ("properties" | "patternProperties" | "$defs" | "definitions", inner) => {
                        for (name, schema) in inner.as_object().into_iter().flatten() {
                            walk(root, schema, &pointer_join(&here, name), found);
                        }
                    }
                    _ => walk(root, inner, &here, found),
                }
            }
        }
        Value::Array(items) => {
            for (i, item) in items.iter().enumerate() {
                walk(root, item, &pointer_join(pointer, &i.to_string()), found);
            }
        }
        _ => {}
    }
}

fn wrong_type(kind: &str, pointer: &str) -> Option<Mistake> {
    if TYPES.contains(&kind) {
        return None;
    }
    let meant = match kind.to_lowercase().as_str() {
        "int" | "long" => Some("integer"),
        "float" | "double" | "decimal" => Some("number"),
        "str" | "text" | "date" | "datetime" | "uuid" => Some("string"),
        "bool" => Some("boolean"),
        "list" | "tuple" => Some("array"),
        "dict" | "map" | "json" => Some("object"),
        "none" => Some("null"),
        other => nearest(other, TYPES),
    };
    Some(Mistake {
        pointer: pointer.to_owned(),
        text: format!("{} is no type of JSON Schema", quoted(kind)),
        help: meant.map(|meant| format!("write `{meant}`")),
    })
}

fn wrong_reference(root: &Value, target: &str, pointer: &str) -> Option<Mistake> {
    let (text, help) = match target.strip_prefix('#') {
        // Anchors are names, and may be declared anywhere.
        Some(inside) if !inside.is_empty() && !inside.starts_with('/') => return None,
        Some(inside) => {
            // An encoded pointer is left to the validator.
            if inside.contains('%') || root.pointer(inside).is_some() {
                return None;
            }
            ("leads nowhere", "correct the reference, or add what it names to the schema")
        }
        None if target.contains("://") => {
            ("leads to another address, which nobody fetches", "write the schema out in its place")
        }
        None => return None,
    };
    let text = format!("{} {text}", quoted(target));
    Some(Mistake { pointer: pointer.to_owned(), text, help: Some(help.to_owned()) })
}
