//! `Server` and `Tool`: what every manifest shape becomes.

use std::ops::ControlFlow;
use std::sync::Arc;

use smallvec::SmallVec;

use super::forms::{Way, each_form, find_in_forms, holders, is_listed, listed_values};
use crate::document::{Value, member, pointer_find, pointer_join};

/// Forms that one parameter's values are gathered from, while they are few.
const MAX_FORMS: usize = 1_000;
const FEW_VALUES: usize = 1_000;

/// Something that could not be read, or was read with a doubt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, `-`, or `catalog:NAME`; behind it `:line` or `:line:column`
    /// where the place in the text is known.
    pub source: String,
    /// What was found, what was expected, what to do.
    pub message: String,
}

/// One server and the tools it offers.
#[derive(Debug, Clone)]
pub struct Server {
    pub name: String,
    /// Where it was read from, as the user named it.
    pub source: String,
    pub tools: Vec<Tool>,
    /// What was odd but didn't stop the reading (a duplicate name, an incomplete list).
    pub warnings: Vec<Problem>,
}

/// Where a definition keeps its parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParameterSource {
    /// A JSON Schema at this pointer (`/inputSchema`, `/input_schema`, `/function/parameters`, …).
    Schema(String),
    /// A list of `{name, type, desc}` at this pointer (Docker's catalog).
    List(String),
    /// The definition says nothing about parameters.
    None,
}

/// One tool: its raw definition and the fields that are read from it.
#[derive(Debug, Clone)]
pub struct Tool {
    pub name: String,
    pub title: Option<String>,
    /// Empty where the definition has none.
    pub description: String,
    /// The definition as its author wrote it.
    pub definition: Value,
    pub parameter_source: ParameterSource,
    /// The server's claims about the tool, in the order they were found.
    pub annotations: Vec<Annotation>,
    /// Where the definition was read; none where it comes from no text.
    pub origin: Option<Origin>,
}

/// The place of a definition in the text it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The text: a file's path, `-`, or `catalog:NAME`.
    pub source: Arc<str>,
    /// The line that holds the document, counted from 1, where each line of
    /// the text is a document by itself.
    pub line: Option<usize>,
    /// Pointer of the definition in its document.
    pub pointer: String,
}

/// The four hints of the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hint {
    ReadOnly,
    Destructive,
    Idempotent,
    OpenWorld,
}

/// A claim of the server: untrusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotation {
    pub hint: Hint,
    pub value: bool,
    /// Pointer of the claim in the definition.
    pub pointer: String,
}

/// One parameter, as the schema (or list) declares it.
#[derive(Debug, Clone, Copy)]
pub struct Parameter<'a> {
    pub name: &'a str,
    pub schema: &'a Value,
    pub required: bool,
    /// What its references are relative to.
    root: &'a Value,
    declared: Declared<'a>,
}

/// Where a parameter is declared: in the schema or the list at a pointer.
#[derive(Debug, Clone, Copy)]
enum Declared<'a> {
    /// A property of the part at the second pointer of the schema at the first.
    Property(&'a str, &'a str),
    Item(&'a str, usize),
}

