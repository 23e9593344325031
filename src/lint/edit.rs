//! Edits for rules to put into a fix: rename, replace, remove, insert.
//!
//! Each works on a JSON Pointer and answers with the smallest change of bytes:
//! commas are kept right, and what is inserted is laid out as its neighbours
//! are. `None` means that the pointer leads nowhere the edit makes sense.

use serde::Serialize;
use serde_json::Value;

use super::context::Context;
use super::fix::Edit;
use crate::document::{Member, Node, NodeKind, Span, pointer_last_token};
use crate::phrase::ascii_safe_json;

/// Writes another value in place of the one at the pointer.
#[must_use]
pub fn replace_value(cx: &Context<'_>, pointer: &str, value: &Value) -> Option<Edit> {
    let span = cx.locate(pointer)?.value;
    Some(Edit { span, text: json(value) })
}

/// Writes another string in place of a key or a string, given by its bytes.
#[must_use]
pub fn replace_string(span: &Span, text: &str) -> Edit {
    Edit { span: span.clone(), text: json(&Value::from(text)) }
}

/// Gives the member at the pointer another key.
#[must_use]
pub fn rename_key(cx: &Context<'_>, pointer: &str, key: &str) -> Option<Edit> {
    Some(replace_string(&cx.locate(pointer)?.key?, key))
}

/// Takes the member or element at the pointer away, with its comma. Of a
/// duplicate key, the last.
#[must_use]
pub fn remove(cx: &Context<'_>, pointer: &str) -> Option<Edit> {
    let place = cx.locate(pointer)?;
    remove_at(cx, parent(pointer)?, place.key.as_ref().unwrap_or(&place.value))
}

/// As [`remove`], for the member or element of `container` that starts where
/// `item` does: a duplicate key has no pointer of its own.
#[must_use]
pub fn remove_at(cx: &Context<'_>, container: &str, item: &Span) -> Option<Edit> {
    let node = cx.node(container)?;
    let (before, this, after) = match &node.kind {
        NodeKind::Scalar => return None,
        NodeKind::Array(items) => around(items, |node| node.span.clone(), item)?,
        NodeKind::Object(members) => around(members, whole, item)?,
    };
    let span = match (before, after) {
        // The next one takes the place, with the blanks that stood before this.
        (_, Some(after)) => this.start..after.start,
        (Some(before), None) => before.end..this.end,
        (None, None) => node.span.start + 1..node.span.end.checked_sub(1)?,
    };
    Some(Edit { span, text: String::new() })
}

/// Adds a member at the end of an object that doesn't have the key.
#[must_use]
pub fn insert_member(cx: &Context<'_>, object: &str, key: &str, value: &Value) -> Option<Edit> {
    let node = cx.node(object)?;
    let NodeKind::Object(members) = &node.kind else { return None };
    let text = cx.document.source().text();
    let colon = members.last().map_or(": ", |last| {
        let between = text.get(last.key_span.end..last.value.span.start).unwrap_or_default();
        if between == ":" { ":" } else { ": " }
    });
    let written = format!("{}{colon}{}", json(&Value::from(key)), json(value));
    let spans: Vec<Span> = members.iter().rev().take(2).map(whole).collect();
    Some(append(text, node, &spans, &written, colon != ":"))
}

/// Adds an element at the end of an array.
#[must_use]
pub fn push_element(cx: &Context<'_>, array: &str, value: &Value) -> Option<Edit> {
    let node = cx.node(array)?;
    let NodeKind::Array(items) = &node.kind else { return None };
    let spans: Vec<Span> = items.iter().rev().take(2).map(|item| item.span.clone()).collect();
    Some(append(cx.document.source().text(), node, &spans, &json(value), true))
}

/// Behind the last item, with the blanks that stand before it. Before an only
/// item there may be none to copy: `airy` says whether one belongs there.
fn append(text: &str, container: &Node, last_first: &[Span], written: &str, airy: bool) -> Edit {
    let Some(last) = last_first.first() else {
        let inside = container.span.start + 1..container.span.end.saturating_sub(1);
        return Edit { span: inside, text: written.to_owned() };
    };
    let blanks_before = |item: &Span| {
        let head = text.get(..item.start).unwrap_or_default();
        head[head.trim_end().len()..].to_owned()
    };
    let blanks = match (last_first, blanks_before(last)) {
        ([_], blanks) if blanks.is_empty() && airy => " ".to_owned(),
        (_, blanks) => blanks,
    };
    Edit { span: last.end..last.end, text: format!(",{blanks}{written}") }
}

/// The spans of the item that starts where `wanted` does, and its neighbours.
fn around<T>(
    items: &[T],
    span: impl Fn(&T) -> Span,
    wanted: &Span,
) -> Option<(Option<Span>, Span, Option<Span>)> {
    let index = items.partition_point(|item| span(item).start < wanted.start);
    let this = items.get(index).map(&span).filter(|this| this.start == wanted.start)?;
    let before = index.checked_sub(1).and_then(|i| items.get(i)).map(&span);
    Some((before, this, items.get(index + 1).map(&span)))
}

/// A member from its key to the end of its value.
fn whole(member: &Member) -> Span {
    member.key_span.start..member.value.span.end
}

fn parent(pointer: &str) -> Option<&str> {
    pointer_last_token(pointer)?;
    pointer.rfind('/').map(|slash| &pointer[..slash])
}

