//! Output formats, one file each, over frozen views of the inner types.

mod excerpt;
pub mod lint_human;
pub mod lint_json;
mod wrap;
