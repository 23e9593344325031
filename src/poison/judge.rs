//! From the signals of a definition to a suspicion.
//!
//! What an attacker writes stands together, while the warnings of an honest
//! tool are spread over a long text: so signals are added up over a few
//! sentences that follow each other, and only the strong ones of other places
//! join them, at a discount.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashSet;

use super::decode::{Plain, plain};
use super::layers::{Layer, LayerKind, layers};
use super::shape::shapes;
use super::signals::Reader;
use super::texts::{Role, Text, each_text, spaced};
use super::window::{Group, best_window, keep_heavier, signal, total};
use crate::document::Span;
use crate::manifest::{Server, Tool};

/// From this weight on, a definition is taken for poisoned.
const ENOUGH: u32 = 90;

/// What a signal of another place counts, in tenths.
const ELSEWHERE: u32 = 6;

/// What a text weighs that is hidden and says something; tag characters have
/// no honest use at all.
const HIDDEN: u32 = 60;
const HIDDEN_TAGS: u32 = 100;
const HIDES: &str = "hides text that people can't read";

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

    /// The signals that say something by themselves, the weightiest first.
    pub fn told(&self) -> impl Iterator<Item = &Signal> {
        self.signals.iter().filter(|signal| signal.hard)
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
        Self {
            names: server.tools.iter().map(|tool| plain(&tool.name).text.into_owned()).collect(),
        }
    }
}

/// Reads one definition.
#[must_use]
pub fn examine(tool: &Tool, surroundings: &Surroundings) -> Suspicion {
    let reader = Reader::new(tool, &surroundings.names);
    let mut groups: Vec<Group> = Vec::new();
    each_text(tool, |_, text| add_groups(&reader, &text, &mut groups));
    groups.sort_by_key(|group| std::cmp::Reverse(total(group)));
    let mut groups = groups.into_iter();
    let Some(mut families) = groups.next() else { return Suspicion::default() };
    for (family, mut signal) in groups.flatten().filter(|(_, signal)| signal.hard) {
        if family != "hidden" {
            signal.weight = signal.weight * ELSEWHERE / 10;
        }
        keep_heavier(&mut families, family, signal);
    }
    let speaks_of_attacks = reader.name() & reader.lexicon.about_security != 0;
    let weight = total(&families) / if speaks_of_attacks { 2 } else { 1 };
    let mut signals: Vec<Signal> = families.into_values().collect();
    signals.sort_by(|a, b| (b.weight, &a.id).cmp(&(a.weight, &b.id)));
    Suspicion { weight, signals }
}

/// Adds what one text gives: its best window, each hidden layer, its shape.
fn add_groups(reader: &Reader<'_>, text: &Text<'_>, found: &mut Vec<Group>) {
    if is_silent(text) {
        return;
    }
    let is_name = matches!(text.role, Role::Name | Role::Key);
    let words = if is_name { spaced_name(text.value) } else { Cow::Borrowed(text.value) };
    let plain = plain(&words);
    let reading = reader.read(&plain, text.role, text.first);
    let place = |span: &Span| if is_name { 0..text.value.len() } else { plain.raw(span) };
    let best = best_window(reader, text, &plain, &reading, &place, None);
    let weight = total(&best);
    let around = Around { plain: &plain, weight, speaks_of_attacks: OnceCell::new() };
    found.extend(Some(best).filter(|group| !group.is_empty()));
    for layer in layers(text.value) {
        // What is in a code may be in code once more.
        let inner = if is_code(&layer) { layers(&layer.text) } else { Vec::new() };
        let inner = inner.into_iter().map(|one| Layer { span: layer.span.clone(), ..one });
        for layer in inner.chain([layer.clone()]) {
            let group = layer_group(reader, text, &layer, &around);
            found.extend(Some(group).filter(|group| !group.is_empty()));
        }
    }
    if text.role != Role::Default {
        for (shape, span) in shapes(text.value, plain.folded) {
            let id = format!("hidden/{}", shape.id);
            let signal = signal(text, id, shape.says, shape.weight, span, None);
            found.push(Group::from([("hidden", signal)]));
        }
    }
}

/// As [`spaced`], copied only where it has to be.
fn spaced_name(name: &str) -> Cow<'_, str> {
    if name.bytes().all(|b| b.is_ascii_lowercase()) {
        return Cow::Borrowed(name);
    }
    Cow::Owned(spaced(name))
}

/// Most strings of a schema are one plain word.
fn is_silent(text: &Text<'_>) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '$' | '#');
    text.value.len() < 24 && text.value.chars().all(plain) && !matches!(text.role, Role::Key)
}

fn is_spelling(kind: LayerKind) -> bool {
    matches!(kind, LayerKind::Joined | LayerKind::Apart | LayerKind::Figures)
}

fn is_code(layer: &Layer) -> bool {
    matches!(layer.kind, LayerKind::Base64 | LayerKind::Hex)
}

/// The text that a layer was found in.
struct Around<'a> {
    plain: &'a Plain<'a>,
    /// What it weighs as it stands.
    weight: u32,
    /// Whether it speaks of attacks; a text may hold many layers that ask.
    speaks_of_attacks: OnceCell<bool>,
}

impl Around<'_> {
    fn speaks_of_attacks(&self, reader: &Reader<'_>) -> bool {
        *self.speaks_of_attacks.get_or_init(|| reader.speaks_of_attacks(self.plain))
    }
}

/// What a layer gives. Odd spellings are only told where they hide more than the
/// text says as it stands, and where it doesn't speak of attacks.
fn layer_group(reader: &Reader<'_>, text: &Text<'_>, layer: &Layer, around: &Around<'_>) -> Group {
    let plain = plain(&layer.text);
    let role = if layer.kind == LayerKind::Joined { Role::Key } else { Role::Description };
    let reading = reader.read(&plain, role, false);
    let place = |_: &Span| layer.span.clone();
    let mut group = best_window(reader, text, &plain, &reading, &place, Some(&layer.text));
    if is_spelling(layer.kind)
        && !group.is_empty()
        && (total(&group) <= around.weight || around.speaks_of_attacks(reader))
    {
        return Group::new();
    }
    let (id, says, weight) = match layer.kind {
        LayerKind::Tags => ("hidden/tags", HIDES, HIDDEN_TAGS),
        LayerKind::Selectors => ("hidden/selectors", HIDES, HIDDEN_TAGS),
        LayerKind::Base64 => ("hidden/base64", HIDES, HIDDEN),
        LayerKind::Hex => ("hidden/hex", HIDES, HIDDEN),
        LayerKind::Turned => ("hidden/turned", HIDES, HIDDEN),
        LayerKind::Apart => ("hidden/apart", "keeps letters apart", HIDDEN),
        LayerKind::Figures => ("hidden/figures", "writes figures for letters", HIDDEN),
        // Names are joined words, so that hides nothing.
        LayerKind::Joined => return group,
    };
    if layer.kind == LayerKind::Tags || !group.is_empty() {
        let decoded = Some(layer.text.as_str());
        let hidden = signal(text, id.to_owned(), says, weight, layer.span.clone(), decoded);
        group.insert("hidden", hidden);
    }
    group
}
