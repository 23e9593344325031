//! The schemas that describe what people write and read, and documents held
//! against them.
#![allow(dead_code, reason = "each test file uses its part")]

use jsonschema::Validator;
use serde_json::Value;

/// The schema of this name in `schemas/`.
pub fn schema(name: &str) -> Value {
    let path = format!("{}/schemas/{name}.v1.schema.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

pub fn validator(name: &str) -> Validator {
    let schema = schema(name);
    assert!(jsonschema::meta::is_valid(&schema), "{name}");
    jsonschema::validator_for(&schema).unwrap()
}

/// The document fits the schema of this name.
#[track_caller]
pub fn assert_valid(name: &str, value: &Value) {
    let validator = validator(name);
    let errors: Vec<String> =
        validator.iter_errors(value).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{name}: {errors:#?}\n{value}");
}
