//! The data that comes with the program: servers with their reviewed labels,
//! attack patterns, and the lexicon's text.
//!
//! Every file under `catalog/` is built in, and one line in [`embedded`] makes
//! it known; tests hold each against its schema. What a label or a condition
//! *means* is not known here: [`reviews`] and [`attacks`] hand them out in
//! whatever type the caller reads them with.

mod attacks;
mod embedded;
mod hash;
mod reviews;
mod search;
mod servers;

pub use attacks::{Attack, Needs, attacks};
pub use embedded::{LEXICON, OPINION};
pub use hash::definition_hash;
pub use reviews::{Reviewed, reviews};
pub use search::{Hit, Index};
pub use servers::{CatalogError, Coverage, Entry, PREFIX, entry, name_in, names, server, text};
