//! What one call of a tool can do, with quoted evidence.
//!
//! ```text
//! words ─► name ──────┐
//!       ─► describe ──┼─► signals ─► judge ─► risk, traits, claims ─► Verdict
//! schema, consequence ┘                                        ▲
//!                                    the catalog's reviewed labels
//! ```

mod acts;
mod belied;
mod casting;
mod certainty;
mod choices;
mod claims;
mod consequence;
mod describe;
mod evidence;
mod exposure;
mod flow;
mod inflect;
mod judge;
mod letters;
mod lexicon;
mod model;
mod name;
pub mod opinion;
mod parts;
mod prefix;
mod reviewed;
mod schema;
mod scope;
mod sense;
mod sentence;
mod signals;
mod surroundings;
mod switches;
mod topics;
mod traits;
mod unspaced;
mod values;
mod verdict;
mod words;

pub use evidence::field_text;
pub use exposure::{Attack, Combined, Condition, attacks, combinations, exposing, find_attack};
pub use flow::reads_private_data;
pub use lexicon::{Note, lexicon};
pub use model::{
    Category, Class, Contradiction, Effect, Evidence, Review, ReviewStatus, Risk, Trait, Verdict,
    VerdictSource,
};
pub use reviewed::{Label, labels};

use crate::manifest::{Server, Tool};
use scope::Scope;

/// One verdict per tool, in the server's order: the catalog's reviewed label
/// where the definition is the one that was reviewed, else what the rules say.
#[must_use]
pub fn classify(server: &Server) -> Vec<Verdict> {
    each(server, reviewed::settle)
}

/// As [`classify`], by the rules alone: what labels are held against.
#[must_use]
pub fn classify_by_rules(server: &Server) -> Vec<Verdict> {
    each(server, |verdict, _| verdict)
}

fn each(server: &Server, settle: impl Fn(Verdict, &Tool) -> Verdict + Sync) -> Vec<Verdict> {
    use rayon::prelude::*;
    if let [tool] = server.tools.as_slice() {
        // A line of a stream: whole blocks of them are shared out already.
        let scope = Scope::of(&server.name, &server.tools, lexicon());
        return vec![settle(verdict::of(&scope, tool), tool)];
    }
    let documents: Vec<&[Tool]> = server.tools.chunk_by(|a, b| a.line() == b.line()).collect();
    let scope = |tools: &&[Tool]| Scope::of(&server.name, tools, lexicon());
    let scopes: Vec<Scope<'_>> = documents.par_iter().map(scope).collect();
    // One flat list: many documents of one tool and one of many fill all cores alike.
    let each = scopes.iter().zip(documents);
    let tools: Vec<(&Scope<'_>, &Tool)> =
        each.flat_map(|(scope, tools)| tools.iter().map(move |tool| (scope, tool))).collect();
    tools.par_iter().map(|(scope, tool)| settle(verdict::of(scope, tool), tool)).collect()
}
