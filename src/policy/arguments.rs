//! What a tool's schema says of the argument that a path names.
//!
//! Only what a schema states plainly is used: where it may say more than is
//! read here (`allOf`, conditions, foreign references), the answer is the
//! larger set, or that nothing is known.

use super::declared::{domain, is_listed, is_nullable, resolve};
use super::satisfy::Domain;
use crate::document::{Value, member, pointer_find};
use crate::manifest::{ParameterSource, Tool};

/// Keywords by which an object may have members that `properties` doesn't list.
const OPENING: [&str; 12] = [
    "patternProperties",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "then",
    "else",
    "dependentSchemas",
    "dependencies",
    "$dynamicRef",
    "unevaluatedProperties",
];

/// Paths that are deeper are not looked up.
const MAX_DEPTH: usize = 16;

/// What is known of one argument.
#[derive(Debug, Clone)]
pub enum Argument<'a> {
    /// Nothing, so nothing can be wrong with it.
    Unknown,
    /// Its owner lists its members, and this isn't one.
    Missing {
        /// The part of the path that isn't there.
        segment: String,
        /// What the path leads to before it; empty for the tool itself.
        parent: String,
        known: Vec<&'a str>,
    },
    /// The path goes on behind a value without members.
    TooDeep {
        parent: String,
        kind: String,
    },
    Declared(Box<Declared<'a>>),
}

/// What the schema lets an argument be.
#[derive(Debug, Clone)]
pub struct Declared<'a> {
    /// Never too small; holds the absence wherever null isn't ruled out.
    pub domain: Domain<'a>,
    /// Whether the schema says that it may be left out, or be null.
    pub optional: bool,
    /// What the elements can be, where it may be a list.
    pub items: Option<Domain<'a>>,
    /// Whether a schema lists the strings and numbers one by one.
    pub listed: bool,
    /// What the server says that it takes where the argument is left out.
    pub default: Option<&'a Value>,
}

impl Argument<'_> {
    /// Whether the tool has no such argument.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Missing { .. } | Self::TooDeep { .. })
    }
}

/// Looks an argument up by its path, `args.` in front.
#[must_use]
pub fn argument<'a>(tool: &'a Tool, path: &str) -> Argument<'a> {
    let Some(path) = path.strip_prefix("args.") else { return Argument::Unknown };
    match &tool.parameter_source {
        ParameterSource::None => Argument::Unknown,
        ParameterSource::Schema(pointer) => match pointer_find(&tool.definition, pointer) {
            Some(root) => Search { root }.walk(path),
            None => Argument::Unknown,
        },
        ParameterSource::List(_) => listed(tool, path),
    }
}

/// A list of parameters says which there are, and of what type.
fn listed<'a>(tool: &'a Tool, path: &str) -> Argument<'a> {
    if path.contains('.') {
        return Argument::Unknown;
    }
    let parameters = tool.parameters();
    match parameters.iter().find(|parameter| parameter.name == path) {
        Some(parameter) => declared(parameter.schema, parameter.schema, !parameter.required),
        None if parameters.is_empty() => Argument::Unknown,
        None => Argument::Missing {
            segment: path.to_owned(),
            parent: String::new(),
            known: parameters.iter().map(|parameter| parameter.name).collect(),
        },
    }
}

/// A walk through one schema.
struct Search<'a> {
    root: &'a Value,
}

impl<'a> Search<'a> {
    fn walk(&self, path: &str) -> Argument<'a> {
        if path.split('.').nth(MAX_DEPTH).is_some() {
            return Argument::Unknown;
        }
        let mut schema = self.root;
        let mut optional = false;
        let mut at = 0;
        loop {
            let rest = path.get(at..).unwrap_or_default();
            let segment = rest.split('.').next().unwrap_or_default();
            let parent = path.get(..at.saturating_sub(1)).unwrap_or_default();
            let Some(owner) = self.owner(schema) else { return Argument::Unknown };
            if at > 0
                && let Some(closed) = self.closed(owner, segment, parent)
            {
                return closed;
            }
            let Some(properties) = member(owner, "properties").and_then(Value::as_object) else {
                return Argument::Unknown;
            };
            let Some(member) = properties.get(segment) else {
                return missing(owner, segment, rest, parent);
            };
            optional |= !is_required(owner, segment) || (at > 0 && is_nullable(self.root, schema));
            if segment.len() == rest.len() {
                return declared(self.root, member, optional);
            }
            schema = member;
            at += segment.len() + 1;
        }
    }

    /// The schema that lists the members: behind references, and behind a
    /// choice between an object and null.
    fn owner(&self, schema: &'a Value) -> Option<&'a Value> {
        let schema = resolve(self.root, schema)?;
        let choice = ["anyOf", "oneOf"].iter().find_map(|key| member(schema, key)?.as_array());
        let Some(choice) = choice.filter(|_| member(schema, "properties").is_none()) else {
            return Some(schema);
        };
        let is_null = |branch: &&Value| branch.get("type").is_some_and(|kind| kind == "null");
        let mut others = choice.iter().filter(|branch| !is_null(branch));
        match (others.next(), others.next()) {
            (Some(only), None) => resolve(self.root, only),
            _ => None,
        }
    }

    /// Whether the path ends here, because the value has no members.
    fn closed(&self, owner: &'a Value, segment: &str, parent: &str) -> Option<Argument<'a>> {
        let here = domain(self.root, owner);
        // Whether a number leads into a list is for the gateway to say.
        let index = segment.bytes().all(|byte| byte.is_ascii_digit());
        if here.objects || (here.lists && index) || here.has_no_value() {
            return None;
        }
        Some(Argument::TooDeep { parent: parent.to_owned(), kind: here.kinds() })
    }
}

fn missing<'a>(owner: &'a Value, segment: &str, rest: &str, parent: &str) -> Argument<'a> {
    let Some(properties) = member(owner, "properties").and_then(Value::as_object) else {
        return Argument::Unknown;
    };
    let additional = member(owner, "additionalProperties");
    let open = additional.is_some_and(|additional| *additional != Value::Bool(false))
        || OPENING.iter().any(|opening| member(owner, opening).is_some())
        // Many a server without parameters declares an empty object and means nothing by it.
        || (properties.is_empty() && additional.is_none())
        // A name with a dot in it can't be told from two levels.
        || properties.keys().any(|name| name.contains('.') && rest.starts_with(name));
    if open {
        return Argument::Unknown;
    }
    Argument::Missing {
        segment: segment.to_owned(),
        parent: parent.to_owned(),
        known: properties.keys().collect(),
    }
}

fn is_required(owner: &Value, name: &str) -> bool {
    let required = member(owner, "required").and_then(Value::as_array);
    required.is_some_and(|names| names.iter().any(|known| known == name))
}

fn declared<'a>(root: &'a Value, schema: &'a Value, optional: bool) -> Argument<'a> {
    let Some(schema) = resolve(root, schema) else { return Argument::Unknown };
    let mut allowed = domain(root, schema);
    let optional = optional || is_nullable(root, schema);
    allowed.absent |= optional;
    // With places of their own, the first elements can be something else.
    let plain = member(schema, "prefixItems").is_none();
    let items = member(schema, "items").filter(|items| items.is_object() && plain);
    let items = items.and_then(|items| resolve(root, items));
    Argument::Declared(Box::new(Declared {
        listed: is_listed(&allowed),
        domain: allowed,
        optional,
        items: items.map(|items| domain(root, items)),
        default: member(schema, "default").filter(|default| !default.is_null()),
    }))
}
