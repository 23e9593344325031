//! What an argument can be: absent, or a value of some kind.
//!
//! A missing argument and `null` are one here: the format treats them alike.

use crate::document::{Kind, Tree};

use super::numbers::Numbers;
use super::values::{Real, Values};

/// A set of arguments. Lists and objects are told apart from the rest, but
/// not from each other's likes: a set holds all of them or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Domain<'a> {
    pub absent: bool,
    pub numbers: Numbers,
    pub strings: Values<&'a str>,
    pub booleans: Values<bool>,
    pub lists: bool,
    pub objects: bool,
}

impl<'a> Domain<'a> {
    #[must_use]
    pub fn nothing() -> Self {
        Self {
            absent: false,
            numbers: Numbers::of(Values::none()),
            strings: Values::none(),
            booleans: Values::none(),
            lists: false,
            objects: false,
        }
    }

    /// Every value, but not its absence.
    #[must_use]
    pub fn present() -> Self {
        Self {
            absent: false,
            numbers: Numbers::of(Values::all()),
            strings: Values::all(),
            booleans: Values::Only([false, true].into()),
            lists: true,
            objects: true,
        }
    }

    #[must_use]
    pub fn anything() -> Self {
        Self { absent: true, ..Self::present() }
    }

    #[must_use]
    pub fn absent() -> Self {
        Self { absent: true, ..Self::nothing() }
    }

    /// What has members of its own.
    #[must_use]
    pub fn containers() -> Self {
        Self { lists: true, objects: true, ..Self::nothing() }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.absent && self.has_no_value()
    }

    /// Whether it holds at most the absence.
    #[must_use]
    pub fn has_no_value(&self) -> bool {
        !self.lists
            && !self.objects
            && self.booleans.is_empty()
            && self.strings.is_empty()
            && self.numbers.is_empty()
    }

    #[must_use]
    pub fn intersect(self, other: &Self) -> Self {
        Self {
            absent: self.absent && other.absent,
            numbers: self.numbers.intersect(&other.numbers),
            strings: self.strings.intersect(&other.strings),
            booleans: self.booleans.intersect(&other.booleans),
            lists: self.lists && other.lists,
            objects: self.objects && other.objects,
        }
    }

    /// As an empty [`Domain::intersect`], without making one.
    #[must_use]
    pub fn is_disjoint(&self, other: &Self) -> bool {
        let shared = (self.absent && other.absent)
            || (self.lists && other.lists)
            || (self.objects && other.objects);
        !shared
            && self.booleans.is_disjoint(&other.booleans)
            && self.strings.is_disjoint(&other.strings)
            && self.numbers.is_disjoint(&other.numbers)
    }

    /// A set that holds both; of numbers it may hold more.
    #[must_use]
    pub fn union(self, other: &Self) -> Self {
        Self {
            absent: self.absent || other.absent,
            numbers: self.numbers.hull(&other.numbers),
            strings: self.strings.union(&other.strings),
            booleans: self.booleans.union(&other.booleans),
            lists: self.lists || other.lists,
            objects: self.objects || other.objects,
        }
    }

    /// Whether every member of this set is one of the other; may say no where
    /// it is so, never the other way round.
    #[must_use]
    pub fn is_subset(&self, other: &Self) -> bool {
        (other.absent || !self.absent)
            && (other.lists || !self.lists)
            && (other.objects || !self.objects)
            && self.booleans.is_subset(&other.booleans)
            && self.strings.is_subset(&other.strings)
            && self.numbers.is_subset(&other.numbers)
    }

    /// Whether the value is a member; a number too large to compare is taken
    /// for one as soon as any number is.
    #[must_use]
    pub fn contains<T: Tree>(&self, value: &'a T) -> bool {
        match value.kind() {
            Kind::Null => self.absent,
            Kind::Bool(value) => self.booleans.contains(&value),
            Kind::Number(number) => match Real::exact(number) {
                Some(real) => self.numbers.contains(real),
                None => !self.numbers.is_empty(),
            },
            Kind::String(text) => self.strings.contains(&text),
            Kind::Array => self.lists,
            Kind::Object => self.objects,
        }
    }

    /// Whether both hold values of one kind, whichever they are.
    #[must_use]
    pub fn shares_a_kind(&self, other: &Self) -> bool {
        (self.lists && other.lists)
            || (self.objects && other.objects)
            || (!self.booleans.is_empty() && !other.booleans.is_empty())
            || (!self.strings.is_empty() && !other.strings.is_empty())
            || (!self.numbers.is_empty() && !other.numbers.is_empty())
    }

    /// The kinds of its values, in words: `a string or a number`.
    #[must_use]
    pub fn kinds(&self) -> String {
        let number = if self.numbers.whole { "an integer" } else { "a number" };
        let kinds = [
            (!self.strings.is_empty(), "a string"),
            (!self.numbers.is_empty(), number),
            (!self.booleans.is_empty(), "a boolean"),
            (self.lists, "a list"),
            (self.objects, "an object"),
        ];
        let kinds: Vec<&str> =
            kinds.iter().filter(|(has, _)| *has).map(|(_, kind)| *kind).collect();
        match kinds.split_last() {
            None => "nothing".to_owned(),
            Some((only, [])) => (*only).to_owned(),
            Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        }
    }
}
