//! Definitions that instruct the model that reads them: tool poisoning.
//!
//! A client hands every text of a definition to its model, so an attacker who
//! writes one can give orders there that the user never sees. This module reads
//! all that a model reads, decodes what is hidden, and weighs what each
//! sentence says: the words are data (`catalog/poison.toml`), a single one is
//! never enough, and honest tools warn and order too.
//!
//! ```text
//! texts ─► decode ─► sentences ─► signals ─┐
//!       └► layers ─► (the same) ───────────┼─► judge ─► Suspicion
//!       └► shape ──────────────────────────┘
//! ```
//!
//! It promises: no panic on any definition, time that grows with the text, and
//! quotes that stand in the definition where they say they do.

mod atom;
mod decode;
#[cfg(test)]
mod entries;
mod fold;
mod glance;
mod heard;
mod hidden;
mod judge;
mod layers;
mod lexicon;
#[cfg(test)]
mod literals;
mod own;
mod pattern;
#[cfg(test)]
mod prepare;
mod scan;
mod sentences;
mod shape;
mod signals;
mod slots;
mod spelled;
#[cfg(test)]
mod tables;
mod texts;
#[cfg(test)]
mod unfiltered;
mod window;
mod write;

pub use hidden::{Hidden, hidden};
pub use judge::{Signal, Surroundings, Suspicion, examine};
pub use lexicon::{SignalEntry, entries};
pub use texts::{Role, Text, spaced as words_of, texts};
