//! YAML text to a JSON value: some tool lists and the predecessor's policies are YAML.

use serde_json::Value;

use super::error::{DocumentError, SyntaxError};
use super::text::{Position, SourceText};

/// Parses a YAML text to the JSON value it stands for.
///
/// # Errors
/// [`DocumentError::Syntax`] with the place that the YAML parser names.
pub fn parse_yaml(source: &SourceText) -> Result<Value, DocumentError> {
    serde_saphyr::from_str(source.text()).map_err(|error| {
        let position = error.location().map_or(Position { line: 1, column: 1 }, |l| Position {
            line: usize::try_from(l.line()).unwrap_or(1),
            column: usize::try_from(l.column()).unwrap_or(1),
        });
        let offset = source.offset(position);
        let error = SyntaxError {
            message: error.to_string().lines().next().unwrap_or("not YAML").to_owned(),
            cause: None,
            span: offset..offset,
            position,
        };
        DocumentError::Syntax { name: source.name().to_owned(), error }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_becomes_json_and_errors_have_a_place() {
        let value = parse_yaml(&SourceText::new("x", "tools:\n  - a\n  - b: 1\n")).unwrap();
        assert_eq!(value, serde_json::json!({"tools": ["a", {"b": 1}]}));
        let error = parse_yaml(&SourceText::new("x", "a: [1\nb: }")).unwrap_err();
        assert!(matches!(error, DocumentError::Syntax { .. }), "{error}");
    }
}
