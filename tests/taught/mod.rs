//! The tools that the second opinion has read, as `training/tools.jsonl` holds them.

use std::path::Path;

use serde_json::{Map, Value, json};
use toolward::classify::Category;

/// One of them.
pub struct Taught {
    #[allow(dead_code, reason = "not every test asks for it")]
    pub server: String,
    pub definition: Value,
    pub label: Category,
}

/// All of them, in the file's order.
pub fn taught() -> Vec<Taught> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("training/tools.jsonl");
    let text = std::fs::read_to_string(file).unwrap();
    text.lines().map(|line| of_row(&serde_json::from_str(line).unwrap())).collect()
}

fn of_row(row: &Value) -> Taught {
    let names = row["parameters"].as_array().into_iter().flatten();
    let properties: Map<String, Value> =
        names.map(|name| (name.as_str().unwrap().to_owned(), json!({}))).collect();
    let text = row["description"].as_str().or(row["title"].as_str()).unwrap_or_default();
    Taught {
        server: row["server"].as_str().unwrap().to_owned(),
        definition: json!({
            "name": row["name"],
            "description": text,
            "inputSchema": {"type": "object", "properties": properties},
        }),
        label: serde_json::from_value(row["category"].clone()).unwrap(),
    }
}
