//! The lexicon's words, found by their letters in one step.
//!
//! Every word of every definition is looked up, so the key of all but the
//! longest words is one number made of the letters themselves, in small case.

use rustc_hash::FxHashMap;

/// So many letters fit into a key, with their number.
const FIT: usize = 15;
/// So long is a word at most that the lexicon can hold.
const LONGEST: usize = 32;

/// What is known of each word, whatever its case.
#[derive(Debug)]
pub struct Words<V> {
    short: FxHashMap<u128, V>,
    long: FxHashMap<Vec<u8>, V>,
}

impl<V> Default for Words<V> {
    fn default() -> Self {
        Self { short: FxHashMap::default(), long: FxHashMap::default() }
    }
}

impl<V: Default> Words<V> {
    /// What is known of a word, made where there is nothing.
    pub fn entry(&mut self, word: &[u8]) -> &mut V {
        if word.len() <= FIT {
            return self.short.entry(key(word)).or_default();
        }
        self.long.entry(word.to_ascii_lowercase()).or_default()
    }

    #[inline]
    pub fn get(&self, word: &[u8]) -> Option<&V> {
        if word.len() <= FIT {
            self.short.get(&key(word))
        } else if word.len() <= LONGEST {
            self.long.get(&word.to_ascii_lowercase())
        } else {
            None
        }
    }

    /// What is known of two parts written as one word.
    pub fn pair(&self, first: &str, second: &str) -> Option<&V> {
        let mut letters = [0; FIT];
        let end = first.len() + second.len();
        let parts = letters.get_mut(..end).and_then(|word| word.split_at_mut_checked(first.len()));
        let Some((head, tail)) = parts else {
            return self.get([first, second].concat().as_bytes());
        };
        head.copy_from_slice(first.as_bytes());
        tail.copy_from_slice(second.as_bytes());
        self.get(letters.get(..end)?)
    }
}

/// The letters of a word of at most [`FIT`], the first one lowest, and on top
/// their number.
#[inline]
fn key(word: &[u8]) -> u128 {
    let len = word.len() as u64;
    let (first, last) = match (word.first_chunk(), word.last_chunk()) {
        (Some(first), Some(last)) if len > 8 => {
            // The two overlap: of the last eight, what the first have is pushed out.
            let last = u64::from_le_bytes(*last) >> (8 * (16 - len));
            (u64::from_le_bytes(*first), small(last))
        }
        _ => (up_to_eight(word), 0),
    };
    u128::from(small(first)) | u128::from(last | len << 56) << 64
}

/// At most eight letters, read from both ends: where the two overlap, they say the same.
#[inline]
fn up_to_eight(word: &[u8]) -> u64 {
    match (word.first_chunk(), word.last_chunk()) {
        (Some(first), Some(last)) => {
            let [first, last] = [first, last].map(|part| u64::from(u32::from_le_bytes(*part)));
            first | last << (8 * (word.len() - 4))
        }
        _ => word.iter().rev().fold(0, |letters, letter| letters << 8 | u64::from(*letter)),
    }
}

/// Eight letters in small case, all at once: each byte from `A` to `Z` gets the
/// bit of small letters.
#[inline]
fn small(letters: u64) -> u64 {
    let each = |byte: u8| u64::from_le_bytes([byte; 8]);
    let plain = letters & each(0x7f);
    let from_a = plain + each(0x80 - b'A');
    let past_z = plain + each(0x7f - b'Z');
    letters | ((from_a & !past_z & !letters & each(0x80)) >> 2)
}
