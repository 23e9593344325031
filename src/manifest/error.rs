//! Why an input gave no tools, or fewer than it holds.

use super::definition::DefinitionError;
use super::model::Problem;
use super::refusals::Refusal;
use crate::document::DocumentError;

/// What is wrong with one source, one document or one entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ManifestError {
    #[error(transparent)]
    Document(#[from] DocumentError),
    #[error("is empty; expected a tool list such as a server's answer to `tools/list`")]
    Empty,
    #[error("looks like {looks_like}; expected a tool list: {instead}")]
    LooksLike { looks_like: &'static str, instead: &'static str },
    #[error(
        "is {found}, in no shape that tool lists come in; expected `{{\"tools\": […]}}`, an array of tools, or one tool: a `name` with a `description` or an `inputSchema`"
    )]
    Unknown { found: String },
    #[error("no tool list is under {key}; did you mean `tools`?")]
    Misspelt { key: String },
    #[error("{place}: {error}; the tool was left out")]
    Entry { place: String, error: DefinitionError },
    #[error("{place} is {found}; expected an array of tools, or an object of tools by name")]
    NotAList { place: String, found: &'static str },
    #[error("{place} is a server without a tool list; add its `tools` to have them judged")]
    NoList { place: String },
    #[error(
        "one server has more than {limit} tools; the first {limit} were read: split it, or raise the limit with `--max-tools`"
    )]
    TooManyTools { limit: usize },
    #[error("no line holds a tool; expected one tool, one page or one server per line")]
    NoLine,
    #[error("the tool list is empty, so the line has no verdict")]
    EmptyList,
    #[error("the directory holds no file that may be a tool list ({extensions}); pass a file")]
    NoCandidate { extensions: String },
    #[error("no file matches this pattern; check it, or quote it if the shell changed it")]
    NoMatch,
    #[error("this is no pattern: {reason}; to name a file with these characters, check its path")]
    Pattern { reason: String },
    #[error(
        "the symbolic link leads out of the directory and was not followed; pass its target, or `--follow`"
    )]
    LinkOutside,
    #[error(
        "{count} further problems in this file are not shown; mend the first ones and run again"
    )]
    More { count: usize },
}

impl From<&Refusal> for ManifestError {
    fn from(refusal: &Refusal) -> Self {
        Self::LooksLike { looks_like: refusal.looks_like, instead: refusal.instead }
    }
}

impl ManifestError {
    /// The problem as it is reported of a source. The place of a syntax error
    /// goes behind the source (`file:3:7`), so that editors find it.
    #[must_use]
    pub fn of(self, source: &str) -> Problem {
        self.at(source, None)
    }

    /// As [`ManifestError::of`], of one line of the source where that is known.
    #[must_use]
    pub fn at(self, source: &str, line: Option<usize>) -> Problem {
        let place = line.map_or_else(|| source.to_owned(), |line| format!("{source}:{line}"));
        match self {
            // These know their line, and their column.
            Self::Document(error) => Problem {
                source: error.position().map_or(place, |position| format!("{source}:{position}")),
                message: error.what(),
            },
            other => Problem { source: place, message: other.to_string() },
        }
    }
}
