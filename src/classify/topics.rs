//! Sets of topic words as bits, so that a sense's conditions cost a few ANDs.

/// The number of a topic word.
pub type TopicId = u16;

const WORDS: usize = 24;

/// A set of topic words; at most 1,536 of them, which a test checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Topics([u64; WORDS]);

impl Topics {
    /// How many topics fit.
    pub const CAPACITY: usize = WORDS * 64;

    pub fn insert(&mut self, topic: TopicId) {
        let topic = usize::from(topic);
        if let Some(word) = self.0.get_mut(topic / 64) {
            *word |= 1 << (topic % 64);
        }
    }

    pub fn extend(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine |= theirs;
        }
    }

    #[must_use]
    pub fn contains(&self, topic: TopicId) -> bool {
        let topic = usize::from(topic);
        self.0.get(topic / 64).is_some_and(|word| word & (1 << (topic % 64)) != 0)
    }

    /// Whether any topic is in both.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        // All of them, without a branch: that is a dozen wide instructions.
        self.0.iter().zip(other.0).fold(0, |met, (mine, theirs)| met | (mine & theirs)) != 0
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().fold(0, |any, word| any | word) == 0
    }
}
