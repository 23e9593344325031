//! What a search costs: the index over 10,000 tools, the query, and the
//! verdicts on what was found, on one core.
//!
//! `cargo bench --bench search`; the whole has to stay below 50 ms.
#![allow(clippy::expect_used, reason = "a bench fails by panicking")]

mod common;

use divan::{Bencher, black_box};
use serde_json::json;
use toolward::catalog::Index;
use toolward::manifest::{Server, Tool};
use toolward::report::{Wanted, search};

const TOOLS: usize = 10_000;

/// Of each server.
const EACH: usize = 25;

fn main() {
    divan::main();
}

/// As many servers as a catalog of that size has, 25 tools each.
fn servers() -> Vec<Server> {
    let catalog = toolward::catalog::names().into_iter();
    let catalog: Vec<Server> =
        catalog.map(|name| toolward::catalog::server(name).expect("embedded")).collect();
    let tools: Vec<&Tool> = catalog.iter().flat_map(|server| &server.tools).collect();
    let tool = |i: usize| {
        let known = tools[i % tools.len()];
        Tool::from_definition(json!({
            "name": format!("{}_{}", known.name, i / tools.len()),
            "description": known.description,
        }))
        .expect("a tool")
    };
    let server = |n: usize| Server {
        name: format!("server-{n}"),
        source: String::new(),
        tools: (n * EACH..(n + 1) * EACH).map(tool).collect(),
        warnings: Vec::new(),
    };
    (0..common::many(TOOLS / EACH)).map(server).collect()
}

#[divan::bench]
fn index(bencher: Bencher<'_, '_>) {
    let servers = servers();
    let texts = || servers.iter().flat_map(|server| &server.tools);
    bencher.bench_local(|| {
        Index::of(texts().map(|tool| (tool.name.as_str(), tool.description.as_str())))
    });
}

#[divan::bench(args = ["user connection", "conection activate", "delete", "zzzzzzz"])]
fn whole(bencher: Bencher<'_, '_>, words: &str) {
    let servers = servers();
    let wanted = Wanted { words: words.to_owned(), ..Wanted::default() };
    bencher.bench_local(|| search(black_box(&servers), &wanted).len());
}
