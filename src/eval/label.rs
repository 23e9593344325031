//! What a reader says a tool is.

use crate::classify::{Category, Effect, Risk};
use crate::manifest::Problem;

/// One label, as its author wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// `SERVER/NAME`; either may hold a slash itself, so it is never taken apart.
    pub id: String,
    /// The category that a strict reading gives.
    pub primary: Category,
    /// Further categories that the text leaves defensible, without the primary one.
    pub accepted: Vec<Category>,
    pub effect: Option<Effect>,
    pub risk: Option<Risk>,
    pub note: Option<String>,
    /// Where it stands in its file, from 1.
    pub line: usize,
}

/// The labels of a file, and the lines that are none.
#[derive(Debug, Clone, Default)]
pub struct Labels {
    /// The file, or `-`.
    pub source: String,
    pub labels: Vec<Label>,
    /// Each names `file:line:column`.
    pub problems: Vec<Problem>,
}

impl Label {
    /// Whether a category is the primary one or one of the accepted.
    #[must_use]
    pub fn accepts(&self, category: Category) -> bool {
        self.primary == category || self.accepted.contains(&category)
    }

    /// Whether it says that a call changes something: by its effect, or where
    /// it names none by its category.
    #[must_use]
    pub fn changes_state(&self) -> bool {
        self.effect.map_or(self.primary != Category::Read, |effect| effect != Effect::Read)
    }

    /// Whether a call can lose something or move money.
    #[must_use]
    pub fn is_harmful(&self) -> bool {
        matches!(self.primary, Category::Destructive | Category::Financial)
    }
}
