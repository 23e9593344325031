//! Making quotations: every one is cut from the text that it names.

use std::borrow::Cow;

use crate::document::pointer_last_token;
use crate::manifest::Tool;

use super::model::Evidence;

/// Quotes a part of a field; `None` where the range doesn't lie in the text.
#[must_use]
pub fn quote(
    tool: &Tool,
    field: &str,
    range: (usize, usize),
    rule: String,
    says: &str,
) -> Option<Evidence> {
    let text = field_text(tool, field)?;
    let quote = text.get(range.0..range.1)?.to_owned();
    Some(Evidence {
        field: field.to_owned(),
        start: range.0,
        end: range.1,
        quote,
        rule,
        says: says.to_owned(),
    })
}

/// Quotes a whole field, such as a parameter's name.
#[must_use]
pub fn quote_all(tool: &Tool, field: &str, rule: String, says: &str) -> Option<Evidence> {
    let len = field_text(tool, field)?.len();
    quote(tool, field, (0, len), rule, says)
}

/// The text of a field: `name`, `title`, `description`, or a pointer into the
/// definition, where a string stands for itself and anything else for its key.
#[must_use]
pub fn field_text<'a>(tool: &'a Tool, field: &str) -> Option<Cow<'a, str>> {
    match field {
        "name" => Some(Cow::Borrowed(&tool.name)),
        "title" => tool.title.as_deref().map(Cow::Borrowed),
        "description" => Some(Cow::Borrowed(&tool.description)),
        pointer => match tool.definition.pointer(pointer)?.as_str() {
            Some(text) if !pointer.is_empty() => Some(Cow::Borrowed(text)),
            _ => pointer_last_token(pointer).map(Cow::Owned),
        },
    }
}