/// One line of JSON, with a blank behind commas and colons.
fn json(value: &Value) -> String {
    let mut out = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut out, OneLine);
    // A value always serialises, to UTF-8.
    let _ = value.serialize(&mut serializer);
    ascii_safe_json(String::from_utf8(out).unwrap_or_default())
}

struct OneLine;

impl serde_json::ser::Formatter for OneLine {
    fn begin_array_value<W: ?Sized + std::io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> std::io::Result<()> {
        writer.write_all(if first { b"" } else { b", " })
    }

    fn begin_object_key<W: ?Sized + std::io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> std::io::Result<()> {
        writer.write_all(if first { b"" } else { b", " })
    }

    fn begin_object_value<W: ?Sized + std::io::Write>(
        &mut self,
        writer: &mut W,
    ) -> std::io::Result<()> {
        writer.write_all(b": ")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::document::{Document, SourceText};

    fn edited(text: &str, edit: impl Fn(&Context<'_>) -> Option<Edit>) -> String {
        let document = Document::parse(SourceText::new("p", text)).unwrap();
        let edit = edit(&Context::new(&document, None)).expect("there is an edit");
        let mut out = text.to_owned();
        out.replace_range(edit.span, &edit.text);
        assert!(serde_json::from_str::<Value>(&out).is_ok(), "{out}");
        out
    }

    #[test]
    fn removing_keeps_commas_and_lines_right() {
        for (text, pointer, left) in [
            ("[1, 2, 3]", "/0", "[2, 3]"),
            ("[1, 2, 3]", "/1", "[1, 3]"),
            ("[1, 2, 3]", "/2", "[1, 2]"),
            ("[ 1 ]", "/0", "[]"),
            ("{\r\n  \"a\": 1,\r\n  \"b\": 2\r\n}", "/a", "{\r\n  \"b\": 2\r\n}"),
            (
                "{\n  \"a\": 1,\n\n  \"b\": [2],\n  \"c\": 3\n}",
                "/b",
                "{\n  \"a\": 1,\n\n  \"c\": 3\n}",
            ),
            ("{\n  \"a\": 1,\n\n  \"b\": 2\n}", "/b", "{\n  \"a\": 1\n}"),
            ("{\"a\":{\"x~/\":1}}", "/a/x~0~1", "{\"a\":{}}"),
        ] {
            assert_eq!(edited(text, |cx| remove(cx, pointer)), left);
        }
    }

    #[test]
    fn of_duplicate_keys_each_can_be_removed() {
        let text = r#"{"o": {"a": 1, "b": 2, "a": 3}}"#;
        assert_eq!(edited(text, |cx| remove(cx, "/o/a")), r#"{"o": {"a": 1, "b": 2}}"#);
        let left = edited(text, |cx| remove_at(cx, "/o", &(7..10)));
        assert_eq!(left, r#"{"o": {"b": 2, "a": 3}}"#);
    }

    #[test]
    fn what_is_inserted_looks_like_its_neighbours() {
        for (text, pointer, grown) in [
            ("{}", "", r#"{"k": [1, {"x": "é"}]}"#),
            ("{ }", "", r#"{"k": [1, {"x": "é"}]}"#),
            (r#"{"a":1,"b":2}"#, "", r#"{"a":1,"b":2,"k":[1, {"x": "é"}]}"#),
            (r#"{"a":1}"#, "", r#"{"a":1,"k":[1, {"x": "é"}]}"#),
            (r#"{"a": 1}"#, "", r#"{"a": 1, "k": [1, {"x": "é"}]}"#),
            ("{\r\n\t\"a\": 1\r\n}", "", "{\r\n\t\"a\": 1,\r\n\t\"k\": [1, {\"x\": \"é\"}]\r\n}"),
            (
                "{\"o\": {\n  \"a\": 1, \"b\": 2\n}}",
                "/o",
                "{\"o\": {\n  \"a\": 1, \"b\": 2, \"k\": [1, {\"x\": \"é\"}]\n}}",
            ),
        ] {
            let value = json!([1, {"x": "é"}]);
            assert_eq!(edited(text, |cx| insert_member(cx, pointer, "k", &value)), grown);
        }
        assert_eq!(
            edited("[\n  1,\n  2\n]", |cx| push_element(cx, "", &json!(3))),
            "[\n  1,\n  2,\n  3\n]"
        );
        assert_eq!(edited("[]", |cx| push_element(cx, "", &json!("x"))), "[\"x\"]");
    }

    #[test]
    fn values_and_names_are_replaced() {
        let text = r#"{"limit": {"max": "30"}}"#;
        let left = edited(text, |cx| replace_value(cx, "/limit/max", &json!(30)));
        assert_eq!(left, r#"{"limit": {"max": 30}}"#);
        let left = edited(text, |cx| rename_key(cx, "/limit", "li\u{202e}\"mits"));
        assert_eq!(left, r#"{"li\u202e\"mits": {"max": "30"}}"#);
    }

    #[test]
    fn what_is_not_there_is_not_edited() {
        let document = Document::parse(SourceText::new("p", "{\"a\": [1]}")).unwrap();
        let cx = Context::new(&document, None);
        assert_eq!(remove(&cx, ""), None);
        assert_eq!(remove(&cx, "/b"), None);
        assert_eq!(rename_key(&cx, "/a/0", "x"), None);
        assert_eq!(insert_member(&cx, "/a", "x", &json!(1)), None);
        assert_eq!(push_element(&cx, "", &json!(1)), None);
    }
}
