//! From one raw definition to a [`Tool`]: the spellings that authors use.
//!
//! The protocol's own spelling, Anthropic's `input_schema`, `OpenAI`'s wrapper
//! and `parameters`, Gemini's `parametersJsonSchema`, Docker's `arguments`
//! list, and hints that stand elsewhere than under `annotations` all become
//! the same fields. The definition itself is kept untouched, so each pointer
//! that a `Tool` holds leads to what the author wrote.
//!
//! A new spelling is one word below.

use std::borrow::Cow;

use super::model::{Annotation, Hint, ParameterSource, Tool};
use crate::document::{Map, Value, kind_of, member, pointer_find, pointer_join};

/// Objects that hold the real definition under one key.
pub(super) const WRAPPERS: [&str; 1] = ["function"];

/// Keys of an input schema, the protocol's own first.
pub(super) const SCHEMAS: [&str; 5] =
    ["inputSchema", "input_schema", "parameters", "parametersJsonSchema", "parameters_json_schema"];

/// Keys of a parameter list, where there is no schema.
pub(super) const LISTS: [&str; 2] = ["arguments", "parameters"];

/// Objects in which hints stand; the empty pointer is the definition itself.
pub(super) const HINT_PLACES: [&str; 3] = ["annotations", "toolMetadata", ""];

/// The hint that a key spells.
pub(super) fn hint_of(key: &str) -> Option<Hint> {
    match key {
        "readOnlyHint" | "read_only_hint" | "readOnly" | "read_only" => Some(Hint::ReadOnly),
        "destructiveHint" | "destructive_hint" | "destructive" => Some(Hint::Destructive),
        "idempotentHint" | "idempotent_hint" | "idempotent" => Some(Hint::Idempotent),
        "openWorldHint" | "open_world_hint" | "openWorld" | "open_world" => Some(Hint::OpenWorld),
        _ => None,
    }
}

/// Why a value can't be taken as the definition of a tool.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DefinitionError {
    #[error("this is {found}; expected an object with a `name`")]
    NotAnObject { found: &'static str },
    #[error("the definition has no `name`; a tool is called by its name: add it")]
    NoName,
    #[error("`name` is {found}; expected a string")]
    NameNotText { found: &'static str },
    #[error("`name` is empty; a tool is called by its name: fill it in")]
    EmptyName,
}

impl Tool {
    /// Reads a raw definition in any known spelling and keeps it as it is.
    ///
    /// # Errors
    /// Only a definition without a usable name is refused; every other oddity
    /// (no description, a schema that is `true`) leaves a field empty.
    pub fn from_definition(definition: impl Into<Value>) -> Result<Self, DefinitionError> {
        Self::read(definition.into(), None)
    }

    /// As [`Tool::from_definition`], for the value of a map whose key names the
    /// tool; a `name` in the definition wins over the key.
    ///
    /// # Errors
    /// When the value is no object.
    pub fn from_entry(key: &str, definition: impl Into<Value>) -> Result<Self, DefinitionError> {
        Self::read(definition.into(), Some(key))
    }

    /// A tool of which only the name is known; its definition is that string.
    ///
    /// # Errors
    /// When the name is empty.
    pub fn from_name(name: &str) -> Result<Self, DefinitionError> {
        if name.is_empty() {
            return Err(DefinitionError::EmptyName);
        }
        Ok(Self {
            name: name.to_owned(),
            title: None,
            description: String::new(),
            definition: Value::from(name),
            parameter_source: ParameterSource::None,
            annotations: Vec::new(),
            origin: None,
        })
    }

    fn read(definition: Value, key: Option<&str>) -> Result<Self, DefinitionError> {
        if !definition.is_object() {
            return Err(DefinitionError::NotAnObject { found: kind_of(&definition) });
        }
        let base = wrapper(&definition);
        let body = pointer_find(&definition, &base).unwrap_or(&definition);
        let name = match (member(body, "name"), key) {
            (Some(Value::String(name)), _) if !name.is_empty() => name.to_string(),
            (_, Some(key)) if !key.is_empty() => key.to_owned(),
            (Some(Value::String(_)), _) => return Err(DefinitionError::EmptyName),
            (Some(Value::Null) | None, _) => return Err(DefinitionError::NoName),
            (Some(other), _) => {
                return Err(DefinitionError::NameNotText { found: kind_of(other) });
            }
        };
        let title = text(body, "title")
            .or_else(|| member(body, "annotations").and_then(|hints| text(hints, "title")));
        let description = text(body, "description").unwrap_or_default();
        let parameter_source = parameter_source(body, &base);
        let annotations = annotations(&definition, &base);
        let origin = None;
        Ok(Self { name, title, description, definition, parameter_source, annotations, origin })
    }
}

/// Whether a value says enough to be taken for a tool where nothing around it
/// says so: a name, and something that only tools have beside it.
pub(super) fn looks_like_tool(value: &Value) -> bool {
    let base = wrapper(value);
    let Some(body) = pointer_find(value, &base).filter(|body| body.is_object()) else {
        return false;
    };
    let named = member(body, "name").is_some_and(Value::is_string);
    named
        && !is_call(body)
        && (!base.is_empty() || member(body, "description").is_some() || has_parameters(body))
}

/// Whether an object holds the arguments of one call instead of declaring parameters.
pub(super) fn is_call(body: &Value) -> bool {
    matches!(member(body, "arguments"), Some(Value::Object(_) | Value::String(_)))
        && !has_parameters(body)
}

/// Whether an object declares parameters, in any spelling.
pub(super) fn has_parameters(body: &Value) -> bool {
    schema_key(body).or_else(|| list_key(body)).is_some()
}

/// The pointer of the real definition: empty, unless it is wrapped.
pub(super) fn wrapper(value: &Value) -> String {
    WRAPPERS
        .iter()
        .find(|key| {
            member(value, "name").is_none() && member(value, key).is_some_and(Value::is_object)
        })
        .map_or_else(String::new, |key| pointer_join("", key))
}

fn text(value: &Value, key: &str) -> Option<String> {
    member(value, key).and_then(Value::as_str).map(str::to_owned)
}

fn parameter_source(body: &Value, base: &str) -> ParameterSource {
    if let Some(key) = schema_key(body) {
        return ParameterSource::Schema(pointer_join(base, key));
    }
    match list_key(body) {
        Some(key) => ParameterSource::List(pointer_join(base, key)),
        None => ParameterSource::None,
    }
}

fn schema_key(body: &Value) -> Option<&'static str> {
    let is_schema =
        |key: &&str| matches!(member(body, key), Some(Value::Object(_) | Value::Bool(_)));
    SCHEMAS.into_iter().find(is_schema)
}

