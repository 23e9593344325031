//! The values that a parameter offers, wherever its schema keeps them: in
//! `enum`, in the `const`s of branches, in `items`, behind a local `$ref`.

use std::cell::Cell;
use std::ops::ControlFlow;

use crate::document::{Map, Value, member, pointer_join};
use crate::manifest::{Parameter, Way, each_form};

/// So many values are read.
const MOST: usize = 1_000;
/// So deep are the members of objects and lists looked at.
const DEPTH: usize = 2;

/// A value that is offered.
#[derive(Debug, PartialEq, Eq)]
pub struct Offered<'a> {
    /// Its pointer in the definition.
    pub pointer: String,
    pub value: &'a str,
    /// What people are shown for it: the title of its branch, by its pointer.
    pub title: Option<(String, &'a str)>,
}

/// A schema with its pointer in the definition.
#[derive(Debug, Clone)]
pub struct Placed<'a> {
    pub name: &'a str,
    pub schema: &'a Value,
    pub pointer: String,
}

/// What references are relative to, with its pointer.
#[derive(Debug)]
pub struct Root<'a, 'b> {
    value: &'a Value,
    pointer: String,
    /// So many forms of schemas may still be read.
    left: &'b Cell<usize>,
}

impl<'a, 'b> Root<'a, 'b> {
    #[must_use]
    pub fn of(parameter: &Parameter<'a>, left: &'b Cell<usize>) -> Self {
        let (value, pointer) = parameter.root();
        Self { value, pointer, left }
    }

    /// Each string that a schema offers, in any of its forms.
    #[must_use]
    pub fn offered(&self, schema: &'a Value, pointer: &str) -> Vec<Offered<'a>> {
        let mut found = Vec::new();
        self.add_offered(&mut found, schema, pointer);
        let mut items = Vec::new();
        self.each(schema, pointer, |form, at| {
            items.extend(member(form, "items").map(|items| (items, format!("{at}/items"))));
        });
        // The items of items are no choice of an act.
        for (items, at) in items.iter().take(MOST) {
            self.add_offered(&mut found, items, at);
        }
        found
    }

    /// The members of the objects that a schema may be, or that its lists hold.
    #[must_use]
    pub fn members(&self, schema: &'a Value, pointer: &str) -> Vec<Placed<'a>> {
        let mut found = Vec::new();
        self.add_members(&mut found, schema, pointer, 0);
        found
    }

    /// What is said of a value, by the pointer of the text.
    #[must_use]
    pub fn description(&self, schema: &'a Value, pointer: &str) -> Option<(String, &'a str)> {
        let mut found = None;
        self.each(schema, pointer, |form, at| {
            let text = |key| Some((format!("{at}/{key}"), member(form, key)?.as_str()?));
            found = found.take().or_else(|| text("description")).or_else(|| text("desc"));
        });
        found
    }

    fn add_members(
        &self,
        found: &mut Vec<Placed<'a>>,
        schema: &'a Value,
        pointer: &str,
        depth: usize,
    ) {
        let mut inner = Vec::new();
        self.each(schema, pointer, |form, at| {
            let properties = member(form, "properties").and_then(Value::as_object);
            let room = MOST.saturating_sub(found.len());
            found.extend(properties.into_iter().flat_map(Map::iter).take(room).map(
                |(name, schema)| {
                    let pointer = pointer_join(&format!("{at}/properties"), name);
                    Placed { name, schema, pointer }
                },
            ));
            inner.extend(member(form, "items").map(|items| (items, format!("{at}/items"))));
        });
        for (items, at) in inner.into_iter().take(MOST).filter(|_| depth < DEPTH) {
            self.add_members(found, items, &at, depth + 1);
        }
    }

    fn add_offered(&self, found: &mut Vec<Offered<'a>>, schema: &'a Value, pointer: &str) {
        self.each(schema, pointer, |form, at| {
            let mut add = |pointer: String, value: &'a Value, title: Option<(String, &'a str)>| {
                let value = value.as_str().or_else(|| title.as_ref().map(|_| ""));
                if let Some(value) = value.filter(|_| found.len() < MOST) {
                    found.push(Offered { pointer, value, title });
                }
            };
            let listed = member(form, "enum").and_then(Value::as_array).into_iter().flatten();
            for (i, value) in listed.enumerate().take(MOST) {
                add(format!("{at}/enum/{i}"), value, None);
            }
            if let Some(value) = member(form, "const") {
                let title = member(form, "title").and_then(Value::as_str);
                let title = title.map(|title| (format!("{at}/title"), title));
                add(format!("{at}/const"), value, title);
            }
        });
    }

    fn each(&self, schema: &'a Value, pointer: &str, mut show: impl FnMut(&'a Value, &str)) {
        let mut left = self.left.get();
        let mut visit = |form: &'a Value, way: &Way<'_>| {
            left = left.saturating_sub(1);
            show(form, &way.pointer(pointer, &self.pointer));
            ControlFlow::<()>::Continue(())
        };
        let _ = each_form(self.value, schema, self.left.get(), &mut visit);
        self.left.set(left);
    }
}
