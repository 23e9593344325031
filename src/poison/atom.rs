//! A thing that a sentence can say: a pattern, compiled when it is first tried.

use std::ops::Range;
use std::sync::OnceLock;

use regex_automata::meta::{Builder, Config, Regex};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::Hir;

use super::literals::{Needs, needs};

/// The most bytes that a compiled pattern may take.
const MOST_BYTES: usize = 1 << 26;

/// One atom of `catalog/poison.toml`.
#[derive(Debug)]
pub struct Atom {
    pattern: Hir,
    /// None where it is too large, which a test rules out.
    compiled: OnceLock<Option<Regex>>,
}

impl Atom {
    /// Reads a pattern, and says what its matches hold.
    pub fn parse(pattern: &str) -> Result<(Self, Needs), String> {
        // Bytes and ASCII classes: Unicode word borders would cost the fast engine.
        let mut parser = ParserBuilder::new().unicode(false).utf8(false).build();
        let pattern = parser.parse(pattern).map_err(|error| error.to_string())?;
        let needs = needs(&pattern);
        Ok((Self { pattern, compiled: OnceLock::new() }, needs))
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
            // needn't look for it again.
            let config = Config::new()
                .utf8_empty(false)
                .auto_prefilter(false)
                .nfa_size_limit(Some(MOST_BYTES));
            Builder::new().configure(config).build_from_hir(&self.pattern).ok()
        };
        self.compiled.get_or_init(compile).as_ref()
    }
}
