//! The embedded server files: each is valid under its schema, is built in, and
//! names each tool and each required parameter once.
#![allow(clippy::unwrap_used)]

use std::collections::HashSet;
use std::path::PathBuf;

use serde_json::{Value, json};
use toolward::catalog;

fn json_file(path: &PathBuf) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn schema() -> jsonschema::Validator {
    let schema = json_file(&PathBuf::from("schemas/catalog-server.v1.schema.json"));
    assert!(jsonschema::draft7::meta::is_valid(&schema));
    jsonschema::draft7::new(&schema).unwrap()
}

fn server_files() -> Vec<PathBuf> {
    let entries = std::fs::read_dir("catalog/servers").unwrap();
    entries.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn every_file_is_valid_and_built_in() {
    let schema = schema();
    let files = server_files();
    for path in &files {
        let value = json_file(path);
        let errors: Vec<String> = schema
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
        let stem = path.file_stem().unwrap().to_str().unwrap();
        assert_eq!(value["server"], stem, "{}", path.display());
        assert!(catalog::names().contains(&stem), "{} is not built in", path.display());
    }
    assert_eq!(files.len(), catalog::names().len());
}

#[test]
fn no_tool_stands_twice_and_required_parameters_exist() {
    for name in catalog::names() {
        let mut seen = HashSet::new();
        for tool in &catalog::server(name).unwrap().tools {
            assert!(seen.insert(tool.name.clone()), "{name}/{} stands twice", tool.name);
            let required = tool.definition.pointer("/inputSchema/required");
            for parameter in required.and_then(Value::as_array).into_iter().flatten() {
                let declared = tool.parameters().iter().any(|p| *parameter == *p.name);
                assert!(declared, "{name}/{}: {parameter} is required but not declared", tool.name);
            }
        }
    }
}

#[test]
fn the_schema_refuses_what_an_entry_may_not_be() {
    let schema = schema();
    let good = json!({
        "server": "pond", "title": "Pond", "publisher": "gardeners",
        "source": "github:gardeners/pond@1a2b3c", "date": "2026-01-31",
        "coverage": {"known": 1, "total": 2, "note": "1 of 2 known"},
        "summary": "Feeds fish.",
        "tools": [{"name": "feed_fish", "description": "Feed the fish."}],
    });
    assert!(schema.is_valid(&good));
    for (pointer, bad) in [
        ("/server", json!("The Pond")),
        ("/source", json!("somewhere")),
        ("/date", json!("31.1.2026")),
        ("/coverage/known", json!(0)),
        ("/summary", json!(" ")),
        ("/tools", json!([])),
        ("/tools/0/name", json!("feed fish")),
        ("/tools/0", json!({"name": "feed_fish"})),
        ("/tools/0", json!({"name": "a", "description": "A.", "inputSchema": {"type": "array"}})),
    ] {
        let mut entry = good.clone();
        *entry.pointer_mut(pointer).unwrap() = bad;
        assert!(!schema.is_valid(&entry), "{pointer}: {entry}");
    }
}
