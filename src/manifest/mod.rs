//! Tool lists in every shape they come in, made one: servers with tools.
//!
//! A tool's definition is kept as the JSON value its author wrote, so nothing
//! is lost, and every part that later code quotes is named by a JSON Pointer
//! into that value.
//!
//! The way of a source: `load` says which texts it means (`walk` lists a
//! directory, `pattern` reads a glob), `text` tells the notation (`lines` reads it
//! line by line, `stream` without holding it),
//! `shapes` finds the lists in a document and `refusals` names what is none,
//! `definition` reads each entry, `gather` makes servers of them (`draft`).

mod definition;
mod draft;
mod error;
mod gather;
mod lines;
mod load;
mod model;
mod pattern;
mod place;
mod refusals;
mod shapes;
mod stream;
mod strip;
mod text;
mod walk;

pub use definition::DefinitionError;
pub use error::ManifestError;
pub use load::{Loaded, Outcome, each, each_apart, each_except, load, load_text};
pub use model::{Annotation, Hint, Origin, Parameter, ParameterSource, Problem, Server, Tool};
pub use refusals::refusal_ids;
pub use shapes::shape_ids;
