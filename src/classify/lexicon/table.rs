//! The lexicon's words, found by their letters in one step.
//!
//! Every word of every definition is looked up, most of them in vain, so a key
//! is a number: the letters themselves, in small case, filled up with zeros.

use rustc_hash::FxHashMap;

use super::Entry;

/// A word of up to 32 bytes as two numbers; none of the lexicon's is longer.
type Key = [u128; 2];

/// Words and what is known of each.
#[derive(Debug, Default)]
pub struct Words(FxHashMap<Key, Entry>);

impl Words {
    /// The entry of a word, made where there is none.
    pub fn entry(&mut self, word: &str) -> &mut Entry {
        self.0.entry(key(word, "").unwrap_or_default()).or_default()
    }

    /// What is known of two parts written as one word, whatever their case.
    pub fn get(&self, first: &str, second: &str) -> Entry {
        let found = key(first, second).and_then(|key| self.0.get(&key));
        found.copied().unwrap_or_default()
    }
}

fn key(first: &str, second: &str) -> Option<Key> {
    let mut letters = [0_u8; 32];
    letters.get_mut(..first.len())?.copy_from_slice(first.as_bytes());
    let end = first.len() + second.len();
    letters.get_mut(first.len()..end)?.copy_from_slice(second.as_bytes());
    letters.make_ascii_lowercase();
    let (low, high) = letters.split_at(16);
    Some([number(low), number(high)])
}

fn number(bytes: &[u8]) -> u128 {
    bytes.try_into().map_or(0, u128::from_le_bytes)
}
