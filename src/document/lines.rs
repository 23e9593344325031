//! One line after the other, from a file or standard input.
//!
//! For inputs that may be larger than memory, or that have no end: a line is
//! handed out as soon as it is read. A line that can't be read is an error of
//! its own, and the next one follows.

use std::io::{BufRead, BufReader, Read};

use super::error::DocumentError;
use super::limits::limits;
use super::read::{io_reason, open_file};
use super::text::SourceText;

/// The most bytes that one line may have: 64 MiB.
pub(super) const MAX_LINE: usize = 64 << 20;

/// The lines of an input, blank ones left out, each with its number from 1.
pub struct Lines {
    name: String,
    reader: Box<dyn BufRead>,
    number: usize,
    ended: bool,
}

/// A line, and why it can't be read.
pub type NumberedLine = (usize, Result<SourceText, DocumentError>);

impl std::fmt::Debug for Lines {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lines")
            .field("name", &self.name)
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}

impl Lines {
    /// Opens a file; `-` is standard input.
    ///
    /// # Errors
    /// When there is no such file, or it can't be opened.
    pub fn open(name: &str) -> Result<Self, DocumentError> {
        if name == "-" {
            return Ok(Self::new(name, BufReader::new(std::io::stdin())));
        }
        Ok(Self::new(name, BufReader::new(open_file(name.as_ref())?)))
    }

    pub fn new(name: impl Into<String>, reader: impl BufRead + 'static) -> Self {
        Self { name: name.into(), reader: Box::new(reader), number: 0, ended: false }
    }

    /// The next line's bytes without its end; none at the end of the input.
    fn read(&mut self) -> Result<Option<Vec<u8>>, DocumentError> {
        let mut bytes = Vec::new();
        let limit = max_line();
        let read = self.reader.by_ref().take(limit as u64).read_until(b'\n', &mut bytes);
        let read = read.map_err(|error| self.broken(&error))?;
        if read == limit && bytes.last() != Some(&b'\n') {
            self.reader.skip_until(b'\n').map_err(|error| self.broken(&error))?;
            return Err(too_long(&self.name));
        }
        while matches!(bytes.last(), Some(b'\n' | b'\r')) {
            bytes.pop();
        }
        Ok((read > 0).then_some(bytes))
    }

    /// What stops a stream stops it for good.
    fn broken(&mut self, error: &std::io::Error) -> DocumentError {
        self.ended = true;
        DocumentError::Io { name: self.name.clone(), reason: io_reason(error) }
    }
}

/// The most bytes that one line may have in this process.
pub(super) fn max_line() -> usize {
    usize::try_from(limits().max_bytes).unwrap_or(MAX_LINE).min(MAX_LINE)
}

pub(super) fn too_long(name: &str) -> DocumentError {
    let reason = format!("the line is over the limit of {} bytes; split it", max_line());
    DocumentError::Io { name: name.to_owned(), reason }
}

impl Iterator for Lines {
    type Item = NumberedLine;

    fn next(&mut self) -> Option<NumberedLine> {
        while !self.ended {
            self.number += 1;
            match self.read() {
                Ok(None) => self.ended = true,
                Ok(Some(bytes)) if bytes.iter().all(u8::is_ascii_whitespace) => {}
                Ok(Some(bytes)) => {
                    let text = SourceText::decode(self.name.clone(), bytes);
                    let before = self.number - 1;
                    return Some((self.number, text.map_err(|error| error.moved(before, 0))));
                }
                Err(error) => return Some((self.number, Err(error))),
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_with_their_numbers_and_a_bad_one_stops_nothing() {
        let bytes: &[u8] = b"\xef\xbb\xbfone\r\n\n  \ntwo\n\xff\xfe\nlast";
        let lines: Vec<_> = Lines::new("x", bytes)
            .map(|(number, line)| (number, line.map(|line| line.text().to_owned()).ok()))
            .collect();
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(lines, [(1, some("one")), (4, some("two")), (5, None), (6, some("last"))]);
        assert_eq!(Lines::new("x", &b""[..]).count(), 0);
        let mut errors = Lines::new("x", bytes).filter_map(|(_, line)| line.err());
        assert!(errors.next().unwrap().to_string().starts_with("x:5:1: the byte 0xff is not"));
    }

    #[test]
    fn what_is_no_file_is_said() {
        assert!(Lines::open("no/such/file").unwrap_err().to_string().contains("no such file"));
        assert!(Lines::open(".").unwrap_err().to_string().contains("directory"));
    }
}
