//! The data that comes with the program: the lexicon's text, and the servers
//! with how they are looked up.
//!
//! Each file of `catalog/servers` is built in: a new server is its file and one
//! line in `SERVERS`. Names are taken in any case, with or without the
//! `catalog:` in front that tells them from files. The files are held against
//! `schemas/catalog-server.v1.schema.json` by a test, so an entry that can't be
//! read here is a defect of the program, and still an error and no panic.

use serde::Deserialize;

use crate::document::{DocumentError, SourceText, parse_value};
use crate::manifest::{Server, load_text};
use crate::phrase::{nearest, quoted};

/// The words and senses that verdicts are made from: `catalog/lexicon.toml`.
pub const LEXICON: &str = include_str!("../../catalog/lexicon.toml");

/// What poisoned definitions say to a model: `catalog/poison.toml`.
pub const POISON: &str = include_str!("../../catalog/poison.toml");

/// What tells a server of the catalog from a file.
pub const PREFIX: &str = "catalog:";

/// Name and text of every server, sorted by name.
const SERVERS: &[(&str, &str)] =
    &[("odoo-claude-mcp", include_str!("../../catalog/servers/odoo-claude-mcp.json"))];

/// What the catalog knows of a server beside its tools.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Entry {
    #[serde(rename = "server")]
    pub name: String,
    /// The name for people.
    pub title: String,
    /// Who publishes the server.
    pub publisher: String,
    /// Where its definitions come from, with the version that was read.
    pub source: String,
    /// When they were read: year-month-day.
    pub date: String,
    pub coverage: Coverage,
    /// What the server gives an agent, in a few sentences.
    pub summary: String,
}

/// How many of a server's tools the entry knows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Coverage {
    pub known: usize,
    /// How many there are, as far as that is public.
    pub total: usize,
    /// The two numbers in words, with the reason for a difference.
    pub note: String,
}

/// Why the catalog gives no server.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CatalogError {
    /// `name` is as the user wrote it, without the prefix.
    #[error("the catalog has no server {}{}; it holds: {}",
        quoted(name),
        nearest.map(|near| format!("; did you mean `{near}`")).unwrap_or_default(),
        names().join(", "))]
    Unknown { name: String, nearest: Option<&'static str> },
    #[error(transparent)]
    Document(#[from] DocumentError),
    #[error("the embedded entry `{name}` can't be read: {reason}; please report this")]
    Broken { name: &'static str, reason: String },
}

/// The names of all servers, sorted.
#[must_use]
pub fn names() -> Vec<&'static str> {
    SERVERS.iter().map(|(name, _)| *name).collect()
}

/// The server of that name, with its tools; its source is `catalog:NAME`.
///
/// # Errors
/// [`CatalogError::Unknown`] with the nearest name and all that there are.
pub fn server(name: &str) -> Result<Server, CatalogError> {
    let (name, text) = find(name)?;
    let loaded = load_text(&text, name);
    if let Some(problem) = loaded.problems.into_iter().next() {
        return Err(CatalogError::Broken { name, reason: problem.message });
    }
    let reason = "it holds no tool list".to_owned();
    loaded.servers.into_iter().next().ok_or(CatalogError::Broken { name, reason })
}

/// The text that the server of that name is read from.
///
/// # Errors
/// As [`server`].
pub fn text(name: &str) -> Result<SourceText, CatalogError> {
    find(name).map(|(_, text)| text)
}

/// What is known of the server of that name.
///
/// # Errors
/// As [`server`].
pub fn entry(name: &str) -> Result<Entry, CatalogError> {
    let (name, text) = find(name)?;
    serde_json::from_value(parse_value(&text)?)
        .map_err(|error| CatalogError::Broken { name, reason: error.to_string() })
}

/// The name behind `catalog:`, in any case; none when the argument means a file.
#[must_use]
pub fn name_in(source: &str) -> Option<&str> {
    let (prefix, name) = source.split_at_checked(PREFIX.len())?;
    prefix.eq_ignore_ascii_case(PREFIX).then_some(name)
}

fn find(given: &str) -> Result<(&'static str, SourceText), CatalogError> {
    let wanted = name_in(given).unwrap_or(given).trim();
    let Some((name, text)) = SERVERS.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted))
    else {
        return Err(CatalogError::Unknown {
            name: wanted.to_owned(),
            nearest: nearest(wanted, names()),
        });
    };
    Ok((name, SourceText::new(format!("{PREFIX}{name}"), *text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_can_be_read_and_counts_its_tools() {
        for name in names() {
            let (entry, server) = (entry(name).unwrap(), server(name).unwrap());
            assert_eq!((entry.name.as_str(), server.name.as_str()), (name, name));
            assert_eq!(server.source, format!("catalog:{name}"));
            assert_eq!(server.tools.len(), entry.coverage.known, "{name}");
            assert!(entry.coverage.known <= entry.coverage.total, "{name}");
            assert!(server.warnings.is_empty(), "{name}: {:?}", server.warnings);
        }
    }

    #[test]
    fn names_are_sorted_and_told_apart_without_case() {
        let mut lower: Vec<String> = names().iter().map(|name| name.to_lowercase()).collect();
        assert!(lower.is_sorted());
        lower.dedup();
        assert_eq!(lower.len(), names().len());
    }

    #[test]
    fn a_name_is_found_in_any_case_with_or_without_the_prefix() {
        for name in ["odoo-claude-mcp", "catalog:odoo-claude-mcp", "Catalog:ODOO-Claude-MCP"] {
            assert_eq!(server(name).unwrap().name, "odoo-claude-mcp", "{name}");
        }
    }

    #[test]
    fn an_unknown_name_gets_the_nearest_and_the_list() {
        let error = server("catalog:odo-claude-mpc").unwrap_err().to_string();
        assert_eq!(
            error,
            "the catalog has no server `odo-claude-mpc`; did you mean `odoo-claude-mcp`; it holds: odoo-claude-mcp"
        );
        let error = entry("warehouse\u{1b}[31m").unwrap_err().to_string();
        assert!(error.contains("`warehouse\\u{1b}[31m`; it holds: odoo-claude-mcp"), "{error}");
    }
}
