//! Tool definitions for `toolward lint --manifest SOURCE`.
//!
//! Texts are read again where something was found in them, to show the place;
//! standard input can't be, so it is kept.

use super::input::read_sources;
use crate::catalog;
use crate::document::{Raw, SourceText};
use crate::lint::{Linted, lint_definitions};
use crate::manifest::{Loaded, ManifestError, Problem, load_raw};

/// What became of the manifests.
#[derive(Debug)]
pub struct Definitions {
    pub linted: Vec<Linted>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// What was read with a doubt.
    pub warnings: Vec<Problem>,
}

/// Reads the sources and judges every tool in them.
pub fn lint(sources: &[String]) -> Definitions {
    let mut stdin = None;
    let mut loaded = Loaded::default();
    for source in sources {
        let one = if source == "-" {
            match Raw::of_stdin() {
                Ok(raw) => {
                    stdin = Some(raw.lossy());
                    load_raw(raw, "stdin")
                }
                Err(error) => Loaded {
                    problems: vec![ManifestError::from(error).of("-")],
                    ..Loaded::default()
                },
            }
        } else {
            read_sources(std::slice::from_ref(source))
        };
        loaded.servers.extend(one.servers);
        loaded.problems.extend(one.problems);
    }
    let linted = lint_definitions(&loaded.servers, &|name| text(name, stdin.as_ref()));
    let warnings = loaded.servers.into_iter().flat_map(|server| server.warnings).collect();
    Definitions { linted, problems: loaded.problems, warnings }
}

fn text(name: &str, stdin: Option<&SourceText>) -> Option<SourceText> {
    if name == "-" {
        return stdin.cloned();
    }
    if catalog::name_in(name).is_some() {
        return catalog::text(name).ok();
    }
    // What is no text holds no tool that anything was found in.
    Raw::of_file(name.as_ref()).ok().map(|raw| raw.lossy())
}
