//! The embedded servers.

use crate::document::{DocumentError, SourceText, parse_value};
use crate::manifest::{Server, server_from_value};

/// Why the catalog has no such server.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CatalogError {
    /// No entry has this name.
    #[error("the catalog has no server `{0}`; `toolward catalog list` names them all")]
    Unknown(String),
    /// An embedded entry can't be read.
    #[error(transparent)]
    Broken(#[from] DocumentError),
}

/// The names of all embedded servers.
#[must_use]
pub fn names() -> Vec<&'static str> {
    vec!["odoo-claude-mcp"]
}

/// Reads one embedded server.
///
/// # Errors
/// When there is none of that name.
pub fn server(name: &str) -> Result<Server, CatalogError> {
    if name != "odoo-claude-mcp" {
        return Err(CatalogError::Unknown(name.to_owned()));
    }
    let source = SourceText::new(format!("catalog:{name}"), include_str!("standin.json"));
    let value = parse_value(&source)?;
    server_from_value(&value, source.name()).ok_or_else(|| CatalogError::Unknown(name.to_owned()))
}
