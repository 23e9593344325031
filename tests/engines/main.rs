//! The examples for other engines, run in them: the verdicts that a Spark job
//! makes of partitions, and what `DuckDB` counts, against this program's own.
//!
//! `.ci/engines` installs what is needed, and a test that misses it fails and
//! says so.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod duckdb;
#[path = "../project/mod.rs"]
mod project;
mod run;
mod spark;
