//! From the signals of a definition to a suspicion.
//!
//! What an attacker writes stands together, while the warnings of an honest
//! tool are spread over a long text: so signals are added up over a few
//! sentences that follow each other, and only the strong ones of other places
//! join them, at a discount.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use super::decode::{Plain, plain};
use super::layers::{Layer, LayerKind, layers};
use super::lexicon::{Mask, lexicon};
use super::shape::shapes;
use super::signals::{Reader, Reading};
use super::texts::{Role, Text, spaced, texts};
use crate::document::Span;
use crate::manifest::{Server, Tool};

/// From this weight on, a definition is taken for poisoned.
const ENOUGH: u32 = 90;

/// The most that habits of honest tools add.
const MOST_SOFT: u32 = 30;

/// Sentences whose signals are added up.
const WINDOW: usize = 3;

/// What a signal of another place counts, in tenths.
const ELSEWHERE: u32 = 6;

/// What a text weighs that is hidden and says something; tag characters have
/// no honest use at all.
const HIDDEN: u32 = 60;
const HIDDEN_TAGS: u32 = 100;

/// One thing that speaks for poisoning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signal {
    /// Of `catalog/poison.toml`, or `hidden/…`.
    pub id: String,
    /// What the text does, to follow "it".
    pub says: &'static str,
    pub weight: u32,
    pub hard: bool,
    /// Pointer into the definition; of a key, to its value.
    pub pointer: String,
    /// Whether the text is the key, and not the value.
    pub is_key: bool,
    /// Bytes of that text: `quote` is exactly these.
    pub span: Span,
    pub quote: String,
    /// What the quote means, where it had to be decoded.
    pub decoded: Option<String>,
}

/// What was found in one definition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Suspicion {
    /// 100 are as good as certain.
    pub weight: u32,
    /// The weightiest first.
    pub signals: Vec<Signal>,
}

impl Suspicion {
    /// Whether there is enough to take the definition for poisoned.
    #[must_use]
    pub fn is_poisoned(&self) -> bool {
        self.weight >= ENOUGH
    }
}

/// The names of a server's tools: a tool may give orders about its siblings.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    names: HashSet<String>,
}

impl Surroundings {
    #[must_use]
    pub fn of(server: &Server) -> Self {
        Self { names: server.tools.iter().map(|tool| plain(&tool.name).text).collect() }
    }
}

/// Reads one definition.
#[must_use]
pub fn examine(tool: &Tool, surroundings: &Surroundings) -> Suspicion {
    let lexicon = lexicon();
    let mut own = HashSet::from([plain(&tool.name).text]);
    own_names(&tool.definition, &mut own);
    let name = name_mask(&tool.name);
    let reader = Reader { lexicon, own: &own, siblings: &surroundings.names, name };
    let mut groups: Vec<Group> =
        texts(tool).iter().flat_map(|text| groups(&reader, text)).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(total(group)));
    let mut groups = groups.into_iter();
    let Some(mut families) = groups.next() else { return Suspicion::default() };
    for (family, mut signal) in groups.flatten().filter(|(_, signal)| signal.hard) {
        if family != "hidden" {
            signal.weight = signal.weight * ELSEWHERE / 10;
        }
        keep_heavier(&mut families, family, signal);
    }
    let speaks_of_attacks = name & lexicon.about_security != 0;
    let weight = total(&families) / if speaks_of_attacks { 2 } else { 1 };
    let mut signals: Vec<Signal> = families.into_values().collect();
    signals.sort_by(|a, b| (b.weight, &a.id).cmp(&(a.weight, &b.id)));
    Suspicion { weight, signals }
}

/// The weightiest signal of each family.
type Group = BTreeMap<String, Signal>;

fn total(group: &Group) -> u32 {
    let sum = |hard: bool| -> u32 {
        group.values().filter(|signal| signal.hard == hard).map(|signal| signal.weight).sum()
    };
    sum(true) + sum(false).min(MOST_SOFT)
}

fn keep_heavier(group: &mut Group, family: String, signal: Signal) {
    match group.get(&family) {
        Some(known) if known.weight >= signal.weight => {}
        _ => {
            group.insert(family, signal);
        }
    }
}

