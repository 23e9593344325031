//! Bytes that were read, before it is known whether they are text.
//!
//! Most inputs are text or nothing. Of an input whose lines are documents by
//! themselves, one bad byte costs one line, so whoever reads lines gets the bytes.

use std::io::Read;
use std::path::Path;

use super::error::DocumentError;
use super::read::{check_found, file_bytes, stream_bytes};
use super::text::{SourceText, not_text};

/// The byte-order mark that some programs put in front of a text.
pub(super) const MARK: &[u8] = b"\xef\xbb\xbf";

/// An input as it was read, with its name.
#[derive(Debug, Clone)]
pub struct Raw {
    name: String,
    bytes: Vec<u8>,
}

impl Raw {
    /// Takes bytes as they are.
    #[must_use]
    pub fn new(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self { name: name.into(), bytes }
    }

    /// Reads a file that was named.
    ///
    /// # Errors
    /// As [`read_file`](super::read_file), but for what isn't UTF-8.
    pub fn of_file(path: &Path) -> Result<Self, DocumentError> {
        Ok(Self::new(path.display().to_string(), file_bytes(path)?))
    }

    /// Reads a file that a directory or a pattern came up with.
    ///
    /// # Errors
    /// As [`Raw::of_file`], and when it is a pipe, a socket or a device: nobody
    /// may ever write to it.
    pub fn of_found(path: &Path) -> Result<Self, DocumentError> {
        check_found(path)?;
        Self::of_file(path)
    }

    /// Reads standard input, under the name `-`.
    ///
    /// # Errors
    /// As [`Raw::of_file`].
    pub fn of_stdin() -> Result<Self, DocumentError> {
        Self::of(std::io::stdin().lock(), "-")
    }

    /// Reads an input to its end.
    ///
    /// # Errors
    /// As [`Raw::of_file`].
    pub fn of(reader: impl Read, name: &str) -> Result<Self, DocumentError> {
        Ok(Self::new(name, stream_bytes(reader, name)?))
    }

    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Without a byte-order mark in front.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.bytes.strip_prefix(MARK).unwrap_or(&self.bytes)
    }

    /// The text; whoever can do with the bytes gets them back beside the error.
    ///
    /// # Errors
    /// As [`SourceText::decode`].
    pub fn decode(self) -> Result<SourceText, Box<(Self, DocumentError)>> {
        match String::from_utf8(self.bytes) {
            Ok(text) => Ok(SourceText::marked(self.name, text)),
            Err(error) => {
                let why = not_text(&self.name, error.as_bytes(), error.utf8_error());
                Err(Box::new((Self::new(self.name, error.into_bytes()), why)))
            }
        }
    }

    /// The text, with U+FFFD for what is none: to look at, and for its lines.
    #[must_use]
    pub fn lossy(&self) -> SourceText {
        SourceText::new(self.name.clone(), String::from_utf8_lossy(self.bytes()))
    }
}
