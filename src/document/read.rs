//! Reading files and standard input, within a limit.

use std::io::Read;
use std::path::Path;

use super::error::DocumentError;
use super::text::SourceText;

/// The most that one file may hold: 1 GiB.
pub const MAX_BYTES: u64 = 1 << 30;

/// Reads and decodes a file.
///
/// # Errors
/// Says what is wrong with it: missing, a directory, too large, not UTF-8.
pub fn read_file(path: &Path) -> Result<SourceText, DocumentError> {
    let file = open_file(path)?;
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    // One byte more, where reading finds out that there is no more.
    let room = usize::try_from(size.min(MAX_BYTES) + 1).unwrap_or_default();
    read_into(Vec::with_capacity(room), file, &path.display().to_string())
}

/// Opens what is a file, and no directory.
///
/// # Errors
/// When there is no such file, or it can't be opened.
pub fn open_file(path: &Path) -> Result<std::fs::File, DocumentError> {
    let name = path.display().to_string();
    let io =
        |error: std::io::Error| DocumentError::Io { name: name.clone(), reason: io_reason(&error) };
    let file = std::fs::File::open(path).map_err(io)?;
    let metadata = file.metadata().map_err(io)?;
    if metadata.is_dir() {
        let reason = "is a directory; expected a file".to_owned();
        return Err(DocumentError::Io { name, reason });
    }
    Ok(file)
}

/// Reads and decodes standard input, under the name `-`.
///
/// # Errors
/// As [`read_file`].
pub fn read_stdin() -> Result<SourceText, DocumentError> {
    read_limited(std::io::stdin().lock(), "-")
}

/// Reads an input to its end and decodes it.
///
/// # Errors
/// As [`read_file`].
pub fn read_limited(reader: impl Read, name: &str) -> Result<SourceText, DocumentError> {
    read_into(Vec::new(), reader, name)
}

fn read_into(
    mut bytes: Vec<u8>,
    reader: impl Read,
    name: &str,
) -> Result<SourceText, DocumentError> {
    reader
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| DocumentError::Io { name: name.to_owned(), reason: io_reason(&error) })?;
    let size = bytes.len() as u64;
    if size > MAX_BYTES {
        return Err(DocumentError::TooLarge { name: name.to_owned(), size, limit: MAX_BYTES });
    }
    SourceText::decode(name, bytes)
}

/// The system's words without its error number, and what to do about it.
#[must_use]
pub fn io_reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file or directory; check the path".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied; check its mode".to_owned(),
        _ => {
            let text = error.to_string();
            text.find(" (os error").map_or(text.as_str(), |i| &text[..i]).to_lowercase()
        }
    }
}
