//! The labels that people gave to the tools of the catalog.
//!
//! Only names and labels are read from the files, so that the reading costs a
//! fraction of what parsing the definitions would.

use serde::Deserialize;

use super::embedded::SERVERS;
use super::servers::CatalogError;

/// One tool's label, in the type that the caller reads it with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed<L> {
    pub server: &'static str,
    pub tool: String,
    /// When the server's definitions were read: year-month-day.
    pub date: String,
    pub label: L,
}

#[derive(Deserialize)]
#[serde(bound = "L: Deserialize<'de>")]
struct File<L> {
    date: String,
    tools: Vec<Labelled<L>>,
}

#[derive(Deserialize)]
#[serde(bound = "L: Deserialize<'de>")]
struct Labelled<L> {
    name: String,
    review: Option<L>,
}

/// The label of every reviewed tool, in the order of the servers and of their tools.
///
/// # Errors
/// When an embedded file holds a label that `L` can't take: a defect of the program.
pub fn reviews<L: for<'de> Deserialize<'de>>() -> Result<Vec<Reviewed<L>>, CatalogError> {
    let mut found = Vec::new();
    for (server, text) in SERVERS {
        let file: File<L> = serde_json::from_str(text)
            .map_err(|error| CatalogError::Broken { name: server, reason: error.to_string() })?;
        let date = file.date;
        let labels = file.tools.into_iter().filter_map(|tool| Some((tool.name, tool.review?)));
        found.extend(labels.map(|(tool, label)| Reviewed {
            server,
            tool,
            date: date.clone(),
            label,
        }));
    }
    Ok(found)
}
