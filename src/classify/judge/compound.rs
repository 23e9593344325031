//! Descriptions whose first word could be a verb and is the first half of a noun:
//! `Release notes of …`, `Text tracks of …`, `Rent roll of …`.
//!
//! An imperative without an article looks the same (`Merge tracks of …`), so only
//! nouns count that are what such a noun is made of, and a person should look.

use smallvec::smallvec;

use super::super::letters::{Letters, spelt};
use super::super::lexicon::{Function, Rank};
use super::super::model::Category;
use super::super::signals::{Signals, Voice};
use super::super::words::Kind;
use super::nouns::record;
use super::{Doubt, Ground, Judgement};

/// What a description amounts to whose verb is the first half of a noun: a Read
/// that nothing else makes sure of.
pub fn compound(signals: &Signals<'_>, text: &Voice) -> Judgement {
    let doubt = Some(Doubt::Disagree(Category::Read, text.reading.says));
    Judgement { doubt, grounds: smallvec![Ground::Compound], ..record(signals) }
}

/// The verbs that such nouns begin with. `Restart queue of …` is an act whatever
/// follows, and so are `Send notes of …`, `Lock threads of …`, `Email report of …`.
const HALVES: &[Letters] = spelt![
    "click", "comment", "contact", "free", "process", "release", "rent", "sync", "text", "trade",
];

/// What an object may begin with, and no such noun has.
const MORE: &[Letters] = spelt!["two", "three", "several", "more", "my", "no"];

/// Beside those that break an object, what stands behind a noun.
const BEHIND: &[Letters] = spelt!["of", "per", "between", "since", "around", "over", "during", "w"];

/// Whether what seems the verb of a description is the first half of a noun:
/// never one that takes away, and never where the name has a plain verb of change.
pub fn is_compound(signals: &Signals<'_>, name: Option<&Voice>, text: &Voice) -> bool {
    // `rate_update` that `Loads rates` says what it does.
    let told = |v: &Voice| v.reading.says > Category::Read && v.reading.rank != Rank::Noun;
    let mains = signals.described.iter().filter(|v| v.is_main()).count();
    let changes = !matches!(text.reading.says, Category::Read | Category::Destructive);
    changes
        && mains == 1
        && !text.firm
        && !name.is_some_and(told)
        && begins_with_noun(signals, text)
}

/// One adjective or noun may stand between: `Free appointment slots`.
fn begins_with_noun(signals: &Signals<'_>, text: &Voice) -> bool {
    let words = &signals.description.words;
    let is = |at: usize, function| words.get(at).is_some_and(|w| w.entry.is(function));
    let any = |at: usize, list: &[Letters]| words.get(at).is_some_and(|w| w.is_any(list));
    let ends = |at: usize| {
        let marked = words.get(at).is_some_and(|w| w.is_mark(&['(', ',']));
        marked || is(at, Function::Break) || any(at, BEHIND)
    };
    // `Rent rates of …` may be paid, `Rent roll of …` is a record.
    let pays = text.reading.says == Category::Financial;
    let between = words.get(1).is_some_and(|w| w.kind == Kind::Word)
        && !is(1, Function::Article)
        && !any(1, MORE);
    let first = words.first().is_some_and(|w| w.start == text.head.start && w.is_any(HALVES));
    let noun = (1..3).find(|at| is(*at, Function::Compound));
    first
        && noun.is_some_and(|at| {
            (at == 1 || between) && ends(at + 1) && (!pays || is(at, Function::Record))
        })
}
