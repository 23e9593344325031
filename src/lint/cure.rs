//! Fixes for what the schema says against a policy.
//!
//! Safe is what leaves no doubt about its author's intent: another spelling of
//! the same word, quotes around a number, the only value a key may have. What
//! would open a tool, or is a guess, is left to a person.

use serde_json::{Value, json};

use super::context::Context;
use super::edit::{insert_member, rename_key, replace_string, replace_value};
use super::fix::{Applicability, Edit, Fix};
use crate::document::{NodeKind, Span};
use crate::phrase::quoted;
use crate::policy::{Violation, ViolationKind};

/// How to mend a violation, where that can be said.
#[must_use]
pub fn cure(cx: &Context<'_>, violation: &Violation) -> Option<Fix> {
    let pointer = &violation.pointer;
    match &violation.kind {
        ViolationKind::UnknownKey { .. } => rename(cx, violation),
        ViolationKind::UnknownValue => {
            let meant = violation.meant()?;
            let edit = replace_value(cx, pointer, &Value::from(meant))?;
            let applicability = certainty(violation.is_meant_for_sure());
            Some(Fix::new(applicability, format!("write {}", quoted(meant)), edit))
        }
        ViolationKind::UnsupportedVersion => {
            Some(Fix::risky("set `version` to `\"1\"`", replace_value(cx, pointer, &json!("1"))?))
        }
        ViolationKind::MissingKey { key } => {
            let only = violation.only_value()?;
            let edit = insert_member(cx, pointer, key, only)?;
            Some(Fix::safe(format!("add `\"{key}\": {only}`"), edit))
        }
        ViolationKind::Pattern => {
            let path = violation.meant_path()?;
            let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
            let applicability = certainty(path.chars().all(plain));
            let edit = replace_value(cx, pointer, &Value::from(path.as_str()))?;
            Some(Fix::new(applicability, format!("write {}", quoted(&path)), edit))
        }
        ViolationKind::WrongType => retype(cx, violation),
        ViolationKind::TooSmall
        | ViolationKind::TooLarge
        | ViolationKind::Empty
        | ViolationKind::Other { .. } => None,
    }
}

fn certainty(sure: bool) -> Applicability {
    if sure { Applicability::Safe } else { Applicability::Unsafe }
}

/// Never onto a key that is there already: one of the two would be lost.
fn rename(cx: &Context<'_>, violation: &Violation) -> Option<Fix> {
    let meant = violation.meant()?;
    let object = violation.pointer.rfind('/').map(|slash| &violation.pointer[..slash])?;
    if cx.locate(&format!("{object}/{meant}")).is_some() {
        return None;
    }
    let edit = rename_key(cx, &violation.pointer, meant)?;
    let applicability = certainty(violation.is_meant_for_sure());
    Some(Fix::new(applicability, format!("rename it to {}", quoted(meant)), edit))
}

fn retype(cx: &Context<'_>, violation: &Violation) -> Option<Fix> {
    let (expected, pointer) = (violation.expected, &violation.pointer);
    let kind = expected.get("type").and_then(Value::as_str);
    match (&violation.found, kind) {
        (Value::String(text), Some("integer")) => {
            let number: u64 = text.trim().parse().ok().filter(|number| *number > 0)?;
            let edit = replace_value(cx, pointer, &Value::from(number))?;
            Some(Fix::safe(format!("remove the quotes: `{number}`"), edit))
        }
        (Value::Number(number), None) => {
            let text =
                expected.get("const")?.as_str().filter(|text| *text == number.to_string())?;
            let edit = replace_string(&cx.locate(pointer)?.value, text);
            Some(Fix::safe(format!("put it in quotes: `\"{text}\"`"), edit))
        }
        (Value::String(_) | Value::Object(_), Some("array")) => bracket(cx, violation),
        // Allows a tool that nothing allows now.
        (Value::Null | Value::Bool(true), Some("object")) => {
            let edit = replace_value(cx, pointer, &json!({}))?;
            Some(Fix::risky("write `{}`", edit))
        }
        _ => None,
    }
}

/// Makes a list of a single string or object where the list takes such.
fn bracket(cx: &Context<'_>, violation: &Violation) -> Option<Fix> {
    let items = violation.expected.get("items")?;
    let takes_strings = items.get("type").and_then(Value::as_str) == Some("string");
    let node = cx.node(&violation.pointer)?;
    if takes_strings != matches!(node.kind, NodeKind::Scalar) {
        return None;
    }
    let at = |offset: usize, text: &str| Edit { span: empty(offset), text: text.to_owned() };
    let open = Fix::safe("put it in brackets", at(node.span.start, "["));
    Some(open.and(at(node.span.end, "]")))
}

fn empty(offset: usize) -> Span {
    offset..offset
}
