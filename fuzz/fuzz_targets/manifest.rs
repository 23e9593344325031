//! The promises of `manifest`, held against what libFuzzer comes up with.
#![no_main]

#[path = "../../tests/fuzz/invariants.rs"]
#[allow(dead_code, reason = "each target uses its part")]
mod invariants;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| invariants::manifest(bytes));
