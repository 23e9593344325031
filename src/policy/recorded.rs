//! A call as people and logs write it: `tool`, and perhaps `args`, `at`,
//! `grant` and `failed`.
//!
//! Keys that mean nothing here are passed over, so that logs with more in them
//! can be read, and named, so that whoever reads them can say so. A key that
//! looks misspelt is an error, and so are arguments by another name: without
//! them, another call would be decided.

use serde_json::{Map, Value};

use super::call_keys::{KEYS, UnknownKey, is_message, meant, stand_in, unknown};
use super::decide::Moment;
use super::fields::{Fault, Fields};
use crate::document::{Document, DocumentError, SourceText, parse_value, pointer_join};
use crate::manifest::Problem;
use crate::phrase::quoted;

/// A call, and what is known of its circumstances.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordedCall {
    pub tool: String,
    pub args: Map<String, Value>,
    pub at: Option<Moment>,
    pub grant: Option<String>,
    /// Failed upstream, so that it gives back what it reserved.
    pub failed: bool,
    /// Keys beside these, which say nothing here.
    pub unknown: Vec<UnknownKey>,
}

impl RecordedCall {
    /// Reads a call from the value at a pointer.
    ///
    /// # Errors
    /// The first thing that is wrong, with its place.
    pub fn read(value: &Value, pointer: &str) -> Result<Self, Fault> {
        let fields =
            Fields::new(value, pointer, "an object like `{\"tool\": \"t\", \"args\": {}}`")?;
        let call = match fields.misspelt_of_call().or_else(|| fields.renamed_tool()) {
            Some(fault) => return Err(fault),
            None => Self::from_fields(fields)?,
        };
        Ok(Self { unknown: unknown(fields.members), ..call })
    }

    pub(super) fn from_fields(fields: Fields<'_>) -> Result<Self, Fault> {
        let tool = fields.text("tool", "the name of a tool")?.ok_or_else(|| {
            Fault::value(fields.pointer.to_owned(), "the call names no `tool`; add `\"tool\"`")
        })?;
        Ok(Self {
            tool: tool.to_owned(),
            args: fields.object("args")?.cloned().unwrap_or_default(),
            at: fields.moment("at")?,
            grant: fields.text("grant", "the name of a grant")?.map(str::to_owned),
            failed: fields.flag("failed")?,
            unknown: Vec::new(),
        })
    }

    /// Reads a call from one line of an NDJSON text.
    ///
    /// # Errors
    /// With the line, and the column in it.
    pub fn read_line(line: &SourceText, number: usize) -> Result<Self, Problem> {
        let name = line.name();
        let problem = |column: usize, message: String| Problem {
            source: format!("{name}:{number}:{column}"),
            message,
        };
        let value = parse_value(line).map_err(|error| match error {
            DocumentError::Syntax { error, .. } => {
                problem(error.position.column, error.to_string())
            }
            other => problem(1, other.to_string()),
        })?;
        Self::read(&value, "").map_err(|fault| problem(column(line, &fault), fault.message))
    }
}

/// What is wrong with the keys of a call.
impl Fields<'_> {
    /// As [`Fields::misspelt`], of a call that may have more keys than are known.
    fn misspelt_of_call(&self) -> Option<Fault> {
        if is_message(self.members) {
            let message = "this is a message of the protocol; write its `params.name` as `tool`, \
                           and its `params.arguments` as `args`";
            return Some(Fault::value(self.pointer.to_owned(), message));
        }
        let is_object = |key: &str| self.members.get(key).is_some_and(Value::is_object);
        let arguments = |key: &str| meant(key, self.members).filter(|meant| *meant == "args");
        self.mistaken(&KEYS, &|key| arguments(key).filter(|_| is_object(key)))
    }

    /// The tool by another name, where a call names none.
    fn renamed_tool(&self) -> Option<Fault> {
        let key = stand_in("tool", self.members)?;
        let message = format!("the call names no `tool`; did you mean it by {}?", quoted(key));
        Some(Fault::key(self.pointer_of(key), message))
    }
}

/// The column of a key in the line that holds a call.
#[must_use]
pub fn column_of_key(line: &SourceText, key: &str) -> usize {
    column(line, &Fault::key(pointer_join("", key), ""))
}

/// Where in a line a fault is: only now are the places of its parts worth finding.
fn column(line: &SourceText, fault: &Fault) -> usize {
    let Ok(document) = Document::parse(line.clone()) else { return 1 };
    let Some(place) = document.locate(&fault.pointer) else { return 1 };
    let span = place.key.filter(|_| fault.at_key).unwrap_or(place.value);
    line.position(span.start).column
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &str) -> String {
        let problem = RecordedCall::read_line(&SourceText::new("c", text), 7).unwrap_err();
        format!("{}: {}", problem.source, problem.message)
    }

    #[test]
    fn a_line_becomes_a_call() {
        let text = r#"{"at": "2026-01-01T00:00:00Z", "grant": "g", "tool": "t", "args": {"a": 1}, "failed": true, "took_ms": 12}"#;
        let call = RecordedCall::read_line(&SourceText::new("c", text), 1).unwrap();
        assert_eq!(
            (call.tool.as_str(), call.grant.as_deref(), call.failed),
            ("t", Some("g"), true)
        );
        assert_eq!(call.unknown, [UnknownKey { key: "took_ms".to_owned(), meant: None }]);
        let call =
            RecordedCall::read_line(&SourceText::new("c", r#"{"tool": "t", "args": null}"#), 1);
        assert!(call.unwrap().args.is_empty());
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        for (text, expected) in [
            ("{\"tool\": ", "c:7:9: EOF while parsing a value (the text ends too early"),
            ("[]", "c:7:1: this is an array; expected an object like"),
            ("{}", "c:7:1: the call names no `tool`"),
            (r#"{"tool": 5}"#, "c:7:10: `tool` is a number; expected the name of a tool"),
            (r#"{"tool": "t", "args": []}"#, "c:7:23: `args` is an array; expected an object"),
            (
                r#"{"tool": "t", "at": "noon"}"#,
                "c:7:21: `at`: `noon` is no RFC 3339 time; expected one like",
            ),
            (
                r#"{"tool": "t", "failed": 1}"#,
                "c:7:25: `failed` is a number; expected `true` or `false`",
            ),
            (r#"{"tool": "t", "arg": {}}"#, "c:7:15: unknown key `arg`; did you mean `args`?"),
            (
                r#"{"tool": "t", "arguments": {"a": 1}}"#,
                "c:7:15: unknown key `arguments`; did you mean `args`?",
            ),
            (
                r#"{"jsonrpc": "2.0", "method": "tools/call", "params": {"name": "t"}}"#,
                "c:7:1: this is a message of the protocol; write its `params.name` as `tool`",
            ),
            (r#"{"name": "t"}"#, "c:7:2: the call names no `tool`; did you mean it by `name`?"),
        ] {
            let problem = problem(text);
            assert!(problem.starts_with(expected), "{problem}\n{expected}");
        }
    }
}