/// Keys and choices of the definition: its text may speak of them.
fn own_names(value: &Value, own: &mut HashSet<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                own.insert(plain(key).text);
                if let (true, Some(choices)) = (key == "enum", value.as_array()) {
                    own.extend(choices.iter().filter_map(Value::as_str).map(|one| plain(one).text));
                }
                own_names(value, own);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| own_names(item, own)),
        _ => {}
    }
}

fn name_mask(name: &str) -> Mask {
    let words = plain(&spaced(name)).text;
    let atoms = lexicon().atoms.iter().enumerate();
    atoms.filter(|(_, atom)| atom.is_match(words.as_bytes())).fold(0, |mask, (i, _)| mask | 1 << i)
}

/// What one text gives: its best window, each hidden layer, its shape.
fn groups(reader: &Reader<'_>, text: &Text<'_>) -> Vec<Group> {
    if is_silent(text) {
        return Vec::new();
    }
    let is_name = matches!(text.role, Role::Name | Role::Key);
    let words = if is_name { spaced(text.value) } else { String::new() };
    let plain = plain(if is_name { &words } else { text.value });
    let reading = reader.read(&plain, text.role, text.first);
    let place = |span: &Span| if is_name { 0..text.value.len() } else { plain.raw(span) };
    let mut found = vec![best_window(reader, text, &plain, &reading, &place, None)];
    for layer in layers(text.value) {
        found.push(layer_group(reader, text, &layer));
    }
    if text.role != Role::Default {
        for (shape, span) in shapes(text.value, plain.folded) {
            let id = format!("hidden/{}", shape.id);
            let signal = signal(text, id, shape.says, shape.weight, span, None);
            found.push(Group::from([("hidden".to_owned(), signal)]));
        }
    }
    found.retain(|group| !group.is_empty());
    found
}

/// Most strings of a schema are one plain word.
fn is_silent(text: &Text<'_>) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '$' | '#');
    text.value.len() < 24 && text.value.chars().all(plain) && !matches!(text.role, Role::Key)
}

fn layer_group(reader: &Reader<'_>, text: &Text<'_>, layer: &Layer) -> Group {
    let plain = plain(&layer.text);
    let reading = reader.read(&plain, Role::Description, false);
    let place = |_: &Span| layer.span.clone();
    let mut group = best_window(reader, text, &plain, &reading, &place, Some(&layer.text));
    let (id, weight) = match layer.kind {
        LayerKind::Tags => ("hidden/tags", HIDDEN_TAGS),
        LayerKind::Base64 => ("hidden/base64", HIDDEN),
        LayerKind::Hex => ("hidden/hex", HIDDEN),
        LayerKind::Turned => ("hidden/turned", HIDDEN),
    };
    if layer.kind == LayerKind::Tags || !group.is_empty() {
        let says = "hides text that people can't read";
        let decoded = Some(layer.text.as_str());
        let hidden = signal(text, id.to_owned(), says, weight, layer.span.clone(), decoded);
        group.insert("hidden".to_owned(), hidden);
    }
    group
}

/// The signals of the few sentences in a row that say the most.
fn best_window(
    reader: &Reader<'_>,
    text: &Text<'_>,
    plain: &Plain,
    reading: &Reading,
    place: &dyn Fn(&Span) -> Span,
    decoded: Option<&str>,
) -> Group {
    let mut best = (0, Group::new());
    let mut start = 0;
    let hits = &reading.hits;
    while let Some(first) = hits.get(start) {
        let inside = hits[start..].iter().take_while(|h| h.sentence < first.sentence + WINDOW);
        let mut families: BTreeMap<&str, (u32, bool, usize)> = BTreeMap::new();
        for (offset, hit) in inside.enumerate() {
            let entry = &reader.lexicon.signals[hit.signal].entry;
            let known = families.entry(&entry.family).or_insert((0, entry.hard, 0));
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
                    signal(text, entry.id.clone(), &entry.says, *weight, place(&span), decoded);
                signal.hard = *hard;
                ((*family).to_owned(), signal)
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

fn signal(
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
        pointer: text.pointer.clone(),
        is_key: text.role == Role::Key,
        quote: text.value.get(span.clone()).unwrap_or_default().to_owned(),
        span,
        decoded: decoded.map(str::to_owned),
    }
}
