//! What the benches share: tools as long as those in the wild, and how much of
//! them is enough where nothing is measured.
//!
//! `cargo bench` measures. `cargo test --benches` runs each bench once, on
//! little: that tells a broken one from a sound one in seconds.
#![allow(dead_code, reason = "each bench uses its part")]
#![allow(clippy::expect_used, reason = "a bench fails by panicking")]

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use serde_json::{Value, json};

/// So many bytes a definition has at least.
const LENGTH: usize = 1_800;
/// In per cent. Of a definition of that length in public lists the
/// description is 27 % and the rest parameters (66 tools of 1.5 to 3 kB).
const DESCRIPTION: usize = 27;

/// Whether this run is to see that the bench works, and not how fast.
pub fn is_smoke() -> bool {
    !std::env::args().any(|argument| argument == "--bench")
}

/// So many where it is measured, and few where it isn't.
pub fn many(count: usize) -> usize {
    if is_smoke() { count.min(20) } else { count }
}

/// The catalog's tools one after the other, over and over, each with a number in
/// its name, and grown to 2 kB on average: its description is told again, and it
/// gets parameters of others, so that both have the share they have in the wild.
pub fn definitions() -> impl Iterator<Item = Value> {
    let known: Vec<Value> = toolward::catalog::names()
        .iter()
        .flat_map(|name| toolward::catalog::server(name).expect("it is embedded").tools)
        .map(|tool| Value::from(&tool.definition))
        .collect();
    let parameters: Vec<(String, Value)> = known.iter().flat_map(parameters).collect();
    let mut next = 0;
    (0..).map(move |i| {
        let mut definition = known[i % known.len()].clone();
        definition["name"] =
            format!("{}_{i}", definition["name"].as_str().unwrap_or("tool")).into();
        grow(&mut definition, || {
            next += 1;
            parameters[next % parameters.len()].clone()
        });
        definition
    })
}

fn parameters(definition: &Value) -> Vec<(String, Value)> {
    let members = definition["inputSchema"]["properties"].as_object().into_iter().flatten();
    members.map(|(name, schema)| (name.clone(), schema.clone())).collect()
}

fn grow(definition: &mut Value, mut parameter: impl FnMut() -> (String, Value)) {
    let text = definition["description"].as_str().unwrap_or_default().to_owned();
    let mut told = text.clone();
    loop {
        let length = definition.to_string().len();
        if length >= LENGTH {
            return;
        }
        if told.len() * 100 < DESCRIPTION * length && !text.is_empty() {
            told = [&told, " ", &text].concat();
            definition["description"] = told.as_str().into();
        } else {
            let (name, schema) = parameter();
            let properties = &mut definition["inputSchema"]["properties"];
            let place = properties.as_object().map_or(0, serde_json::Map::len);
            properties[format!("{name}_{place}")] = schema;
        }
    }
}

/// A file with one tool per line; its size.
pub fn write_lines(file: &Path, tools: usize) -> usize {
    let mut out = BufWriter::new(File::create(file).expect("a new file"));
    let mut bytes = 0;
    for definition in definitions().take(tools) {
        let mut line = serde_json::to_vec(&definition).expect("a value");
        line.push(b'\n');
        out.write_all(&line).expect("room on the disk");
        bytes += line.len();
    }
    out.flush().expect("room on the disk");
    bytes
}

/// A server's answer with so many tools.
pub fn manifest(tools: usize) -> String {
    json!({"tools": definitions().take(tools).collect::<Vec<Value>>()}).to_string()
}
