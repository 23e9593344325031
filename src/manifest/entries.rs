//! The raw definitions at one place of a document, each read as a tool.

use super::definition::DefinitionError;
use super::error::ManifestError;
use super::model::Tool;
use super::place::Holds;
use crate::document::{Value, kind_of, pointer_join};
use crate::phrase::quoted;

/// A tool with the pointer of its definition in the document.
pub(super) type Entry = (String, Result<Tool, DefinitionError>);

/// The entries at a place, each with its pointer in the document.
pub(super) fn entries(
    holds: Holds,
    pointer: &str,
    value: Value,
) -> Result<Box<dyn Iterator<Item = Entry>>, ManifestError> {
    let here = pointer.to_owned();
    let nth = move |i: usize| pointer_join(&here, &i.to_string());
    Ok(match (holds, value) {
        (Holds::Tool, value) => {
            Box::new(std::iter::once((pointer.to_owned(), Tool::from_definition(value))))
        }
        (Holds::List, Value::Array(list)) => Box::new(
            list.into_iter().enumerate().map(move |(i, v)| (nth(i), Tool::from_definition(v))),
        ),
        (Holds::Names, Value::Array(list)) => Box::new(
            list.into_iter()
                .enumerate()
                .map(move |(i, v)| (nth(i), Tool::from_name(v.as_str().unwrap_or_default()))),
        ),
        (Holds::Keyed, Value::Object(map)) => {
            let here = pointer.to_owned();
            Box::new(
                map.into_iter()
                    .map(move |(key, v)| (pointer_join(&here, &key), Tool::from_entry(&key, v))),
            )
        }
        // A bundle may leave `tools` out when it makes them all as it starts.
        (Holds::List, Value::Null) => Box::new(std::iter::empty()),
        (Holds::Nothing, _) => return Err(ManifestError::NoList { place: quoted(pointer) }),
        (_, other) => {
            return Err(ManifestError::NotAList { place: quoted(pointer), found: kind_of(&other) });
        }
    })
}
