//! One pass over a text that tells which atoms it may hold.
//!
//! All strings that the patterns need are looked for at once. Most texts hold
//! few of them, and most patterns need never be tried, nor even be compiled.
//! Nearly all strings begin where a word does, and there the tables tell by a
//! few bytes which strings there may be: nothing has to be built for it.

use smallvec::SmallVec;

use super::lexicon::Mask;
use super::pattern::is_word;
use super::slots::{BORDERED, ENDS, FREE, KEY, STARTS, pair, slot};

/// The strings of all atoms; `build.rs` writes it, see [`super::prepare`].
#[derive(Debug)]
pub struct Scanner {
    /// The strings themselves.
    pub(super) bytes: &'static [u8],
    /// In the order of their slots.
    pub(super) literals: &'static [Literal],
    /// Where the strings of each slot begin among them.
    pub(super) slots: &'static [u16],
    /// Whether strings begin with two bytes.
    pub(super) pairs: &'static [u8],
    pub(super) masks: &'static [Mask],
    /// Atoms of which nothing can be promised.
    pub(super) always: Mask,
    /// Atoms that match where one of their strings stands, and nowhere else.
    pub exact: Mask,
}

/// A string, its borders, and the atoms that need it.
#[derive(Debug)]
pub struct Literal {
    pub(super) at: u32,
    pub(super) length: u8,
    pub(super) borders: u8,
    /// Index of the mask.
    pub(super) atoms: u16,
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
    /// All strings.
    #[cfg(test)]
    pub fn strings(&self) -> impl Iterator<Item = &[u8]> {
        self.literals.iter().map(|literal| self.string(literal))
    }

    /// Looks for all strings. A string may stand inside another one.
    pub fn scan(&self, text: &str) -> Scan {
        let mut scan = Scan { possible: self.always, exact: SmallVec::new() };
        let bytes = text.as_bytes();
        let mut behind_word = false;
        for (at, byte) in bytes.iter().enumerate() {
            let border = is_word(*byte) != behind_word;
            behind_word ^= border;
            let next = bytes.get(at + 1).copied().unwrap_or_default();
            let marks = self.pairs.get(pair(*byte, next)).copied().unwrap_or_default();
            if marks & (FREE | if border { BORDERED } else { 0 }) != 0 {
                self.look(bytes, at, border, &mut scan);
            }
        }
        scan
    }

    /// Looks for the strings that begin at a place.
    fn look(&self, bytes: &[u8], at: usize, border: bool, scan: &mut Scan) {
        let rest = bytes.get(at..).unwrap_or_default();
        let mut key = 0;
        for (index, byte) in rest.iter().take(KEY).enumerate() {
            key = key << 8 | u32::from(*byte);
            for literal in self.slot(slot(key, index + 1)) {
                let fits = (border || literal.borders & STARTS == 0)
                    && rest.starts_with(self.string(literal))
                    && (literal.borders & ENDS == 0
                        || is_border(bytes, at + usize::from(literal.length)));
                if fits {
                    let atoms = self.masks.get(usize::from(literal.atoms)).copied().unwrap_or(0);
                    scan.possible |= atoms;
                    if atoms & self.exact != 0 {
                        scan.exact.push((at, atoms & self.exact));
                    }
                }
            }
        }
    }

    fn slot(&self, slot: usize) -> &'static [Literal] {
        let border = |slot: usize| self.slots.get(slot).map_or(0, |at| usize::from(*at));
        self.literals.get(border(slot)..border(slot + 1)).unwrap_or_default()
    }

    fn string(&self, literal: &Literal) -> &'static [u8] {
        let at = literal.at as usize;
        self.bytes.get(at..at + usize::from(literal.length)).unwrap_or_default()
    }
}

/// Whether a word begins or ends in front of a byte.
fn is_border(bytes: &[u8], at: usize) -> bool {
    let word = |byte: Option<&u8>| byte.is_some_and(|byte| is_word(*byte));
    word(at.checked_sub(1).and_then(|i| bytes.get(i))) != word(bytes.get(at))
}
