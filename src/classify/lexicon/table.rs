//! The lexicon's words, found by their letters in one step.
//!
//! Every word of every definition is looked up, so the key of all but the
//! longest words is one number made of the letters themselves, in small case.

use rustc_hash::FxHashMap;

use super::super::letters::{Letters, sixteen};

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
            return self.short.entry(key_of(word)).or_default();
        }
        self.long.entry(word.to_ascii_lowercase()).or_default()
    }

    /// As [`Words::get`], of a word whose letters were read already: eight and
    /// the others, in small case.
    #[inline]
    pub fn short(&self, letters: Letters, len: usize) -> Option<&V> {
        self.short.get(&key(letters, len)).filter(|_| len <= FIT)
    }

    #[inline]
    pub fn get(&self, word: &[u8]) -> Option<&V> {
        if word.len() <= FIT {
            self.short.get(&key_of(word))
        } else {
            let mut letters = [0; LONGEST];
            let letters = letters.get_mut(..word.len())?;
            letters.copy_from_slice(word);
            letters.make_ascii_lowercase();
            self.long.get(&*letters)
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

/// The letters of a word of at most [`FIT`], in small case, and on top their number.
#[inline]
fn key([first, last]: Letters, len: usize) -> u128 {
    u128::from(first) | u128::from(last | (len as u64) << 56) << 64
}

#[inline]
fn key_of(word: &[u8]) -> u128 {
    key(sixteen(word), word.len())
}
