//! The strings that patterns need, as tables in Rust: see [`super::scan`].

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::entries::LexiconError;
use super::literals::Needs;
use super::slots::{
    BORDERED, ENDS, FREE, KEY, MARKS, PAIRS, SLOTS, STARTS, packed, pair, place, shifted, slot,
};

type Mask = u128;

/// Each string, by its slot and with its borders, and the atoms that need it.
type Strings<'a> = BTreeMap<(usize, &'a [u8], u8), Mask>;

/// The strings of all atoms, as an expression of type `Scanner`.
pub fn scanner(read: &[Needs]) -> Result<String, LexiconError> {
    let (mut always, mut exact): (Mask, Mask) = (0, 0);
    let mut strings = Strings::new();
    let (mut pairs, mut marks) = ([0_u8; PAIRS], [0_u8; MARKS / 4]);
    for (atom, needs) in read.iter().enumerate() {
        let bit: Mask = 1 << atom;
        let Some(literals) = &needs.some_of else {
            always |= bit;
            continue;
        };
        if needs.exact && literals.iter().all(|one| stays_in_sentence(&one.bytes)) {
            exact |= bit;
        }
        for literal in literals {
            let borders =
                if literal.starts { STARTS } else { 0 } | if literal.ends { ENDS } else { 0 };
            *strings.entry((slot_of(&literal.bytes), &literal.bytes, borders)).or_default() |= bit;
            let mark = if literal.starts { BORDERED } else { FREE };
            match literal.bytes.as_slice() {
                [] => {}
                // It may stand in front of any other byte, or of none.
                [one] => (0..=u8::MAX).for_each(|next| pairs[pair(*one, next)] |= mark),
                [one, two] | [one, two, _] => {
                    pairs[pair(*one, *two)] |= shifted(mark, literal.bytes.len());
                }
                bytes => {
                    let (byte, bit) = packed(place(key_of(bytes)));
                    marks[byte] |= mark << bit;
                }
            }
        }
    }
    let strings = tables(&strings)?;
    Ok(format!(
        "Scanner {{ {strings}, pairs: &{pairs:?}, marks: &{marks:?}, always: {always}, exact: {exact} }}"
    ))
}

fn tables(strings: &Strings<'_>) -> Result<String, LexiconError> {
    let mut masks: Vec<Mask> = strings.values().copied().collect();
    masks.sort_unstable();
    masks.dedup();
    let (mut bytes, mut literals) = (Vec::new(), String::new());
    let mut slots = vec![0_usize; SLOTS + 1];
    // The strings of the slot so far of which each begins with the one before.
    let mut stack: Vec<(usize, &[u8], usize)> = Vec::new();
    for (index, ((slot, string, borders), mask)) in strings.iter().enumerate() {
        let is_shorter =
            |known: &(usize, &[u8], usize)| known.0 == *slot && string.starts_with(known.1);
        while stack.pop_if(|known| !is_shorter(known)).is_some() {}
        let shorter = stack.last().map_or(0, |known| index - known.2);
        stack.push((*slot, string, index));
        let length = u8::try_from(string.len()).map_err(|_| LexiconError::TooLong)?;
        let atoms = masks.binary_search(mask).unwrap_or_default();
        let at = bytes.len();
        let _ = writeln!(
            literals,
            "Literal {{ at: {at}, length: {length}, borders: {borders}, shorter: {shorter}, \
             atoms: {atoms} }},"
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
    slot(key_of(string), string.len().min(KEY))
}

fn key_of(string: &[u8]) -> u32 {
    string.iter().take(KEY).fold(0, |key, byte| key << 8 | u32::from(*byte))
}

/// Whether a string can't reach over the end of a sentence.
fn stays_in_sentence(bytes: &[u8]) -> bool {
    bytes.is_ascii() && !bytes.windows(2).any(|two| matches!(two, b". " | b"! " | b"? "))
}
