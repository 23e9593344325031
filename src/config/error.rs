//! What can be wrong with a configuration, with place and cure.

use crate::document::{DocumentError, Position};
use crate::phrase::visible;

/// Why a configuration can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// A text that isn't TOML, or says something that means nothing.
    #[error("{}:{position}: {message}", visible(name))]
    Invalid {
        name: String,
        position: Position,
        /// What was found and expected, safe to print.
        message: String,
        /// What to do, safe to print.
        help: Option<String>,
    },
}

impl ConfigError {
    /// What to do, where the message doesn't say it.
    #[must_use]
    pub fn help(&self) -> Option<&str> {
        match self {
            Self::Document(_) => None,
            Self::Invalid { help, .. } => help.as_deref(),
        }
    }
}
