//! How Intercept, a Go program, reads patterns and compares values.
//!
//! Both ways between its rules and a policy need this: what means the same
//! carries over, and what doesn't must be known.

mod pattern;
mod print;

pub use pattern::{Reading, from_go, reading};
pub use print::{alike, prints_alone};
