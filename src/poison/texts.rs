//! All that a model reads of a definition, each text with its place.

use serde_json::Value;

use crate::document::pointer_join;
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
    pub pointer: String,
    pub role: Role,
    pub value: &'a str,
    /// Whether this is what the tool says of itself first.
    pub first: bool,
}

/// Every string and every key that may say something.
#[must_use]
pub fn texts(tool: &Tool) -> Vec<Text<'_>> {
    let mut found = Vec::new();
    walk(&tool.definition, String::new(), Role::Other, &mut found);
    let first = found.iter().position(|text| text.value == tool.description);
    if let Some(first) = first.filter(|_| !tool.description.is_empty()) {
        found[first].first = true;
    }
    found
}

fn walk<'a>(value: &'a Value, pointer: String, role: Role, found: &mut Vec<Text<'a>>) {
    match value {
        Value::String(text) => {
            let role = if pointer.is_empty() { Role::Name } else { role };
            found.push(Text { pointer, role, value: text, first: false });
        }
        Value::Array(items) => {
            for (i, item) in items.iter().enumerate() {
                walk(item, pointer_join(&pointer, &i.to_string()), role, found);
            }
        }
        Value::Object(members) => {
            for (key, value) in members {
                let here = pointer_join(&pointer, key);
                found.push(Text {
                    pointer: here.clone(),
                    role: Role::Key,
                    value: key,
                    first: false,
                });
                let role = role_of(key, &pointer, role);
                walk(value, here, role, found);
            }
        }
        _ => {}
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
