//! Tool lists in every shape they come in, made one: servers with tools.
//!
//! A tool's definition is kept as the JSON value its author wrote, so nothing
//! is lost, and every part that later code quotes is named by a JSON Pointer
//! into that value.
//!
//! The way of a source: `load` says which texts it means (`walk` lists a
//! directory, `pattern` reads a glob, `files` reads what they list), `text` tells
//! the notation (`lines` reads it line by line). `spread` has all cores work on
//! what is read; what is lines passes through `stream` and `line_reader` without
//! being held, or through `filter` as a filter reads them (`known` tells what is a
//! line's own). `find` asks `shapes` for the lists in a document and `refusals` for
//! what is none, `entries` and `definition` read each entry (`odd` names what they
//! can't), `gather` makes servers of them (`draft`), `told` counts what could not be
//! read.

mod definition;
mod draft;
mod entries;
mod error;
mod files;
mod filter;
mod find;
mod forms;
mod gather;
mod known;
mod line_reader;
mod lines;
mod load;
mod model;
mod odd;
mod parameters;
mod pattern;
mod place;
mod refusals;
mod shapes;
mod spread;
mod stream;
mod strip;
mod text;
mod told;
mod walk;

pub use definition::DefinitionError;
pub use error::ManifestError;
pub use filter::{Passed, filter};
pub use forms::{Way, each_form};
pub use known::Fields;
pub use load::{Loaded, each, each_except, load, load_raw, load_text};
pub use model::{Annotation, Hint, Origin, ParameterSource, Problem, Server, Tool};
pub use parameters::Parameter;
pub use refusals::refusal_ids;
pub use shapes::shape_ids;
pub use spread::{Add, Outcome, Spread};
pub use told::Told;
