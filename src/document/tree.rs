//! What every JSON tree can be asked, whichever type holds it.
//!
//! Definitions of tools are a [`Value`], everything else is what `serde_json` makes.

use serde_json::Number;

use super::pointer::among;
use super::value::Value;

/// A JSON value, by its parts.
pub trait Tree {
    /// What stands under a key; none where this is no object.
    fn member(&self, key: &str) -> Option<&Self>;

    /// What stands at a place; none where this is no list.
    fn item(&self, at: usize) -> Option<&Self>;

    fn kind(&self) -> Kind<'_>;
}

/// What a JSON value is.
#[derive(Debug, Clone, Copy)]
pub enum Kind<'a> {
    Null,
    Bool(bool),
    Number(&'a Number),
    String(&'a str),
    Array,
    Object,
}

macro_rules! kind {
    ($value:expr) => {
        match $value {
            Self::Null => Kind::Null,
            Self::Bool(value) => Kind::Bool(*value),
            Self::Number(number) => Kind::Number(number),
            Self::String(text) => Kind::String(text),
            Self::Array(_) => Kind::Array,
            Self::Object(_) => Kind::Object,
        }
    };
}

impl Tree for Value {
    fn member(&self, key: &str) -> Option<&Self> {
        self.get(key)
    }

    fn item(&self, at: usize) -> Option<&Self> {
        self.as_array()?.get(at)
    }

    fn kind(&self) -> Kind<'_> {
        kind!(self)
    }
}

impl Tree for serde_json::Value {
    fn member(&self, key: &str) -> Option<&Self> {
        among(self.as_object()?, key)
    }

    fn item(&self, at: usize) -> Option<&Self> {
        self.as_array()?.get(at)
    }

    fn kind(&self) -> Kind<'_> {
        kind!(self)
    }
}

/// What stands under a key; none where the value is no object.
#[must_use]
pub fn member<'v, T: Tree>(value: &'v T, key: &str) -> Option<&'v T> {
    value.member(key)
}

/// "a string", "an array", …: for "this is …; expected …".
#[must_use]
pub fn kind_of<T: Tree>(value: &T) -> &'static str {
    match value.kind() {
        Kind::Null => "null",
        Kind::Bool(_) => "a boolean",
        Kind::Number(_) => "a number",
        Kind::String(_) => "a string",
        Kind::Array => "an array",
        Kind::Object => "an object",
    }
}
