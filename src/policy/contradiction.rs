//! The entries of one tool against each other: which of them contradict, and
//! which never get to decide.

use super::fates::{EntryRef, Fate, JudgedEntry, JudgedRules};
use super::model::List;
use super::satisfy::{Meaning, presence};

impl JudgedRules<'_> {
    /// Gives the entries their fates, the gravest first.
    pub(super) fn compare(&mut self) {
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
