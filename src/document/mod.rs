//! From bytes to a JSON tree whose every part knows its place.
//!
//! This is the only code that parses what users give. It promises: no panic on
//! any bytes, offsets that always lie inside the text on character borders, and
//! `serde_json` as the one judge of what is valid JSON.

mod blocks;
mod canonical;
mod error;
mod json;
mod limits;
mod lines;
mod literal;
mod ordered;
mod placed;
mod pointer;
mod raw;
mod read;
mod reference;
mod scan;
mod spans;
mod text;
mod tree;
mod value;
mod weight;
mod yaml;

pub use blocks::{Block, Blocks, Gap};
pub use canonical::{canonical_json, canonical_object};
pub use error::{DocumentError, SyntaxError};
pub use json::{Document, parse_value};
pub use limits::{Limits, MAX_BYTES, MAX_TOOLS, limits, set_limits};
pub use lines::{Lines, NumberedLine};
pub use literal::within_literal;
pub use ordered::in_order;
pub use placed::Placed;
pub use pointer::{
    among, find as pointer_find, find_mut as pointer_find_mut, join as pointer_join,
    last_token as pointer_last_token, push as pointer_push, steps as pointer_steps,
    tokens as pointer_tokens,
};
pub use raw::Raw;
pub use read::{Watch, bytes_read, io_reason, open_file, read_file, read_stdin};
pub use reference::{Followed, follow};
pub use spans::{Duplicate, Member, Node, NodeKind, Place};
pub use text::{Position, SourceText, Span, decode};
pub use tree::{Kind, Tree, kind_of, member};
#[cfg(test)]
pub(crate) use value::value;
pub use value::{Map, Text, Value};
pub use yaml::parse_yaml;
