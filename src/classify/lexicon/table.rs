//! The lexicon's words, found by their letters in one step.
//!
//! Every word of every definition is looked up, so the key of all but the
//! longest words is one number made of the letters themselves, in small case.

use rustc_hash::FxHashMap;

use super::Entry;

/// So many letters fit into a key.
const FIT: usize = 16;
/// So long is a word at most that the lexicon can hold.
const LONGEST: usize = 32;

/// Words and what is known of each.
#[derive(Debug, Default)]
pub struct Words {
    short: FxHashMap<u128, Entry>,
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

/// The letters of a word of at most [`FIT`], the first one lowest. They are read
/// from both ends: where the two overlap, they say the same.
#[inline]
fn key(word: &[u8]) -> u128 {
    let len = word.len();
    if let (Some(first), Some(last)) = (word.first_chunk(), word.last_chunk()) {
        let [first, last] = [first, last].map(|part| small(u64::from_le_bytes(*part)));
        return u128::from(first) | u128::from(last) << (8 * (len - 8));
    }
    let letters = if let (Some(first), Some(last)) = (word.first_chunk(), word.last_chunk()) {
        let [first, last] = [first, last].map(|part| u64::from(u32::from_le_bytes(*part)));
        first | last << (8 * (len - 4))
    } else {
        word.iter().rev().fold(0, |letters, letter| letters << 8 | u64::from(*letter))
    };
    small(letters).into()
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
