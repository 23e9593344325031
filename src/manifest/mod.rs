//! Tool lists in every shape they come in, made one: servers with tools.
//!
//! A tool's definition is kept as the JSON value its author wrote, so nothing
//! is lost, and every part that later code quotes is named by a JSON Pointer
//! into that value.

mod model;

pub use model::{Annotation, Hint, Parameter, ParameterSource, Problem, Server, Tool};

mod standin;
pub use standin::{Loaded, server_from_value};
