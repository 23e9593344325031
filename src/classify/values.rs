//! The values that a parameter offers, wherever its schema keeps them: in
//! `enum`, in the `const`s of branches, in `items`, behind a local `$ref`.
//!
//! They are shown one by one, each with the way to it. Most are no acts, and
//! only of those that are is a pointer written.

use std::cell::Cell;
use std::ops::ControlFlow::{self, Break, Continue};

use crate::document::{Map, Value, member};
use crate::manifest::{Parameter, Way, each_form};

/// So many values are read.
const MOST: usize = 1_000;
/// So deep are the members of objects and lists looked at.
const DEPTH: usize = 2;

/// Whether to show more.
type Flow = ControlFlow<()>;

/// A value that is offered.
#[derive(Debug, Clone, Copy)]
pub struct Offered<'a, 'w> {
    pub value: &'a str,
    pub way: Way<'w>,
    /// What people are shown for it: the title of its branch.
    pub title: Option<(&'a str, Way<'w>)>,
}

/// A schema with its name.
#[derive(Debug, Clone, Copy)]
pub struct Placed<'a, 'w> {
    pub name: &'a str,
    pub schema: &'a Value,
    pub way: Way<'w>,
}

/// Goes through the schemas of one parameter.
#[derive(Debug, Clone, Copy)]
pub struct Values<'a, 'p> {
    pub parameter: &'p Parameter<'a>,
    /// So many forms of schemas may still be read.
    pub left: &'p Cell<usize>,
}

impl<'a> Values<'a, '_> {
    /// Shows each string that a schema offers, in any of its forms.
    pub fn offered(
        &self,
        placed: &Placed<'a, '_>,
        mut show: impl FnMut(&Offered<'a, '_>) -> Flow,
    ) -> Flow {
        let mut room = MOST;
        let show = &mut |offered: &Offered<'a, '_>| {
            show(offered)?;
            room -= 1;
            if room == 0 { Break(()) } else { Continue(()) }
        };
        self.each(placed.schema, &placed.way, |form, way| offered_by(form, way, show))?;
        // The items of items are no choice of an act.
        self.each_items(placed.schema, &placed.way, |items, way| {
            self.each(items, way, |form, way| offered_by(form, way, show))
        })
    }

    /// Shows the members of the objects that the parameter may be, or that its lists hold.
    pub fn members(&self, mut show: impl FnMut(&Placed<'a, '_>)) {
        let mut room = MOST;
        let mut show = |placed: &Placed<'a, '_>| {
            show(placed);
            room -= 1;
            if room == 0 { Break(()) } else { Continue(()) }
        };
        let _ = self.members_of(self.parameter.schema, &Way::Own, 0, &mut show);
    }

    /// What is said of a value, by the pointer of the text.
    #[must_use]
    pub fn description(&self, placed: &Placed<'a, '_>) -> Option<(String, &'a str)> {
        let mut found = None;
        let _ = self.each(placed.schema, &placed.way, |form, way| {
            let text = |key| Some((Way::Key(way, key), member(form, key)?.as_str()?));
            match text("description").or_else(|| text("desc")) {
                Some((way, text)) => {
                    found = Some((self.parameter.pointer_by(&way), text));
                    Break(())
                }
                None => Continue(()),
            }
        });
        found
    }

    fn members_of(
        &self,
        schema: &'a Value,
        way: &Way<'_>,
        depth: usize,
        show: &mut dyn FnMut(&Placed<'a, '_>) -> Flow,
    ) -> Flow {
        self.each(schema, way, |form, way| {
            let way = &Way::Key(way, "properties");
            let properties = member(form, "properties").and_then(Value::as_object);
            properties.into_iter().flat_map(Map::iter).try_for_each(|(name, schema)| {
                show(&Placed { name, schema, way: Way::Key(way, name) })
            })
        })?;
        if depth == DEPTH {
            return Continue(());
        }
        self.each_items(schema, way, |items, way| self.members_of(items, way, depth + 1, show))
    }

    fn each_items(
        &self,
        schema: &'a Value,
        way: &Way<'_>,
        mut show: impl FnMut(&'a Value, &Way<'_>) -> Flow,
    ) -> Flow {
        self.each(schema, way, |form, way| match member(form, "items") {
            Some(items) => show(items, &Way::Key(way, "items")),
            None => Continue(()),
        })
    }

    /// Shows each form of a schema.
    fn each(
        &self,
        schema: &'a Value,
        way: &Way<'_>,
        mut show: impl FnMut(&'a Value, &Way<'_>) -> Flow,
    ) -> Flow {
        let mut visit = |form: &'a Value, way: &Way<'_>| {
            self.left.set(self.left.get().saturating_sub(1));
            show(form, way)
        };
        each_form(self.parameter.root(), (schema, way), self.left.get(), &mut visit)
    }
}

/// Shows what one form of a schema lists.
fn offered_by<'a>(
    form: &'a Value,
    way: &Way<'_>,
    show: &mut dyn FnMut(&Offered<'a, '_>) -> Flow,
) -> Flow {
    let listed = member(form, "enum").and_then(Value::as_array);
    let list = &Way::Key(way, "enum");
    for (i, value) in listed.into_iter().flatten().enumerate().take(MOST) {
        if let Some(value) = value.as_str() {
            show(&Offered { value, way: Way::Item(list, i), title: None })?;
        }
    }
    let Some(value) = member(form, "const") else { return Continue(()) };
    let title = member(form, "title").and_then(Value::as_str);
    let title = title.map(|title| (title, Way::Key(way, "title")));
    match value.as_str().or(title.map(|_| "")) {
        Some(value) => show(&Offered { value, way: Way::Key(way, "const"), title }),
        None => Continue(()),
    }
}
