//! What the second opinion reads of a tool: words, and pairs of words.
//!
//! The words of its name, of its description's first sentence and of its
//! parameters' names, each as a bucket of the table of weights. What is read
//! by the rules (verbs, senses, phrases) has no say here: two opinions are only
//! worth more than one where they don't rest on the same.

use smallvec::SmallVec;

use super::super::letters::{Letters, eight, sixteen, small};
use super::super::parts::name_parts;
use super::super::signals::Signals;
use super::super::words::Word;
use crate::manifest::Parameter;

/// So many buckets the words share.
pub const BUCKETS: usize = 1 << 14;

/// So many parameters.
const MAX_PARAMETERS: usize = 40;

/// What a word is in the definition.
#[derive(Debug, Clone, Copy)]
#[repr(u8)]
enum Place {
    Name,
    First,
    Last,
    NamePair,
    NameLength,
    Lead,
    LeadPair,
    Both,
    LeadLength,
    Told,
    ToldPair,
    Parameter,
    ParameterWord,
    Parameters,
}

/// How much a feature counts, in tenths: each place has one of these.
pub const COUNTS: [i32; 7] = [15, 12, 10, 8, 7, 5, 4];

impl Place {
    /// Which of [`COUNTS`] is its own.
    fn weighs(self) -> usize {
        match self {
            Self::First => 0,
            Self::Lead => 1,
            Self::Name | Self::Last | Self::NamePair | Self::LeadPair => 2,
            Self::Both => 3,
            Self::Told => 4,
            Self::NameLength | Self::LeadLength | Self::ToldPair | Self::Parameter => 5,
            Self::ParameterWord | Self::Parameters => 6,
        }
    }
}

/// The hashes of a text's words: seldom more than these.
type Words = SmallVec<[u64; 32]>;

/// Hands out the bucket of each feature, and which of [`COUNTS`] it counts.
pub fn each(server: &str, signals: &Signals<'_>, mut sink: impl FnMut(usize, usize)) {
    let mut note = |place: Place, hash: u64| sink(bucket(place, hash), place.weighs());
    let (name, lead) = (own_words(server, signals), lead(signals));
    let first = name.first().copied().unwrap_or_default();
    let begins = lead.first().copied().unwrap_or_default();

    note(Place::First, first);
    note(Place::Last, name.last().copied().unwrap_or_default());
    note(Place::NameLength, step(name.len(), 1, 6));
    row(&name, (Place::Name, Place::NamePair), &mut note);
    // What it is about, told in either place.
    for word in &name {
        note(Place::Told, *word);
    }

    note(Place::Both, pair(first, begins));
    note(Place::LeadLength, step(lead.len(), 4, 5));
    if !lead.is_empty() {
        note(Place::Lead, begins);
        note(Place::LeadPair, pair(begins, lead.get(1).copied().unwrap_or_default()));
    }
    row(&lead, (Place::Told, Place::ToldPair), &mut note);
    parameters(&signals.schema.parameters, note);
}

/// Each word, and each with the one behind it.
fn row(words: &Words, (one, two): (Place, Place), note: &mut impl FnMut(Place, u64)) {
    let mut before = None;
    for word in words {
        note(one, *word);
        if let Some(before) = before.replace(*word) {
            note(two, pair(before, *word));
        }
    }
}

fn parameters(parameters: &[Parameter<'_>], mut note: impl FnMut(Place, u64)) {
    note(Place::Parameters, step(parameters.len(), 1, 8));
    for parameter in parameters.iter().take(MAX_PARAMETERS) {
        let mut whole = 0;
        for part in name_parts(parameter.name) {
            let word = hash(parameter.name.as_bytes().get(part).unwrap_or_default());
            whole = pair(whole, word);
            note(Place::ParameterWord, word);
        }
        note(Place::Parameter, whole);
    }
}

/// The words of the tool's name that aren't the server's; all where none is left.
fn own_words(server: &str, signals: &Signals<'_>) -> Words {
    let words = signals.name.words.get(signals.name.prefix..).unwrap_or_default();
    let all: Words = words.iter().map(|word| hash_of(word, signals.tool)).collect();
    let part = |part| hash(server.as_bytes().get(part).unwrap_or_default());
    let parts: Words = name_parts(server).map(part).collect();
    let owned: Words = all.iter().copied().filter(|word| !parts.contains(word)).collect();
    if owned.is_empty() { all } else { owned }
}

/// The words of the first sentence.
fn lead(signals: &Signals<'_>) -> Words {
    signals.description.lead().map(|word| hash_of(word, signals.text)).collect()
}

/// A count in steps, up to a last one.
fn step(count: usize, width: usize, last: u64) -> u64 {
    u64::try_from(count / width).map_or(last, |step| step.min(last))
}

/// The hash of a word that stands in a text.
fn hash_of(word: &Word, text: &str) -> u64 {
    let len = word.end - word.start;
    if len <= 16 { hash_short(word.letters, len) } else { hash(word.text(text).as_bytes()) }
}

/// Whatever the case of its letters, eight at a time; `gets` is `get`, and
/// `orders` is `order`.
fn hash(word: &[u8]) -> u64 {
    if word.len() <= 16 {
        return hash_short(sixteen(word), word.len());
    }
    let word = match word {
        [stem @ .., before, b's' | b'S'] if adds_s(*before) => &word[..=stem.len()],
        _ => word,
    };
    let letters = word.chunks(8).map(|letters| small(eight(letters)));
    letters.fold(word.len() as u64, |hash, letters| mixed(hash ^ letters))
}

/// As [`hash`], of letters in small case.
fn hash_short(letters: Letters, mut len: usize) -> u64 {
    let mut letters = letters.map(u64::to_le_bytes);
    if let Some([_, _, .., before, last @ b's']) = letters.as_flattened_mut().get_mut(..len)
        && adds_s(*before)
    {
        *last = 0;
        len -= 1;
    }
    let [first, rest] = letters.map(u64::from_le_bytes);
    let hash = mixed(len as u64 ^ first);
    if len > 8 { mixed(hash ^ rest) } else { hash }
}

/// Whether an `s` behind this letter is no part of the word: not so in `status`.
fn adds_s(letter: u8) -> bool {
    !matches!(letter, b's' | b'u' | b'i' | b'S' | b'U' | b'I')
}

/// Of two words in this order.
fn pair(first: u64, second: u64) -> u64 {
    first.rotate_left(21) ^ second
}

/// A word is hashed once, and falls into another bucket at each place.
fn bucket(place: Place, hash: u64) -> usize {
    const PLACES: u64 = 0x9e37_79b9_7f4a_7c15;
    let hash = (hash ^ PLACES.wrapping_mul(place as u64 + 1)).wrapping_mul(SPREADING);
    usize::try_from(hash >> (64 - BUCKETS.trailing_zeros())).unwrap_or_default()
}

/// An odd number whose product has every bit's say in the highest.
const SPREADING: u64 = 0x94d0_49bb_1331_11eb;

fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (hash ^ (hash >> 27)).wrapping_mul(SPREADING)
}
