//! Why a line is no label.

use crate::document::SyntaxError;
use crate::phrase::{one_of, quoted};

/// What is wrong with one label; the place stands beside it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LabelError {
    #[error("{0}")]
    Syntax(SyntaxError),
    #[error(
        "this is {found}; expected a label such as `{{\"id\": \"server/tool\", \"primary\": \"Read\"}}`"
    )]
    NotAnObject { found: &'static str },
    #[error("the label has no `{key}`; expected {expected}")]
    Missing { key: &'static str, expected: &'static str },
    #[error("`{key}` is {found}; expected {expected}")]
    WrongKind { key: &'static str, found: &'static str, expected: &'static str },
    #[error("{} is no `id`; expected `SERVER/NAME`, the server before the first slash", quoted(id))]
    Id { id: String },
    #[error("{} is no value of `{key}`; expected {}{}", quoted(found), one_of(expected), meant(*nearest))]
    Value {
        key: &'static str,
        found: String,
        expected: Vec<&'static str>,
        nearest: Option<&'static str>,
    },
    #[error("unknown key {}; did you mean `{near}`?", quoted(found))]
    Misspelt { found: String, near: &'static str },
    #[error("{} is labelled on line {first} already; the first label counts", quoted(id))]
    Twice { id: String, first: usize },
    #[error("the file holds no label; expected one JSON object per line, or an array of them")]
    Empty,
    #[error("{count} further lines can't be used; mend the first ones and run again")]
    More { count: usize },
}

fn meant(nearest: Option<&str>) -> String {
    nearest.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default()
}
