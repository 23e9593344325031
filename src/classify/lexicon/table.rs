//! The lexicon's words, found by their letters in one step.
//!
//! Every word of every definition is looked up, so the key of all but the
//! longest words is two numbers made of the letters themselves, in small case.

use rustc_hash::FxHashMap;

use super::Entry;

/// So many letters fit into a key.
const FIT: usize = 16;
/// So long is a word at most that the lexicon can hold.
const LONGEST: usize = 32;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    first: u64,
    last: u64,
    len: usize,
}

/// Words and what is known of each.
#[derive(Debug, Default)]
pub struct Words {
    short: FxHashMap<Key, Entry>,
    long: FxHashMap<Vec<u8>, Entry>,
}

impl Words {
    /// The entry of a word, made where there is none.
    pub fn entry(&mut self, word: &str) -> &mut Entry {
        if word.len() <= FIT {
            return self.short.entry(key(word.as_bytes())).or_default();
        }
        self.long.entry(word.to_ascii_lowercase().into_bytes()).or_default()
    }

    /// What is known of a word, whatever its case.
    #[inline]
    pub fn get(&self, word: &str) -> Entry {
        let found = if word.len() <= FIT {
            self.short.get(&key(word.as_bytes()))
        } else if word.len() <= LONGEST {
            self.long.get(&word.as_bytes().to_ascii_lowercase())
        } else {
            None
        };
        found.copied().unwrap_or_default()
    }

    /// What is known of two parts written as one word.
    pub fn pair(&self, first: &str, second: &str) -> Entry {
        let mut letters = [0; FIT];
        let end = first.len() + second.len();
        let parts = letters.get_mut(..end).and_then(|word| word.split_at_mut_checked(first.len()));
        let Some((head, tail)) = parts else { return self.get(&[first, second].concat()) };
        head.copy_from_slice(first.as_bytes());
        tail.copy_from_slice(second.as_bytes());
        let word = letters.get(..end).unwrap_or(&[]);
        self.short.get(&key(word)).copied().unwrap_or_default()
    }
}

/// The first and the last letters of a word, which overlap where it is short:
/// with the length, they say which word it is.
#[inline]
fn key(word: &[u8]) -> Key {
    let len = word.len();
    let eight = |at: usize| word.get(at..at + 8).and_then(|part| part.try_into().ok());
    let four = |at: usize| word.get(at..at + 4).and_then(|part| part.try_into().ok());
    let (first, last) = match len {
        8.. => (eight(0), eight(len - 8)),
        4.. => {
            let wide = |part: [u8; 4]| u64::from(u32::from_le_bytes(part)).to_le_bytes();
            (four(0).map(wide), four(len - 4).map(wide))
        }
        _ => {
            let one = |at: usize| word.get(at).copied().unwrap_or_default();
            (Some([one(0), one(1), one(2), 0, 0, 0, 0, 0]), None)
        }
    };
    Key { first: number(first), last: number(last), len }
}

/// Eight letters as a number, in small case.
#[inline]
fn number(letters: Option<[u8; 8]>) -> u64 {
    let letters = u64::from_le_bytes(letters.unwrap_or_default());
    // All eight at once: each byte from `A` to `Z` gets the bit of small letters.
    let each = |byte: u8| u64::from_le_bytes([byte; 8]);
    let plain = letters & each(0x7f);
    let from_a = plain + each(0x80 - b'A');
    let past_z = plain + each(0x7f - b'Z');
    letters | ((from_a & !past_z & !letters & each(0x80)) >> 2)
}
