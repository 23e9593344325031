//! A thing that a sentence can say: a pattern, compiled when it is first tried.

use std::ops::Range;
use std::sync::OnceLock;

use regex_automata::meta::{Builder, Config, Regex};

use super::pattern::parse;

/// The most bytes that a compiled pattern may take.
const MOST_BYTES: usize = 1 << 26;

/// One atom of `catalog/poison.toml`.
#[derive(Debug)]
pub struct Atom {
    pattern: &'static str,
    /// None where it is too large, which a test rules out.
    compiled: OnceLock<Option<Regex>>,
}

impl Atom {
    /// Takes a pattern that `build.rs` could read.
    pub const fn new(pattern: &'static str) -> Self {
        Self { pattern, compiled: OnceLock::new() }
    }

    /// Every match, none of which overlap.
    pub fn matches<'t>(&self, text: &'t str) -> impl Iterator<Item = Range<usize>> + use<'_, 't> {
        let compiled = self.compiled().into_iter();
        compiled.flat_map(move |regex| regex.find_iter(text)).map(|found| found.range())
    }

    /// Whether the pattern was tried, and could be.
    #[cfg(test)]
    pub fn is_compiled(&self) -> bool {
        matches!(self.compiled.get(), Some(Some(_)))
    }

    fn compiled(&self) -> Option<&Regex> {
        let compile = || {
            // Only texts that hold what a match needs come here, so the engine
            // needn't look for it again; nobody asks for groups.
            let config = Config::new()
                .utf8_empty(false)
                .auto_prefilter(false)
                .onepass(false)
                .dfa(false)
                .nfa_size_limit(Some(MOST_BYTES));
            Builder::new().configure(config).build_from_hir(&parse(self.pattern).ok()?).ok()
        };
        self.compiled.get_or_init(compile).as_ref()
    }
}
