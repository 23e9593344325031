//! The data that comes with the program: servers with their reviewed labels,
//! and the lexicon's text.
//!
//! Every file under `catalog/` is built in, and one line in [`embedded`] makes
//! it known; tests hold each against its schema. What a label *means* is not
//! known here: [`reviews`] hands labels out in whatever type the caller reads
//! them with.

mod embedded;
mod hash;
mod reviews;
mod servers;

pub use embedded::LEXICON;
pub use hash::definition_hash;
pub use reviews::{Reviewed, reviews};
pub use servers::{CatalogError, Coverage, Entry, PREFIX, entry, name_in, names, server};
