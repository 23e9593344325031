//! Where every value and key of a JSON text stands.

use super::pointer;
use super::text::Span;

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
        let strict = jsonc_parser::ParseOptions {
            allow_comments: false,
            allow_loose_object_property_names: false,
            allow_trailing_commas: false,
            allow_missing_commas: false,
            allow_single_quoted_strings: false,
            allow_hexadecimal_numbers: false,
            allow_unary_plus_numbers: false,
            allow_bare_decimal_point_numbers: false,
            allow_non_finite_numbers: false,
            allow_extended_string_escapes: false,
        };
        let parsed =
            jsonc_parser::parse_to_ast(text, &jsonc_parser::CollectOptions::default(), &strict)
                .ok()?;
        parsed.value.map(|value| convert(&value))
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
                let mut seen = std::collections::HashMap::with_capacity(members.len());
                for member in members {
                    let first = seen.entry(member.key.as_str()).or_insert(&member.key_span);
                    if **first != member.key_span {
                        found.push(Duplicate {
                            object: pointer_of(way),
                            key: member.key.clone(),
                            first: (*first).clone(),
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

fn convert(value: &jsonc_parser::ast::Value<'_>) -> Node {
    use jsonc_parser::ast::Value;
    use jsonc_parser::common::Ranged;
    let range = value.range();
    let kind = match value {
        Value::Array(array) => NodeKind::Array(array.elements.iter().map(convert).collect()),
        Value::Object(object) => NodeKind::Object(
            object
                .properties
                .iter()
                .map(|property| {
                    let key = property.name.range();
                    Member {
                        key: property.name.as_str().to_owned(),
                        key_span: key.start..key.end,
                        value: convert(&property.value),
                    }
                })
                .collect(),
        ),
        _ => NodeKind::Scalar,
    };
    Node { span: range.start..range.end, kind }
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
