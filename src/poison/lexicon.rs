//! The lexicon of `catalog/poison.toml`: atoms as patterns, signals as sets of
//! atoms.
//!
//! A set is a bit mask, so whether a sentence gives a signal costs a few
//! operations, however many atoms there are. All of it is made by `build.rs`
//! ([`super::prepare`]): a run that examines one tool has nothing to read.

use super::atom::Atom;
use super::scan::{Literal, Scanner};
use super::texts::Role;

/// A set of atoms, one bit each.
pub type Mask = u128;

/// One signal, as `catalog/poison.toml` has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignalEntry {
    pub id: &'static str,
    /// Of a family, only the weightiest signal counts.
    pub family: &'static str,
    /// In hundredths of what makes a definition suspicious enough.
    pub weight: u32,
    /// Whether honest tools have no reason to say it.
    pub hard: bool,
    /// What the sentence does, to follow "the text".
    pub says: &'static str,
    /// Each entry needs one of its atoms in the sentence.
    pub all: &'static [&'static str],
    /// Whether the atoms have to stand in the order of `all`.
    pub ordered: bool,
    /// None of these atoms may be in the sentence.
    pub unless: &'static [&'static str],
    /// A tool whose name says one of these has half a reason to say it.
    pub unless_name: &'static [&'static str],
    /// Only in these texts: `name`, `key`, `parameter`.
    pub role: &'static [&'static str],
    /// Only in the first sentence that a tool says of itself.
    pub first: bool,
    /// Sentences that must give the signal, and sentences that must not.
    pub fires: &'static [&'static str],
    pub silent: &'static [&'static str],
}

/// A signal ready to be asked.
#[derive(Debug)]
pub struct Compiled {
    pub entry: SignalEntry,
    pub all: &'static [Mask],
    /// All atoms of `all`.
    pub atoms: Mask,
    pub unless: Mask,
    pub unless_name: Mask,
}

#[derive(Debug)]
pub struct Lexicon {
    pub atoms: &'static [Atom],
    pub scanner: Scanner,
    pub signals: &'static [Compiled],
    /// For each role the signals that it may give; behind them, for each role
    /// those that it may give where it is no sentence.
    by_role: &'static [&'static [usize]],
    pub foreign: Option<usize>,
    pub argument: Option<usize>,
    pub speaks_of: Option<usize>,
    pub about_security: Mask,
    /// All atoms that a tool's name is held against.
    pub about: Mask,
}

#[allow(clippy::unreadable_literal, reason = "tables that nobody reads")]
static BUILT_IN: Lexicon = include!(concat!(env!("OUT_DIR"), "/poison.rs"));

pub fn lexicon() -> &'static Lexicon {
    &BUILT_IN
}

/// Every signal, in the order of the file.
pub fn entries() -> impl Iterator<Item = &'static SignalEntry> {
    lexicon().signals.iter().map(|signal| &signal.entry)
}

impl Lexicon {
    /// The signals that a text may give, in their order.
    pub fn signals_of(
        &self,
        role: Role,
        is_terse: bool,
    ) -> impl Iterator<Item = (usize, &'static Compiled)> {
        let at = role as usize + if is_terse { Role::ALL.len() } else { 0 };
        let signals = self.by_role.get(at).copied().unwrap_or_default();
        let all = self.signals;
        signals.iter().filter_map(move |index| Some((*index, all.get(*index)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_one_is_whole() {
        let lexicon = lexicon();
        assert!(
            lexicon.foreign.is_some() && lexicon.argument.is_some() && lexicon.speaks_of.is_some()
        );
        assert!(lexicon.about_security != 0);
        for signal in lexicon.signals {
            let entry = &signal.entry;
            assert!(!entry.fires.is_empty() && !entry.silent.is_empty(), "{}", entry.id);
            assert!((1..=100).contains(&entry.weight), "{}", entry.id);
            assert!(!signal.all.is_empty(), "{}", entry.id);
        }
        let mut ids: Vec<&str> = lexicon.signals.iter().map(|s| s.entry.id).collect();
        ids.sort_unstable();
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{ids:?}");
    }
}
