//! Lines as a filter reads them: what each holds by itself, and what it carries.
//!
//! Unlike a manifest, the input is lines from its first byte to its last,
//! whatever they look like, and a line says nothing about the next one: cut
//! anywhere between two lines, an input gives the same answers. Blank lines are
//! passed over, every other line is handed out, in order.

use std::io::Read;

use super::error::ManifestError;
use super::find::places;
use super::gather::{Gatherer, Piece};
use super::known::Fields;
use super::lines::{self, Start};
use super::model::{Problem, Server};
use crate::document::{Block, Blocks, DocumentError, Gap, Value, in_order};

/// What one line holds: at least one tool or one problem.
#[derive(Debug, Clone)]
pub struct Passed {
    pub servers: Vec<Server>,
    /// What could not be read of it, each at `source:line`.
    pub problems: Vec<Problem>,
    /// Its fields that are no part of a tool's definition; none where the line
    /// can't be read, or is no object.
    pub input: Option<Fields>,
}

/// Reads an input line by line, lets `work` loose on the lines on all cores and
/// hands out what it made of them, in their order, until `sink` has enough.
///
/// `source` is what the user calls the input, `fallback` the name of a server
/// without one.
pub fn filter<T: Send>(
    input: impl Read,
    source: &str,
    fallback: &str,
    work: impl Fn(Passed) -> T + Sync,
    mut sink: impl FnMut(Vec<T>) -> bool,
) {
    let mut blocks = Blocks::new(source, input);
    // Peeking takes the byte-order mark.
    if let Err(error) = blocks.peek() {
        sink(vec![work(broken(error.into(), source, 1))]);
    }
    let read = |block: Result<Block, Gap>| match block {
        Ok(block) => {
            let lines = block.lines();
            lines.map(|(number, line)| work(read_line(source, fallback, number, line))).collect()
        }
        Err(gap) => vec![work(broken(gap.error.into(), source, gap.line))],
    };
    in_order(&mut blocks, read, sink);
}

fn read_line(source: &str, fallback: &str, number: usize, bytes: &[u8]) -> Passed {
    let (text, mut value) = match parse(source, number, bytes) {
        Ok(parsed) => parsed,
        Err(error) => return broken(error.into(), source, number),
    };
    let places = match places(&value) {
        Ok(places) => places,
        Err(error) => {
            return Passed {
                input: Fields::of(text, &value, &[]),
                ..broken(error, source, number)
            };
        }
    };
    let input = Fields::of(text, &value, &places);
    if let Some(fields) = &input {
        fields.take_from(&mut value, &places);
    }
    let mut passed = Passed { servers: Vec::new(), problems: Vec::new(), input };
    let mut push = |piece| passed.push(piece, source, fallback);
    let mut gatherer = Gatherer::new(source, &mut push);
    gatherer.places(value, places, Some(number));
    gatherer.finish();
    if passed.problems.is_empty() && passed.servers.iter().all(|server| server.tools.is_empty()) {
        passed.servers.clear();
        passed.problems.push(ManifestError::EmptyList.at(source, Some(number)));
    }
    passed
}

fn parse<'a>(
    source: &str,
    number: usize,
    bytes: &'a [u8],
) -> Result<(&'a str, Value), DocumentError> {
    let text = lines::decode_line(source, bytes, number)?;
    let value = lines::parse_line(source, text, Start { line: number, column: 0 })?;
    Ok((text, value))
}

impl Passed {
    fn push(&mut self, piece: Piece, source: &str, fallback: &str) {
        match piece {
            Piece::Problem(problem) => self.problems.push(problem),
            Piece::Draft(draft) => self.servers.push(draft.finish_line(fallback, source)),
        }
    }
}

/// A line of which nothing can be said but why.
fn broken(error: ManifestError, source: &str, number: usize) -> Passed {
    let problems = vec![error.at(source, Some(number))];
    Passed { servers: Vec::new(), problems, input: None }
}
