//! What becomes of each entry of a tool: does it ever decide a call?
//!
//! An entry has one fate, the gravest that can be proven, so that one mistake
//! is told once. The order of a decision matters: all of `require` first, then
//! `deny_if`, each from top to bottom, and the first refusal speaks.

use std::collections::HashSet;

use super::model::{List, RuleEntry, ToolRules};
use super::satisfy::{Conflict, Meaning, presence};

/// Tools with more entries than this have them judged one by one only.
const MAX_COMPARED: usize = 64;

/// An entry of a tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryRef {
    pub list: List,
    pub index: usize,
}

/// What becomes of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Nothing is known against it.
    Open,
    /// Has no conditions: it always holds.
    Unconditional,
    /// An operator doesn't fit its value, so what was meant isn't known.
    Unclear,
    /// No arguments satisfy it.
    Impossible(Conflict),
    /// Together with the other it leaves no call to pass.
    Contradicts(EntryRef),
    /// The other, which comes first, decides every call that this one would.
    Shadowed(EntryRef),
    /// The other, which comes later, refuses what this one does, in the same words.
    Subsumed(EntryRef),
}

/// An entry, what it says, and what becomes of it.
#[derive(Debug, Clone)]
pub struct JudgedEntry<'a> {
    pub at: EntryRef,
    pub entry: &'a RuleEntry,
    pub meaning: Meaning<'a>,
    pub fate: Fate,
}

/// The entries of a tool, judged.
#[derive(Debug, Clone)]
pub struct JudgedRules<'a> {
    pub require: Vec<JudgedEntry<'a>>,
    pub deny_if: Vec<JudgedEntry<'a>>,
}

impl<'a> JudgedRules<'a> {
    /// Judges the entries of one tool.
    #[must_use]
    pub fn of(rules: &'a ToolRules) -> Self {
        let mut judged = Self {
            require: entries(List::Require, &rules.require),
            deny_if: entries(List::DenyIf, &rules.deny_if),
        };
        if (2..=MAX_COMPARED).contains(&(judged.require.len() + judged.deny_if.len())) {
            judged.compare();
        }
        judged
    }

    pub fn entries(&self) -> impl Iterator<Item = &JudgedEntry<'a>> {
        self.require.iter().chain(&self.deny_if)
    }

    #[must_use]
    pub fn get(&self, at: EntryRef) -> Option<&JudgedEntry<'a>> {
        match at.list {
            List::Require => self.require.get(at.index),
            List::DenyIf => self.deny_if.get(at.index),
        }
    }

    /// Whether it is proven that no call passes.
    #[must_use]
    pub fn deny_every_call(&self) -> bool {
        let required = self
            .require
            .iter()
            .any(|entry| matches!(entry.fate, Fate::Impossible(_) | Fate::Contradicts(_)));
        let denied = self
            .deny_if
            .iter()
            .any(|entry| matches!(entry.fate, Fate::Unconditional | Fate::Contradicts(_)));
        required || denied
    }

    /// The paths that have a value in every call that passes.
    #[must_use]
    pub fn asked(&self) -> HashSet<&'a str> {
        let required = self.require.iter().flat_map(|entry| entry.meaning.asked());
        let denied = self.deny_if.iter().filter_map(|entry| presence(&entry.entry.conditions));
        required.chain(denied.filter(|(_, present)| !present).map(|(path, _)| path)).collect()
    }
}

fn entries(list: List, entries: &[RuleEntry]) -> Vec<JudgedEntry<'_>> {
    let entries = entries.iter().enumerate();
    let judged = entries.map(|(index, entry)| {
        let meaning = Meaning::of(&entry.conditions);
        let fate = match meaning.conflict() {
            _ if entry.conditions.is_empty() => Fate::Unconditional,
            _ if !meaning.is_clear() => Fate::Unclear,
            Some(conflict) => Fate::Impossible(conflict),
            None => Fate::Open,
        };
        JudgedEntry { at: EntryRef { list, index }, entry, meaning, fate }
    });
    judged.collect()
}

impl JudgedEntry<'_> {
    /// Whether it may be the one that refuses a call.
    #[must_use]
    pub fn decides(&self) -> bool {
        !matches!(self.fate, Fate::Impossible(_) | Fate::Shadowed(_) | Fate::Subsumed(_))
    }
}
