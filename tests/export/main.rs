//! What exports say, as their targets would read it: never more than the
//! policy allows, and what they can't say is listed.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod arbitrary;
mod cedar;
mod clients;
mod go;
mod import;
mod intercept;
mod reference;
#[path = "../common/schema.rs"]
mod schema;
mod targets;
mod texts;
mod widening;
