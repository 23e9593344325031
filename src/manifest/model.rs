//! `Server` and `Tool`: what every manifest shape becomes.

use std::borrow::Cow;
use std::sync::Arc;

use super::forms::has_branches_beyond;
use super::parameters::{Parameter, of_list, of_schema};
use crate::document::{Value, pointer_find};

/// Something that could not be read, or was read with a doubt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, `-`, or `catalog:NAME`; behind it `:line` or `:line:column`
    /// where the place in the text is known.
    pub source: String,
    /// What was found, what was expected, what to do.
    pub message: String,
}

/// One server and the tools it offers.
#[derive(Debug, Clone)]
pub struct Server {
    pub name: String,
    /// Where it was read from, as the user named it.
    pub source: String,
    pub tools: Vec<Tool>,
    /// What was odd but didn't stop the reading (a duplicate name, an incomplete list).
    pub warnings: Vec<Problem>,
}

/// Where a definition keeps its parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParameterSource {
    /// A JSON Schema at this pointer (`/inputSchema`, `/input_schema`, `/function/parameters`, …).
    Schema(String),
    /// A list of `{name, type, desc}` at this pointer (Docker's catalog).
    List(String),
    /// The definition says nothing about parameters.
    None,
}

/// One tool: its raw definition and the fields that are read from it.
#[derive(Debug, Clone)]
pub struct Tool {
    pub name: String,
    pub title: Option<String>,
    /// Empty where the definition has none.
    pub description: String,
    /// The definition as its author wrote it.
    pub definition: Value,
    pub parameter_source: ParameterSource,
    /// The server's claims about the tool, in the order they were found.
    pub annotations: Vec<Annotation>,
    /// Where the definition was read; none where it comes from no text.
    pub origin: Option<Origin>,
}

/// The place of a definition in the text it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The text: a file's path, `-`, or `catalog:NAME`.
    pub source: Arc<str>,
    /// The line that holds the document, counted from 1, where each line of
    /// the text is a document by itself.
    pub line: Option<usize>,
    /// Pointer of the definition in its document.
    pub pointer: String,
}

/// The four hints of the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hint {
    ReadOnly,
    Destructive,
    Idempotent,
    OpenWorld,
}

/// A claim of the server: untrusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotation {
    pub hint: Hint,
    pub value: bool,
    /// Pointer of the claim in the definition.
    pub pointer: Cow<'static, str>,
}

impl Tool {
    /// The line that holds the definition, where each line of the text is a
    /// document by itself. What stands on other lines says nothing about a
    /// tool: wherever a stream is cut, its verdicts stay the same.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.origin.as_ref()?.line
    }

    /// Whether its description says anything.
    #[must_use]
    pub fn is_described(&self) -> bool {
        !self.description.chars().all(char::is_whitespace)
    }

    /// The parameters at the top level, in the order of the definition: those
    /// of the input schema, of what it refers to, and of its branches. One that
    /// several branches declare is there as often.
    #[must_use]
    pub fn parameters(&self) -> Vec<Parameter<'_>> {
        match &self.parameter_source {
            ParameterSource::None => Vec::new(),
            ParameterSource::Schema(pointer) => of_schema(&self.definition, pointer),
            ParameterSource::List(pointer) => of_list(&self.definition, pointer),
        }
    }

    /// Whether [`Tool::parameters`] leaves some out: of more branches than anybody reads.
    #[must_use]
    pub fn has_parameters_beyond(&self) -> bool {
        self.input_schema().is_some_and(has_branches_beyond)
    }

    /// The input schema, where the definition holds one.
    #[must_use]
    pub fn input_schema(&self) -> Option<&Value> {
        match &self.parameter_source {
            ParameterSource::Schema(pointer) => pointer_find(&self.definition, pointer),
            _ => None,
        }
    }
}
