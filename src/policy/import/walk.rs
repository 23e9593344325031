//! Reading a value step by step, with every mistake at its place.

use serde_json::{Map, Value};

use super::Note;
use crate::document::kind_of;
use crate::phrase::{nearest, one_of, quoted};

/// What was found on the way.
#[derive(Debug, Default)]
pub struct Walk {
    /// What stands against an import.
    pub mistakes: Vec<Note>,
    /// What its reader should know.
    pub notes: Vec<Note>,
}

impl Walk {
    pub fn mistake(&mut self, place: &str, message: impl Into<String>) {
        self.mistakes.push(Note { place: place.to_owned(), message: message.into() });
    }

    /// Each thing once at a place.
    pub fn note(&mut self, place: &str, message: impl Into<String>) {
        let note = Note { place: place.to_owned(), message: message.into() };
        if self.notes.last() != Some(&note) {
            self.notes.push(note);
        }
    }

    /// The members of a mapping that may have these keys.
    pub fn members<'a>(
        &mut self,
        value: &'a Value,
        place: &str,
        keys: &[&str],
    ) -> Option<&'a Map<String, Value>> {
        let members = self.object(value, place)?;
        for key in members.keys().filter(|key| !keys.contains(&key.as_str())) {
            let help = match nearest(key, keys.iter().copied()) {
                Some(near) => format!("did you mean {}?", quoted(near)),
                None => format!("expected {}", one_of(keys)),
            };
            self.mistake(place, format!("unknown key {}, {help}", quoted(key)));
        }
        Some(members)
    }

    pub fn object<'a>(&mut self, value: &'a Value, place: &str) -> Option<&'a Map<String, Value>> {
        if value.as_object().is_none() {
            self.mistake(place, format!("this is {}, expected a mapping", kind_of(value)));
        }
        value.as_object()
    }

    /// The items of a list; of what is missing or null, none.
    pub fn list<'a>(&mut self, value: Option<&'a Value>, place: &str) -> &'a [Value] {
        match value {
            None | Some(Value::Null) => &[],
            Some(Value::Array(items)) => items,
            Some(other) => {
                self.mistake(place, format!("this is {}, expected a list", kind_of(other)));
                &[]
            }
        }
    }

    /// A text; of what is missing or null, none.
    pub fn text<'a>(&mut self, value: Option<&'a Value>, place: &str) -> Option<&'a str> {
        match value {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(text),
            Some(other) => {
                self.mistake(place, format!("this is {}, expected a string", kind_of(other)));
                None
            }
        }
    }
}
