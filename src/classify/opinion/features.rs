//! What the second opinion reads of a tool: words, and pairs of words.
//!
//! The words of its name, of its description's first sentence and of its
//! parameters' names, each as a bucket of the table of weights. What is read
//! by the rules (verbs, senses, phrases) has no say here: two opinions are only
//! worth more than one where they don't rest on the same.

use smallvec::SmallVec;

use super::super::letters::{eight, small};
use super::super::parts::name_parts;
use super::super::signals::Signals;
use super::super::words::{Kind, Word};
use crate::manifest::Parameter;

/// So many buckets the words share.
pub const BUCKETS: usize = 1 << 14;

/// So many words of the first sentence are read.
const MAX_LEAD: usize = 30;
/// So many parameters.
const MAX_PARAMETERS: usize = 40;

/// What a word is in the definition, and how much it counts, in tenths.
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

impl Place {
    fn counts(self) -> i32 {
        match self {
            Self::First => 15,
            Self::Lead => 12,
            Self::Name | Self::Last | Self::NamePair | Self::LeadPair => 10,
            Self::Both => 8,
            Self::Told => 7,
            Self::NameLength | Self::LeadLength | Self::ToldPair | Self::Parameter => 5,
            Self::ParameterWord | Self::Parameters => 4,
        }
    }
}

/// The words of a text: seldom more than these.
type Words<'a> = SmallVec<[&'a [u8]; 32]>;

/// Hands out the bucket of each feature, and how much it counts.
pub fn each(server: &str, signals: &Signals<'_>, mut sink: impl FnMut(usize, i32)) {
    let mut note = |place: Place, hash: u64| sink(bucket(hash), place.counts());
    let (name, lead) = (own_words(server, signals), lead(signals));
    let first = name.first().copied().unwrap_or_default();
    let begins = lead.first().copied().unwrap_or_default();

    note(Place::First, of(Place::First, first));
    note(Place::Last, of(Place::Last, name.last().copied().unwrap_or_default()));
    note(Place::NameLength, of(Place::NameLength, &[step(name.len(), 1, 6)]));
    row(&name, (Place::Name, Place::NamePair), &mut note);

    note(Place::Both, pair(Place::Both, first, begins));
    note(Place::LeadLength, of(Place::LeadLength, &[step(lead.len(), 4, 5)]));
    if !lead.is_empty() {
        let second = lead.get(1).copied().unwrap_or_default();
        note(Place::Lead, of(Place::Lead, begins));
        note(Place::LeadPair, pair(Place::LeadPair, begins, second));
    }
    row(&lead, (Place::Told, Place::ToldPair), &mut note);
    parameters(&signals.schema.parameters, note);
}

/// Each word, and each with the one behind it.
fn row(words: &Words<'_>, (one, two): (Place, Place), note: &mut impl FnMut(Place, u64)) {
    let mut before: Option<&[u8]> = None;
    for word in words {
        note(one, of(one, word));
        if let Some(before) = before.replace(word) {
            note(two, pair(two, before, word));
        }
    }
}

fn parameters(parameters: &[Parameter<'_>], mut note: impl FnMut(Place, u64)) {
    note(Place::Parameters, of(Place::Parameters, &[step(parameters.len(), 1, 8)]));
    for parameter in parameters.iter().take(MAX_PARAMETERS) {
        let mut whole = seed(Place::Parameter);
        for part in name_parts(parameter.name) {
            let word = parameter.name.as_bytes().get(part).unwrap_or_default();
            whole = extend(whole, word);
            note(Place::ParameterWord, of(Place::ParameterWord, word));
        }
        note(Place::Parameter, whole);
    }
}

/// The words of the tool's name that aren't the server's; all where none is left.
fn own_words<'a>(server: &str, signals: &'a Signals<'_>) -> Words<'a> {
    let name = signals.tool.as_bytes();
    let words = signals.name.words.get(signals.name.prefix..).unwrap_or_default();
    let word = |word: &Word| name.get(word.start..word.end).unwrap_or_default();
    let all: Words<'a> = words.iter().map(word).collect();
    let parts: Words<'_> =
        name_parts(server).filter_map(|part| server.as_bytes().get(part)).collect();
    let own = |word: &&[u8]| !parts.iter().any(|part| part.eq_ignore_ascii_case(word));
    let owned: Words<'a> = all.iter().copied().filter(own).collect();
    if owned.is_empty() { all } else { owned }
}

/// The words of the first sentence.
fn lead<'a>(signals: &'a Signals<'_>) -> Words<'a> {
    let first = signals.description.sentences.first().map(|sentence| sentence.words.clone());
    let words = first.and_then(|range| signals.description.words.get(range)).unwrap_or_default();
    let words = words.iter().filter(|word| !matches!(word.kind, Kind::Mark(_)));
    let text = signals.text.as_bytes();
    words.take(MAX_LEAD).map(|word| text.get(word.start..word.end).unwrap_or_default()).collect()
}

/// A count in steps, up to a last one.
fn step(count: usize, width: usize, last: u8) -> u8 {
    u8::try_from(count / width).unwrap_or(last).min(last)
}

fn bucket(hash: u64) -> usize {
    usize::try_from(hash >> (64 - BUCKETS.trailing_zeros())).unwrap_or_default()
}

fn of(place: Place, word: &[u8]) -> u64 {
    extend(seed(place), word)
}

fn pair(place: Place, first: &[u8], second: &[u8]) -> u64 {
    extend(of(place, first), second)
}

fn seed(place: Place) -> u64 {
    mixed(place as u64 + 1)
}

/// Whatever the case of its letters, eight at a time.
fn extend(hash: u64, word: &[u8]) -> u64 {
    let hash = mixed(hash ^ word.len() as u64);
    word.chunks(8).fold(hash, |hash, letters| mixed(hash ^ small(eight(letters))))
}

/// As the finaliser of splitmix64 does: every bit has a say in the highest.
fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb)
}
