//! What conditions can mean: sets of arguments, never run on any call.
//!
//! Each condition is the set of arguments for which it holds: a range of
//! numbers, a list of strings, everything but a few. Sets are kept too large
//! where they can't be exact (`regex`, `contains`, lists, numbers beyond 2^53),
//! so whatever is concluded here is certain, and what isn't certain isn't
//! concluded.

mod condition;
mod domain;
mod meaning;
mod numbers;
mod values;

pub use condition::{Holding, Misfit, equal_to, finds, holding};
pub use domain::Domain;
pub use meaning::{Conflict, Meaning, presence};
pub use numbers::Numbers;
pub use values::{Real, Values};
