//! Unit tests of a policy: calls, and what is to become of them.
//!
//! A suite is data (`schemas/policy-test.v1.schema.json`). Each test meets
//! empty counters, so tests mean the same alone and in any order. Coverage
//! says which rules no test made fire and which tools no test called.

mod coverage;
mod read;
mod run;
mod starter;

pub use coverage::{Coverage, Covered};
pub use read::{Expected, Setup, Suite, Test, read_suite};
pub use run::{Actual, Failed, Outcome, run_suite};
pub use starter::{Starter, starter};
