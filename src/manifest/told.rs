//! The first few problems of an input, and then only how many more there are:
//! a log of a million foreign lines must not bury the ones that matter.

use super::error::ManifestError;
use super::model::Problem;

/// How many problems of one input are told one by one.
const TOLD: usize = 10;

/// Counts the problems of one input.
#[derive(Debug, Clone, Copy, Default)]
pub struct Told {
    count: usize,
}

impl Told {
    /// Counts one problem more, and says whether it is told.
    pub fn tell(&mut self) -> bool {
        self.count += 1;
        self.count <= TOLD
    }

    /// Counts problems that somebody else has kept to himself.
    pub fn pass_over(&mut self, count: usize) {
        self.count += count;
    }

    /// All problems so far, told or not.
    #[must_use]
    pub fn count(self) -> usize {
        self.count
    }

    /// How many were not told.
    #[must_use]
    pub fn untold(self) -> usize {
        self.count.saturating_sub(TOLD)
    }

    /// What is said at the end of the input about those.
    #[must_use]
    pub fn more(self, source: &str) -> Option<Problem> {
        let count = self.untold();
        (count > 0).then(|| ManifestError::More { count }.of(source))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_are_told_and_the_others_counted() {
        let mut told = Told::default();
        assert_eq!((0..12).filter(|_| told.tell()).count(), 10);
        told.pass_over(3);
        assert_eq!((told.count(), told.untold()), (15, 5));
        assert!(told.more("x").unwrap().message.starts_with("5 further problems"));
        assert!(Told::default().more("x").is_none());
    }
}
