//! How cost grows with the input: with the number of tools, and with the size of
//! one tool.
//!
//! `cargo bench --bench growth -- [TOOLS…]` writes a file of each number of
//! tools (1000, 10000 and 100000 unless told), one per line, and has the
//! program classify it and sum it up; then it judges single tools with ever
//! longer descriptions and ever more properties, on one core. What is linear
//! has the same figure per tool, or per kilobyte, in each of its rows.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a bench prints figures, and fails by panicking"
)]

mod common;

use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};
use toolward::classify::{classify, lexicon};
use toolward::manifest::{Server, Tool};
use toolward::report::{Selection, ServerReport};

/// How often a single tool is judged.
const TIMES: usize = 200;

fn main() {
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build_global();
    one.expect("no pool is there yet");
    let given: Vec<usize> =
        std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if given.is_empty() { vec![1_000, 10_000, 100_000] } else { given };
    println!("{:>8} {:>7} {:>14} {:>14}", "tools", "MB", "classify", "report");
    sizes.into_iter().map(common::many).for_each(of_many_tools);
    println!("{:>24} {:>7} {:>14} {:>14}", "one tool with", "kB", "classify", "report");
    let sentences = |kilobytes: usize| {
        let text = "Lists the open orders of a customer, the newest first, with their totals. ";
        text.repeat(kilobytes * 1000 / text.len())
    };
    for kilobytes in [2, 14, 28, 56] {
        let what = format!("{kilobytes} kB of description");
        of_one_tool(&what, &json!({"name": "list_orders", "description": sentences(kilobytes)}));
    }
    for properties in [10, 300, 600, 1200] {
        let schema = json!({"type": "object", "properties": self::properties(properties)});
        let tool =
            json!({"name": "list_orders", "description": "Lists orders.", "inputSchema": schema});
        of_one_tool(&format!("{properties} properties"), &tool);
    }
}

fn properties(count: usize) -> Map<String, Value> {
    let property = |i: usize| {
        let about = format!("The field number {i} that an order has to have to be listed");
        (format!("field_{i}"), json!({"type": "string", "description": about}))
    };
    (0..count).map(property).collect()
}

fn of_many_tools(tools: usize) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("tools.ndjson");
    let bytes = common::write_lines(&file, tools);
    let per_tool = |time: Duration| {
        format!(
            "{:.2} s {:.0} \u{b5}s",
            time.as_secs_f64(),
            time.as_secs_f64() * 1e6 / tools as f64
        )
    };
    let classified = run(&["classify", "tools.ndjson"], folder.path());
    let summed = run(&["report", "--summary", "tools.ndjson"], folder.path());
    let megabytes = bytes as f64 / 1e6;
    println!("{tools:>8} {megabytes:>7.1} {:>14} {:>14}", per_tool(classified), per_tool(summed));
}

/// The whole program, all cores.
fn run(arguments: &[&str], folder: &Path) -> Duration {
    let start = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_toolward"));
    let status = command.args(arguments).current_dir(folder).stdout(Stdio::null()).status();
    assert!(status.expect("the program is built").success());
    start.elapsed()
}

fn of_one_tool(what: &str, definition: &Value) {
    let tool = Tool::from_definition(definition.clone()).expect("a tool");
    let (name, source) = ("bench".to_owned(), String::new());
    let server = Server { name, source, tools: vec![tool], warnings: Vec::new() };
    let _ = lexicon();
    let kilobytes = definition.to_string().len() as f64 / 1e3;
    let per_kilobyte = |time: Duration| {
        let microseconds = time.as_secs_f64() * 1e6;
        format!("{microseconds:.0} \u{b5}s {:.1}/kB", microseconds / kilobytes)
    };
    let classified = time(|| drop(classify(black_box(&server))));
    let reported = time(|| {
        let verdicts = classify(black_box(&server));
        drop(ServerReport::new(&server, verdicts, &Selection::default()));
    });
    let (classified, reported) = (per_kilobyte(classified), per_kilobyte(reported));
    println!("{what:>24} {kilobytes:>7.1} {classified:>14} {reported:>14}");
}

/// The time of one run among many, after a first that doesn't count.
fn time(work: impl Fn()) -> Duration {
    work();
    let times = common::many(TIMES);
    let start = Instant::now();
    (0..times).for_each(|_| work());
    start.elapsed() / u32::try_from(times).expect("few")
}
