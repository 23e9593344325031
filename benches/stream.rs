//! What classifying a stream costs, beside what can't be saved: parsing it.
//!
//! `cargo bench --bench stream -- [TOOLS]` writes a file of that many tools,
//! one per line (20,000 unless told; 515,000 are 1 GB), has the same threads
//! parse each line into a `serde_json::Value` and do nothing else, then has
//! `toolward classify` read the same file, and prints both times, their ratio
//! and the most memory that `classify` held. The tools are the catalog's, each
//! grown to the length and the shape of long tools in the wild: 2 kB on average, 27 % of it
//! the description.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench prints, and fails by panicking"
)]

mod common;

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use serde_json::Value;

fn main() {
    let given = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let tools: usize = given.unwrap_or(common::many(20_000));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("tools.ndjson");
    let bytes = common::write_lines(&file, tools);
    println!("{tools} tools, {bytes} bytes");
    let floor = parse_only(&file);
    println!("parse alone   {:8.2} s", floor.as_secs_f64());
    let (time, memory) = classify(&file, &folder.path().join("verdicts.ndjson"));
    println!("classify      {:8.2} s, at most {} MB", time.as_secs_f64(), memory / 1024);
    println!("ratio         {:8.2}", time.as_secs_f64() / floor.as_secs_f64());
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
