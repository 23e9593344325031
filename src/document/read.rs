//! Reading files and standard input, within a limit.

use std::io::Read;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use super::error::DocumentError;
use super::text::SourceText;

/// The most that one file may hold: 1 GiB.
pub const MAX_BYTES: u64 = 1 << 30;

/// See [`bytes_read`].
static READ: AtomicU64 = AtomicU64::new(0);

/// How many bytes this process has read of its inputs: for a progress bar,
/// which can't know where in the reading another part of the program is.
#[must_use]
pub fn bytes_read() -> u64 {
    READ.load(Ordering::Relaxed)
}

pub(super) fn count_read(bytes: usize) {
    READ.fetch_add(bytes as u64, Ordering::Relaxed);
}

/// For bytes that will be read a second time.
pub(super) fn uncount_read(bytes: usize) {
    READ.fetch_sub(bytes as u64, Ordering::Relaxed);
}

/// Reads and decodes a file.
///
/// # Errors
/// Says what is wrong with it: missing, a directory, too large, not UTF-8.
pub fn read_file(path: &Path) -> Result<SourceText, DocumentError> {
    let file = open_file(path)?;
    read_limited(file, &path.display().to_string())
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
    let mut bytes = Vec::new();
    reader
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| DocumentError::Io { name: name.to_owned(), reason: io_reason(&error) })?;
    count_read(bytes.len());
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
