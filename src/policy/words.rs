//! Violations in plain words: what was found, what was expected, what to do.

use std::fmt;

use serde_json::Value;

use super::schema::{Violation, ViolationKind};
use crate::document::pointer_tokens;
use crate::phrase::{nearest, one_of, one_slip, quoted, same_word};

/// What is wrong, without the place and without the cure.
impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let subject = subject(&self.pointer);
        let (found, expected) = (found(&self.found), expected(self.expected));
        match &self.kind {
            ViolationKind::UnknownKey { key } => {
                write!(f, "unknown key {} in {}", quoted(key), object_of_key(&self.pointer))
            }
            ViolationKind::MissingKey { key } => {
                write!(f, "{subject} lacks the key {}", quoted(key))
            }
            ViolationKind::UnsupportedVersion => {
                write!(f, "policy version {} is not supported", literal(&self.found))
            }
            ViolationKind::Empty => write!(f, "{subject} is empty, expected a name"),
            ViolationKind::Pattern => {
                let example = example(self.expected).unwrap_or_default();
                write!(f, "{subject} is {found}, expected a string like {example}")
            }
            ViolationKind::Other { message } => write!(f, "{subject}: {}", quoted(message)),
            ViolationKind::TooLarge => {
                let most = self.expected.get("maximum").map(literal).unwrap_or_default();
                write!(f, "{subject} is {found}, expected at most {most}")
            }
            ViolationKind::UnknownValue | ViolationKind::WrongType | ViolationKind::TooSmall => {
                write!(f, "{subject} is {found}, expected {expected}")
            }
        }
    }
}

impl Violation {
    /// What to do about it, as an imperative or a question; none where the
    /// message says it all.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        match &self.kind {
            ViolationKind::UnknownKey { .. } => Some(self.help_key()),
            ViolationKind::UnknownValue => {
                self.meant().map(|name| did_you_mean(&format!("\"{name}\"")))
            }
            ViolationKind::UnsupportedVersion => Some("set `version` to `\"1\"`".to_owned()),
            ViolationKind::MissingKey { key } => {
                let example = self.expected.pointer(&format!("/properties/{key}"))?;
                Some(match resolve_example(example) {
                    Some(value) => format!("add it, for example `\"{key}\": {value}`"),
                    None => format!("add `\"{key}\"`"),
                })
            }
            ViolationKind::WrongType => self.help_type(),
            ViolationKind::TooSmall => Some(
                "to refuse every call, put the tool in `hide` or give it a `deny_if` without conditions"
                    .to_owned(),
            ),
            ViolationKind::Pattern => {
                self.meant_path().map(|path| format!("write {}", quoted(&path)))
            }
            ViolationKind::TooLarge | ViolationKind::Empty | ViolationKind::Other { .. } => None,
        }
    }

    /// The known key or value that an unknown one was probably meant to be.
    #[must_use]
    pub fn meant(&self) -> Option<&'static str> {
        match &self.kind {
            ViolationKind::UnknownKey { key } => nearest(key, self.known_keys()),
            ViolationKind::UnknownValue => {
                let (text, known) = (self.found.as_str()?, self.known_values());
                synonym(text).filter(|name| known.contains(name)).or_else(|| nearest(text, known))
            }
            _ => None,
        }
    }

    /// Whether [`Violation::meant`] is beyond doubt: the same word in another
    /// spelling, what other languages call the same operator, or a key that is
    /// one slip away from just one other.
    #[must_use]
    pub fn is_meant_for_sure(&self) -> bool {
        match (&self.kind, self.meant()) {
            (ViolationKind::UnknownKey { key }, Some(meant)) => {
                let near = self.known_keys().into_iter().filter(|known| one_slip(key, known));
                same_word(key, meant) || near.eq([meant])
            }
            (_, Some(meant)) => self
                .found
                .as_str()
                .is_some_and(|found| same_word(found, meant) || synonym(found) == Some(meant)),
            (_, None) => false,
        }
    }

    /// The path that one without `args.` was probably meant to be.
    #[must_use]
    pub fn meant_path(&self) -> Option<String> {
        let text = self.found.as_str().filter(|_| self.kind == ViolationKind::Pattern)?;
        let bare = text.strip_prefix("args").unwrap_or(text).trim_matches(['.', '$']);
        let plain = !bare.is_empty() && !bare.contains("..");
        plain.then(|| format!("args.{bare}"))
    }

    /// The one value that the missing key may have, where there is just one.
    #[must_use]
    pub fn only_value(&self) -> Option<&'static Value> {
        let ViolationKind::MissingKey { key } = &self.kind else { return None };
        let schema = self.expected.get("properties")?.get(key)?;
        let listed = schema.get("enum").and_then(Value::as_array).map(Vec::as_slice);
        match listed {
            Some([only]) => Some(only),
            _ => schema.get("const"),
        }
    }

    fn help_key(&self) -> String {
        match self.meant() {
            Some(name) => did_you_mean(name),
            None => format!("remove it, or use {}", one_of(&self.known_keys())),
        }
    }

    fn help_type(&self) -> Option<String> {
        let kind = self.expected.get("type").and_then(Value::as_str);
        match (&self.found, kind) {
            (Value::String(text), Some("integer")) => {
                let number: u64 = text.trim().parse().ok()?;
                Some(format!("remove the quotes: `{number}`"))
            }
            (Value::Number(_), None) if self.expected.get("const").is_some() => {
                Some(format!("put it in quotes: `\"{}\"`", self.found))
            }
            (Value::String(_) | Value::Object(_), Some("array")) => {
                Some("put it in brackets: `[` … `]`".to_owned())
            }
            (Value::Null | Value::Bool(true), Some("object")) if is_tool(&self.pointer) => {
                Some("to allow the tool without conditions, write `{}`".to_owned())
            }
            (Value::Bool(false), Some("object")) if is_tool(&self.pointer) => {
                Some("to refuse the tool, put its name in `hide`".to_owned())
            }
            _ => None,
        }
    }
}

