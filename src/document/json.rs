//! JSON text to values, with errors that name the likely cause.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::error::{DocumentError, SyntaxError};
use super::limits::limits;
use super::spans::{Duplicate, Node, Place};
use super::text::{Position, SourceText};
use super::weight::{OBJECT, too_many_values};

/// A JSON text with its value and the place of each part.
#[derive(Debug, Clone)]
pub struct Document {
    source: SourceText,
    value: Value,
    root: Node,
}

impl Document {
    /// Parses a text.
    ///
    /// # Errors
    /// The source comes back beside the error so that an excerpt can be shown.
    pub fn parse(source: SourceText) -> Result<Self, Box<(SourceText, SyntaxError)>> {
        let value = match parse_text(&source) {
            Ok(value) => value,
            Err(error) => return Err(Box::new((source, error))),
        };
        // serde_json took it, so the span parser has to; were they ever to
        // differ, the user still gets an error and not a missing place.
        let Some(root) = Node::parse(source.text()) else {
            let error = SyntaxError {
                message: "this text is valid JSON but its parts can't be located".to_owned(),
                cause: None,
                span: 0..0,
                position: Position { line: 1, column: 1 },
            };
            return Err(Box::new((source, error)));
        };
        Ok(Self { source, value, root })
    }

    #[must_use]
    pub fn source(&self) -> &SourceText {
        &self.source
    }

    /// The text alone, for excerpts, when the tree has served.
    #[must_use]
    pub fn into_source(self) -> SourceText {
        self.source
    }

    #[must_use]
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// The root of the span tree, for edits and walks.
    #[must_use]
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// Where a JSON Pointer leads.
    #[must_use]
    pub fn locate(&self, pointer: &str) -> Option<Place> {
        self.root.locate(pointer)
    }

    /// Keys that stand twice in one object.
    #[must_use]
    pub fn duplicates(&self) -> Vec<Duplicate> {
        self.root.duplicates()
    }
}

/// Parses a text to a value alone, without places: the quick way for manifests.
///
/// # Errors
/// [`DocumentError::Syntax`] with the place and, where plain, the cause.
pub fn parse_value<T: DeserializeOwned>(source: &SourceText) -> Result<T, DocumentError> {
    parse_text(source)
        .map_err(|error| DocumentError::Syntax { name: source.name().to_owned(), error })
}

fn parse_text<T: DeserializeOwned>(source: &SourceText) -> Result<T, SyntaxError> {
    let max = limits().max_values();
    if let Some(offset) = too_many_values(source.text(), max) {
        return Err(SyntaxError {
            message: format!("over the limit of {max} values, an object counting as {OBJECT}"),
            cause: Some("split it, or raise the limit with `--max-tools`"),
            span: offset..offset + 1,
            position: source.position(offset),
        });
    }
    serde_json::from_str(source.text()).map_err(|error| syntax_error(source, &error))
}

fn syntax_error(source: &SourceText, error: &serde_json::Error) -> SyntaxError {
    let text = source.text();
    let offset = byte_offset(text, error);
    let message = strip_place(&error.to_string());
    let cause = likely_cause(text, offset, &message);
    let end = text[offset..].chars().next().map_or(offset, |c| offset + c.len_utf8());
    SyntaxError { message, cause, span: offset..end, position: source.position(offset) }
}

/// `serde_json` counts columns in bytes, from 1, and 0 just behind a newline.
fn byte_offset(text: &str, error: &serde_json::Error) -> usize {
    let line_start: usize =
        text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    text.floor_char_boundary(line_start + error.column().saturating_sub(1))
}

/// Drops serde's own "at line 3 column 7": the place is shown in front.
fn strip_place(message: &str) -> String {
    message.rfind(" at line ").map_or(message, |i| &message[..i]).to_owned()
}

fn likely_cause(text: &str, offset: usize, message: &str) -> Option<&'static str> {
    let rest: &str = &text[offset..];
    let before = text[..offset].trim_end();
    if text.trim().is_empty() {
        return Some("the text is empty");
    }
    if rest.starts_with("//") || rest.starts_with("/*") || rest.starts_with('#') {
        return Some("JSON has no comments; remove it");
    }
    if message.starts_with("trailing comma")
        || (before.ends_with(',') && rest.starts_with(['}', ']']))
    {
        return Some("a comma stands before the closing bracket; remove it");
    }
    if before.is_empty() && rest.starts_with('<') {
        return Some("it looks like a page of HTML or XML");
    }
    if rest.starts_with('\'') || rest.starts_with(['\u{201c}', '\u{201d}']) {
        return Some("JSON strings take straight double quotes");
    }
    if message.starts_with("key must be a string") {
        return Some("a key needs double quotes");
    }
    if message.starts_with("expected `,`") {
        return Some("a comma is missing in front of this");
    }
    if message.starts_with("control character") {
        return Some("a closing quote is missing on this line, or a line break needs \\n");
    }
    if message.starts_with("EOF") {
        return Some("the text ends too early: a bracket or quote isn't closed");
    }
    if message.starts_with("recursion limit") {
        return Some("it is nested deeper than 127 levels");
    }
    if before.is_empty() && rest.starts_with(char::is_alphabetic) {
        return Some("this is no JSON");
    }
    rest.starts_with(['T', 'F', 'N', 'u']).then_some("JSON spells these `true`, `false` and `null`")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> SyntaxError {
        Document::parse(SourceText::new("x", text)).unwrap_err().1
    }

    #[test]
    fn causes_are_named_at_their_place() {
        for (text, place, cause) in [
            ("{\"a\": 1,}", "1:9", "comma stands before"),
            ("{\n  // hi\n}", "2:3", "no comments"),
            ("{a: 1}", "1:2", "double quotes"),
            ("{\"a\": 'x'}", "1:7", "double quotes"),
            ("{\"a\": 1 \"b\": 2}", "1:9", "comma is missing"),
            ("{\"a\": [1", "1:8", "ends too early"),
            ("", "1:1", "empty"),
            ("[True]", "1:2", "`true`"),
            (" <!DOCTYPE html>", "1:2", "HTML"),
            ("curl: (6) Could not", "1:1", "no JSON"),
        ] {
            let error = error(text);
            assert_eq!(error.position.to_string(), place, "{text}: {error}");
            assert!(error.cause.is_some_and(|c| c.contains(cause)), "{text}: {error}");
        }
    }

    #[test]
    fn deep_nesting_is_an_error_not_a_crash() {
        assert!(error(&"[".repeat(100_000)).cause.is_some_and(|c| c.contains("nested")));
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(error("{\"ééé\": x}").position.to_string(), "1:9");
    }
}
