//! The page of a server: what it is, its sums and grade, and the attacks that
//! its tools make possible together.

use super::server::ServerReport;
use crate::catalog::{self, Entry};
use crate::classify::{Attack, Combined, Verdict, combinations, exposing};

/// Everything that a server's page says beside the pages of its tools.
#[derive(Debug)]
pub struct ServerPage<'a> {
    /// Sums, grade, verdicts.
    pub report: &'a ServerReport,
    /// What the catalog knows of the server, where it is one of its own.
    pub entry: Option<&'static Entry>,
    /// Patterns that need several tools, each with the tools that make it
    /// possible; in the order of the ids.
    pub combinations: Vec<Combined<'a>>,
    /// Patterns that single tools are exposed to, each with those tools; the
    /// one that concerns most of them first.
    pub exposures: Vec<(&'static Attack, Vec<&'a Verdict>)>,
}

impl<'a> ServerPage<'a> {
    #[must_use]
    pub fn of(report: &'a ServerReport) -> Self {
        let tools: Vec<&Verdict> = report.verdicts().iter().collect();
        let mut exposures: indexmap::IndexMap<&str, (&'static Attack, Vec<&Verdict>)> =
            indexmap::IndexMap::new();
        for verdict in &tools {
            for attack in exposing(verdict) {
                let entry = exposures.entry(&attack.id).or_insert((attack, Vec::new()));
                entry.1.push(verdict);
            }
        }
        let mut exposures: Vec<(&'static Attack, Vec<&Verdict>)> =
            exposures.into_values().collect();
        exposures.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.id.cmp(&b.0.id)));
        let entry = catalog::name_in(&report.source).and_then(|name| catalog::entry(name).ok());
        Self { report, entry, combinations: combinations(&tools), exposures }
    }

    /// The server's name for people.
    #[must_use]
    pub fn title(&self) -> &str {
        self.entry.map_or(self.report.server.as_str(), |entry| entry.title.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::classify;
    use crate::report::Selection;

    #[test]
    fn what_the_tools_make_possible_is_listed_with_them() {
        let server = catalog::server("odoo-claude-mcp").unwrap();
        let report = ServerReport::new(&server, classify(&server), &Selection::default());
        let page = ServerPage::of(&report);
        assert_eq!(page.title(), "Odoo Claude MCP");
        let flow = page.combinations.iter().find(|one| one.attack.slug == "lethal-trifecta");
        let legs = &flow.unwrap().legs;
        assert_eq!(legs.len(), 3);
        assert!(legs[2].iter().any(|verdict| verdict.name == "google_gmail_send"));
        let counts: Vec<usize> = page.exposures.iter().map(|(_, tools)| tools.len()).collect();
        assert!(counts.is_sorted_by(|a, b| a >= b) && counts[0] > 0);
    }
}
