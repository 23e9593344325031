//! Where a string stands in the tables that `build.rs` writes and the scanner
//! reads: both ask here, so they can't disagree.

/// Strings are told apart by so many of their first bytes, and then compared.
pub const KEY: usize = 4;

/// How many places there are for strings of the same first bytes.
pub const SLOTS: usize = 1 << 13;

/// How many places there are for what is known of the first bytes of strings,
/// and of those that have fewer than [`KEY`].
pub const MARKS: usize = 1 << 16;
pub const PAIRS: usize = 1 << 14;

/// Marks of a string: a word begins or ends in front of it, or behind it.
pub const STARTS: u8 = 1;
pub const ENDS: u8 = 2;

/// Marks of bytes: a string begins with them that needs a border of a word in
/// front, or one that doesn't.
pub const BORDERED: u8 = 1;
pub const FREE: u8 = 2;

/// Bits of such a mark; the marks of shorter strings stand side by side, by
/// their length.
pub const MARK_BITS: usize = 2;

/// The slot of the first bytes of a string, at most [`KEY`] of them, as a
/// number; and how many they are.
#[inline]
pub const fn slot(key: u32, length: usize) -> usize {
    (mixed(key) >> 3 ^ (KEY - length) << 10) % SLOTS
}

/// The place of the mark of the first [`KEY`] bytes of a string.
#[inline]
pub const fn place(key: u32) -> usize {
    mixed(key) % MARKS
}

const fn mixed(key: u32) -> usize {
    (key.wrapping_mul(0x9e37_79b1) >> 16) as usize
}

/// The place of the marks of two bytes, which shorter strings begin with.
#[inline]
pub const fn pair(first: u8, second: u8) -> usize {
    ((first as usize) << 7 ^ second as usize) % PAIRS
}

/// The mark of strings of a length among those of a pair.
#[inline]
pub const fn shifted(mark: u8, length: usize) -> u8 {
    mark << (MARK_BITS * (length - 1))
}

/// The mark of a place, of which four share a byte.
#[inline]
pub const fn packed(place: usize) -> (usize, usize) {
    (place >> 2, MARK_BITS * (place & 3))
}
