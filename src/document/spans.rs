//! Where every value and key of a JSON text stands.

use std::collections::HashMap;

use super::pointer;
use super::text::Span;

/// Objects with more members than this are searched by hash.
const FEW_MEMBERS: usize = 16;

/// A value's bytes, and what is inside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    pub span: Span,
    pub kind: NodeKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NodeKind {
    Scalar,
    Array(Vec<Node>),
    /// Every member as written: a duplicate key stands here twice.
    Object(Vec<Member>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub key: String,
    /// The key with its quotes.
    pub key_span: Span,
    pub value: Node,
}

/// Where a pointer leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The key that holds the value, with its quotes; none for array elements and the root.
    pub key: Option<Span>,
    pub value: Span,
}

/// A key that an object holds twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// Pointer of the object.
    pub object: String,
    pub key: String,
    pub first: Span,
    pub again: Span,
}

impl Node {
    /// Builds the tree; `None` where the text isn't JSON.
    pub(super) fn parse(text: &str) -> Option<Self> {
        super::scan::scan(text)
    }

    /// Follows a pointer. Of a duplicate key the last wins, as in `serde_json`.
    #[must_use]
    pub fn locate(&self, pointer: &str) -> Option<Place> {
        let mut node = self;
        let mut key = None;
        for token in pointer::tokens(pointer) {
            (node, key) = node.child(&token)?;
        }
        Some(Place { key, value: node.span.clone() })
    }

    fn child(&self, token: &str) -> Option<(&Self, Option<Span>)> {
        match &self.kind {
            NodeKind::Scalar => None,
            NodeKind::Array(items) => items.get(token.parse::<usize>().ok()?).map(|n| (n, None)),
            NodeKind::Object(members) => members
                .iter()
                .rfind(|m| m.key == token)
                .map(|m| (&m.value, Some(m.key_span.clone()))),
        }
    }

    /// Every repetition of a key, in the order of the text.
    #[must_use]
    pub fn duplicates(&self) -> Vec<Duplicate> {
        let mut found = Vec::new();
        self.collect_duplicates(&mut Vec::new(), &mut found);
        found.sort_by_key(|d| d.again.start);
        found
    }

    /// `way` leads here: a pointer is only written out where it is needed.
    fn collect_duplicates<'n>(&'n self, way: &mut Vec<Step<'n>>, found: &mut Vec<Duplicate>) {
        match &self.kind {
            NodeKind::Scalar => {}
            NodeKind::Array(items) => {
                for (i, item) in items.iter().enumerate() {
                    way.push(Step::Item(i));
                    item.collect_duplicates(way, found);
                    way.pop();
                }
            }
            NodeKind::Object(members) => {
                let mut earlier = Earlier::of(members);
                for (i, member) in members.iter().enumerate() {
                    if let Some(first) = earlier.same_key(i) {
                        found.push(Duplicate {
                            object: pointer_of(way),
                            key: member.key.clone(),
                            first: first.key_span.clone(),
                            again: member.key_span.clone(),
                        });
                    }
                    way.push(Step::Member(&member.key));
                    member.value.collect_duplicates(way, found);
                    way.pop();
                }
            }
        }
    }
}

/// The members of an object, by what stands in front of them. Most objects are
/// small, and comparing a few keys is cheaper than hashing them.
enum Earlier<'n> {
    Few(&'n [Member]),
    Many(&'n [Member], HashMap<&'n str, usize>),
}

impl<'n> Earlier<'n> {
    fn of(members: &'n [Member]) -> Self {
        if members.len() <= FEW_MEMBERS {
            Self::Few(members)
        } else {
            Self::Many(members, HashMap::with_capacity(members.len()))
        }
    }

    /// The first member with the key of this one, if that is another; to be
    /// asked for each in turn.
    fn same_key(&mut self, index: usize) -> Option<&'n Member> {
        match self {
            Self::Few(members) => {
                let (before, rest) = members.split_at_checked(index)?;
                let key = &rest.first()?.key;
                before.iter().find(|member| member.key == *key)
            }
            Self::Many(members, seen) => {
                let first = *seen.entry(members.get(index)?.key.as_str()).or_insert(index);
                members.get(first).filter(|_| first != index)
            }
        }
    }
}

/// One token of a pointer.
enum Step<'n> {
    Member(&'n str),
    Item(usize),
}

fn pointer_of(way: &[Step<'_>]) -> String {
    way.iter().fold(String::new(), |pointer, step| match step {
        Step::Member(key) => pointer::join(&pointer, key),
        Step::Item(index) => pointer::join(&pointer, &index.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_lead_to_bytes() {
        let text = r#"{"a": [1, {"b/c": "é"}], "a": 2}"#;
        let node = Node::parse(text).unwrap();
        let place = node.locate("/a").unwrap();
        assert_eq!(&text[place.value], "2");
        assert_eq!(node.duplicates().len(), 1);
        let text = r#"{"a": [1, {"b/c": "é"}]}"#;
        let place = Node::parse(text).unwrap().locate("/a/1/b~1c").unwrap();
        assert_eq!(&text[place.value], "\"é\"");
        assert_eq!(&text[place.key.unwrap()], "\"b/c\"");
    }

    #[test]
    fn what_is_not_json_has_no_tree() {
        for text in ["{a:1}", "[1,]", "// x\n1", "'x'", "+1", ".5", "0x1", ""] {
            assert!(Node::parse(text).is_none(), "{text}");
        }
    }
}