impl Tool {
    /// The line that holds the definition, where each line of the text is a
    /// document by itself. What stands on other lines says nothing about a
    /// tool: wherever a stream is cut, its verdicts stay the same.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.origin.as_ref()?.line
    }

    /// The parameters at the top level, in the order of the definition: those
    /// of the input schema, of what it refers to, and of its branches. One that
    /// several branches declare is there as often.
    #[must_use]
    pub fn parameters(&self) -> Vec<Parameter<'_>> {
        match &self.parameter_source {
            ParameterSource::None => Vec::new(),
            ParameterSource::Schema(pointer) => self.schema_parameters(pointer),
            ParameterSource::List(pointer) => self.list_parameters(pointer),
        }
    }

    /// The input schema, where the definition holds one.
    #[must_use]
    pub fn input_schema(&self) -> Option<&Value> {
        match &self.parameter_source {
            ParameterSource::Schema(pointer) => pointer_find(&self.definition, pointer),
            _ => None,
        }
    }

    fn schema_parameters<'a>(&'a self, pointer: &'a str) -> Vec<Parameter<'a>> {
        let Some(root) = pointer_find(&self.definition, pointer) else { return Vec::new() };
        let mut all = Vec::new();
        for (schema, at) in holders(root) {
            let Some(properties) = member(schema, "properties").and_then(Value::as_object) else {
                continue;
            };
            let mut required: SmallVec<[&str; 8]> = required_by(schema).collect();
            if !std::ptr::eq(root, schema) {
                required.extend(required_by(root));
            }
            required.sort_unstable();
            all.extend(properties.iter().map(|(name, schema)| Parameter {
                name,
                schema,
                required: required.binary_search(&name).is_ok(),
                root,
                declared: Declared::Property(pointer, at),
            }));
        }
        all
    }

    fn list_parameters<'a>(&'a self, pointer: &'a str) -> Vec<Parameter<'a>> {
        let Some(list) = pointer_find(&self.definition, pointer).and_then(Value::as_array) else {
            return Vec::new();
        };
        list.iter()
            .enumerate()
            .filter_map(|(i, schema)| {
                let name = schema.get("name").and_then(Value::as_str)?;
                let optional = schema.get("optional").and_then(Value::as_bool).unwrap_or(false);
                Some(Parameter {
                    name,
                    schema,
                    required: !optional,
                    root: schema,
                    declared: Declared::Item(pointer, i),
                })
            })
            .collect()
    }
}

/// The names of the members that a schema wants.
fn required_by(schema: &Value) -> impl Iterator<Item = &str> {
    let names = member(schema, "required").and_then(Value::as_array);
    names.map_or(&[][..], Vec::as_slice).iter().filter_map(Value::as_str)
}

impl<'a> Parameter<'a> {
    /// Pointer of its declaration in the definition.
    #[must_use]
    pub fn pointer(&self) -> String {
        match self.declared {
            Declared::Property(schema, at) => {
                pointer_join(&[schema, at, "/properties"].concat(), self.name)
            }
            Declared::Item(list, at) => pointer_join(list, &at.to_string()),
        }
    }

    /// Pointer of a part of its declaration in the definition.
    #[must_use]
    pub fn pointer_by(&self, way: &Way<'_>) -> String {
        match way {
            Way::Own => self.pointer(),
            Way::Reference(at) => match self.declared {
                Declared::Property(schema, _) => [schema, at].concat(),
                Declared::Item(..) => self.pointer() + at,
            },
            Way::Key(of, key) => pointer_join(&self.pointer_by(of), key),
            Way::Item(of, at) => pointer_join(&self.pointer_by(of), &at.to_string()),
        }
    }

    /// What the references in its declaration are relative to.
    #[must_use]
    pub fn root(&self) -> &'a Value {
        self.root
    }

    /// What the declaration says of it: `description`, or Docker's `desc`.
    #[must_use]
    pub fn description(&self) -> &'a str {
        let text = |key| self.find(|form| member(form, key)?.as_str());
        text("description").or_else(|| text("desc")).unwrap_or("")
    }

    /// The values of its enum that are strings, its own or its items'.
    #[must_use]
    pub fn choices(&self) -> Vec<&'a str> {
        let mut all = Vec::new();
        let mut visit = |form: &'a Value, _: &Way<'_>| {
            all.extend(listed_values(form).filter_map(Value::as_str));
            if all.len() < FEW_VALUES { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        };
        let _ = each_form(self.root, (self.schema, &Way::Own), MAX_FORMS, &mut visit);
        all
    }

    /// Whether its values are listed, so that it has [`Parameter::choices`] alone.
    #[must_use]
    pub fn has_choices(&self) -> bool {
        is_listed(self.root, self.schema)
    }

    /// Whether its declared type is, or may be, `kind` (`string`, `array`, …).
    #[must_use]
    pub fn is_type(&self, kind: &str) -> bool {
        let is = |form| match member(form, "type") {
            Some(Value::String(one)) => one == kind,
            Some(Value::Array(many)) => many.iter().any(|one| one == kind),
            _ => false,
        };
        self.find(|form| is(form).then_some(())).is_some()
    }

    #[must_use]
    pub fn default(&self) -> Option<&'a Value> {
        self.find(|form| member(form, "default"))
    }

    /// The first thing that one of the forms it may take says: its own, those
    /// behind references, and their branches.
    pub fn find<T>(&self, what: impl Fn(&'a Value) -> Option<T>) -> Option<T> {
        find_in_forms(self.root, self.schema, what)
    }
}
