//! The strings that patterns need, as tables in Rust: see [`super::scan`].

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::entries::LexiconError;
use super::literals::Needs;
use super::slots::{BORDERED, ENDS, FREE, KEY, PAIRS, SLOTS, STARTS, pair, slot};

type Mask = u128;

/// Each string, by its slot and with its borders, and the atoms that need it.
type Strings<'a> = BTreeMap<(usize, &'a [u8], u8), Mask>;

/// The strings of all atoms, as an expression of type `Scanner`.
pub fn scanner(read: &[Needs]) -> Result<String, LexiconError> {
    let (mut always, mut exact): (Mask, Mask) = (0, 0);
    let mut strings = Strings::new();
    let mut pairs = [0_u8; PAIRS];
    for (atom, needs) in read.iter().enumerate() {
        let bit: Mask = 1 << atom;
        let Some(literals) = &needs.some_of else {
            always |= bit;
            continue;
        };
        if needs.exact && literals.iter().all(|one| stays_in_sentence(&one.bytes)) {
            exact |= bit;
        }
        for one in literals {
            let borders = if one.starts { STARTS } else { 0 } | if one.ends { ENDS } else { 0 };
            *strings.entry((slot_of(&one.bytes), &one.bytes, borders)).or_default() |= bit;
            note_pair(&mut pairs, &one.bytes, if one.starts { BORDERED } else { FREE });
        }
    }
    let strings = tables(&strings)?;
    Ok(format!("Scanner {{ {strings}, pairs: &{pairs:?}, always: {always}, exact: {exact} }}"))
}

fn tables(strings: &Strings<'_>) -> Result<String, LexiconError> {
    let mut masks: Vec<Mask> = strings.values().copied().collect();
    masks.sort_unstable();
    masks.dedup();
    let (mut bytes, mut literals) = (Vec::new(), String::new());
    let mut slots = vec![0_usize; SLOTS + 1];
    for ((slot, string, borders), mask) in strings {
        let length = u8::try_from(string.len()).map_err(|_| LexiconError::TooLong)?;
        let atoms = masks.binary_search(mask).unwrap_or_default();
        let at = bytes.len();
        let _ = writeln!(
            literals,
            "Literal {{ at: {at}, length: {length}, borders: {borders}, atoms: {atoms} }},"
        );
        bytes.extend_from_slice(string);
        slots[slot + 1] += 1;
    }
    for slot in 0..SLOTS {
        slots[slot + 1] += slots[slot];
    }
    Ok(format!("bytes: &{bytes:?}, literals: &[{literals}], slots: &{slots:?}, masks: &{masks:?}"))
}

fn slot_of(string: &[u8]) -> usize {
    let first = &string[..string.len().min(KEY)];
    slot(first.iter().fold(0, |key, byte| key << 8 | u32::from(*byte)), first.len())
}

/// A single byte may stand in front of any other one, or of none.
fn note_pair(pairs: &mut [u8; PAIRS], string: &[u8], mark: u8) {
    match string {
        [one] => (0..=u8::MAX).for_each(|next| pairs[pair(*one, next)] |= mark),
        [one, two, ..] => pairs[pair(*one, *two)] |= mark,
        [] => {}
    }
}

/// Whether a string can't reach over the end of a sentence.
fn stays_in_sentence(bytes: &[u8]) -> bool {
    bytes.is_ascii() && !bytes.windows(2).any(|two| matches!(two, b". " | b"! " | b"? "))
}
