//! Making quotations: every one is cut from the text that it names.

use std::borrow::Cow;

use crate::document::{pointer_find, pointer_last_token};
use crate::manifest::Tool;

use super::model::Evidence;

/// Quotes a part of a field; `None` where the range doesn't lie in the text.
#[must_use]
pub fn quote(
    tool: &Tool,
    field: impl Into<Cow<'static, str>>,
    range: (usize, usize),
    rule: &'static str,
    says: &'static str,
) -> Option<Evidence> {
    let field = field.into();
    let quote = field_text(tool, &field)?.get(range.0..range.1)?.to_owned();
    let (start, end) = range;
    Some(Evidence { field, start, end, quote, rule: rule.into(), says: says.into() })
}

/// Quotes a whole field, such as a parameter's name.
#[must_use]
pub fn quote_all(
    tool: &Tool,
    field: String,
    rule: &'static str,
    says: &'static str,
) -> Option<Evidence> {
    let quote = field_text(tool, &field)?.into_owned();
    let (field, rule, says) = (field.into(), rule.into(), says.into());
    Some(Evidence { field, start: 0, end: quote.len(), quote, rule, says })
}

/// The text of a field: `name`, `title`, `description`, or a pointer into the
/// definition, where a string stands for itself and anything else for its key.
#[must_use]
pub fn field_text<'a>(tool: &'a Tool, field: &str) -> Option<Cow<'a, str>> {
    match field {
        "name" => Some(Cow::Borrowed(&tool.name)),
        "title" => tool.title.as_deref().map(Cow::Borrowed),
        "description" => Some(Cow::Borrowed(&tool.description)),
        pointer => match pointer_find(&tool.definition, pointer)?.as_str() {
            Some(text) if !pointer.is_empty() => Some(Cow::Borrowed(text)),
            _ => pointer_last_token(pointer).map(Cow::Owned),
        },
    }
}
