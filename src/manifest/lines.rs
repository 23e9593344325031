//! JSON line by line: NDJSON, transcripts of a server's stdio, server-sent events.
//!
//! Each line is a document of any shape. A broken line is reported with its
//! place and the rest is kept. JSON-RPC messages that have nothing to do with
//! tools are what a transcript is full of, so they are passed over, except that
//! the answer to `initialize` tells the server's name.

use super::error::ManifestError;
use super::gather::Gatherer;
use crate::document::{DocumentError, Raw, SourceText, Value, decode, member, parse_value};

/// How many lines may stand in front of the first message of a transcript.
const NOISE: usize = 64;

/// Whether a text is a stream of server-sent events.
pub(super) fn are_events(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    ["data:", "event:", "id:", "retry:", ":"].iter().any(|field| first.starts_with(field))
        && text.lines().any(|line| line.starts_with("data:"))
}

/// Whether the first line is a JSON document by itself and further lines follow.
pub(super) fn first_is_complete(text: &str) -> bool {
    let Some((first, rest)) = text.trim_start().split_once('\n') else { return false };
    !rest.trim().is_empty() && is_document(first)
}

/// Whether other text (log lines, say) stands in front of the first JSON line.
pub(super) fn begin_after_noise(text: &str) -> bool {
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .take(NOISE)
        .find(|line| line.starts_with('{'))
        .is_some_and(is_document)
}

/// Reads one document per line.
pub(super) fn read_lines(
    source: &SourceText,
    gatherer: &mut Gatherer<'_>,
) -> Result<(), ManifestError> {
    for (i, line) in source.text().lines().enumerate() {
        if !line.trim().is_empty() {
            read_line(source.name(), line, Start { line: i + 1, column: 0 }, gatherer);
        }
    }
    if gatherer.is_idle() { Err(ManifestError::NoLine) } else { Ok(()) }
}

/// As [`read_lines`], of an input that is no text as a whole.
pub(super) fn read_raw_lines(raw: &Raw, gatherer: &mut Gatherer<'_>) -> Result<(), ManifestError> {
    for (line, bytes) in (1..).zip(raw.bytes().split(|byte| *byte == b'\n')) {
        let bytes = bytes.trim_ascii_end();
        if !bytes.is_empty() {
            read_bytes(raw.name(), bytes, line, gatherer);
        }
    }
    if gatherer.is_idle() { Err(ManifestError::NoLine) } else { Ok(()) }
}

/// Reads the `data` of each event; several `data` lines of one event are one document.
pub(super) fn read_events(
    source: &SourceText,
    gatherer: &mut Gatherer<'_>,
) -> Result<(), ManifestError> {
    let mut event = Event::default();
    for (i, line) in source.text().lines().enumerate() {
        if line.is_empty() {
            std::mem::take(&mut event).read(source.name(), gatherer);
        } else if let Some(rest) = line.strip_prefix("data:") {
            event.push(rest, i + 1);
        } else if let Some(kind) = line.strip_prefix("event:") {
            // The old transport announces an address in an event of its own.
            event.is_endpoint = kind.trim() == "endpoint";
        }
    }
    event.read(source.name(), gatherer);
    if gatherer.is_idle() { Err(ManifestError::NoLine) } else { Ok(()) }
}

/// Where a document starts in the text: its line, and the characters in front of it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Start {
    pub line: usize,
    pub column: usize,
}

#[derive(Debug, Default)]
struct Event {
    data: String,
    start: Start,
    is_endpoint: bool,
}

impl Event {
    fn push(&mut self, rest: &str, line: usize) {
        if self.start.line == 0 {
            self.start = Start { line, column: "data:".len() };
        } else {
            self.data.push('\n');
        }
        self.data.push_str(rest);
    }

    fn read(self, name: &str, gatherer: &mut Gatherer<'_>) {
        let data = self.data.trim();
        if !self.is_endpoint && !data.is_empty() && data != "[DONE]" {
            read_line(name, &self.data, self.start, gatherer);
        }
    }
}

/// Reads the document that is one line, or one event.
pub(super) fn read_line(name: &str, text: &str, start: Start, gatherer: &mut Gatherer<'_>) {
    let value = match parse_line(name, text, start) {
        Ok(value) => value,
        Err(error) => return gatherer.problem(error.into(), None),
    };
    gatherer.announce(&value);
    let is_message = member(&value, "jsonrpc").is_some();
    if let Err(error) = gatherer.document(value, Some(start.line))
        && !is_message
    {
        gatherer.problem(error, Some(start.line));
    }
}

/// Reads the document that is one line of bytes.
pub(super) fn read_bytes(name: &str, bytes: &[u8], line: usize, gatherer: &mut Gatherer<'_>) {
    let start = Start { line, column: 0 };
    match decode_line(name, bytes, line) {
        Ok(text) => read_line(name, text, start, gatherer),
        Err(error) => gatherer.problem(error.into(), Some(line)),
    }
}

/// The text that a line is.
pub(super) fn decode_line<'a>(
    name: &str,
    bytes: &'a [u8],
    line: usize,
) -> Result<&'a str, DocumentError> {
    decode(name, bytes).map_err(|error| error.moved(line.saturating_sub(1), 0))
}

/// As [`parse_value`], which wants to know the lines even of a text without error.
pub(super) fn parse_line(name: &str, text: &str, start: Start) -> Result<Value, DocumentError> {
    // Every `data` line of an event has the same field name in front.
    let moved = |error: DocumentError| error.moved(start.line.saturating_sub(1), start.column);
    match serde_json::from_str(text) {
        Ok(value) => Ok(value),
        Err(_) => parse_value(&SourceText::new(name, text)).map_err(moved),
    }
}

fn is_document(line: &str) -> bool {
    matches!(parse_value(&SourceText::new("", line)), Ok(Value::Object(_) | Value::Array(_)))
}
