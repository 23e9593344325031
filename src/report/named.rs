//! Tools by name, as a sentence lists them: the first two, and how many there are.

use smallvec::SmallVec;

use super::words::cut;

/// So many names are told.
const SHOWN: usize = 2;

/// A name is a stranger's text of any length, so a long one is cut.
const LONGEST: usize = 64;

/// Any number of names in a small place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Named {
    count: usize,
    first: SmallVec<[Box<str>; SHOWN]>,
}

impl Named {
    pub fn push(&mut self, name: &str) {
        if self.first.len() < SHOWN {
            self.first.push(cut(name, LONGEST).into());
        }
        self.count += 1;
    }

    /// Adds the names behind these.
    pub fn join(&mut self, next: Self) {
        let room = SHOWN - self.first.len();
        self.first.extend(next.first.into_iter().take(room));
        self.count += next.count;
    }

    pub fn count(&self) -> usize {
        self.count
    }

    /// ``  `a` and `b` ``, or ``  `a`, `b` and 3 more ``.
    pub fn in_short(&self) -> String {
        let shown: Vec<String> = self.first.iter().map(|name| format!("`{name}`")).collect();
        match self.count.saturating_sub(SHOWN) {
            0 => shown.join(" and "),
            more => format!("{} and {more} more", shown.join(", ")),
        }
    }
}
