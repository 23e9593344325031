//! All that a model reads of a definition, each text with its place.

use std::borrow::Cow;

use crate::document::{Value, pointer_push};
use crate::manifest::Tool;

/// What a text is in the definition: some signals only mean something in one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The name of the tool.
    Name,
    /// A key, such as a parameter's name.
    Key,
    /// What is said of the tool.
    Description,
    /// What is said of a parameter.
    Parameter,
    Default,
    /// Anything else.
    Other,
}

impl Role {
    /// In the order of their numbers.
    pub(super) const ALL: [Self; 6] =
        [Self::Name, Self::Key, Self::Description, Self::Parameter, Self::Default, Self::Other];

    /// As `catalog/poison.toml` spells it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Key => "key",
            Self::Description => "description",
            Self::Parameter => "parameter",
            Self::Default => "default",
            Self::Other => "other",
        }
    }
}

/// One text.
#[derive(Debug, Clone)]
pub struct Text<'a> {
    /// Pointer into the definition; of a key, to its value.
    pub pointer: Cow<'a, str>,
    pub role: Role,
    pub value: &'a str,
    /// Whether this is what the tool says of itself first.
    pub first: bool,
}

/// Every string and every key that may say something.
#[must_use]
pub fn texts(tool: &Tool) -> Vec<Text<'_>> {
    let mut found = Vec::new();
    each_text(tool, |value, text| {
        found.push(Text { pointer: Cow::Owned(text.pointer.into_owned()), value, ..text });
    });
    found
}

/// Hands out each of [`texts`], with a pointer that is lent for the while.
pub fn each_text<'a>(tool: &'a Tool, sink: impl FnMut(&'a str, Text<'_>)) {
    let first = Some(tool.description.as_str()).filter(|description| !description.is_empty());
    let mut walk = Walk { pointer: String::new(), first, sink };
    walk.value(&tool.definition, Role::Other);
}

struct Walk<'a, Sink> {
    pointer: String,
    /// What the tool says of itself first, until it was found.
    first: Option<&'a str>,
    sink: Sink,
}

impl<'a, Sink: FnMut(&'a str, Text<'_>)> Walk<'a, Sink> {
    fn value(&mut self, value: &'a Value, role: Role) {
        match value {
            Value::String(text) => {
                let role = if self.pointer.is_empty() { Role::Name } else { role };
                self.text(text, role);
            }
            Value::Array(items) => {
                for (i, item) in items.iter().enumerate() {
                    self.below(&i.to_string(), |walk| walk.value(item, role));
                }
            }
            Value::Object(members) => {
                for (key, value) in members.iter() {
                    let role = role_of(key, &self.pointer, role);
                    self.below(key, |walk| {
                        walk.text(key, Role::Key);
                        walk.value(value, role);
                    });
                }
            }
            _ => {}
        }
    }

    fn below(&mut self, token: &str, visit: impl FnOnce(&mut Self)) {
        let length = self.pointer.len();
        pointer_push(&mut self.pointer, token);
        visit(self);
        self.pointer.truncate(length);
    }

    fn text(&mut self, value: &'a str, role: Role) {
        let first = self.first == Some(value);
        if first {
            self.first = None;
        }
        let pointer = Cow::Borrowed(self.pointer.as_str());
        (self.sink)(value, Text { pointer, role, value, first });
    }
}

fn role_of(key: &str, pointer: &str, around: Role) -> Role {
    match key {
        "name" if pointer.is_empty() || pointer == "/function" => Role::Name,
        "description" if pointer.contains("/properties/") => Role::Parameter,
        "description" | "desc" | "title" => Role::Description,
        "default" => Role::Default,
        "enum" | "examples" => Role::Other,
        _ => around,
    }
}

/// The words of a name in any case style.
#[must_use]
pub fn spaced(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 8);
    let mut before = ' ';
    for c in name.chars() {
        if matches!(c, '_' | '-' | '.') {
            if before != ' ' {
                out.push(' ');
            }
            before = ' ';
            continue;
        }
        if c.is_ascii_uppercase() && (before.is_ascii_lowercase() || before.is_ascii_digit()) {
            out.push(' ');
        }
        out.push(c);
        before = c;
    }
    out
}
