//! What a caller chooses by parameters: acts among given values (`action`,
//! `request.action`, `operations[].op`), and acts by a switch (`delete_after`).

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::ControlFlow::{Break, Continue};

use crate::document::Value;
use crate::manifest::{Parameter, Way};

use super::acts::told;
use super::lexicon::{Lexicon, ParameterEntry, Rank, VerbId};
use super::model::Category;
use super::parts::split_name;
use super::sense;
use super::switches::switch;
use super::topics::Topics;
use super::values::{Offered, Placed, Values};
use super::words::Word;

/// One value of an `action` enum whose first word is a verb.
#[derive(Debug)]
pub struct Choice<'a> {
    /// Pointer of the value: `…/enum/2`.
    pub pointer: Cow<'static, str>,
    pub value: &'a str,
    /// Told in a text, not given as a value.
    pub told: bool,
    /// Of a parameter whose name doesn't say that it chooses an act.
    pub guessed: bool,
    pub verb: VerbId,
    pub start: usize,
    pub end: usize,
    pub objects: Topics,
}

/// What the parameters of a tool let a caller choose.
#[derive(Debug, Default)]
pub struct Choices<'a> {
    /// The values of parameters that choose what is done.
    pub acts: Vec<Choice<'a>>,
    /// Switches that are called like an act: `delete_source`.
    pub switches: Vec<Choice<'a>>,
    /// Whether a parameter named like an action exists, whatever it offers.
    pub chooses: bool,
    /// Pointer of a parameter that chooses among HTTP methods.
    pub http_method: Option<String>,
    /// So many schemas were read for a choice.
    read: usize,
}

/// More schemas than these are read for no tool.
const MAX_SCHEMAS: usize = 2_000;

/// How far a parameter's name says that its values are acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Naming {
    /// Not at all: they count where nothing else than a verb is among them.
    Silent,
    /// As often a filter: they count only if every value is a verb.
    Perhaps,
    Surely,
}

/// Parameters whose members and values narrow what is read or allowed.
const NARROWING: &[&str] = &[
    "filter",
    "filters",
    "where",
    "query",
    "criteria",
    "match",
    "condition",
    "conditions",
    "permission",
    "permissions",
    "access",
    "scope",
    "scopes",
    "role",
    "rights",
];

impl<'a> Choice<'a> {
    /// An act that a text names, by the bytes of its verb there.
    pub fn told(
        pointer: Cow<'static, str>,
        value: &'a str,
        verb: VerbId,
        (start, end): (usize, usize),
    ) -> Self {
        let objects = Topics::default();
        Self { pointer, value, told: true, guessed: false, verb, start, end, objects }
    }
}

impl<'a> Choices<'a> {
    /// Adds what a parameter lets choose, whose name says so much of it.
    pub fn add(&mut self, parameter: &Parameter<'a>, naming: Naming, lexicon: &'static Lexicon) {
        let holds = has_key(parameter.schema, may_hold);
        let lists = holds || has_key(parameter.schema, may_list);
        if parameter.is_type("boolean") {
            self.switches.extend(switch(parameter, lexicon));
        }
        // Nearly all neither list values nor are called like a choice.
        if naming == Naming::Silent && (!lists || is_narrowing(parameter.name)) {
            return;
        }
        let left = Cell::new(MAX_SCHEMAS - self.read);
        let values = Values { parameter, left: &left };
        let declared = Placed { name: parameter.name, schema: parameter.schema, way: Way::Own };
        self.add_declared(&values, &declared, naming, lexicon);
        if holds && !is_narrowing(parameter.name) {
            values.members(|placed| {
                if self::naming(lexicon.parameter(placed.name)) == Naming::Surely {
                    self.add_declared(&values, placed, Naming::Surely, lexicon);
                }
            });
        }
        self.read = MAX_SCHEMAS - left.get();
    }

    /// Whether so many schemas were met that some were left unread.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        self.read >= MAX_SCHEMAS
    }

    fn add_declared(
        &mut self,
        values: &Values<'a, '_>,
        placed: &Placed<'a, '_>,
        naming: Naming,
        lexicon: &'static Lexicon,
    ) {
        // Most lists are of no acts, as their first value tells.
        if naming == Naming::Silent && !begins_with_act(values, placed, lexicon) {
            return;
        }
        let Listed { choices, all, methods } = Listed::of(values, placed, lexicon);
        if naming > Naming::Silent && methods {
            self.http_method = Some(values.parameter.pointer_by(&placed.way));
            return;
        }
        match naming {
            Naming::Silent if all && are_acts(&choices, lexicon) => {
                self.acts.extend(choices.into_iter().map(|one| Choice { guessed: true, ..one }));
                return;
            }
            Naming::Silent => return,
            Naming::Perhaps if !all => return,
            Naming::Perhaps | Naming::Surely => {}
        }
        self.chooses = true;
        if choices.is_empty() {
            self.acts.extend(told(values, placed, lexicon));
        }
        self.acts.extend(choices);
    }
}

