//! An input of any size in blocks of whole lines.
//!
//! For work on all cores in bounded memory: a few blocks are under way at once
//! (`ordered` sees to that), and dropped when they are done.

use std::io::Read;

use super::error::DocumentError;
use super::lines::{max_line, too_long};
use super::raw::MARK;
use super::read::{count_read, io_reason, uncount_read};

/// So much is looked at to tell what an input is.
const START: usize = 4 << 20;

/// So many bytes are read at once, and what is left of the last line: little
/// enough that what is made of them stays near the core that makes it.
const BLOCK: usize = 1 << 20;

/// Blocks of an input, each cut behind a line's end.
#[derive(Debug)]
pub struct Blocks<R> {
    name: String,
    input: R,
    /// What was read and not yet handed out.
    held: Vec<u8>,
    /// The number of the line that `held` starts with.
    line: usize,
    ended: bool,
}

/// Whole lines, and the number of the first one.
#[derive(Debug)]
pub struct Block {
    bytes: Vec<u8>,
    line: usize,
}

/// Why lines are missing, and from which one on.
#[derive(Debug)]
pub struct Gap {
    pub line: usize,
    pub error: DocumentError,
}

impl<R: Read> Blocks<R> {
    pub fn new(name: impl Into<String>, input: R) -> Self {
        Self { name: name.into(), input, held: Vec::new(), line: 1, ended: false }
    }

    /// What the input begins with, up to 4 MiB.
    ///
    /// # Errors
    /// When the input can't be read.
    pub fn peek(&mut self) -> Result<&[u8], DocumentError> {
        self.fill(START)?;
        if self.line == 1 && self.held.starts_with(MARK) {
            self.held.drain(..MARK.len());
        }
        Ok(&self.held)
    }

    /// What has not been handed out, as one input.
    pub fn into_rest(self) -> impl Read {
        uncount_read(self.held.len());
        std::io::Cursor::new(self.held).chain(self.input)
    }

    /// The next lines; none at the end.
    pub fn next_block(&mut self) -> Option<Result<Block, Gap>> {
        if self.ended && self.held.is_empty() {
            return None;
        }
        if let Err(error) = self.fill(BLOCK) {
            return Some(Err(Gap { line: self.line, error }));
        }
        while !self.ended && memchr::memrchr(b'\n', &self.held).is_none() {
            if self.held.len() >= max_line() {
                return Some(Err(self.skip_line()));
            }
            if let Err(error) = self.fill(self.held.len() + BLOCK) {
                return Some(Err(Gap { line: self.line, error }));
            }
        }
        let cut = match memchr::memrchr(b'\n', &self.held) {
            Some(end) if !self.ended => end + 1,
            _ => self.held.len(),
        };
        let rest = self.held.split_off(cut);
        let bytes = std::mem::replace(&mut self.held, rest);
        let line = self.line;
        self.line += memchr::memchr_iter(b'\n', &bytes).count();
        (!bytes.is_empty()).then_some(Ok(Block { bytes, line }))
    }

    /// Reads until so much is held, or the input ends.
    fn fill(&mut self, wanted: usize) -> Result<(), DocumentError> {
        let missing = wanted.saturating_sub(self.held.len());
        if self.ended || missing == 0 {
            return Ok(());
        }
        self.held.reserve(missing);
        match self.input.by_ref().take(missing as u64).read_to_end(&mut self.held) {
            Ok(read) => {
                count_read(read);
                self.ended = read < missing;
                Ok(())
            }
            Err(error) => {
                // What stops a stream stops it for good.
                self.ended = true;
                Err(DocumentError::Io { name: self.name.clone(), reason: io_reason(&error) })
            }
        }
    }

    /// Passes over a line that is too long to be held.
    fn skip_line(&mut self) -> Gap {
        let gap = Gap { line: self.line, error: too_long(&self.name) };
        loop {
            self.held.clear();
            if self.fill(BLOCK).is_err() || self.held.is_empty() {
                return gap;
            }
            if let Some(end) = memchr::memchr(b'\n', &self.held) {
                self.held.drain(..=end);
                self.line += 1;
                return gap;
            }
        }
    }
}

impl Block {
    /// The lines that aren't blank, each with its number from 1, without its end.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &[u8])> {
        let mut start = 0;
        let ends = memchr::memchr_iter(b'\n', &self.bytes).chain([self.bytes.len()]);
        ends.zip(self.line..).filter_map(move |(end, number)| {
            let line = self.bytes.get(start..end).unwrap_or_default().trim_ascii_end();
            start = end + 1;
            (!line.is_empty()).then_some((number, line))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8]) -> Vec<(usize, usize)> {
        let mut blocks = Blocks::new("x", bytes);
        let mut found: Vec<(usize, usize)> = Vec::new();
        while let Some(block) = blocks.next_block() {
            match block {
                Ok(block) => found.extend(block.lines().map(|(n, line)| (n, line.len()))),
                Err(gap) => found.push((gap.line, usize::MAX)),
            }
        }
        found
    }

    #[test]
    fn lines_keep_their_numbers_across_blocks() {
        assert_eq!(lines(b""), []);
        assert_eq!(lines(b"one\r\n\n  \ntwo"), [(1, 3), (4, 3)]);
        let long = BLOCK * 3 / 2;
        let text = [&vec![b'a'; long][..], b"\nbb\n", &vec![b'c'; long][..], b"\nd\n"].concat();
        assert_eq!(lines(&text), [(1, long), (2, 2), (3, long), (4, 1)]);
    }

    #[test]
    fn a_line_without_end_is_a_gap_and_the_rest_goes_on() {
        let text = [&vec![b'a'; max_line() + BLOCK][..], b"\nbb\n"].concat();
        assert_eq!(lines(&text), [(1, usize::MAX), (2, 2)]);
    }

    #[test]
    fn what_was_peeked_at_is_handed_out() {
        let mut blocks = Blocks::new("x", &b"\xef\xbb\xbfone\ntwo"[..]);
        assert_eq!(blocks.peek().ok(), Some(&b"one\ntwo"[..]));
        let mut rest = String::new();
        assert!(blocks.into_rest().read_to_string(&mut rest).is_ok());
        assert_eq!(rest, "one\ntwo");
    }
}
