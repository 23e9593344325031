//! Fuzzing on a stable toolchain: seeds are mutated and every promise of
//! `invariants` is held against what comes out.
//!
//! Each target runs for `TOOLWARD_FUZZ_SECONDS` (2 unless set), after all seeds
//! and all cases that were ever found have been replayed as they are. What is
//! found goes to `found/TARGET/` under a name that says what it broke.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod invariants;
mod mutate;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use mutate::{mutate, mutations};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

/// Where the seeds of a target lie.
fn folders(target: &str) -> Vec<String> {
    let manifests = ["manifests/shapes", "manifests/refusals", "report", "eval/library"];
    let policies = ["policies/bad", "policies/good", "demo"];
    let fixtures: Vec<&str> = match target {
        "manifest" | "classify" => manifests.to_vec(),
        "policy" | "lint_fix" => policies.to_vec(),
        _ => [&manifests[..], &policies].concat(),
    };
    let mut folders: Vec<String> =
        fixtures.iter().map(|folder| format!("fixtures/{folder}")).collect();
    folders.push(format!("fuzz/found/{target}"));
    folders
}

/// The seeds with their names, in an order that doesn't change.
fn seeds(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut seeds = Vec::new();
    for folder in folders(target) {
        let Ok(entries) = std::fs::read_dir(tests.join(folder)) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
            let bytes = std::fs::read(&path).unwrap();
            seeds.push((path, bytes));
        }
    }
    seeds.sort();
    seeds
}

fn fuzz(target: &str) {
    let (_, check) = invariants::TARGETS.into_iter().find(|(name, _)| *name == target).unwrap();
    let seeds = seeds(target);
    assert!(seeds.len() > 10, "{} seeds", seeds.len());
    for (path, bytes) in &seeds {
        let held = std::panic::catch_unwind(|| check(bytes));
        assert!(held.is_ok(), "{} breaks a promise", path.display());
    }
    let seconds = std::env::var("TOOLWARD_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    let end = Instant::now() + Duration::from_secs(seconds.unwrap_or(2));
    let config = ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() };
    let mut runner = TestRunner::new(config);
    let index = any::<prop::sample::Index>;
    let input = (index(), index(), mutations()).prop_map(|(one, other, mutations)| {
        let seed = |index: prop::sample::Index| &seeds[index.index(seeds.len())].1[..];
        mutate(seed(one), seed(other), &mutations)
    });
    // Bytes are shown as text: what breaks is nearly always some.
    let input = input.prop_map(Input);
    while Instant::now() < end {
        let run = runner.run(&input, |Input(bytes)| {
            check(&bytes);
            Ok(())
        });
        assert!(run.is_ok(), "{}", run.unwrap_err());
    }
}

#[derive(Clone)]
struct Input(Vec<u8>);

impl std::fmt::Debug for Input {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match std::str::from_utf8(&self.0) {
            Ok(text) => write!(f, "{text:?}"),
            Err(_) => write!(f, "b\"{}\"", self.0.escape_ascii()),
        }
    }
}

#[test]
fn documents() {
    fuzz("document");
}

#[test]
fn manifests() {
    fuzz("manifest");
}

#[test]
fn policies() {
    fuzz("policy");
}

#[test]
fn verdicts() {
    fuzz("classify");
}

#[test]
fn fixes() {
    fuzz("lint_fix");
}
