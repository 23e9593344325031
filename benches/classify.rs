//! What a verdict costs, beside what cannot be saved: parsing the same JSON.
//!
//! `cargo bench --bench classify` prints time and tools per second of both, on
//! one core and with the program's allocator, for four sets of tools: the
//! embedded Odoo server (half a kilobyte a tool), the catalog's other servers
//! (three quarters), 10,000 made up of the lexicon's own words (six tenths), and
//! 10,000 as long as those that `--bench stream` reads (2 kB).
//! `verdicts` is the whole way; `by_rules` leaves out the catalog's labels, for
//! which a definition is hashed where the catalog knows the tool's name: all
//! tools of the first two sets, hardly any elsewhere. What is made is dropped
//! again, as a program must: trees as well as verdicts.
#![allow(clippy::expect_used, reason = "a bench fails by panicking")]

mod common;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use serde_json::{Value, json};
use toolward::catalog;
use toolward::classify::{classify, classify_by_rules, lexicon};
use toolward::manifest::{Server, Tool};

/// Parsing allocates, and so does classifying: both as they do in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const MADE_UP: usize = 10_000;
const SETS: [&str; 4] = ["embedded", "realistic", "synthetic", "long"];

fn main() {
    // Parsing runs on one core, so classifying does too, and from inside the
    // pool: to wake another thread for each server is no part of a verdict.
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    one.expect("a pool of one thread").install(divan::main);
}

#[divan::bench(args = SETS)]
fn verdicts(bencher: Bencher<'_, '_>, which: &str) {
    let servers = servers(which);
    // Lexicon and labels are read once per process, not per tool.
    let _ = classify(&servers[0]);
    bencher
        .counter(ItemsCount::new(tools(&servers).count()))
        .bench_local(|| drop(black_box(&servers).iter().map(classify).collect::<Vec<_>>()));
}

#[divan::bench(args = SETS)]
fn by_rules(bencher: Bencher<'_, '_>, which: &str) {
    let servers = servers(which);
    let _ = lexicon();
    bencher.counter(ItemsCount::new(tools(&servers).count())).bench_local(|| {
        drop(black_box(&servers).iter().map(classify_by_rules).collect::<Vec<_>>());
    });
}

/// The floor: the same definitions from text to a JSON tree, nothing else.
#[divan::bench(args = SETS)]
fn parse(bencher: Bencher<'_, '_>, which: &str) {
    let servers = servers(which);
    let definitions: Vec<Value> =
        tools(&servers).map(|tool| Value::from(&tool.definition)).collect();
    let text = serde_json::to_string(&definitions).expect("values serialise");
    bencher
        .counter(ItemsCount::new(definitions.len()))
        .bench_local(|| drop(black_box(serde_json::from_str::<Value>(black_box(&text)))));
}

fn tools(servers: &[Server]) -> impl Iterator<Item = &Tool> {
    servers.iter().flat_map(|server| &server.tools)
}

fn servers(which: &str) -> Vec<Server> {
    let embedded = "odoo-claude-mcp";
    let of_catalog = |name| catalog::server(name).expect("the catalog is embedded");
    match which {
        "embedded" => vec![of_catalog(embedded)],
        "realistic" => {
            let others = catalog::names().into_iter().filter(|name| *name != embedded);
            others.map(of_catalog).collect()
        }
        "long" => vec![server(common::definitions())],
        _ => vec![server((0..).map(definition))],
    }
}

fn server(definitions: impl Iterator<Item = Value>) -> Server {
    let tool = |definition: Value| Tool::from_definition(definition).expect("a tool");
    let tools = definitions.take(common::many(MADE_UP)).map(tool).collect();
    Server { name: "made-up".to_owned(), source: String::new(), tools, warnings: Vec::new() }
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
