//! One pass over a text that tells which atoms it may hold.
//!
//! All strings that the patterns need are looked for at once. Most texts hold
//! few of them, and most patterns need never be tried, nor even be compiled.
//! Nearly all strings begin where a word does, and there the tables tell by a
//! few bytes which strings there may be: nothing has to be built for it.

use smallvec::SmallVec;

use super::lexicon::Mask;
use super::pattern::is_word;
use super::slots::{
    BORDERED, ENDS, FREE, KEY, MARKS, PAIRS, SLOTS, STARTS, packed, pair, place, shifted, slot,
};

/// The strings of all atoms; `build.rs` writes it, see [`super::prepare`].
#[derive(Debug)]
pub struct Scanner {
    /// The strings themselves.
    pub(super) bytes: &'static [u8],
    /// In the order of their slots; in each, in their own.
    pub(super) literals: &'static [Literal],
    /// Where the strings of each slot begin among them.
    pub(super) slots: &'static [u16; SLOTS + 1],
    /// Whether strings of [`KEY`] bytes and more begin with these.
    pub(super) marks: &'static [u8; MARKS / 4],
    /// Whether shorter ones begin with two bytes, by their length.
    pub(super) pairs: &'static [u8; PAIRS],
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
    /// How far in front of it that string of its slot stands which it begins
    /// with; zero where none does.
    pub(super) shorter: u8,
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
        let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
        let mut key = (0..KEY - 1).fold(0, |key, at| key << 8 | u32::from(byte(at)));
        let mut behind_word = false;
        for (at, first) in bytes.iter().enumerate() {
            key = key << 8 | u32::from(byte(at + KEY - 1));
            let border = is_word(*first) != behind_word;
            behind_word ^= border;
            let wanted = FREE | if border { BORDERED } else { 0 };
            let (packed, bit) = packed(place(key));
            if self.marks[packed] >> bit & wanted != 0 {
                self.look(bytes, at, border, slot(key, KEY), &mut scan);
            }
            let short = self.pairs[pair(*first, byte(at + 1))];
            if short == 0 {
                continue;
            }
            for length in (1..KEY).filter(|length| short & shifted(wanted, *length) != 0) {
                let slot = slot(key >> (8 * (KEY - length)), length);
                self.look(bytes, at, border, slot, &mut scan);
            }
        }
        scan
    }

    /// Looks for the strings of a slot at a place: those that the text goes on
    /// with are the last one that isn't behind it in the order, or what that one
    /// begins with.
    fn look(&self, bytes: &[u8], at: usize, border: bool, slot: usize, scan: &mut Scan) {
        let rest = bytes.get(at..).unwrap_or_default();
        let literals = self.slot(slot);
        let mut next = literals.partition_point(|literal| self.string(literal) <= rest);
        while let Some(literal) = next.checked_sub(1).and_then(|last| literals.get(last)) {
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
            if literal.shorter == 0 {
                return;
            }
            next = next.saturating_sub(usize::from(literal.shorter));
        }
    }

    fn slot(&self, slot: usize) -> &'static [Literal] {
        let (start, end) = (usize::from(self.slots[slot]), usize::from(self.slots[slot + 1]));
        self.literals.get(start..end).unwrap_or_default()
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
