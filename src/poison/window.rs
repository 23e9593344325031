//! The signals of the few sentences in a row that say the most.

use std::collections::BTreeMap;

use super::decode::Plain;
use super::judge::Signal;
use super::signals::{Reader, Reading};
use super::texts::{Role, Text};
use crate::document::Span;

/// The most that habits of honest tools add.
const MOST_SOFT: u32 = 30;

/// Sentences whose signals are added up.
const WINDOW: usize = 3;

/// The weightiest signal of each family.
pub type Group = BTreeMap<&'static str, Signal>;

pub fn total(group: &Group) -> u32 {
    let sum = |hard: bool| -> u32 {
        group.values().filter(|signal| signal.hard == hard).map(|signal| signal.weight).sum()
    };
    sum(true) + sum(false).min(MOST_SOFT)
}

pub fn keep_heavier(group: &mut Group, family: &'static str, signal: Signal) {
    match group.get(family) {
        Some(known) if known.weight >= signal.weight => {}
        _ => {
            group.insert(family, signal);
        }
    }
}

/// The signals of the few sentences in a row that say the most.
pub fn best_window(
    reader: &Reader<'_>,
    text: &Text<'_>,
    plain: &Plain<'_>,
    reading: &Reading,
    place: &dyn Fn(&Span) -> Span,
    decoded: Option<&str>,
) -> Group {
    let mut best = (0, Group::new());
    let mut start = 0;
    let hits = &reading.hits;
    while let Some(first) = hits.get(start) {
        let inside = hits[start..].iter().take_while(|h| h.sentence < first.sentence + WINDOW);
        let mut families: BTreeMap<&'static str, (u32, bool, usize)> = BTreeMap::new();
        for (offset, hit) in inside.enumerate() {
            let entry = &reader.lexicon.signals[hit.signal].entry;
            let known = families.entry(entry.family).or_insert((0, entry.hard, 0));
            if hit.weight > known.0 {
                *known = (hit.weight, entry.hard, start + offset);
            }
        }
        let sum = |hard: bool| -> u32 {
            families.values().filter(|family| family.1 == hard).map(|family| family.0).sum()
        };
        let weight = sum(true) + sum(false).min(MOST_SOFT);
        if weight > best.0 {
            let signals = families.iter().map(|(family, (weight, hard, index))| {
                let hit = hits[*index];
                let entry = &reader.lexicon.signals[hit.signal].entry;
                let span = trimmed(&plain.text, &reading.sentences[hit.sentence]);
                let mut signal =
                    signal(text, entry.id.to_owned(), entry.says, *weight, place(&span), decoded);
                signal.hard = *hard;
                (*family, signal)
            });
            best = (weight, signals.collect());
        }
        let sentence = first.sentence;
        start += hits[start..].iter().take_while(|hit| hit.sentence == sentence).count();
    }
    best.1
}

fn trimmed(text: &str, span: &Span) -> Span {
    let sentence = &text[span.clone()];
    let skip = |c: char| c.is_whitespace() || c == '\u{2029}';
    let start = span.start + (sentence.len() - sentence.trim_start_matches(skip).len());
    start..start + sentence.trim_matches(skip).len()
}

pub fn signal(
    text: &Text<'_>,
    id: String,
    says: &'static str,
    weight: u32,
    span: Span,
    decoded: Option<&str>,
) -> Signal {
    Signal {
        id,
        says,
        weight,
        hard: true,
        pointer: text.pointer.clone().into_owned(),
        is_key: text.role == Role::Key,
        quote: text.value.get(span.clone()).unwrap_or_default().to_owned(),
        span,
        decoded: decoded.map(str::to_owned),
    }
}
