//! The pages in a real browser: what a reader sees, clicks and copies.
//!
//! `.ci/browser` installs what is needed, and a test that misses it fails and
//! says so. With `TOOLWARD_SCREENSHOTS=1` the tests write the screenshots of
//! `docs/` again.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod axe;
mod builder;
mod driver;
mod hostile;
mod page;
mod pages;
#[path = "../project/mod.rs"]
mod project;
mod screenshots;
mod site;
mod table;
