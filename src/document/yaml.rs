//! YAML text to a JSON value: some tool lists and the predecessor's policies are YAML.

use serde::de::DeserializeOwned;

use super::error::{DocumentError, SyntaxError};
use super::text::{Position, SourceText};

/// Parses a YAML text to the JSON value it stands for.
///
/// # Errors
/// [`DocumentError::Syntax`] with the place that the YAML parser names.
pub fn parse_yaml<T: DeserializeOwned>(source: &SourceText) -> Result<T, DocumentError> {
    serde_saphyr::from_str(source.text()).map_err(|error| {
        let position = error.location().map_or(Position { line: 1, column: 1 }, |l| Position {
            line: usize::try_from(l.line()).unwrap_or(1),
            column: usize::try_from(l.column()).unwrap_or(1),
        });
        let offset = source.offset(position);
        let message = strip_place(&error.to_string());
        let (message, cause) = trap(message);
        let error = SyntaxError { message, cause, span: offset..offset, position };
        DocumentError::Syntax { name: source.name().to_owned(), error }
    })
}

/// What is refused for its size or depth and not for its grammar, with the reason.
fn trap(message: String) -> (String, Option<&'static str>) {
    if message.starts_with("budget breached: Depth") || message.starts_with("recursion limit") {
        let cause = "it is nested deeper than YAML is read; pass JSON, which is read to 127 levels";
        return ("recursion limit exceeded".to_owned(), Some(cause));
    }
    let cause = "YAML is read up to a size that can't be a trap; pass JSON instead";
    let cause = message.starts_with("budget breached").then_some(cause);
    (message, cause)
}

/// The parser's first line without its own "error: line 3 column 7: ": the
/// place is shown in front.
fn strip_place(text: &str) -> String {
    let first = text.lines().next().unwrap_or("not YAML");
    let first = first.strip_prefix("error: ").unwrap_or(first);
    match first.split_once(": ") {
        Some((place, rest)) if place.starts_with("line ") => rest.to_owned(),
        _ => first.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_becomes_json_and_errors_have_a_place() {
        let value: serde_json::Value =
            parse_yaml(&SourceText::new("x", "tools:\n  - a\n  - b: 1\n")).unwrap();
        assert_eq!(value, serde_json::json!({"tools": ["a", {"b": 1}]}));
        let error =
            parse_yaml::<serde_json::Value>(&SourceText::new("x", "a: [1\nb: }")).unwrap_err();
        assert!(matches!(error, DocumentError::Syntax { .. }), "{error}");
        assert!(error.to_string().starts_with("x:2:2: "), "{error}");
        assert!(!error.to_string().contains("line 2"), "{error}");
    }

    #[test]
    fn text_that_multiplies_itself_is_refused_with_the_reason() {
        let first = "a: &a0 [x, x, x, x, x, x, x, x]".to_owned();
        let each =
            |i: usize| format!("b{i}: &a{i} [{}]", vec![format!("*a{}", i - 1); 8].join(", "));
        let text = std::iter::once(first).chain((1..9).map(each)).collect::<Vec<_>>().join("\n");
        let error =
            parse_yaml::<serde_json::Value>(&SourceText::new("x", text)).unwrap_err().to_string();
        assert!(error.contains("budget breached"), "{error}");
        assert!(error.contains("pass JSON instead"), "{error}");
    }
}
