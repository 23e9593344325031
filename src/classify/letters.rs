//! What the letters of a text are: one by one, or eight at once.
//!
//! Descriptions are read from end to end, so the eight letters that begin a
//! word are taken as one number: where the word ends, what it is made of and
//! how it reads in small case then come without a branch.

pub const LOWER: u8 = 1;
pub const UPPER: u8 = 2;
pub const DIGIT: u8 = 4;
pub const LINE: u8 = 8;
pub const FOREIGN: u8 = 16;
pub const BLANK: u8 = 32;
/// What a word of a name is made of.
pub const LETTER: u8 = LOWER | UPPER | DIGIT | FOREIGN;

/// What each byte can be in a word; zero for a mark.
pub const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0_u8;
    loop {
        kinds[byte as usize] = match byte {
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => DIGIT,
            b'_' => LINE,
            b' ' | b'\t' | b'\r' => BLANK,
            0x80.. => FOREIGN,
            _ => 0,
        };
        if byte == u8::MAX {
            break kinds;
        }
        byte += 1;
    }
};

/// The plain letters that a place of a text begins with: at most eight.
#[derive(Debug, Clone, Copy, Default)]
pub struct Stretch {
    pub len: usize,
    /// What they are made of.
    pub kinds: u8,
    /// They themselves in small case, the first one lowest.
    pub small: u64,
}

/// Reads letters, digits and underscores from a place on.
#[allow(clippy::inline_always, reason = "a call costs as much as what it does")]
#[inline(always)]
#[must_use]
pub fn stretch(text: &[u8], at: usize) -> Stretch {
    let letters = eight(text.get(at..).unwrap_or(&[]));
    // Nearly all words are small letters up to a space or a mark.
    let small = between(letters, b'a', b'z') & plain(letters);
    let end = (!small & TOPS).trailing_zeros();
    let behind = letters.checked_shr(end & !7).unwrap_or(0).to_le_bytes()[0];
    if matches!(KINDS[usize::from(behind)], 0 | BLANK) {
        let kinds = LOWER * u8::from(end > 7);
        return Stretch { len: end as usize / 8, kinds, small: letters & within(end) };
    }
    any_stretch(letters)
}

/// How many small letters a text begins with, of its first eight.
#[inline]
#[must_use]
pub fn small_letters(text: &[u8]) -> usize {
    let letters = eight(text);
    let small = between(letters, b'a', b'z') & plain(letters);
    (!small & TOPS).trailing_zeros() as usize / 8
}

/// As [`stretch`], of any letters.
#[inline(never)]
fn any_stretch(letters: u64) -> Stretch {
    let found = [
        (LOWER, between(letters, b'a', b'z')),
        (UPPER, between(letters, b'A', b'Z')),
        (DIGIT, between(letters, b'0', b'9')),
        (LINE, between(letters, b'_', b'_')),
    ];
    let inner = found.iter().fold(0, |all, (_, found)| all | found) & plain(letters);
    let end = (!inner & TOPS).trailing_zeros();
    let within = within(end);
    let made_of = |(kind, found): &(u8, u64)| if found & within & TOPS == 0 { 0 } else { *kind };
    Stretch {
        len: end as usize / 8,
        kinds: found.iter().fold(0, |all, kind| all | made_of(kind)),
        small: small(letters) & within,
    }
}

/// The bytes in front of the one with this top bit; all eight where there is none.
#[inline]
fn within(end: u32) -> u64 {
    u64::MAX.checked_shr(64 - (end & !7)).unwrap_or(0)
}

/// Eight letters in small case: each byte from `A` to `Z` gets the bit of small letters.
#[inline]
#[must_use]
pub fn small(letters: u64) -> u64 {
    letters | (between(letters, b'A', b'Z') & plain(letters)) >> 2
}

/// The eight letters that a text begins with, the first one lowest; zeros behind its end.
#[inline]
#[must_use]
pub fn eight(text: &[u8]) -> u64 {
    match text.first_chunk() {
        Some(letters) => u64::from_le_bytes(*letters),
        None => match (text.first_chunk(), text.last_chunk()) {
            // Read from both ends: where the two overlap, they say the same.
            (Some(first), Some(last)) => {
                let [first, last] = [first, last].map(|four| u64::from(u32::from_le_bytes(*four)));
                first | last << (8 * (text.len() - 4))
            }
            _ => text.iter().rev().fold(0, |letters, letter| letters << 8 | u64::from(*letter)),
        },
    }
}

/// The first sixteen letters of a word in small case: eight, and those behind.
pub type Letters = [u64; 2];

/// Those of any word.
#[inline]
#[must_use]
pub fn sixteen(word: &[u8]) -> Letters {
    let (first, rest) = word.split_at(word.len().min(8));
    [first, rest].map(|part| small(eight(part)))
}

/// As [`sixteen`], of a word of the program's own, when it is built.
#[must_use]
pub const fn letters_of(word: &str) -> Letters {
    let word = word.as_bytes();
    assert!(word.len() < 16, "a longer word could begin so");
    let mut letters = [0; 2];
    let mut at = 0;
    while at < word.len() {
        letters[at / 8] |= (word[at] as u64) << (at % 8 * 8);
        at += 1;
    }
    letters
}

/// A list of words to compare with.
macro_rules! spelt {
    ($($word:literal),+ $(,)?) => {
        const { &[$($crate::classify::letters::letters_of($word)),+] }
    };
}
pub(super) use spelt;

/// The top bit of each byte that lies between two, given that all are [`plain`];
/// its other bits mean nothing.
#[inline]
fn between(letters: u64, first: u8, last: u8) -> u64 {
    let low = letters & !TOPS;
    (low + each(0x80 - first)) & !(low + each(0x7f - last))
}

/// The top bit of each byte that is a character by itself.
#[inline]
fn plain(letters: u64) -> u64 {
    !letters & TOPS
}

const TOPS: u64 = each(0x80);

/// Eight times the same byte.
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_letters_say_what_one_by_one_would() {
        for byte in 0..=u8::MAX {
            for at in 0..10 {
                let mut text = *b"aB3_xYz9qK";
                text[at] = byte;
                let inner = |b: &&u8| KINDS[usize::from(**b)] & (LOWER | UPPER | DIGIT | LINE) != 0;
                let word: Vec<u8> = text.iter().take(8).take_while(inner).copied().collect();
                let read = stretch(&text, 0);
                assert_eq!(read.len, word.len(), "{byte} at {at}");
                let kinds = word.iter().fold(0, |all, b| all | KINDS[usize::from(*b)]);
                assert_eq!(read.kinds, kinds, "{byte} at {at}");
                assert_eq!(read.small, eight(&word.to_ascii_lowercase()), "{byte} at {at}");
            }
        }
        for (text, len) in [("", 0), ("a", 1), ("az`", 2), ("a{", 1), ("aB", 1), ("\u{e9}", 0)] {
            assert_eq!(small_letters(text.as_bytes()), len, "{text}");
        }
        assert_eq!([small_letters(b"abcdefgh"), small_letters(b"abcdefghij")], [8, 8]);
        assert_eq!(stretch(b"ab", 0).len, 2);
        for word in ["", "a", "whatever", "whichever", "fifteen_letters"] {
            assert_eq!(letters_of(word), sixteen(word.to_uppercase().as_bytes()), "{word}");
        }
        assert_eq!(stretch(b"ab", 3).len, 0);
    }
}
