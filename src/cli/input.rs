//! SOURCE arguments to servers, and what is said about those that failed.

use std::path::Path;

use crate::catalog;
use crate::manifest::{self, Loaded, Outcome, Problem, Spread};

/// Reads all sources, in their order: `catalog:NAME`, files, directories,
/// globs, `-`. What can't be read is a problem beside the rest.
#[must_use]
pub fn read_sources(sources: &[String]) -> Loaded {
    let mut loaded = Loaded::default();
    for source in sources {
        each_source(source, &mut |outcome| loaded.push(outcome));
    }
    loaded
}

/// As [`read_sources`], passing over one file where a directory lists it.
#[must_use]
pub fn read_sources_except(sources: &[String], except: &Path) -> Loaded {
    let mut loaded = Loaded::default();
    for source in sources {
        let mut sink = |outcome| loaded.push(outcome);
        match catalog::name_in(source) {
            Some(_) => sink(from_catalog(source)),
            None => manifest::each_except(source, except, &mut sink),
        }
    }
    loaded
}

/// Hands out what one source holds, one by one, in its order.
pub fn each_source(source: &str, sink: &mut dyn FnMut(Outcome)) {
    if catalog::name_in(source).is_none() {
        return manifest::each(source, sink);
    }
    sink(from_catalog(source));
}

/// As [`each_source`], for inputs of any size.
pub fn spread_source<T: Default + Send>(source: &str, spread: &mut Spread<'_, T>) {
    match catalog::name_in(source) {
        Some(_) => spread.push(from_catalog(source)),
        None => spread.read(source),
    }
}

fn from_catalog(source: &str) -> Outcome {
    match catalog::server(source) {
        Ok(server) => Outcome::Server(server),
        Err(error) => {
            Outcome::Problem(Problem { source: source.to_owned(), message: error.to_string() })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn the_catalog_and_files_are_read_in_the_order_given() {
        let file = "tests/fixtures/manifests/shapes/names.json";
        let loaded = read_sources(&sources(&[file, "CATALOG:odoo-claude-mcp", file]));
        let names: Vec<&str> = loaded.servers.iter().map(|server| server.name.as_str()).collect();
        assert_eq!(names, ["beehive", "odoo-claude-mcp", "beehive"]);
        assert!(loaded.problems.is_empty());
    }

    #[test]
    fn what_is_missing_is_a_problem_beside_the_rest() {
        let loaded =
            read_sources(&sources(&["catalog:odoo", "missing.json", "catalog:odoo-claude-mcp"]));
        assert_eq!(loaded.servers.len(), 1);
        let places: Vec<&str> = loaded.problems.iter().map(|p| p.source.as_str()).collect();
        assert_eq!(places, ["catalog:odoo", "missing.json"]);
    }
}
