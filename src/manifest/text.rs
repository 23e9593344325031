//! One text to the tools it holds, in whichever notation it is written.
//!
//! JSON as a whole, JSON line by line (one tool, page, server or message per
//! line), server-sent events, or YAML. The file's extension only breaks ties:
//! what the text itself says comes first, since stdin has no extension and a
//! saved session may have any.

use super::error::ManifestError;
use super::gather::{Gatherer, Piece};
use super::lines;
use crate::document::{Raw, SourceText, Value, parse_value, parse_yaml};

/// What the name of a source promises about its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notation {
    Json,
    /// One document per line.
    Lines,
    Yaml,
    /// Any: the name says nothing.
    Unknown,
}

impl Notation {
    /// By the extension of a file name.
    pub fn of(extension: Option<&str>) -> Self {
        match extension.map(str::to_ascii_lowercase).as_deref() {
            Some("json" | "snap") => Self::Json,
            Some("jsonl" | "ndjson" | "sse") => Self::Lines,
            Some("yaml" | "yml") => Self::Yaml,
            _ => Self::Unknown,
        }
    }
}

/// Reads a text to the end; every tool list and every problem goes to `sink`.
pub(super) fn read(source: &SourceText, notation: Notation, sink: &mut dyn FnMut(Piece)) {
    let mut gatherer = Gatherer::new(source.name(), sink);
    if let Err(error) = read_into(source, notation, &mut gatherer) {
        gatherer.problem(error, None);
    }
    gatherer.finish();
}

/// As [`read`], of an input that may be no text. Where each of its lines is a
/// document by itself, those that are text are read; else nothing is.
pub(super) fn read_raw(raw: Raw, notation: Notation, sink: &mut dyn FnMut(Piece)) {
    let (raw, error) = match raw.decode() {
        Ok(source) => return read(&source, notation, sink),
        Err(undecoded) => *undecoded,
    };
    let mut gatherer = Gatherer::new(raw.name(), sink);
    let read = if is_line_wise(&raw.lossy(), notation) {
        lines::read_raw_lines(&raw, &mut gatherer)
    } else {
        Err(error.into())
    };
    if let Err(error) = read {
        gatherer.problem(error, None);
    }
    gatherer.finish();
}

/// Whether [`read`] would take a text line by line.
fn is_line_wise(source: &SourceText, notation: Notation) -> bool {
    let text = source.text();
    if notation == Notation::Yaml || lines::are_events(text) {
        return false;
    }
    let by_lines = notation == Notation::Lines || lines::begin_after_noise(text);
    lines::first_is_complete(text) || by_lines && parse_value::<Value>(source).is_err()
}

fn read_into(
    source: &SourceText,
    notation: Notation,
    gatherer: &mut Gatherer<'_>,
) -> Result<(), ManifestError> {
    let text = source.text();
    if text.trim().is_empty() {
        return Err(ManifestError::Empty);
    }
    if notation == Notation::Yaml {
        return gatherer.document(parse_yaml(source)?, None);
    }
    if lines::are_events(text) {
        return lines::read_events(source, gatherer);
    }
    if lines::first_is_complete(text) {
        return lines::read_lines(source, gatherer);
    }
    let error = match parse_value(source) {
        Ok(value) => return gatherer.document(value, None),
        Err(error) => error,
    };
    if notation == Notation::Lines || lines::begin_after_noise(text) {
        return lines::read_lines(source, gatherer);
    }
    if notation == Notation::Unknown && !text.trim_start().starts_with(['{', '[']) {
        // A YAML text is hard to tell from prose, so it only counts as YAML when
        // it turns out to be a tool list; else the first error says more.
        if let Ok(value) = parse_yaml(source)
            && gatherer.document(value, None).is_ok()
        {
            return Ok(());
        }
    }
    Err(error.into())
}
