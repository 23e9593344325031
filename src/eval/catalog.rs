//! The catalog's own labels, as labels to score verdicts against.

use super::label::{Label, Labels};
use crate::catalog::CatalogError;
use crate::classify;

/// The reviewed label of every tool of these servers, in their order; the
/// line of a label is its place among them, from 1.
///
/// # Errors
/// When an embedded file can't be read: a defect of the program.
pub fn catalog_labels(source: &str, servers: &[&str]) -> Result<Labels, CatalogError> {
    let reviews = classify::labels()?;
    let wanted = reviews.into_iter().filter(|one| servers.contains(&one.server));
    let label = |(i, one): (usize, crate::catalog::Reviewed<classify::Label>)| Label {
        id: format!("{}/{}", one.server, one.tool),
        primary: one.label.category,
        accepted: Vec::new(),
        effect: Some(one.label.effect),
        risk: Some(one.label.risk),
        note: Some(one.label.reason),
        line: i + 1,
    };
    let labels = wanted.enumerate().map(label).collect();
    Ok(Labels { source: source.to_owned(), labels, problems: Vec::new() })
}
