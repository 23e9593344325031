//! The weights of the second opinion, as `examples/train_opinion.rs` writes them.

use std::sync::LazyLock;

use super::features::BUCKETS;
use crate::catalog::OPINION;

/// The five categories, and whether a tool can be labelled in two ways.
pub const OUTPUTS: usize = 6;

/// What the file begins with: which features and which layout it is for.
pub const MAGIC: [u8; 4] = *b"TWO2";

/// Weights for each bucket, one behind the other, and what is added to their sums.
#[derive(Debug)]
pub struct Weights {
    /// So much of a sum is one unit of log-odds.
    pub unit: i32,
    pub bias: [i32; OUTPUTS],
    table: &'static [[u8; OUTPUTS]],
}

impl Weights {
    fn read(bytes: &'static [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(&MAGIC)?;
        let (head, table) = rest.split_first_chunk::<{ 4 * (1 + OUTPUTS) }>()?;
        let (numbers, _) = head.as_chunks::<4>();
        let number = |at: usize| numbers.get(at).map_or(0, |bytes| i32::from_le_bytes(*bytes));
        let (table, rest) = table.as_chunks();
        let fits = table.len() == BUCKETS && rest.is_empty() && number(0) > 0;
        let bias = std::array::from_fn(|output| number(1 + output));
        fits.then_some(Self { unit: number(0), bias, table })
    }

    /// Those of one bucket, each the bits of a signed byte.
    #[inline]
    pub fn at(&self, bucket: usize) -> [u8; OUTPUTS] {
        self.table.get(bucket).copied().unwrap_or_default()
    }
}

/// The embedded weights; a test reads them, so they can be read.
pub fn weights() -> Option<&'static Weights> {
    static WEIGHTS: LazyLock<Option<Weights>> = LazyLock::new(|| Weights::read(OPINION));
    WEIGHTS.as_ref()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_weights_can_be_read() {
        let weights = weights().unwrap();
        assert!((0..BUCKETS).any(|bucket| weights.at(bucket) != [0; OUTPUTS]));
    }
}
