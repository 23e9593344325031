//! Policies of others, made into a policy.json that is never looser.
//!
//! What can't be said is an error that names the place; what comes out
//! stricter, or loses a text, is listed as a [`Note`].

mod condition;
mod intercept;
mod rule;
mod walk;

pub use intercept::intercept;

use super::model::Policy;
use crate::document::DocumentError;
use crate::phrase::{count, visible};

/// A policy, and in what it differs from what it was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    pub policy: Policy,
    /// In the order of the source.
    pub notes: Vec<Note>,
}

/// One place of the source and what is to be known or mended there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Such as `tools.create_charge.rules[0]`; may hold anything.
    pub place: String,
    /// Safe to print, no final full stop.
    pub message: String,
}

/// Why there is no policy.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ImportError {
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// Never empty.
    #[error("{}", refused(name, mistakes))]
    Refused { name: String, mistakes: Vec<Note> },
}

impl std::fmt::Display for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.place.is_empty() {
            return f.write_str(&self.message);
        }
        write!(f, "{}: {}", visible(&self.place), self.message)
    }
}

fn refused(name: &str, mistakes: &[Note]) -> String {
    let name = visible(name);
    let Some(first) = mistakes.first() else { return format!("{name}: no policy") };
    match mistakes.len() - 1 {
        0 => format!("{name}: {first}"),
        n => format!("{name}: {first}; and {}", count(n, "more mistake", "more mistakes")),
    }
}
