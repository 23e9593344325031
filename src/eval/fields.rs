//! One JSON object as a label: which keys it has, and what they may hold.

use serde_json::{Map, Value};

use super::error::LabelError;
use super::label::Label;
use crate::classify::{Category, Effect, Risk};
use crate::document::kind_of;
use crate::phrase::nearest;

const KEYS: [&str; 6] = ["id", "primary", "accepted", "effect", "risk", "note"];

/// Keys that are nearly a known one which is missing.
pub fn misspelt(members: &Map<String, Value>) -> Vec<(&str, LabelError)> {
    let foreign = members.keys().filter(|key| !KEYS.contains(&key.as_str()));
    let missing = |key: &&str| !members.contains_key(*key);
    let found = foreign.filter_map(|key| {
        let near = nearest(key, KEYS.into_iter().filter(missing))?;
        Some((key.as_str(), LabelError::Misspelt { found: key.clone(), near }))
    });
    found.collect()
}

type Wrong = (&'static str, LabelError);

/// The label that an object is; where it stands is the caller's to say.
///
/// # Errors
/// The key that is wrong, or is missing, and why.
pub fn label(members: &Map<String, Value>) -> Result<Label, Wrong> {
    let id = text(members, "id")?
        .ok_or(("id", LabelError::Missing { key: "id", expected: "`SERVER/NAME`" }))?;
    if !id.split_once('/').is_some_and(|(server, name)| !server.is_empty() && !name.is_empty()) {
        return Err(("id", LabelError::Id { id: id.to_owned() }));
    }
    let primary = one(members, "primary", &Category::ALL, Category::as_str)?
        .ok_or(("primary", LabelError::Missing { key: "primary", expected: "a category" }))?;
    let mut accepted = accepted(members)?;
    accepted.retain(|category| *category != primary);
    Ok(Label {
        id: id.to_owned(),
        primary,
        accepted,
        effect: one(members, "effect", &Effect::ALL, Effect::as_str)?,
        risk: one(members, "risk", &Risk::ALL, Risk::as_str)?,
        note: text(members, "note")?.map(str::to_owned),
        line: 0,
    })
}

/// A text; null is as good as nothing.
fn text<'a>(members: &'a Map<String, Value>, key: &'static str) -> Result<Option<&'a str>, Wrong> {
    match members.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(other) => {
            let error = LabelError::WrongKind { key, found: kind_of(other), expected: "a string" };
            Err((key, error))
        }
    }
}

fn one<T: Copy>(
    members: &Map<String, Value>,
    key: &'static str,
    all: &[T],
    name: fn(T) -> &'static str,
) -> Result<Option<T>, Wrong> {
    text(members, key)?.map(|found| parse(found, key, all, name)).transpose()
}

fn accepted(members: &Map<String, Value>) -> Result<Vec<Category>, Wrong> {
    let key = "accepted";
    let wrong = |found: &Value| {
        let found = kind_of(found);
        (key, LabelError::WrongKind { key, found, expected: "an array of categories" })
    };
    let list = match members.get(key) {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(Value::Array(list)) => list,
        Some(other) => return Err(wrong(other)),
    };
    let each = list.iter().map(|value| {
        let text = value.as_str().ok_or_else(|| wrong(value))?;
        parse(text, key, &Category::ALL, Category::as_str)
    });
    each.collect()
}

fn parse<T: Copy>(
    found: &str,
    key: &'static str,
    all: &[T],
    name: fn(T) -> &'static str,
) -> Result<T, Wrong> {
    all.iter().copied().find(|one| name(*one) == found).ok_or_else(|| {
        let expected: Vec<&str> = all.iter().map(|one| name(*one)).collect();
        let nearest = nearest(found, expected.iter().copied());
        (key, LabelError::Value { key, found: found.to_owned(), expected, nearest })
    })
}
