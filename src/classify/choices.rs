//! What a caller chooses by parameters: acts among given values (`action`,
//! `request.action`, `operations[].op`), and acts by a switch (`delete_after`).

use std::cell::Cell;

use crate::document::{Map, Value, member};
use crate::manifest::Parameter;

use super::lexicon::{Form, Lexicon, ParameterEntry, Rank, VerbId};
use super::model::Category;
use super::parts::split_name;
use super::sense::{self, Scene};
use super::values::{Offered, Placed, Root};
use super::words::{Word, split_text};

/// One value of an `action` enum whose first word is a verb.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Pointer of the value: `…/enum/2`.
    pub pointer: String,
    pub value: String,
    /// Told in a text, not given as a value.
    pub told: bool,
    /// Of a parameter whose name doesn't say that it chooses an act.
    pub guessed: bool,
    pub verb: VerbId,
    pub start: usize,
    pub end: usize,
    pub scene: Scene,
}

/// What the parameters of a tool let a caller choose.
#[derive(Debug, Default)]
pub struct Choices {
    /// The values of parameters that choose what is done.
    pub acts: Vec<Choice>,
    /// Switches that are called like an act: `delete_source`.
    pub switches: Vec<Choice>,
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

/// Switches that begin so mostly adorn what is returned: `add_line_numbers`.
const DECORATING: &[&str] = &["add", "set"];

/// Keys of a schema behind which values can be listed.
const LISTING: &[&str] =
    &["enum", "const", "items", "properties", "$ref", "allOf", "oneOf", "anyOf"];

impl Choice {
    /// An act that a text names, by the bytes of its verb there.
    pub fn told(pointer: &str, value: &str, verb: VerbId, (start, end): (usize, usize)) -> Self {
        let (pointer, value) = (pointer.to_owned(), value.to_owned());
        let scene = Scene::default();
        Self { pointer, value, told: true, guessed: false, verb, start, end, scene }
    }
}

impl Choices {
    /// Adds what a parameter lets choose, whose name says so much of it.
    pub fn add(&mut self, parameter: &Parameter<'_>, naming: Naming, lexicon: &'static Lexicon) {
        let keys = parameter.schema.as_object().map(Map::keys);
        let lists = keys.is_some_and(|mut keys| keys.any(|key| LISTING.contains(&key)));
        // Neither a list nor a switch: so are nearly all.
        if !lists && naming == Naming::Silent && !parameter.is_type("boolean") {
            return;
        }
        self.switches.extend(switch(parameter, lexicon));
        if naming == Naming::Silent && (!lists || is_narrowing(parameter.name)) {
            return;
        }
        let left = Cell::new(MAX_SCHEMAS - self.read);
        let (root, schema) = (Root::of(parameter, &left), parameter.schema);
        let declared = Placed { name: parameter.name, schema, pointer: parameter.pointer() };
        self.add_declared(&root, &declared, naming, lexicon);
        let holds = |form: &Value| member(form, "properties").or(member(form, "items")).map(|_| ());
        if lists && !is_narrowing(parameter.name) && parameter.find(holds).is_some() {
            for placed in root.members(schema, &declared.pointer) {
                if self::naming(lexicon.parameter(placed.name)) == Naming::Surely {
                    self.add_declared(&root, &placed, Naming::Surely, lexicon);
                }
            }
        }
        self.read = MAX_SCHEMAS - left.get();
    }

    fn add_declared<'a>(
        &mut self,
        root: &Root<'a, '_>,
        placed: &Placed<'a>,
        naming: Naming,
        lexicon: &'static Lexicon,
    ) {
        let values = root.offered(placed.schema, &placed.pointer);
        let has = |method: &str| values.iter().any(|offered| offered.value == method);
        if naming > Naming::Silent && has("GET") && has("POST") {
            self.http_method = Some(placed.pointer.clone());
            return;
        }
        let choices: Vec<Choice> = values.iter().filter_map(|v| offered(v, lexicon)).collect();
        let all = !values.is_empty() && choices.len() == values.len();
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
            self.acts.extend(told(root, placed, lexicon));
        }
        self.acts.extend(choices);
    }
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
fn are_acts(choices: &[Choice], lexicon: &'static Lexicon) -> bool {
    let verbs = || choices.iter().filter_map(|choice| lexicon.verb(choice.verb));
    choices.iter().any(|choice| Some(choice.verb) != choices.first().map(|first| first.verb))
        && verbs().all(|verb| verb.rank != Rank::Noun)
        && verbs().any(|verb| verb.says > Category::Read)
}

fn offered(offered: &Offered<'_>, lexicon: &'static Lexicon) -> Option<Choice> {
    choice(&offered.pointer, offered.value, lexicon).or_else(|| {
        let (pointer, title) = offered.title.as_ref()?;
        choice(pointer, title, lexicon)
    })
}

fn choice(pointer: &str, value: &str, lexicon: &'static Lexicon) -> Option<Choice> {
    let words = split_name(value, lexicon);
    let verb_of = |word: &Word| match word.entry.verb {
        Some((verb, Form::Base)) => Some(verb),
        _ => None,
    };
    let (at, verb) = words.iter().enumerate().find_map(|(i, w)| Some((i, verb_of(w)?)))?;
    let word = words.get(at)?;
    let objects = sense::topics(lexicon, value, words.get(at + 1..).unwrap_or(&[]));
    Some(Choice {
        pointer: pointer.to_owned(),
        value: value.to_owned(),
        told: false,
        guessed: false,
        verb,
        start: word.start,
        end: word.end,
        scene: Scene { objects, ..Scene::default() },
    })
}

/// A switch whose name begins with a verb of change: `deleteAfter`, `purge`, `save_to_file`.
fn switch(parameter: &Parameter<'_>, lexicon: &'static Lexicon) -> Option<Choice> {
    let words = split_name(parameter.name, lexicon);
    let (verb, _) = words.first()?.entry.verb.filter(|(_, form)| *form == Form::Base)?;
    let verb = lexicon.verb(verb)?;
    let acts = match verb.says {
        Category::Read => false,
        Category::Write | Category::Execute => {
            verb.rank == Rank::Core && !DECORATING.contains(&verb.word.as_str())
        }
        Category::Destructive | Category::Financial => verb.rank != Rank::Noun,
    };
    // Few names begin so, and the type is asked of those alone.
    if !acts || !parameter.is_type("boolean") {
        return None;
    }
    choice(&parameter.pointer(), parameter.name, lexicon)
}

/// Acts that a free `action` string names in its description: `One of: list, create, delete`.
fn told(root: &Root<'_, '_>, placed: &Placed<'_>, lexicon: &'static Lexicon) -> Vec<Choice> {
    let Some((pointer, text)) = root.description(placed.schema, &placed.pointer) else {
        return Vec::new();
    };
    let verbs: Vec<Choice> = split_text(text, lexicon)
        .iter()
        .take(60)
        .filter_map(|word| match word.entry.verb {
            Some((verb, Form::Base)) => {
                Some(Choice::told(&pointer, text, verb, (word.start, word.end)))
            }
            _ => None,
        })
        .collect();
    // A single verb is prose; a row of them is a list of acts.
    if verbs.len() >= 2 { verbs } else { Vec::new() }
}
