//! A decoded text with its name: byte offsets in, lines and columns out.

use std::str::Utf8Error;
use std::sync::OnceLock;

use super::error::DocumentError;
use super::raw::Raw;

/// A byte range in a text.
pub type Span = std::ops::Range<usize>;

/// A place for people: both count from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// A UTF-8 text, its name as the user knows it, and where its lines start.
///
/// A byte-order mark is dropped, so offsets count from behind it.
#[derive(Debug, Clone)]
pub struct SourceText {
    name: String,
    text: String,
    /// Found when a place is first asked for: of most texts none is.
    line_starts: OnceLock<Vec<usize>>,
}

impl SourceText {
    /// Takes a text as it is.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into(), line_starts: OnceLock::new() }
    }

    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            let breaks = memchr::memchr_iter(b'\n', self.text.as_bytes());
            std::iter::once(0).chain(breaks.map(|i| i + 1)).collect()
        })
    }

    /// Decodes bytes as UTF-8.
    ///
    /// # Errors
    /// [`DocumentError::Encoding`] names the first offending byte and, where a
    /// byte-order mark gives it away, the encoding it looks like.
    pub fn decode(name: impl Into<String>, bytes: Vec<u8>) -> Result<Self, DocumentError> {
        Raw::new(name, bytes).decode().map_err(|failed| failed.1)
    }

    /// A text with a byte-order mark or none.
    pub(super) fn marked(name: String, text: String) -> Self {
        match text.strip_prefix('\u{feff}') {
            Some(rest) => Self::new(name, rest),
            None => Self::new(name, text),
        }
    }

    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte offset; offsets past the end give the end.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.floor_boundary(offset);
        let starts = self.line_starts();
        let line = starts.partition_point(|start| *start <= offset);
        let start = starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let column = self.text.get(start..offset).map_or(1, |s| s.chars().count() + 1);
        Position { line: line.max(1), column }
    }

    /// The byte offset of a place; places past a line's end give its end.
    #[must_use]
    pub fn offset(&self, position: Position) -> usize {
        let start = self
            .line_starts()
            .get(position.line.saturating_sub(1))
            .copied()
            .unwrap_or(self.text.len());
        let line = self.text[start..].split('\n').next().unwrap_or("");
        let within = line.char_indices().nth(position.column.saturating_sub(1));
        start + within.map_or(line.len(), |(i, _)| i)
    }

    fn floor_boundary(&self, offset: usize) -> usize {
        self.text.floor_char_boundary(offset)
    }
}

/// The text that some bytes are: as [`SourceText::decode`], without a copy.
///
/// # Errors
/// As [`SourceText::decode`].
pub fn decode<'a>(name: &str, bytes: &'a [u8]) -> Result<&'a str, DocumentError> {
    std::str::from_utf8(bytes).map_err(|error| not_text(name, bytes, error))
}

pub(super) fn not_text(name: &str, bytes: &[u8], error: Utf8Error) -> DocumentError {
    let (before, rest) = bytes.split_at_checked(error.valid_up_to()).unwrap_or((bytes, &[]));
    let before = SourceText::marked(String::new(), String::from_utf8_lossy(before).into_owned());
    DocumentError::Encoding {
        name: name.to_owned(),
        position: before.position(before.text().len()),
        byte: rest.first().copied().unwrap_or_default(),
        guess: guess_encoding(bytes),
    }
}

fn guess_encoding(bytes: &[u8]) -> &'static str {
    match bytes {
        [0xff, 0xfe, ..] => "it looks like UTF-16, little-endian",
        [0xfe, 0xff, ..] => "it looks like UTF-16, big-endian",
        _ if bytes.iter().take(4096).any(|b| *b == 0) => "it looks like a binary file",
        _ => "it may be Latin-1 or Windows-1252",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_and_survive_any_offset() {
        let source = SourceText::new("x", "aé\r\n🦀b\n");
        assert_eq!(source.position(0), Position { line: 1, column: 1 });
        assert_eq!(source.position(3), Position { line: 1, column: 3 });
        assert_eq!(source.position(9), Position { line: 2, column: 2 });
        // inside the crab, and far past the end
        assert_eq!(source.position(6), Position { line: 2, column: 1 });
        assert_eq!(source.position(999).line, 3);
    }

    #[test]
    fn offset_is_the_inverse_of_position() {
        let source = SourceText::new("x", "aé\n🦀b\n");
        for (offset, _) in source.text().char_indices() {
            assert_eq!(source.offset(source.position(offset)), offset);
        }
    }

    #[test]
    fn a_byte_order_mark_is_dropped_and_utf16_is_named() {
        let text = SourceText::decode("x", b"\xef\xbb\xbf{}".to_vec()).unwrap();
        assert_eq!(text.text(), "{}");
        let error = SourceText::decode("x", b"\xff\xfe{\0".to_vec()).unwrap_err();
        assert!(error.to_string().contains("UTF-16, little-endian"), "{error}");
    }
}
