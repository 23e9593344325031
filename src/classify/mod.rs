//! What one call of a tool can do, with quoted evidence.

mod model;

pub use model::{Category, Contradiction, Effect, Evidence, Risk, Trait, Verdict, VerdictSource};

use crate::manifest::Server;

/// One verdict per tool, in the server's order.
#[must_use]
pub fn classify(server: &Server) -> Vec<Verdict> {
    server.tools.iter().map(|tool| Verdict::unknown(&server.name, &tool.name)).collect()
}
