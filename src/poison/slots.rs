//! Where a string stands in the tables that `build.rs` writes and the scanner
//! reads: both ask here, so they can't disagree.

/// Strings are told apart by so many of their first bytes, and then compared.
pub const KEY: usize = 4;

/// How many places there are for strings of the same first bytes.
pub const SLOTS: usize = 1 << 12;

/// How many places there are for what is known of two bytes in a row.
pub const PAIRS: usize = 1 << 12;

/// Marks of a string: a word begins or ends in front of it, or behind it.
pub const STARTS: u8 = 1;
pub const ENDS: u8 = 2;

/// Marks of two bytes: a string begins with them that needs a border of a word
/// in front, or one that doesn't.
pub const BORDERED: u8 = 1;
pub const FREE: u8 = 2;

/// The slot of the first bytes of a string, at most [`KEY`] of them, as a
/// number; and how many they are.
pub const fn slot(key: u32, length: usize) -> usize {
    let mixed = key.wrapping_mul(0x9e37_79b1) >> 16;
    (mixed as usize ^ length << 10) % SLOTS
}

/// The place of two bytes in a row.
pub const fn pair(first: u8, second: u8) -> usize {
    ((first as usize) << 5 ^ second as usize) % PAIRS
}