/// The operator that other languages spell so.
fn synonym(operator: &str) -> Option<&'static str> {
    Some(match operator {
        "=" | "==" | "equals" | "is" => "eq",
        "!=" | "<>" | "not_equals" => "neq",
        "<" => "lt",
        "<=" | "le" => "lte",
        ">" => "gt",
        ">=" | "ge" => "gte",
        "nin" | "not in" => "not_in",
        "match" | "matches" | "~" | "=~" => "regex",
        "includes" | "has" => "contains",
        _ => return None,
    })
}

fn did_you_mean(name: &str) -> String {
    format!("did you mean `{name}`?")
}

fn is_tool(pointer: &str) -> bool {
    pointer.starts_with("/tools/") && pointer.matches('/').count() == 2
}

/// The value at a pointer of a policy, as a person would call it: `limits`,
/// item 2 of `hide`, the entry of tool `x`.
#[must_use]
pub fn subject(pointer: &str) -> String {
    let tokens = pointer_tokens(pointer);
    match tokens.as_slice() {
        [] => "the policy".to_owned(),
        [tools, name] if tools == "tools" => format!("the entry of tool {}", quoted(name)),
        [.., list, index] if index.parse::<usize>().is_ok() => {
            let ordinal = index.parse::<usize>().map_or(0, |i| i + 1);
            format!("item {ordinal} of {}", quoted(list))
        }
        [.., key] => quoted(key),
    }
}

/// The object that holds the key a pointer ends with.
fn object_of_key(pointer: &str) -> String {
    subject(pointer.rfind('/').map_or("", |slash| &pointer[..slash]))
}

/// The kind of a value, and the value itself where it is short.
fn found(value: &Value) -> String {
    match value {
        Value::Null => "`null`".to_owned(),
        Value::Bool(_) => literal(value),
        Value::Number(_) => format!("the number {}", literal(value)),
        Value::String(_) => format!("the string {}", literal(value)),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

fn literal(value: &Value) -> String {
    quoted(&value.to_string())
}

/// What a part of the schema asks for.
fn expected(schema: &Value) -> String {
    if let Some(constant) = schema.get("const") {
        return format!("the string {}", literal(constant));
    }
    if let Some(options) = schema.get("enum").and_then(Value::as_array) {
        return one_of(&options.iter().map(Value::to_string).collect::<Vec<_>>());
    }
    match schema.get("type").and_then(Value::as_str) {
        Some("integer") => match schema.get("minimum") {
            Some(least) => format!("an integer of at least {least}"),
            None => "an integer".to_owned(),
        },
        Some("object") => "an object".to_owned(),
        Some("array") => "a list".to_owned(),
        Some("boolean") => "`true` or `false`".to_owned(),
        Some(other) => format!("a {other}"),
        None => "another value".to_owned(),
    }
}

fn example(schema: &Value) -> Option<String> {
    schema.pointer("/examples/0").map(literal)
}

/// The first example of a property, its own or that of what it refers to.
fn resolve_example(schema: &Value) -> Option<Value> {
    if let Some(value) = schema.pointer("/examples/0") {
        return Some(value.clone());
    }
    let name = schema.get("$ref").and_then(Value::as_str)?.strip_prefix('#')?;
    super::schema::part(name)?.pointer("/examples/0").cloned()
}
