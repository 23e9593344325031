//! What the parameters say: raw input, a choice of actions, bulk, recipients,
//! money, credentials, a dry run.

use crate::manifest::{Parameter, Tool};

use super::choices::{Choices, naming};
use super::lexicon::{Lexicon, ParameterEntry};

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
        let switch = self.parameter.is_type("boolean") && !self.parameter.is_type("string");
        !switch && !self.parameter.has_choices()
    }
}

/// All that a tool's parameters say.
#[derive(Debug, Default)]
pub struct Schema<'a> {
    pub parameters: Vec<Parameter<'a>>,
    pub signs: Vec<ParameterSign<'a>>,
    pub choices: Choices<'a>,
    /// Whether there is more than is read.
    pub unread: bool,
}

/// So many parameters are read.
const MAX_PARAMETERS: usize = 400;

/// Reads the parameters of a tool.
#[must_use]
pub fn read<'a>(tool: &'a Tool, lexicon: &'static Lexicon) -> Schema<'a> {
    let mut schema = Schema::default();
    let mut parameters = tool.parameters();
    let all = parameters.len();
    parameters.truncate(MAX_PARAMETERS);
    for parameter in &parameters {
        let first = schema.signs.len();
        let entries = lexicon.parameter(parameter.name);
        schema.signs.extend(entries.map(|entry| ParameterSign { entry, parameter: *parameter }));
        let known = schema.signs.get(first..).unwrap_or(&[]);
        schema.choices.add(parameter, naming(known.iter().map(|sign| sign.entry)), lexicon);
    }
    let unread = parameters.len() < all || schema.choices.is_unread();
    Schema { parameters, unread: unread || tool.has_parameters_beyond(), ..schema }
}
