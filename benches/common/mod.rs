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
const LENGTH: usize = 1_700;

/// Whether this run is to see that the bench works, and not how fast.
pub fn is_smoke() -> bool {
    !std::env::args().any(|argument| argument == "--bench")
}

/// So many where it is measured, and few where it isn't.
pub fn many(count: usize) -> usize {
    if is_smoke() { count.min(20) } else { count }
}

/// The catalog's tools one after the other, over and over, each with a number
/// in its name and its description told several times: 2 kB on average.
pub fn definitions() -> impl Iterator<Item = Value> {
    let known: Vec<Value> = toolward::catalog::names()
        .iter()
        .flat_map(|name| toolward::catalog::server(name).expect("it is embedded").tools)
        .map(|tool| Value::from(&tool.definition))
        .collect();
    (0..).map(move |i| long(known[i % known.len()].clone(), i))
}

fn long(mut definition: Value, i: usize) -> Value {
    definition["name"] = format!("{}_{i}", definition["name"].as_str().unwrap_or("tool")).into();
    let text = definition["description"].as_str().unwrap_or_default().to_owned();
    let short = definition.to_string().len();
    let times = 1 + LENGTH.saturating_sub(short) / (text.len() + 1).max(1);
    definition["description"] = vec![text; times].join(" ").into();
    definition
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
