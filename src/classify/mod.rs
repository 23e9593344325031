//! What one call of a tool can do, with quoted evidence.
//!
//! ```text
//! words ─► name ──────┐
//!       ─► describe ──┼─► signals ─► judge ─► risk, traits, claims ─► Verdict
//! schema, phrase ─────┘
//! ```

mod belied;
mod claims;
mod describe;
mod evidence;
mod inflect;
mod judge;
mod lexicon;
mod model;
mod name;
mod phrase;
mod prefix;
mod schema;
mod scope;
mod sense;
mod sentence;
mod signals;
mod topics;
mod traits;
mod verdict;
mod words;

pub use evidence::field_text;
pub use lexicon::{Note, lexicon};
pub use model::{Category, Contradiction, Effect, Evidence, Risk, Trait, Verdict, VerdictSource};

use crate::manifest::{Server, Tool};
use scope::Scope;

/// One verdict per tool, in the server's order.
#[must_use]
pub fn classify(server: &Server) -> Vec<Verdict> {
    use rayon::prelude::*;
    let documents: Vec<&[Tool]> = server.tools.chunk_by(|a, b| a.line() == b.line()).collect();
    if let [tools] = documents.as_slice() {
        let scope = Scope::of(&server.name, tools, lexicon());
        return tools.par_iter().map(|tool| verdict::of(&scope, tool)).collect();
    }
    let of_document = |tools: &&[Tool]| {
        let scope = Scope::of(&server.name, tools, lexicon());
        tools.iter().map(|tool| verdict::of(&scope, tool)).collect::<Vec<_>>()
    };
    documents.par_iter().flat_map_iter(of_document).collect()
}
