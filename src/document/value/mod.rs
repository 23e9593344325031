//! A JSON value as definitions keep it: read fast, in the order of its text.
//!
//! Tools are read by the million and looked at once, so the tree is lean. An
//! object is a list of its members; only a large one has an index beside it.
//! The words that all schemas repeat (`type`, `description`, `string`) are not
//! copied. Everything else is as in `serde_json::Value`, which the rest of the
//! program uses: what is accepted, the order of members, and that of a key that
//! stands more than once the last value counts, in the first place.

mod map;
mod serde;

use std::borrow::Cow;

use serde_json::Number;

pub use map::Map;

/// A [`Value`] written as JSON.
#[cfg(test)]
macro_rules! value {
    ($($json:tt)+) => {
        $crate::document::Value::from(serde_json::json!($($json)+))
    };
}
#[cfg(test)]
pub(crate) use value;

/// A text of a definition: its own, or a word that many share.
pub type Text = Cow<'static, str>;

#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    #[default]
    Null,
    Bool(bool),
    Number(Number),
    String(Text),
    Array(Vec<Value>),
    Object(Map),
}

impl Value {
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    #[must_use]
    pub fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    #[must_use]
    pub fn as_array(&self) -> Option<&Vec<Self>> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    #[must_use]
    pub fn as_object(&self) -> Option<&Map> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    #[must_use]
    pub fn is_string(&self) -> bool {
        matches!(self, Self::String(_))
    }

    #[must_use]
    pub fn is_array(&self) -> bool {
        matches!(self, Self::Array(_))
    }

    #[must_use]
    pub fn is_object(&self) -> bool {
        matches!(self, Self::Object(_))
    }

    /// What stands under a key; none where this is no object.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.as_object()?.get(key)
    }

    /// Takes the value and leaves `null`.
    #[must_use]
    pub fn take(&mut self) -> Self {
        std::mem::take(self)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned().into())
    }
}

impl From<serde_json::Value> for Value {
    fn from(value: serde_json::Value) -> Self {
        use serde_json::Value as Library;
        match value {
            Library::Null => Self::Null,
            Library::Bool(value) => Self::Bool(value),
            Library::Number(number) => Self::Number(number),
            Library::String(text) => Self::String(text.into()),
            Library::Array(items) => Self::Array(items.into_iter().map(Self::from).collect()),
            Library::Object(members) => Self::Object(
                members.into_iter().map(|(key, value)| (key.into(), value.into())).collect(),
            ),
        }
    }
}

impl From<&Value> for serde_json::Value {
    fn from(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(number) => Self::Number(number.clone()),
            Value::String(text) => Self::String(text.clone().into_owned()),
            Value::Array(items) => Self::Array(items.iter().map(Self::from).collect()),
            Value::Object(members) => Self::Object(
                members.iter().map(|(key, value)| (key.to_owned(), Self::from(value))).collect(),
            ),
        }
    }
}

impl PartialEq<str> for Value {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == Some(other)
    }
}

impl PartialEq<&str> for Value {
    fn eq(&self, other: &&str) -> bool {
        self == *other
    }
}
