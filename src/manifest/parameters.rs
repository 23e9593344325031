//! The parameters that a definition declares, and what it says of each.
//!
//! A parameter is borrowed from its definition and knows where it stands there:
//! pointers are written when something is quoted.

use std::ops::ControlFlow;

use smallvec::SmallVec;

use super::forms::{Way, each_form, find_in_forms, holders, is_listed, listed_values};
use crate::document::{Value, member, pointer_find, pointer_push};

/// Forms that one parameter's values are gathered from, while they are few.
const MAX_FORMS: usize = 1_000;
const FEW_VALUES: usize = 1_000;

/// Among so many names, one is found soonest by looking at each.
const FEW_NAMES: usize = 16;

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

/// The parameters that the schema at a pointer declares.
pub(super) fn of_schema<'a>(definition: &'a Value, pointer: &'a str) -> Vec<Parameter<'a>> {
    let Some(root) = pointer_find(definition, pointer) else { return Vec::new() };
    let mut all = Vec::new();
    for (schema, at) in holders(root) {
        let Some(properties) = member(schema, "properties").and_then(Value::as_object) else {
            continue;
        };
        let mut required: SmallVec<[&str; 8]> = required_by(schema).collect();
        if !std::ptr::eq(root, schema) {
            required.extend(required_by(root));
        }
        let few = required.len() <= FEW_NAMES;
        if !few {
            required.sort_unstable();
        }
        let is_required = |name: &str| {
            if few { required.contains(&name) } else { required.binary_search(&name).is_ok() }
        };
        all.extend(properties.iter().map(|(name, schema)| Parameter {
            name,
            schema,
            required: is_required(name),
            root,
            declared: Declared::Property(pointer, at),
        }));
    }
    all
}

/// The parameters that the list at a pointer holds.
pub(super) fn of_list<'a>(definition: &'a Value, pointer: &'a str) -> Vec<Parameter<'a>> {
    let Some(list) = pointer_find(definition, pointer).and_then(Value::as_array) else {
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

/// The names of the members that a schema wants.
fn required_by(schema: &Value) -> impl Iterator<Item = &str> {
    let names = member(schema, "required").and_then(Value::as_array);
    names.map_or(&[][..], Vec::as_slice).iter().filter_map(Value::as_str)
}

impl<'a> Parameter<'a> {
    /// Pointer of its declaration in the definition.
    #[must_use]
    pub fn pointer(&self) -> String {
        self.pointer_by(&Way::Own)
    }

    /// Pointer of a part of its declaration in the definition.
    #[must_use]
    pub fn pointer_by(&self, way: &Way<'_>) -> String {
        let mut pointer = String::with_capacity(64);
        self.push_pointer(&mut pointer, way);
        pointer
    }

    fn push_pointer(&self, pointer: &mut String, way: &Way<'_>) {
        match (way, self.declared) {
            (Way::Own, Declared::Property(schema, at)) => {
                pointer.push_str(schema);
                pointer.push_str(at);
                pointer_push(pointer, "properties");
                pointer_push(pointer, self.name);
            }
            (Way::Own, Declared::Item(list, at)) => {
                pointer.push_str(list);
                pointer_push(pointer, &at.to_string());
            }
            (Way::Reference(at), Declared::Property(schema, _)) => {
                pointer.push_str(schema);
                pointer.push_str(at);
            }
            (Way::Reference(at), Declared::Item(..)) => {
                self.push_pointer(pointer, &Way::Own);
                pointer.push_str(at);
            }
            (Way::Key(of, key), _) => {
                self.push_pointer(pointer, of);
                pointer_push(pointer, key);
            }
            (Way::Item(of, at), _) => {
                self.push_pointer(pointer, of);
                pointer_push(pointer, &at.to_string());
            }
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
