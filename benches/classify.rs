//! What a verdict costs, beside what cannot be saved: parsing the same JSON.
//!
//! `cargo bench --bench classify` prints time and tools per second of both, on
//! one core, for the embedded server and for 10,000 tools made up of the
//! lexicon's own words. Classifying has to stay below `parse`.
#![allow(clippy::expect_used, reason = "a bench fails by panicking")]

mod common;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use serde_json::{Value, json};
use toolward::classify::{classify, lexicon};
use toolward::manifest::{Server, Tool};

const SYNTHETIC: usize = 10_000;

fn main() {
    // Parsing runs on one core, so classifying does too.
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build_global();
    one.expect("no pool is there yet");
    divan::main();
}

#[divan::bench(args = ["embedded", "synthetic"])]
fn verdicts(bencher: Bencher<'_, '_>, which: &str) {
    let server = server(which);
    // The lexicon is read once per process, not per tool.
    let _ = lexicon();
    bencher
        .counter(ItemsCount::new(server.tools.len()))
        .bench_local(|| classify(black_box(&server)));
}

/// The floor: the same definitions from text to a JSON tree, nothing else.
#[divan::bench(args = ["embedded", "synthetic"])]
fn parse(bencher: Bencher<'_, '_>, which: &str) {
    let server = server(which);
    let definitions: Vec<&Value> = server.tools.iter().map(|tool| &tool.definition).collect();
    let text = serde_json::to_string(&definitions).expect("values serialise");
    bencher
        .counter(ItemsCount::new(definitions.len()))
        .bench_local(|| serde_json::from_str::<Value>(black_box(&text)));
}

fn server(which: &str) -> Server {
    if which == "embedded" {
        return toolward::catalog::server("odoo-claude-mcp").expect("the catalog is embedded");
    }
    let tools =
        (0..common::many(SYNTHETIC)).map(|i| Tool::from_definition(definition(i)).expect("a tool"));
    let (name, source) = (which.to_owned(), String::new());
    Server { name, source, tools: tools.collect(), warnings: Vec::new() }
}

/// A tool as servers write them: three sentences, four described parameters.
fn definition(i: usize) -> Value {
    let lexicon = lexicon();
    let verb = &lexicon.verbs[i % lexicon.verbs.len()];
    let other = &lexicon.senses[i % lexicon.senses.len()];
    let parameter = &lexicon.parameters[i % lexicon.parameters.len()].note;
    let text = |about: &str| json!({"type": "string", "description": about});
    json!({
        "name": format!("service_{}_record_{i}", verb.word),
        "description": format!(
            "{} {} Use this when a caller asks for it; returns the affected record.",
            verb.note.fires, other.note.about
        ),
        "inputSchema": {
            "type": "object",
            "properties": {
                "record_id": text("The record that is meant, as another tool returned it"),
                parameter.fires.as_str(): text(&parameter.about),
                "mode": {"type": "string", "enum": ["fast", "full"], "default": "fast"},
                "limit": {"type": "integer", "minimum": 1, "maximum": 100, "description": "How many at most"}
            },
            "required": ["record_id"],
            "additionalProperties": false
        }
    })
}
