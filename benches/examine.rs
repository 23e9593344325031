//! What the search for hidden instructions costs.
//!
//! `cargo bench --bench examine` prints time and tools per second on one core,
//! for all tools of the catalog, for tools of one line, and for tools with a
//! description of 14 kB. A tool of the catalog has to stay below 40 µs, and
//! the long text has to cost in proportion.
#![allow(clippy::expect_used, reason = "a bench fails by panicking")]

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use serde_json::json;
use toolward::catalog;
use toolward::manifest::{Server, Tool};
use toolward::poison::{Surroundings, entries, examine};

const SHORT: usize = 1_000;
const LONG: usize = 100;
const LONG_BYTES: usize = 14_000;

fn main() {
    divan::main();
}

#[divan::bench(args = ["catalog", "short", "long"])]
fn tools(bencher: Bencher<'_, '_>, which: &str) {
    let servers: Vec<(Server, Surroundings)> =
        servers(which).into_iter().map(with_surroundings).collect();
    let tools: Vec<(&Tool, &Surroundings)> = servers
        .iter()
        .flat_map(|(server, around)| server.tools.iter().map(move |tool| (tool, around)))
        .collect();
    let bytes: usize = tools.iter().map(|(tool, _)| tool.definition.to_string().len()).sum();
    bencher.counter(ItemsCount::new(tools.len())).counter(BytesCount::new(bytes)).bench_local(
        || {
            let weights = tools.iter().map(|(tool, around)| examine(tool, around).weight);
            black_box(weights.sum::<u32>())
        },
    );
}

fn with_surroundings(server: Server) -> (Server, Surroundings) {
    let surroundings = Surroundings::of(&server);
    (server, surroundings)
}

fn servers(which: &str) -> Vec<Server> {
    match which {
        "catalog" => {
            catalog::names().into_iter().filter_map(|name| catalog::server(name).ok()).collect()
        }
        "short" => vec![server((0..SHORT).map(short).collect())],
        _ => vec![server((0..LONG).map(long).collect())],
    }
}

fn server(tools: Vec<Tool>) -> Server {
    Server { name: "bench".to_owned(), source: String::new(), tools, warnings: Vec::new() }
}

fn short(i: usize) -> Tool {
    tool(i, "Adds a note to an order.")
}

/// Sentences that say something to the reader, and one in between that doesn't;
/// in English, as nearly all descriptions are.
fn long(i: usize) -> Tool {
    let all: Vec<&str> =
        entries().flat_map(|entry| entry.silent).copied().filter(|text| text.is_ascii()).collect();
    let text = format!("{} Returns the number of the order. ", all.join(" "));
    tool(i, &text.repeat(LONG_BYTES / text.len() + 1))
}

fn tool(i: usize, description: &str) -> Tool {
    let definition = json!({
        "name": format!("order_note_add_{i}"),
        "description": description,
        "inputSchema": {
            "type": "object",
            "properties": {
                "order": {"type": "integer", "description": "Number of the order."},
                "text": {"type": "string", "default": ""}
            },
            "required": ["order"]
        }
    });
    Tool::from_definition(definition).expect("a tool")
}