/// What a schema lists.
struct Listed<'a> {
    /// The values with a verb.
    choices: Vec<Choice<'a>>,
    /// Whether it lists values, and each has a verb.
    all: bool,
    /// Whether they are methods of HTTP.
    methods: bool,
}

impl<'a> Listed<'a> {
    fn of(values: &Values<'a, '_>, placed: &Placed<'a, '_>, lexicon: &'static Lexicon) -> Self {
        let mut choices = Vec::new();
        let (mut count, mut get, mut post) = (0, false, false);
        let _ = values.offered(placed, |offered| {
            count += 1;
            get |= offered.value == "GET";
            post |= offered.value == "POST";
            choices.extend(offered_act(values.parameter, offered, lexicon));
            Continue(())
        });
        let all = count > 0 && choices.len() == count;
        Self { choices, all, methods: get && post }
    }
}

fn has_key(schema: &Value, wanted: impl Fn(&str) -> bool) -> bool {
    schema.as_object().is_some_and(|schema| schema.keys().any(wanted))
}

/// Whether a key of a schema lists values.
fn may_list(key: &str) -> bool {
    matches!(key, "enum" | "const")
}

/// Whether further schemas stand behind a key of a schema, that can list values too.
fn may_hold(key: &str) -> bool {
    matches!(key, "items" | "properties" | "$ref" | "allOf" | "oneOf" | "anyOf")
}

/// What the entries of a parameter's name say.
pub fn naming<'e>(entries: impl Iterator<Item = &'e ParameterEntry>) -> Naming {
    let naming = |entry: &ParameterEntry| match entry.id.as_str() {
        "action" => Naming::Surely,
        "action-or-filter" => Naming::Perhaps,
        _ => Naming::Silent,
    };
    entries.map(naming).max().unwrap_or(Naming::Silent)
}

fn is_narrowing(name: &str) -> bool {
    NARROWING.iter().any(|word| name.eq_ignore_ascii_case(word))
}

/// Different verbs, none of which could be a noun, and not all of them reading.
fn are_acts(choices: &[Choice<'_>], lexicon: &'static Lexicon) -> bool {
    let verbs = || choices.iter().filter_map(|choice| lexicon.verb(choice.verb));
    choices.iter().any(|choice| Some(choice.verb) != choices.first().map(|first| first.verb))
        && verbs().all(|verb| verb.rank != Rank::Noun)
        && verbs().any(|verb| verb.says > Category::Read)
}

fn begins_with_act(
    values: &Values<'_, '_>,
    placed: &Placed<'_, '_>,
    lexicon: &'static Lexicon,
) -> bool {
    let mut act = false;
    let _ = values.offered(placed, |offered| {
        let is_act = |text| verb_in(&split_name(text, lexicon)).is_some();
        act = is_act(offered.value) || offered.title.is_some_and(|(title, _)| is_act(title));
        Break(())
    });
    act
}

fn offered_act<'a>(
    parameter: &Parameter<'a>,
    offered: &Offered<'a, '_>,
    lexicon: &'static Lexicon,
) -> Option<Choice<'a>> {
    choice(parameter, &offered.way, offered.value, lexicon).or_else(|| {
        let (title, way) = offered.title?;
        choice(parameter, &way, title, lexicon)
    })
}

/// The act that a value, or a name, begins with; none where no verb is in it.
pub fn choice<'a>(
    parameter: &Parameter<'a>,
    way: &Way<'_>,
    value: &'a str,
    lexicon: &'static Lexicon,
) -> Option<Choice<'a>> {
    let words = split_name(value, lexicon);
    let (at, verb) = verb_in(&words)?;
    let word = words.get(at)?;
    Some(Choice {
        pointer: parameter.pointer_by(way).into(),
        value,
        told: false,
        guessed: false,
        verb,
        start: word.start,
        end: word.end,
        objects: sense::topics(lexicon, value, words.get(at + 1..).unwrap_or(&[])),
    })
}

/// The first verb among the words of a value, and which word it is.
fn verb_in(words: &[Word]) -> Option<(usize, VerbId)> {
    words.iter().enumerate().find_map(|(at, word)| Some((at, word.entry.base_verb()?)))
}
