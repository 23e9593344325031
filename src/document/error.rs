//! What can be wrong with a text, said so that its author can mend it.

use super::text::{Position, Span};

/// Why some bytes could not become a JSON tree.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// The file, or standard input, could not be read.
    #[error("{name}: {reason}")]
    Io { name: String, reason: String },
    /// The bytes are not UTF-8.
    #[error(
        "{name}:{position}: the byte 0x{byte:02x} is not UTF-8 ({guess}); expected UTF-8 text: convert the file, for example with `iconv -t UTF-8`"
    )]
    Encoding { name: String, position: Position, byte: u8, guess: &'static str },
    /// More bytes than the tool reads; how many isn't known of a stream.
    #[error(
        "{name}: {} over the limit of {limit} bytes; split it, or raise the limit with `--max-bytes`",
        size.map_or_else(|| "is".to_owned(), |size| format!("{size} bytes is"))
    )]
    TooLarge { name: String, size: Option<u64>, limit: u64 },
    /// The text is not JSON (or YAML, where YAML is taken).
    #[error("{name}:{}: {error}", error.position)]
    Syntax { name: String, error: SyntaxError },
}

impl DocumentError {
    /// The same of a text that goes by another name.
    #[must_use]
    pub fn of(mut self, other: &str) -> Self {
        match &mut self {
            Self::Io { name, .. }
            | Self::Encoding { name, .. }
            | Self::TooLarge { name, .. }
            | Self::Syntax { name, .. } => other.clone_into(name),
        }
        self
    }

    /// The place in the text, where one is at fault.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        match self {
            Self::Encoding { position, .. } => Some(*position),
            Self::Syntax { error, .. } => Some(error.position),
            Self::Io { .. } | Self::TooLarge { .. } => None,
        }
    }

    /// The same of a text that begins behind these lines and characters of another.
    #[must_use]
    pub fn moved(mut self, lines: usize, columns: usize) -> Self {
        if let Self::Encoding { position, .. }
        | Self::Syntax { error: SyntaxError { position, .. }, .. } = &mut self
        {
            position.line += lines;
            position.column += columns;
        }
        self
    }

    /// What is wrong, without the name and the place.
    #[must_use]
    pub fn what(&self) -> String {
        let (Self::Io { name, .. }
        | Self::Encoding { name, .. }
        | Self::TooLarge { name, .. }
        | Self::Syntax { name, .. }) = self;
        let front = match self.position() {
            Some(position) => format!("{name}:{position}: "),
            None => format!("{name}: "),
        };
        let whole = self.to_string();
        whole.strip_prefix(&front).unwrap_or(&whole).to_owned()
    }
}

/// A place where a text stops being JSON, with the likely cause.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}{}", cause.map(|c| format!(" ({c})")).unwrap_or_default())]
pub struct SyntaxError {
    /// What the parser found and expected, without the place.
    pub message: String,
    /// The likely cause in plain words, where one is plain.
    pub cause: Option<&'static str>,
    /// The bytes to point at.
    pub span: Span,
    /// Where `span` starts, for messages.
    pub position: Position,
}
