//! What a definition says in a form that can't be read: a description that is an
//! object, hints that are texts.
//!
//! It costs the field and not the tool. But whoever reads the verdict has to
//! know that it was made without, so each is a warning with its place. Of a tool
//! whose fields are all there, nothing is looked at again.

use super::definition::{SCHEMAS, hint_of, wrapper};
use super::model::{ParameterSource, Tool};
use crate::document::{Value, kind_of, member, pointer_find, pointer_join};
use crate::phrase::quoted;

/// The parts of a definition that are of the wrong kind, each in a sentence;
/// `pointer` is where in the document the definition stands.
pub(super) fn odd_parts(tool: &Tool, pointer: &str) -> Vec<String> {
    let base = wrapper(&tool.definition);
    let Some(body) = pointer_find(&tool.definition, &base) else { return Vec::new() };
    let mut odd = Vec::new();
    let mut say = |path: &[&str], found: &Value, expected: &str, lost: fn(&str) -> String| {
        let place = path.iter().fold(format!("{pointer}{base}"), |at, key| pointer_join(&at, key));
        let (place, lost) = (quoted(&place), lost(&quoted(&tool.name)));
        odd.push(format!("{place} is {}; expected {expected}: {lost}", kind_of(found)));
    };
    let without = |name: &str| format!("{name} is judged without it");
    let parameters = |name: &str| format!("the parameters of {name} are not seen");
    let claims_nothing = |name: &str| format!("{name} claims nothing by it");
    if let Some(found) = unread(body, "description", tool.description.is_empty()) {
        say(&["description"], found, "a string", without);
    }
    if let Some(found) = unread(body, "title", tool.title.is_none()) {
        say(&["title"], found, "a string", without);
    }
    if tool.parameter_source == ParameterSource::None
        && let Some((key, found)) = SCHEMAS.iter().find_map(|key| Some((key, given(body, key)?)))
    {
        say(&[key], found, "a JSON Schema", parameters);
    }
    let unclaimed = tool.annotations.is_empty();
    match unclaimed.then(|| given(body, "annotations")).flatten() {
        Some(Value::Object(claims)) => {
            for (hint, found) in claims.iter().filter(|(key, value)| is_odd_hint(key, value)) {
                say(&["annotations", hint], found, "`true` or `false`", claims_nothing);
            }
        }
        Some(found) => say(&["annotations"], found, "an object of hints", claims_nothing),
        None => {}
    }
    odd
}

/// What stands under a key; null counts as nothing.
fn given<'a>(body: &'a Value, key: &str) -> Option<&'a Value> {
    member(body, key).filter(|value| !value.is_null())
}

/// What stands under the key of a text that is `missing`.
fn unread<'a>(body: &'a Value, key: &str, missing: bool) -> Option<&'a Value> {
    if missing { given(body, key).filter(|value| !value.is_string()) } else { None }
}

/// An object may hold the claim under `value`, and more beside it.
fn is_odd_hint(key: &str, value: &Value) -> bool {
    hint_of(key).is_some() && !matches!(value, Value::Null | Value::Bool(_) | Value::Object(_))
}
