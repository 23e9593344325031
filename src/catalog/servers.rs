//! The servers of the catalog, and how they are looked up.
//!
//! Names are taken in any case, with or without the `catalog:` in front that
//! tells them from files. The files are held against
//! `schemas/catalog-server.v1.schema.json` by a test, so an entry that can't be
//! read here is a defect of the program, and still an error and no panic.

use std::sync::LazyLock;

use serde::Deserialize;

use super::embedded::SERVERS;
use super::hash::without_own_keys;
use crate::document::SourceText;
use crate::manifest::{Server, load_text};
use crate::phrase::{nearest, quoted};

/// What tells a server of the catalog from a file.
pub const PREFIX: &str = "catalog:";

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
    let mut server =
        loaded.servers.into_iter().next().ok_or(CatalogError::Broken { name, reason })?;
    server.tools.iter_mut().for_each(|tool| without_own_keys(&mut tool.definition));
    Ok(server)
}

/// What is known of the server of that name.
///
/// # Errors
/// As [`server`].
pub fn entry(name: &str) -> Result<&'static Entry, CatalogError> {
    /// Read once: every page of a server names its publisher.
    static ENTRIES: LazyLock<Vec<Result<Entry, String>>> = LazyLock::new(|| {
        let read = |(_, text): &(&str, &str)| {
            serde_json::from_str(text).map_err(|error| error.to_string())
        };
        SERVERS.iter().map(read).collect()
    });
    let (name, _) = find(name)?;
    let at = SERVERS.iter().position(|(known, _)| *known == name);
    match at.and_then(|at| ENTRIES.get(at)) {
        Some(Ok(entry)) => Ok(entry),
        Some(Err(reason)) => Err(CatalogError::Broken { name, reason: reason.clone() }),
        None => Err(CatalogError::Broken { name, reason: "it isn't built in".to_owned() }),
    }
}

/// The text that the server of that name is read from.
///
/// # Errors
/// As [`server`].
pub fn text(name: &str) -> Result<SourceText, CatalogError> {
    find(name).map(|(_, text)| text)
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
    fn what_the_catalog_adds_to_a_definition_stays_out_of_it() {
        for name in names() {
            for tool in server(name).unwrap().tools {
                for key in ["review", "service"] {
                    assert!(tool.definition.get(key).is_none(), "{name}/{}: {key}", tool.name);
                }
            }
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
        let start = "the catalog has no server `odo-claude-mpc`; did you mean `odoo-claude-mcp`; it holds: desktop-commander, ";
        assert!(error.starts_with(start), "{error}");
        let error = entry("warehouse\u{1b}[31m").unwrap_err().to_string();
        assert!(error.contains("`warehouse\\u{1b}[31m`; it holds: desktop-commander, "), "{error}");
    }
}