fn list_key(body: &Value) -> Option<&'static str> {
    LISTS.into_iter().find(|key| member(body, key).is_some_and(Value::is_array))
}

/// Every claim that is a plain `true` or `false`; others claim nothing.
fn annotations(definition: &Value, base: &str) -> Vec<Annotation> {
    let mut found = Vec::new();
    let bases = [base, ""];
    let bases = if base.is_empty() { &bases[1..] } else { &bases };
    for base in bases {
        let Some(body) = pointer_find(definition, base) else { continue };
        for place in HINT_PLACES {
            let holder = if place.is_empty() { Some(body) } else { member(body, place) };
            let claims = holder.and_then(Value::as_object).into_iter().flat_map(Map::iter);
            found.extend(claims.filter_map(|(key, claim)| annotation((base, place), key, claim)));
        }
    }
    found
}

/// A claim is the value itself, or an object that holds it under `value`.
fn annotation((base, place): (&str, &str), key: &str, claim: &Value) -> Option<Annotation> {
    let hint = hint_of(key)?;
    let (claim, inner) = match claim {
        Value::Object(inner) => (inner.get("value")?, "/value"),
        plain => (plain, ""),
    };
    let value = claim.as_bool()?;
    let pointer = match (base, place, inner) {
        ("", "annotations", "") => protocols_own(key),
        _ => None,
    };
    let pointer = pointer.map_or_else(
        || {
            // None of these words has a character that a pointer escapes.
            let slash = if place.is_empty() { "" } else { "/" };
            [base, slash, place, "/", key, inner].concat().into()
        },
        Cow::Borrowed,
    );
    Some(Annotation { hint, value, pointer })
}

/// The pointer of a hint that stands where the protocol has it, as nearly all do.
fn protocols_own(key: &str) -> Option<&'static str> {
    match key {
        "readOnlyHint" => Some("/annotations/readOnlyHint"),
        "destructiveHint" => Some("/annotations/destructiveHint"),
        "idempotentHint" => Some("/annotations/idempotentHint"),
        "openWorldHint" => Some("/annotations/openWorldHint"),
        _ => None,
    }
}
