//! Reading a policy that a command works on.

use super::Failure;
use crate::document::{Document, read_file, read_stdin};
use crate::phrase::visible;
use crate::policy::{self, Policy};

/// A policy and the text it was read from; `-` is standard input.
///
/// # Errors
/// Says what is wrong with the file, its JSON, or the first thing that makes
/// it no policy.
pub fn read_policy(name: &str) -> Result<(Document, Policy), Failure> {
    let read = if name == "-" { read_stdin() } else { read_file(name.as_ref()) };
    let source = read.map_err(|error| Failure::new(visible(&error.to_string())))?;
    let document = Document::parse(source).map_err(|broken| {
        let (source, error) = *broken;
        Failure::new(format!("{}:{}: {error}", visible(source.name()), error.position))
    })?;
    let policy = policy::load(&document).map_err(|error| Failure::new(error.to_string()))?;
    Ok((document, policy))
}
