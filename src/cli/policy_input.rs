//! The POLICY argument: read, checked and compiled, or a failure with its place.

use super::Failure;
use crate::document::{Document, DocumentError, SourceText, read_file, read_stdin};
use crate::phrase::visible;
use crate::policy::decide::Compiled;
use crate::policy::{self, Policy};

/// A policy as it is written, and as it decides.
pub struct Loaded {
    pub policy: Policy,
    pub compiled: Compiled,
}

/// Reads a text by the name a user gave it; `-` is standard input.
pub fn read_text(name: &str) -> Result<SourceText, DocumentError> {
    if name == "-" { read_stdin() } else { read_file(name.as_ref()) }
}

/// Reads the policy of a command that can do nothing without one.
///
/// # Errors
/// With the place of what is wrong, and what to do.
pub fn read_policy(name: &str) -> Result<Loaded, Failure> {
    read_policy_text(read_text(name).map_err(|error| Failure::new(text(&error)))?)
}

/// As [`read_policy`], of a text that has been read.
///
/// # Errors
/// Likewise.
pub fn read_policy_text(source: SourceText) -> Result<Loaded, Failure> {
    let (document, policy) = parse(source)?;
    let compiled = Compiled::new(&policy).map_err(|error| {
        let start = document.locate(error.pointer()).map_or(0, |place| place.value.start);
        let position = document.source().position(start);
        Failure::new(format!("{}:{position}: {error}", visible(document.source().name())))
            .with_help("write a pattern without look-around and back-references")
    })?;
    Ok(Loaded { policy, compiled })
}

/// A policy beside the text that it was read from, for a command that keeps
/// what a person wrote. Its patterns are not looked at.
///
/// # Errors
/// As [`read_policy`].
pub fn read_document(name: &str) -> Result<(Document, Policy), Failure> {
    parse(read_text(name).map_err(|error| Failure::new(text(&error)))?)
}

fn parse(source: SourceText) -> Result<(Document, Policy), Failure> {
    let document = Document::parse(source).map_err(|failed| {
        let (source, error) = *failed;
        let name = source.name().to_owned();
        Failure::new(text(&DocumentError::Syntax { name, error }))
    })?;
    let policy = policy::load(&document).map_err(|error| Failure::new(error.to_string()))?;
    Ok((document, policy))
}

fn text(error: &DocumentError) -> String {
    visible(&error.to_string()).into_owned()
}

/// Standard input can be read once.
///
/// # Errors
/// When `-` is given more than once.
pub fn one_stdin<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<(), Failure> {
    if names.into_iter().filter(|name| *name == "-").count() > 1 {
        return Err(Failure::new("`-` is given more than once; standard input can be read once")
            .with_help("put the other one in a file"));
    }
    Ok(())
}
