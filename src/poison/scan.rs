//! One pass over a text that tells which atoms it may hold.
//!
//! All strings that the patterns need are looked for at once. Most texts hold
//! few of them, and most patterns need never be tried, nor even be compiled.

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::lexicon::Mask;
use super::literals::{Literal, Needs, is_word};

/// The strings of all atoms.
#[derive(Debug, Default)]
pub struct Scanner {
    automaton: Option<AhoCorasick>,
    /// Each string with the atoms that need it.
    literals: Vec<(Literal, Mask)>,
    /// Atoms of which nothing can be promised.
    always: Mask,
    /// Atoms that match where one of their strings stands, and nowhere else.
    pub exact: Mask,
}

/// What a text holds.
#[derive(Debug, Default)]
pub struct Scan {
    /// Atoms that the text may hold; all others it doesn't.
    pub possible: Mask,
    /// Where the strings of exact atoms begin.
    pub exact: SmallVec<[(usize, Mask); 8]>,
}

impl Scanner {
    /// Takes what each atom needs, in their order.
    pub fn new(atoms: Vec<Needs>) -> Self {
        let mut scanner = Self::default();
        let mut strings: FxHashMap<Literal, Mask> = FxHashMap::default();
        for (atom, needs) in atoms.into_iter().enumerate() {
            let bit: Mask = 1 << atom;
            let Some(literals) = needs.some_of else {
                scanner.always |= bit;
                continue;
            };
            if needs.exact && literals.iter().all(|one| stays_in_sentence(&one.bytes)) {
                scanner.exact |= bit;
            }
            for literal in literals {
                *strings.entry(literal).or_default() |= bit;
            }
        }
        scanner.literals = strings.into_iter().collect();
        let bytes = scanner.literals.iter().map(|(literal, _)| &literal.bytes);
        let automaton =
            AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(bytes);
        scanner.automaton = automaton.ok();
        scanner
    }

    /// All strings.
    #[cfg(test)]
    pub fn strings(&self) -> impl Iterator<Item = &[u8]> {
        self.literals.iter().map(|(literal, _)| literal.bytes.as_slice())
    }

    /// Looks for all strings. A string may stand inside another one.
    pub fn scan(&self, text: &str) -> Scan {
        let mut scan = Scan { possible: self.always, exact: SmallVec::new() };
        let Some(automaton) = &self.automaton else {
            // Nothing is known, so every pattern has to be tried.
            return Scan { possible: Mask::MAX, ..scan };
        };
        for found in automaton.find_overlapping_iter(text) {
            let (literal, atoms) = &self.literals[found.pattern()];
            let fits = (!literal.starts || is_border(text, found.start()))
                && (!literal.ends || is_border(text, found.end()));
            if fits {
                scan.possible |= atoms;
                if atoms & self.exact != 0 {
                    scan.exact.push((found.start(), atoms & self.exact));
                }
            }
        }
        scan
    }
}

/// Whether a string can't reach over the end of a sentence.
fn stays_in_sentence(bytes: &[u8]) -> bool {
    bytes.is_ascii() && !bytes.windows(2).any(|two| matches!(two, b". " | b"! " | b"? "))
}

/// Whether a word begins or ends in front of a byte.
fn is_border(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let before = at.checked_sub(1).and_then(|i| bytes.get(i));
    let word = |byte: Option<&u8>| byte.is_some_and(|byte| is_word(*byte));
    word(before) != word(bytes.get(at))
}
