//! The schemas that say together what a value may be: its own, the one that it
//! refers to, and the branches of both.
//!
//! A stranger's schema may refer to itself, nest without end or fan out: so
//! many schemas are read for one value, and so deep, and no more.

use std::ops::ControlFlow;

use smallvec::SmallVec;

use crate::document::{Value, follow, member};

/// So deep are references and branches followed.
const DEPTH: usize = 5;
/// Schemas that are read for one value, where not more are asked for.
const MOST: usize = 64;
/// Values of one list that are looked at for a string.
const MAX_VALUES: usize = 1_000;
/// Branches of a whole input that are read for parameters.
const MAX_BRANCHES: usize = 8;

/// What holds the branches of a schema, and the pointers of the first of them.
const BRANCHES: [(&str, [&str; MAX_BRANCHES]); 3] = [
    (
        "allOf",
        [
            "/allOf/0", "/allOf/1", "/allOf/2", "/allOf/3", "/allOf/4", "/allOf/5", "/allOf/6",
            "/allOf/7",
        ],
    ),
    (
        "oneOf",
        [
            "/oneOf/0", "/oneOf/1", "/oneOf/2", "/oneOf/3", "/oneOf/4", "/oneOf/5", "/oneOf/6",
            "/oneOf/7",
        ],
    ),
    (
        "anyOf",
        [
            "/anyOf/0", "/anyOf/1", "/anyOf/2", "/anyOf/3", "/anyOf/4", "/anyOf/5", "/anyOf/6",
            "/anyOf/7",
        ],
    ),
];

/// How a part of a parameter's schema was come to: what its pointer is made of,
/// where one is wanted.
#[derive(Debug, Clone, Copy)]
pub enum Way<'w> {
    /// It is the parameter's own schema.
    Own,
    /// By a reference, to this pointer from the root.
    Reference(&'w str),
    Key(&'w Way<'w>, &'w str),
    Item(&'w Way<'w>, usize),
}

/// Shows each form of a value to `visit` until that breaks: its own schema, by
/// the way to it, and all others. `root` is what references are relative to.
pub fn each_form<'a, B>(
    root: &'a Value,
    (schema, way): (&'a Value, &Way<'_>),
    most: usize,
    visit: &mut dyn FnMut(&'a Value, &Way<'_>) -> ControlFlow<B>,
) -> ControlFlow<B> {
    Walk { root, left: most, visit }.schema(schema, way, 0)
}

struct Walk<'a, 'v, B> {
    root: &'a Value,
    left: usize,
    visit: &'v mut dyn FnMut(&'a Value, &Way<'_>) -> ControlFlow<B>,
}

impl<'a, B> Walk<'a, '_, B> {
    fn schema(&mut self, schema: &'a Value, way: &Way<'_>, depth: usize) -> ControlFlow<B> {
        if depth > DEPTH || self.left == 0 {
            return ControlFlow::Continue(());
        }
        self.left -= 1;
        (self.visit)(schema, way)?;
        if !is_branching(schema) {
            return ControlFlow::Continue(());
        }
        if let Some(followed) = follow(self.root, schema)
            && let Some(at) = followed.at
        {
            self.schema(followed.schema, &Way::Reference(at), depth + 1)?;
        }
        for (key, _) in BRANCHES {
            let branches = member(schema, key).and_then(Value::as_array);
            for (i, branch) in branches.into_iter().flatten().enumerate() {
                if self.left == 0 {
                    break;
                }
                self.schema(branch, &Way::Item(&Way::Key(way, key), i), depth + 1)?;
            }
        }
        ControlFlow::Continue(())
    }
}

