//! What becomes of each entry of a tool: does it ever decide a call?
//!
//! An entry has one fate, the gravest that can be proven, so that one mistake
//! is told once. The order of a decision matters: all of `require` first, then
//! `deny_if`, each from top to bottom, and the first refusal speaks.

use std::collections::HashSet;

use super::model::{RuleEntry, ToolRules};
use super::satisfy::{Conflict, Meaning, presence};

/// Tools with more entries than this have them judged one by one only.
const MAX_COMPARED: usize = 64;

/// The two lists of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    Require,
    DenyIf,
}

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

impl List {
    /// The key in the policy.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Require => "require",
            Self::DenyIf => "deny_if",
        }
    }
}

impl<'a> JudgedRules<'a> {
    /// Judges the entries of one tool.
    #[must_use]
    pub fn of(rules: &'a ToolRules) -> Self {
        let mut judged = Self {
            require: entries(List::Require, &rules.require),
            deny_if: entries(List::DenyIf, &rules.deny_if),
        };
        if judged.require.len() + judged.deny_if.len() <= MAX_COMPARED {
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

    fn compare(&mut self) {
        if let Some((at, other)) = self.contradiction() {
            let list = match at.list {
                List::Require => &mut self.require,
                List::DenyIf => &mut self.deny_if,
            };
            if let Some(entry) = list.get_mut(at.index) {
                entry.fate = Fate::Contradicts(other);
            }
            return;
        }
        self.shadow_by_require();
        overlap(&mut self.require);
        overlap(&mut self.deny_if);
    }

    /// Two entries that leave no call to pass.
    fn contradiction(&self) -> Option<(EntryRef, EntryRef)> {
        let open: Vec<&JudgedEntry<'_>> = open(&self.require).collect();
        let joined = join(&open);
        if let Some(conflict) = joined.conflict() {
            let at = owner(&open, conflict.condition)?;
            let with = conflict.with.and_then(|condition| owner(&open, condition));
            let other = with.filter(|with| with.at != at.at);
            let other = other.or_else(|| open.iter().copied().find(|entry| entry.at != at.at))?;
            return Some((at.at, other.at));
        }
        if let Some(first) = open.first() {
            let denied = self::open(&self.deny_if).find(|entry| joined.implies(&entry.meaning));
            if let Some(denied) = denied {
                let alone = open.iter().find(|entry| entry.meaning.implies(&denied.meaning));
                return Some((denied.at, alone.unwrap_or(first).at));
            }
        }
        both_ways(&self.deny_if)
    }

    /// Marks what `deny_if` can't deny any more, because `require` did.
    fn shadow_by_require(&mut self) {
        let open: Vec<&JudgedEntry<'_>> = open(&self.require).collect();
        let Some(first) = open.first() else { return };
        let joined = join(&open);
        for entry in self.deny_if.iter_mut().filter(|entry| entry.fate == Fate::Open) {
            if joined.excludes(&entry.meaning) {
                let alone = open.iter().find(|other| other.meaning.excludes(&entry.meaning));
                entry.fate = Fate::Shadowed(alone.unwrap_or(first).at);
            }
        }
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

fn open<'e, 'a>(entries: &'e [JudgedEntry<'a>]) -> impl Iterator<Item = &'e JudgedEntry<'a>> {
    entries.iter().filter(|entry| entry.fate == Fate::Open)
}

/// All conditions of all these entries at once.
fn join<'a>(entries: &[&JudgedEntry<'a>]) -> Meaning<'a> {
    Meaning::of(entries.iter().flat_map(|entry| &entry.entry.conditions))
}

/// The entry that holds a condition, counted through all of them.
fn owner<'e, 'a>(
    entries: &[&'e JudgedEntry<'a>],
    mut condition: usize,
) -> Option<&'e JudgedEntry<'a>> {
    for entry in entries {
        match condition.checked_sub(entry.entry.conditions.len()) {
            None => return Some(entry),
            Some(rest) => condition = rest,
        }
    }
    None
}

/// An argument that is refused when it is there and when it isn't.
fn both_ways(deny_if: &[JudgedEntry<'_>]) -> Option<(EntryRef, EntryRef)> {
    let mut seen: Vec<(&str, bool, EntryRef)> = Vec::new();
    for entry in open(deny_if) {
        let Some((path, present)) = presence(&entry.entry.conditions) else { continue };
        let other = seen.iter().find(|(known, other, _)| *known == path && *other != present);
        if let Some((_, _, other)) = other {
            return Some((entry.at, *other));
        }
        seen.push((path, present, entry.at));
    }
    None
}

/// Marks entries of one list whose refusals another one makes as well.
fn overlap(entries: &mut [JudgedEntry<'_>]) {
    for i in 0..entries.len() {
        let (before, rest) = entries.split_at_mut(i);
        let Some((entry, after)) = rest.split_first_mut() else { continue };
        if !comparable(entry) {
            continue;
        }
        let counts = |other: &&JudgedEntry<'_>| comparable(other);
        let mut earlier = before.iter().filter(counts);
        if let Some(other) = earlier.find(|other| covers(other, entry)) {
            entry.fate = Fate::Shadowed(other.at);
            continue;
        }
        // The one that comes first has the say, so it may well be more precise; and
        // with another text between the two, that one would have it then.
        let same_words =
            after.iter().take_while(|other| other.entry.on_deny == entry.entry.on_deny);
        let wider = |other: &&JudgedEntry<'_>| {
            comparable(other) && covers(other, entry) && !covers(entry, other)
        };
        if let Some(other) = same_words.into_iter().find(wider) {
            entry.fate = Fate::Subsumed(other.at);
        }
    }
}

/// Whether the one refuses all that the other does. `require` refuses what
/// doesn't hold, so there the one that asks for more does.
fn covers(one: &JudgedEntry<'_>, other: &JudgedEntry<'_>) -> bool {
    match one.at.list {
        List::Require => one.meaning.implies(&other.meaning),
        List::DenyIf => other.meaning.implies(&one.meaning),
    }
}

/// Whether an entry can stand for another: an empty `require` asks nothing,
/// and one that goes itself must not be what makes another go.
fn comparable(entry: &JudgedEntry<'_>) -> bool {
    entry.fate == Fate::Open || (entry.fate == Fate::Unconditional && entry.at.list == List::DenyIf)
}

impl JudgedEntry<'_> {
    /// Whether it may be the one that refuses a call.
    #[must_use]
    pub fn decides(&self) -> bool {
        !matches!(self.fate, Fate::Impossible(_) | Fate::Shadowed(_) | Fate::Subsumed(_))
    }
}
