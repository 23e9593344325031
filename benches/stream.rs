//! What classifying a stream costs, beside what can't be saved: parsing it.
//!
//! `cargo bench --bench stream -- [TOOLS]` writes a file of that many tools,
//! one per line (20,000 unless told; 515,000 are 1 GB), has the same threads
//! parse each line into a `serde_json::Value` and do nothing else, then has
//! `toolward classify` read the same file, and prints both times, their ratio
//! and the most memory that `classify` held. The tools are the catalog's, each
//! with a number in its name and its description told several times, so that
//! they are as long as tools in the wild: 2 kB on average.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench prints, and fails by panicking"
)]

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use serde_json::Value;

/// So long is a line at least.
const LINE: usize = 1_700;

fn main() {
    let given = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let tools: usize = given.unwrap_or(20_000);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("tools.ndjson");
    let bytes = write_tools(&file, tools);
    println!("{tools} tools, {bytes} bytes");
    let floor = parse_only(&file);
    println!("parse alone   {:8.2} s", floor.as_secs_f64());
    let (time, memory) = classify(&file, &folder.path().join("verdicts.ndjson"));
    println!("classify      {:8.2} s, at most {} MB", time.as_secs_f64(), memory / 1024);
    println!("ratio         {:8.2}", time.as_secs_f64() / floor.as_secs_f64());
}

fn write_tools(file: &Path, tools: usize) -> usize {
    let definitions: Vec<Value> = toolward::catalog::names()
        .iter()
        .flat_map(|name| toolward::catalog::server(name).expect("it is embedded").tools)
        .map(|tool| tool.definition)
        .collect();
    let mut out = BufWriter::new(File::create(file).expect("a new file"));
    let mut bytes = 0;
    for i in 0..tools {
        let mut definition = definitions[i % definitions.len()].clone();
        definition["name"] =
            format!("{}_{i}", definition["name"].as_str().unwrap_or("tool")).into();
        let text = definition["description"].as_str().unwrap_or_default().to_owned();
        let short = serde_json::to_string(&definition).expect("a value").len();
        let times = 1 + LINE.saturating_sub(short) / (text.len() + 1).max(1);
        definition["description"] = vec![text; times].join(" ").into();
        let mut line = serde_json::to_vec(&definition).expect("a value");
        line.push(b'\n');
        out.write_all(&line).expect("room on the disk");
        bytes += line.len();
    }
    out.flush().expect("room on the disk");
    bytes
}

/// The floor: the file in memory, each line to a tree, nothing else.
fn parse_only(file: &Path) -> Duration {
    let start = Instant::now();
    let bytes = std::fs::read(file).expect("the file just written");
    let lines: Vec<&[u8]> = bytes.split(|b| *b == b'\n').filter(|line| !line.is_empty()).collect();
    let parsed =
        lines.par_iter().filter(|line| serde_json::from_slice::<Value>(line).is_ok()).count();
    assert_eq!(parsed, lines.len());
    start.elapsed()
}

/// The time of the whole process, and the most memory it held, in kB.
fn classify(file: &Path, verdicts: &Path) -> (Duration, u64) {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_toolward"))
        .arg("classify")
        .arg(file)
        .stdout(Stdio::from(File::create(verdicts).expect("a new file")))
        .spawn()
        .expect("the program is built");
    let mut memory = 0;
    let status = loop {
        // Linux alone tells; elsewhere the figure stays zero.
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id()));
        let peak = status.unwrap_or_default();
        let peak = peak.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = peak.and_then(|peak| peak.trim().trim_end_matches(" kB").parse().ok());
        memory = memory.max(peak.unwrap_or_default());
        if let Some(status) = child.try_wait().expect("a child") {
            break status;
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    assert!(status.success());
    (start.elapsed(), memory)
}
