//! What the parameters say: raw input, a choice of actions, bulk, recipients,
//! money, credentials, a dry run.

use crate::manifest::{Parameter, Tool};

use super::lexicon::{Form, Lexicon, ParameterEntry, VerbId};
use super::parts::split_name;
use super::sense::{self, Scene};
use super::values;
use super::words::{Word, split_text};

/// A parameter that the lexicon knows by name.
#[derive(Debug, Clone)]
pub struct ParameterSign<'a> {
    pub entry: &'static ParameterEntry,
    pub parameter: Parameter<'a>,
}

impl ParameterSign<'_> {
    /// The lexicon's id: `sql`, `code`, `bulk`, …
    #[must_use]
    pub fn is(&self, id: &str) -> bool {
        self.entry.id == id
    }

    /// The caller writes it: neither a switch nor a choice among given values.
    #[must_use]
    pub fn is_free(&self) -> bool {
        !self.parameter.is_type("boolean") && !self.parameter.has_choices()
    }
}

/// One value of an `action` enum whose first word is a verb.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Pointer of the value: `…/enum/2`.
    pub pointer: String,
    pub value: String,
    /// Told in a text, not given as a value.
    pub told: bool,
    pub verb: VerbId,
    pub start: usize,
    pub end: usize,
    pub scene: Scene,
}

/// All that a tool's parameters say.
#[derive(Debug, Default)]
pub struct Schema<'a> {
    pub parameters: Vec<Parameter<'a>>,
    pub signs: Vec<ParameterSign<'a>>,
    /// The values of parameters that choose what is done.
    pub choices: Vec<Choice>,
    /// Whether a parameter named like an action exists, whatever it offers.
    pub chooses: bool,
    /// Pointer of a parameter that chooses among HTTP methods.
    pub http_method: Option<String>,
}

/// So many parameters are read.
const MAX_PARAMETERS: usize = 400;

/// Parameters whose enum is a list of acts.
const ACTION_NAMES: &[&str] = &[
    "action",
    "actions",
    "operation",
    "operations",
    "method",
    "op",
    "command",
    "subcommand",
    "sub_command",
    "cmd",
    "verb",
    "mode",
    "action_type",
    "actiontype",
    "operationtype",
    "operation_type",
    "task",
    "event",
    "type",
    "request_type",
    "transition",
    "state",
    "status",
];

/// Of those, the ones that are as often a filter: they count only if every value is a verb.
const WEAK_ACTION_NAMES: &[&str] = &[
    "mode",
    "task",
    "event",
    "type",
    "request_type",
    "state",
    "status",
    "transition",
    "command",
    "cmd",
];

/// Reads the parameters of a tool.
#[must_use]
pub fn read<'a>(tool: &'a Tool, lexicon: &'static Lexicon) -> Schema<'a> {
    let mut schema = Schema::default();
    let mut parameters = tool.parameters();
    parameters.truncate(MAX_PARAMETERS);
    for parameter in &parameters {
        schema.add_choices(tool, parameter, lexicon);
        schema.add_signs(*parameter, lexicon);
    }
    Schema { parameters, ..schema }
}

impl<'a> Schema<'a> {
    fn add_signs(&mut self, parameter: Parameter<'a>, lexicon: &'static Lexicon) {
        let entries = lexicon.parameter(parameter.name);
        self.signs.extend(entries.map(|entry| ParameterSign { entry, parameter }));
    }

    fn add_choices(&mut self, tool: &Tool, parameter: &Parameter<'_>, lexicon: &'static Lexicon) {
        let is = |list: &[&str]| list.iter().any(|n| parameter.name.eq_ignore_ascii_case(n));
        if !is(ACTION_NAMES) {
            return;
        }
        let values = values::of(tool, parameter);
        if values.iter().any(|(_, v)| v == "GET") && values.iter().any(|(_, v)| v == "POST") {
            self.http_method = Some(parameter.pointer());
            return;
        }
        let choices: Vec<Choice> =
            values.iter().filter_map(|(pointer, value)| choice(pointer, value, lexicon)).collect();
        if is(WEAK_ACTION_NAMES) && (choices.len() < values.len() || values.is_empty()) {
            return;
        }
        self.chooses = true;
        if choices.is_empty() {
            self.choices.extend(described_choices(parameter, lexicon));
        }
        self.choices.extend(choices);
    }
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
        verb,
        start: word.start,
        end: word.end,
        scene: Scene { objects, ..Scene::default() },
    })
}

/// Acts that a free `action` string names in its description: `One of: list, create, delete`.
fn described_choices(parameter: &Parameter<'_>, lexicon: &'static Lexicon) -> Vec<Choice> {
    let text = parameter.description();
    let key = ["description", "desc"]
        .iter()
        .find(|k| parameter.schema.get(k).is_some())
        .copied()
        .unwrap_or("description");
    let verbs: Vec<Choice> = split_text(text, lexicon)
        .iter()
        .take(60)
        .filter_map(|word| match word.entry.verb {
            Some((verb, Form::Base)) => Some(Choice {
                pointer: format!("{}/{key}", parameter.pointer()),
                value: text.to_owned(),
                told: true,
                verb,
                start: word.start,
                end: word.end,
                scene: Scene::default(),
            }),
            _ => None,
        })
        .collect();
    // A single verb is prose; a row of them is a list of acts.
    if verbs.len() >= 2 { verbs } else { Vec::new() }
}
