//! What each step from a text to an answer costs by itself, on one core:
//! reading the tools, judging them, hashing their definitions, looking for
//! orders to the model, and writing the report; then all of it, whole.
//!
//! `cargo bench --bench stages` prints time and tools per second.
#![allow(clippy::expect_used, reason = "a bench fails by panicking")]

mod common;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use toolward::catalog::definition_hash;
use toolward::classify::{Verdict, classify, lexicon};
use toolward::document::SourceText;
use toolward::manifest::{Server, load_text};
use toolward::render::{report_json, verdict_line};
use toolward::report::{Report, Selection, ServerReport, instructions};

const TOOLS: usize = 2_000;

fn main() {
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build_global();
    one.expect("no pool is there yet");
    // Read once per process, and not per tool.
    let _ = lexicon();
    divan::main();
}

fn text() -> SourceText {
    SourceText::new("tools.json", common::manifest(common::many(TOOLS)))
}

fn server() -> Server {
    load_text(&text(), "bench").servers.remove(0)
}

fn count() -> ItemsCount {
    ItemsCount::new(common::many(TOOLS))
}

#[divan::bench]
fn load(bencher: Bencher<'_, '_>) {
    let text = text();
    bencher.counter(count()).bench_local(|| load_text(black_box(&text), "bench"));
}

#[divan::bench]
fn judge(bencher: Bencher<'_, '_>) {
    let server = server();
    bencher.counter(count()).bench_local(|| classify(black_box(&server)));
}

#[divan::bench]
fn hash(bencher: Bencher<'_, '_>) {
    let server = server();
    bencher.counter(count()).bench_local(|| {
        let hashes = black_box(&server).tools.iter();
        hashes
            .filter_map(|tool| definition_hash(&tool.definition))
            .map(|hash| hash.len())
            .sum::<usize>()
    });
}

#[divan::bench]
fn orders_to_the_model(bencher: Bencher<'_, '_>) {
    let server = server();
    bencher.counter(count()).bench_local(|| instructions(black_box(&server)));
}

#[divan::bench]
fn render_lines(bencher: Bencher<'_, '_>) {
    let verdicts = classify(&server());
    bencher
        .counter(count())
        .bench_local(|| black_box(&verdicts).iter().map(verdict_line).collect::<String>());
}

#[divan::bench]
fn render_report(bencher: Bencher<'_, '_>) {
    let server = server();
    let summed = ServerReport::new(&server, classify(&server), &Selection::default());
    let report = Report { servers: vec![summed], problems: Vec::new() };
    bencher.counter(count()).bench_local(|| report_json(black_box(&report)));
}

/// What `classify` does, from the text to the lines.
#[divan::bench]
fn whole(bencher: Bencher<'_, '_>) {
    let text = text();
    bencher.counter(count()).bench_local(|| {
        let loaded = load_text(black_box(&text), "bench");
        let lines = |server: &Server| -> String {
            let verdicts: Vec<Verdict> = classify(server);
            verdicts.iter().map(verdict_line).collect()
        };
        loaded.servers.iter().map(lines).collect::<String>()
    });
}