/// The first thing that `find` sees in a form of a value.
pub(super) fn find_in_forms<'a, T>(
    root: &'a Value,
    schema: &'a Value,
    find: impl Fn(&'a Value) -> Option<T>,
) -> Option<T> {
    if !is_branching(schema) {
        return find(schema);
    }
    let mut visit = |form: &'a Value, _: &Way<'_>| match find(form) {
        Some(found) => ControlFlow::Break(found),
        None => ControlFlow::Continue(()),
    };
    match each_form(root, (schema, &Way::Own), MOST, &mut visit) {
        ControlFlow::Break(found) => Some(found),
        ControlFlow::Continue(()) => None,
    }
}

/// Whether a schema has more forms than its own; nearly all have not.
fn is_branching(schema: &Value) -> bool {
    let branches = |key: &str| matches!(key, "$ref" | "allOf" | "oneOf" | "anyOf");
    schema.as_object().is_some_and(|schema| schema.keys().any(branches))
}

/// Whether each value is one of a list, so that a caller writes nothing freely:
/// one form that all values must have lists them, or every branch but null does.
pub(super) fn is_listed(root: &Value, schema: &Value) -> bool {
    Listing { root, left: MOST }.is_listed(schema, 0)
}

struct Listing<'a> {
    root: &'a Value,
    left: usize,
}

impl Listing<'_> {
    fn is_listed(&mut self, schema: &Value, depth: usize) -> bool {
        if depth > DEPTH || self.left == 0 {
            return false;
        }
        self.left -= 1;
        if listed_values(schema).take(MAX_VALUES).any(Value::is_string) {
            return true;
        }
        if !is_branching(schema) {
            return false;
        }
        // A list of a million branches is long enough to walk once.
        let branches = |key| {
            let all = member(schema, key).and_then(Value::as_array)?;
            Some(all.get(..all.len().min(MOST)).unwrap_or(all))
        };
        let referred = follow(self.root, schema).filter(|followed| followed.at.is_some());
        referred.is_some_and(|followed| self.is_listed(followed.schema, depth + 1))
            || branches("allOf").is_some_and(|all| all.iter().any(|b| self.is_listed(b, depth + 1)))
            || ["oneOf", "anyOf"].into_iter().filter_map(branches).any(|any| {
                let mut others = any.iter().filter(|branch| !is_null(branch)).peekable();
                others.peek().is_some() && others.all(|b| self.is_listed(b, depth + 1))
            })
    }
}

fn is_null(schema: &Value) -> bool {
    member(schema, "type").is_some_and(|kind| kind == "null")
}

/// The values of a schema's `enum` or `const`, or those of its items.
pub(super) fn listed_values(schema: &Value) -> impl Iterator<Item = &Value> {
    let list = |of| member(of, "enum").and_then(Value::as_array);
    let items = || member(schema, "items").and_then(list);
    let listed = list(schema).or_else(items).into_iter().flatten();
    listed.chain(member(schema, "const"))
}

/// Whether an input has more branches than are read for parameters.
pub(super) fn has_branches_beyond(root: &Value) -> bool {
    let many = |key| {
        member(root, key)
            .and_then(Value::as_array)
            .is_some_and(|branches| branches.len() > MAX_BRANCHES)
    };
    is_branching(root) && BRANCHES.iter().any(|(key, _)| many(key))
}

/// The schemas that declare the parameters of a whole input, with their
/// pointers from its root: the input itself, or what it refers to and combines.
pub(super) fn holders(root: &Value) -> SmallVec<[(&Value, &str); 1]> {
    let mut found: SmallVec<[(&Value, &str); 1]> = SmallVec::new();
    if !is_branching(root) {
        found.push((root, ""));
        return found;
    }
    let mut add = |schema, at| {
        let Some(followed) = follow(root, schema) else { return };
        if !found.iter().any(|(known, _)| std::ptr::eq(*known, followed.schema)) {
            found.push((followed.schema, followed.at.unwrap_or(at)));
        }
    };
    add(root, "");
    for (key, pointers) in &BRANCHES {
        let branches = member(root, key).and_then(Value::as_array).into_iter().flatten();
        for (branch, at) in branches.zip(pointers) {
            add(branch, *at);
        }
    }
    found
}
