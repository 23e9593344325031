//! Sums of weights, the outputs of a bucket side by side in two numbers.
//!
//! A weight is a byte. With 128 added none is negative, and sixteen bits hold
//! the sum of 256 of them: so a bucket's six are added by two additions, those
//! that count alike together, and are multiplied by that at the end.

use super::weights::OUTPUTS;

/// So many rows fit, before they are taken over.
const FULL: u32 = 256;
/// The low byte of each sixteen bits.
const LOW: u64 = 0x00ff_00ff_00ff_00ff;
/// What makes a signed byte an unsigned one that is larger by 128.
const OFFSET: u8 = 0x80;

/// The sums of rows that count alike.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sums {
    even: u64,
    odd: u64,
    rows: u32,
    /// What was taken over.
    total: [i32; OUTPUTS],
}

impl Sums {
    #[inline]
    pub fn add(&mut self, weights: [u8; OUTPUTS]) {
        const OFFSETS: u64 = u64::from_le_bytes([OFFSET; 8]);
        let mut row = [0; 8];
        for (place, weight) in row.iter_mut().zip(weights) {
            *place = weight;
        }
        let row = u64::from_le_bytes(row) ^ OFFSETS;
        self.even += row & LOW;
        self.odd += (row >> 8) & LOW;
        self.rows += 1;
        if self.rows == FULL {
            self.take_over();
        }
    }

    /// The sums of all rows.
    #[must_use]
    pub fn total(mut self) -> [i32; OUTPUTS] {
        self.take_over();
        self.total
    }

    fn take_over(&mut self) {
        let offset = u64::from(self.rows) * u64::from(OFFSET);
        for (at, total) in self.total.iter_mut().enumerate() {
            let lanes = if at % 2 == 0 { self.even } else { self.odd };
            let sum = (lanes >> (at / 2 * 16)) & 0xffff;
            *total += i32::try_from(sum).unwrap_or(0) - i32::try_from(offset).unwrap_or(0);
        }
        (self.even, self.odd, self.rows) = (0, 0, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_at_once_are_six_one_by_one() {
        for rows in [0, 1, 2, 255, 256, 257, 1_000] {
            let mut sums = Sums::default();
            let mut wanted = [0; OUTPUTS];
            for row in 0..rows {
                let weights: [i8; OUTPUTS] = std::array::from_fn(|at| match (row + at) % 5 {
                    0 => i8::MIN,
                    1 | 2 => i8::MAX,
                    other => i8::try_from(other).unwrap() - 3,
                });
                sums.add(weights.map(i8::cast_unsigned));
                for (wanted, weight) in wanted.iter_mut().zip(weights) {
                    *wanted += i32::from(weight);
                }
            }
            assert_eq!(sums.total(), wanted, "{rows}");
        }
    }
}
