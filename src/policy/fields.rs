//! An object that people wrote, read key by key: what is wrong is told with its place.

use serde_json::{Map, Value};

use super::call_keys::meant;
use super::decide::Moment;
use crate::document::{kind_of, pointer_join};
use crate::phrase::{nearest, quoted};

/// What is wrong with a value, and where in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// From the root of the document.
    pub pointer: String,
    /// Whether the key is at fault, and not what it holds.
    pub at_key: bool,
    pub message: String,
}

impl Fault {
    #[must_use]
    pub fn value(pointer: String, message: impl Into<String>) -> Self {
        Self { pointer, at_key: false, message: message.into() }
    }

    #[must_use]
    pub fn key(pointer: String, message: impl Into<String>) -> Self {
        Self { pointer, at_key: true, message: message.into() }
    }
}

/// The object at a pointer, read key by key.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields<'a> {
    pub members: &'a Map<String, Value>,
    pub pointer: &'a str,
}

impl<'a> Fields<'a> {
    pub fn new(value: &'a Value, pointer: &'a str, expected: &str) -> Result<Self, Fault> {
        let found = || format!("this is {}; expected {expected}", kind_of(value));
        let members = value.as_object().ok_or_else(|| Fault::value(pointer.to_owned(), found()))?;
        Ok(Self { members, pointer })
    }

    pub fn pointer_of(&self, key: &str) -> String {
        pointer_join(self.pointer, key)
    }

    /// A value under a key; null counts as absent.
    pub fn get(&self, key: &str) -> Option<&'a Value> {
        self.members.get(key).filter(|value| !value.is_null())
    }

    pub fn wrong(&self, key: &str, value: &Value, expected: &str) -> Fault {
        let message = format!("`{key}` is {}; expected {expected}", kind_of(value));
        Fault::value(self.pointer_of(key), message)
    }

    pub fn text(&self, key: &str, expected: &str) -> Result<Option<&'a str>, Fault> {
        let Some(value) = self.get(key) else { return Ok(None) };
        value.as_str().map(Some).ok_or_else(|| self.wrong(key, value, expected))
    }

    pub fn flag(&self, key: &str) -> Result<bool, Fault> {
        let Some(value) = self.get(key) else { return Ok(false) };
        value.as_bool().ok_or_else(|| self.wrong(key, value, "`true` or `false`"))
    }

    pub fn object(&self, key: &str) -> Result<Option<&'a Map<String, Value>>, Fault> {
        let Some(value) = self.get(key) else { return Ok(None) };
        value.as_object().map(Some).ok_or_else(|| self.wrong(key, value, "an object"))
    }

    pub fn moment(&self, key: &str) -> Result<Option<Moment>, Fault> {
        let Some(text) = self.text(key, "an RFC 3339 time like `2026-01-31T09:30:00Z`")? else {
            return Ok(None);
        };
        let moment = Moment::parse(text);
        moment
            .map(Some)
            .map_err(|error| Fault::value(self.pointer_of(key), format!("`{key}`: {error}")))
    }

    /// A key that isn't among these but looks as if it were meant.
    pub fn misspelt(&self, keys: &[&str]) -> Option<Fault> {
        self.mistaken(keys, &|key| meant(key, self.members).filter(|meant| keys.contains(meant)))
    }

    /// The first key that isn't among these but near to one, or another word for one.
    pub(super) fn mistaken(
        &self,
        keys: &[&str],
        alias: &dyn Fn(&str) -> Option<&'static str>,
    ) -> Option<Fault> {
        self.members.keys().filter(|key| !keys.contains(&key.as_str())).find_map(|key| {
            let meant = nearest(key, keys.iter().copied()).or_else(|| alias(key))?;
            let message = format!("unknown key {}; did you mean `{meant}`?", quoted(key));
            Some(Fault::key(self.pointer_of(key), message))
        })
    }
}
