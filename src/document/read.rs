//! Reading files and standard input, within the limits of this process.
//!
//! A file that somebody names may be a pipe or a device (a shell's `<(…)` is
//! one), and is waited for. One that is merely found has to be a file.

use std::fs::{File, Metadata};
use std::io::Read;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use super::error::DocumentError;
use super::limits::limits;
use super::raw::Raw;
use super::text::SourceText;

/// The most that is set aside before reading, because a file may claim any size.
const MOST_ROOM: u64 = 1 << 24;

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

/// Reads and decodes a file that was named.
///
/// # Errors
/// Says what is wrong with it: missing, a directory, too large, not UTF-8, or
/// written to while it was read.
pub fn read_file(path: &Path) -> Result<SourceText, DocumentError> {
    Raw::of_file(path)?.decode().map_err(|failed| failed.1)
}

pub(super) fn file_bytes(path: &Path) -> Result<Vec<u8>, DocumentError> {
    let mut file = open_file(path)?;
    let (name, watch) = (path.display().to_string(), Watch::of(&file));
    let (limit, size) = (limits().max_bytes, watch.0.as_ref().map(Metadata::len));
    if let Some(size) = size.filter(|size| *size > limit) {
        return Err(DocumentError::TooLarge { name, size: Some(size), limit });
    }
    let bytes = read_bytes(&mut file, &name, limit, size.unwrap_or_default())?;
    watch.check(&file, &name, Some(bytes.len() as u64))?;
    Ok(bytes)
}

/// Whether a file that a directory or a pattern came up with may be read.
pub(super) fn check_found(path: &Path) -> Result<(), DocumentError> {
    match path.metadata() {
        Ok(metadata) if !metadata.is_file() && !metadata.is_dir() => {
            let reason = "is a pipe or a device and was not read; name it to have it read";
            Err(DocumentError::Io { name: path.display().to_string(), reason: reason.to_owned() })
        }
        _ => Ok(()),
    }
}

/// What a file was like before it was read.
#[derive(Debug)]
pub struct Watch(Option<Metadata>);

impl Watch {
    /// Of pipes and devices nothing is known.
    #[must_use]
    pub fn of(file: &File) -> Self {
        Self(file.metadata().ok().filter(Metadata::is_file))
    }

    /// Whether the file stayed as it was; `read` are the bytes that it gave, where they were counted.
    ///
    /// # Errors
    /// When it was written to meanwhile: what was read is then nothing that it ever held.
    pub fn check(&self, file: &File, name: &str, read: Option<u64>) -> Result<(), DocumentError> {
        let after = file.metadata().ok();
        match &self.0 {
            Some(before) if has_changed(before, after.as_ref(), read) => {
                let reason = "changed while it was read; run again when it is written".to_owned();
                Err(DocumentError::Io { name: name.to_owned(), reason })
            }
            _ => Ok(()),
        }
    }
}

/// What was read is what the file held at one time only if it has the same size
/// and time of change before and after, and as many bytes as it says.
fn has_changed(before: &Metadata, after: Option<&Metadata>, read: Option<u64>) -> bool {
    let Some(after) = after else { return false };
    // Files under /proc have contents and no size.
    let short = before.len() != 0 && read.is_some_and(|read| before.len() != read);
    short || before.len() != after.len() || before.modified().ok() != after.modified().ok()
}

/// Opens what is a file, and no directory.
///
/// # Errors
/// When there is no such file, or it can't be opened.
pub fn open_file(path: &Path) -> Result<File, DocumentError> {
    let name = path.display().to_string();
    let io =
        |error: std::io::Error| DocumentError::Io { name: name.clone(), reason: io_reason(&error) };
    let file = File::open(path).map_err(io)?;
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
    Raw::of_stdin()?.decode().map_err(|failed| failed.1)
}

/// All that an input holds.
pub(super) fn stream_bytes(reader: impl Read, name: &str) -> Result<Vec<u8>, DocumentError> {
    read_bytes(reader, name, limits().max_bytes, 0)
}

fn read_bytes(
    reader: impl Read,
    name: &str,
    limit: u64,
    size: u64,
) -> Result<Vec<u8>, DocumentError> {
    // One byte more, where reading finds out that there is no more.
    let room = usize::try_from(size.min(limit).min(MOST_ROOM) + 1).unwrap_or_default();
    let mut bytes = Vec::with_capacity(room);
    reader
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| DocumentError::Io { name: name.to_owned(), reason: io_reason(&error) })?;
    count_read(bytes.len());
    if bytes.len() as u64 > limit {
        return Err(DocumentError::TooLarge { name: name.to_owned(), size: None, limit });
    }
    Ok(bytes)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_written_to_meanwhile_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.json");
        let written = |text: &str, seconds: u64| {
            std::fs::write(&path, text).unwrap();
            let file = std::fs::File::options().append(true).open(&path).unwrap();
            let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
            file.set_modified(time).unwrap();
            path.metadata().unwrap()
        };
        let (before, grown) = (written("{}", 1), written("{} ", 1));
        let (same, rewritten) = (written("{}", 1), written("[]", 2));
        assert!(!has_changed(&before, Some(&same), Some(2)));
        assert!(has_changed(&before, Some(&grown), Some(2)));
        assert!(has_changed(&before, Some(&rewritten), Some(2)));
        // cut off under the reader and filled again, or the other way round
        assert!(has_changed(&before, Some(&same), Some(1)));
        assert_eq!(read_file(&path).unwrap().text(), "[]");
    }
}
