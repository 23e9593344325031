//! What a run costs before it has done anything: the whole program, from its
//! start to its end, on next to no input.
//!
//! `cargo bench --bench startup`; `version` reads neither lexicon nor catalog,
//! and so is what the system takes to start any such program.
#![allow(clippy::expect_used, reason = "a bench fails by panicking")]

use std::path::Path;
use std::process::Command;

use divan::Bencher;

const TOOLS: &str = r#"{"tools": [{"name": "get_rake", "description": "Gets a rake."}]}"#;
const POLICY: &str = r#"{"version": "1", "default": "deny", "tools": {"get_rake": {}}}"#;

fn main() {
    divan::main();
}

fn run(bencher: Bencher<'_, '_>, arguments: &[&str]) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).expect("room on the disk");
    };
    write("tools.json", TOOLS);
    write("policy.json", POLICY);
    let start = |folder: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_toolward"));
        let output = command.current_dir(folder).args(arguments).output();
        let output = output.expect("the program is built");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    bencher.bench_local(|| start(folder.path()));
}

#[divan::bench]
fn version(bencher: Bencher<'_, '_>) {
    run(bencher, &["--version"]);
}

#[divan::bench]
fn classify(bencher: Bencher<'_, '_>) {
    run(bencher, &["classify", "tools.json"]);
}

#[divan::bench]
fn report(bencher: Bencher<'_, '_>) {
    run(bencher, &["report", "tools.json"]);
}

#[divan::bench]
fn lint(bencher: Bencher<'_, '_>) {
    run(bencher, &["lint", "policy.json", "--manifest", "tools.json"]);
}

#[divan::bench]
fn check(bencher: Bencher<'_, '_>) {
    run(bencher, &["check", "policy.json", "--tool", "get_rake"]);
}
