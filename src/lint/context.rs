//! What a rule may look at besides the thing it is shown.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use serde_json::Value;

use super::surface::Surface;
use super::words::is_pattern;
use crate::document::{Document, Member, Node, NodeKind, Place, Span, pointer_join, pointer_steps};
use crate::phrase::Nearest;
use crate::policy::{JudgedPattern, judge_pattern};

/// Objects with more members than this get an index by key.
const MANY_MEMBERS: usize = 32;

/// One policy under judgement.
#[derive(Debug)]
pub struct Context<'a> {
    pub document: &'a Document,
    /// The tools that the policy is for, where they are known.
    pub surface: Option<&'a Surface<'a>>,
    nearest: RefCell<Nearest>,
    meant: RefCell<HashMap<String, Option<&'a str>>>,
    patterns: RefCell<HashMap<String, Rc<JudgedPattern>>>,
    /// Members by key of the large objects that were asked for, by the address
    /// of their node: walking a large object for each of its keys is quadratic.
    indexes: RefCell<HashMap<*const Node, HashMap<&'a str, &'a Member>>>,
}

/// A place of the policy that names a tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedTool<'a> {
    pub name: &'a str,
    pub pointer: String,
    /// The key, or the string in `hide`.
    pub span: Span,
}

impl<'a> Context<'a> {
    pub(super) fn new(document: &'a Document, surface: Option<&'a Surface<'a>>) -> Self {
        Self {
            document,
            surface,
            nearest: RefCell::default(),
            meant: RefCell::default(),
            patterns: RefCell::default(),
            indexes: RefCell::default(),
        }
    }

    /// Where a pointer leads, at a cost that doesn't grow with its siblings.
    #[must_use]
    pub fn locate(&self, pointer: &str) -> Option<Place> {
        let (node, key) = self.walk(pointer)?;
        Some(Place { key, value: node.span.clone() })
    }

    /// As [`Context::locate`], with all that stands inside.
    #[must_use]
    pub fn node(&self, pointer: &str) -> Option<&'a Node> {
        self.walk(pointer).map(|(node, _)| node)
    }

    fn walk(&self, pointer: &str) -> Option<(&'a Node, Option<Span>)> {
        let mut found = (self.document.root(), None);
        for token in pointer_steps(pointer) {
            found = self.child(found.0, &token)?;
        }
        Some(found)
    }

    fn child(&self, node: &'a Node, token: &str) -> Option<(&'a Node, Option<Span>)> {
        let member = match &node.kind {
            NodeKind::Scalar => return None,
            NodeKind::Array(items) => {
                return items.get(token.parse::<usize>().ok()?).map(|item| (item, None));
            }
            NodeKind::Object(members) if members.len() <= MANY_MEMBERS => {
                members.iter().rfind(|member| member.key == token)
            }
            NodeKind::Object(members) => {
                let mut indexes = self.indexes.borrow_mut();
                let index = indexes.entry(std::ptr::from_ref(node)).or_insert_with(|| {
                    members.iter().map(|member| (member.key.as_str(), member)).collect()
                });
                index.get(token).copied()
            }
        }?;
        Some((&member.value, Some(member.key_span.clone())))
    }

    /// The bytes of a value, or of the beginning where there is none.
    #[must_use]
    pub fn value_span(&self, pointer: &str) -> Span {
        self.locate(pointer).map_or(0..0, |place| place.value)
    }

    /// The bytes of the key that holds a value, or of the value itself.
    #[must_use]
    pub fn key_span(&self, pointer: &str) -> Span {
        self.locate(pointer).map_or(0..0, |place| place.key.unwrap_or(place.value))
    }

    /// The bytes to point at for an entry: itself on one line, else its first
    /// condition, because an opening bracket alone tells nobody anything.
    #[must_use]
    pub fn entry_span(&self, pointer: &str) -> Span {
        let span = self.value_span(pointer);
        let lines = self.document.source().text().get(span.clone()).unwrap_or_default();
        if !lines.contains('\n') {
            return span;
        }
        let first = self.locate(&format!("{pointer}/conditions/0"));
        first.map_or(span, |place| place.value)
    }

    /// The tool that an unknown name stands for: the one that differs in case
    /// alone, else the nearest.
    #[must_use]
    pub fn meant(&self, name: &str) -> Option<&'a str> {
        let surface = self.surface.filter(|surface| !surface.has(name) && !is_pattern(name))?;
        if let Some(known) = self.meant.borrow().get(name) {
            return *known;
        }
        let known = surface.other_case(name).or_else(|| self.nearest(name, surface.names()));
        self.meant.borrow_mut().insert(name.to_owned(), known);
        known
    }

    /// What is known of a pattern; each is read once for all rules.
    #[must_use]
    pub fn pattern(&self, pattern: &str) -> Rc<JudgedPattern> {
        if let Some(known) = self.patterns.borrow().get(pattern) {
            return Rc::clone(known);
        }
        let judged = Rc::new(judge_pattern(pattern));
        self.patterns.borrow_mut().insert(pattern.to_owned(), Rc::clone(&judged));
        judged
    }

    /// The nearest of the known names; shared by all rules, so that its budget
    /// holds for the whole policy.
    #[must_use]
    pub fn nearest<'n>(
        &self,
        unknown: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) -> Option<&'n str> {
        self.nearest.borrow_mut().find(unknown, known)
    }

    /// Every place that names a tool, but for the `*` of `hide`.
    pub(super) fn named_tools(&self) -> Vec<NamedTool<'a>> {
        let value = self.document.value();
        let listed = value.get("tools").and_then(Value::as_object).into_iter().flatten();
        let listed = listed.filter_map(|(name, _)| {
            let pointer = pointer_join("/tools", name);
            let span = self.locate(&pointer)?.key?;
            Some(NamedTool { name, pointer, span })
        });
        let hidden = value.get("hide").and_then(Value::as_array).into_iter().flatten();
        let hidden = hidden.enumerate().filter_map(|(i, name)| {
            let name = name.as_str().filter(|name| *name != "*")?;
            let pointer = format!("/hide/{i}");
            let span = self.locate(&pointer)?.value;
            Some(NamedTool { name, pointer, span })
        });
        listed.chain(hidden).collect()
    }
}
