//! Sets of topic words as bits, so that a sense's conditions cost a few ANDs.

/// The number of a topic word.
pub type TopicId = u16;

const WORDS: usize = 24;

/// A set of topic words; at most 1,536 of them, which a test checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Topics {
    words: [u64; WORDS],
    /// A bit for each word that isn't zero: seldom more than a few.
    filled: u32,
}

impl Topics {
    /// How many topics fit.
    pub const CAPACITY: usize = WORDS * 64;

    pub fn insert(&mut self, topic: TopicId) {
        let topic = usize::from(topic);
        if let Some(word) = self.words.get_mut(topic / 64) {
            *word |= 1 << (topic % 64);
            self.filled |= 1 << (topic / 64);
        }
    }

    pub fn extend(&mut self, other: &Self) {
        for at in places(other.filled) {
            self.words[at] |= other.words[at];
        }
        self.filled |= other.filled;
    }

    #[must_use]
    pub fn contains(&self, topic: TopicId) -> bool {
        let topic = usize::from(topic);
        self.words.get(topic / 64).is_some_and(|word| word & (1 << (topic % 64)) != 0)
    }

    /// Whether any topic is in both.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        places(self.filled & other.filled).any(|at| self.words[at] & other.words[at] != 0)
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.filled == 0
    }
}

/// Where the bits of a number stand.
fn places(mut bits: u32) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = bits.trailing_zeros() as usize;
        bits &= bits.checked_sub(1)?;
        Some(at).filter(|at| *at < WORDS)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(topics: &[TopicId]) -> Topics {
        let mut set = Topics::default();
        for topic in topics {
            set.insert(*topic);
        }
        set
    }

    #[test]
    fn sets_meet_where_they_share_a_topic() {
        let sets: [&[TopicId]; 7] =
            [&[], &[0], &[63, 64], &[1, 700, 1535], &[64], &[65, 701], &[700, 1535]];
        for first in sets {
            for second in sets {
                let shared = first.iter().any(|topic| second.contains(topic));
                assert_eq!(set(first).meets(&set(second)), shared, "{first:?} {second:?}");
                let mut both = set(first);
                both.extend(&set(second));
                assert_eq!(both, set(&[first, second].concat()));
                assert!(first.iter().chain(second).all(|topic| both.contains(*topic)));
                assert_eq!(both.is_empty(), first.is_empty() && second.is_empty());
            }
        }
        assert!(!set(&[1]).contains(2));
        assert_eq!(set(&[1536, u16::MAX]), Topics::default(), "what doesn't fit is left out");
    }
}
