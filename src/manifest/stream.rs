//! Inputs of any size whose lines are documents by themselves, in bounded memory.
//!
//! A block of whole lines is read, all cores parse it, its servers are handed
//! out in the order of the lines, and the block is forgotten. Each line is a
//! server of its own here, even where the next one goes on about the same: what
//! is held never grows with the input. Any other text is read as a whole.

use std::io::Read;

use rayon::prelude::*;

use super::error::ManifestError;
use super::gather::{Gatherer, Piece};
use super::lines::{self, Start};
use super::load::{Outcome, each_of_text};
use super::text::Notation;
use crate::document::{Block, Blocks, Gap, SourceText, read_limited};

/// How many problems of one input are told one by one.
const TOLD: usize = 10;

/// What an input is called, and what that promises.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name<'a> {
    /// As the user named it.
    pub source: &'a str,
    /// For a server without a name.
    pub fallback: &'a str,
    pub notation: Notation,
}

/// Reads an input to its end and hands out what it holds, in its order.
pub(super) fn read(input: impl Read, name: Name<'_>, sink: &mut dyn FnMut(Outcome)) {
    let mut blocks = Blocks::new(name.source, input);
    let whole = match blocks.peek() {
        Ok(start) => !is_line_wise(start, name.notation),
        Err(error) => return sink(problem(error.into(), name.source)),
    };
    if whole {
        return match read_limited(blocks.into_rest(), name.source) {
            Ok(text) => each_of_text(&text, name.notation, name.fallback, sink),
            Err(error) => sink(problem(error.into(), name.source)),
        };
    }
    let mut reader = LineReader { name, announced: None, problems: 0, found: false, sink };
    while let Some(block) = blocks.next_block() {
        match block {
            Ok(block) => reader.read_block(&block),
            Err(gap) => reader.gap(gap),
        }
    }
    reader.finish();
}

/// Whether the text begins with a document on a line of its own, and goes on.
fn is_line_wise(start: &[u8], notation: Notation) -> bool {
    let text = match std::str::from_utf8(start) {
        Ok(text) => text,
        Err(error) => {
            let valid = start.get(..error.valid_up_to()).unwrap_or_default();
            std::str::from_utf8(valid).unwrap_or_default()
        }
    };
    notation != Notation::Yaml && !lines::are_events(text) && lines::first_is_complete(text)
}

struct LineReader<'a> {
    name: Name<'a>,
    /// What an earlier message said the server is called.
    announced: Option<String>,
    problems: usize,
    found: bool,
    sink: &'a mut dyn FnMut(Outcome),
}

/// What one line holds.
struct Line {
    number: usize,
    pieces: Vec<Piece>,
    announced: Option<String>,
}

impl LineReader<'_> {
    fn read_block(&mut self, block: &Block) {
        let source = self.name.source;
        let lines = block.lines();
        let lines: Vec<Line> =
            lines.par_iter().map(|(number, bytes)| read_line(source, *number, bytes)).collect();
        for Line { number, pieces, announced } in lines {
            // A server's name holds from its message on.
            self.announced = announced.or_else(|| self.announced.take());
            for piece in pieces {
                self.hand_out(piece, number);
            }
        }
    }

    /// Lines that could not be read.
    fn gap(&mut self, gap: Gap) {
        let source = format!("{}:{}", self.name.source, gap.line);
        self.hand_out(
            Piece::Problem(ManifestError::from(gap.error.of(&source)).of(&source)),
            gap.line,
        );
    }

    fn hand_out(&mut self, piece: Piece, number: usize) {
        self.found = true;
        match piece {
            Piece::Draft(mut draft) => {
                draft.name = draft.name.take().or_else(|| self.announced.clone());
                let mut server = draft.finish(self.name.fallback, self.name.source);
                for warning in &mut server.warnings {
                    warning.source = format!("{}:{number}", self.name.source);
                }
                (self.sink)(Outcome::Server(server));
            }
            Piece::Problem(problem) => {
                self.problems += 1;
                if self.problems <= TOLD {
                    (self.sink)(Outcome::Problem(problem));
                }
            }
        }
    }

    fn finish(self) {
        if !self.found {
            (self.sink)(problem(ManifestError::NoLine, self.name.source));
        }
        if let Some(count) = self.problems.checked_sub(TOLD).filter(|count| *count > 0) {
            (self.sink)(problem(ManifestError::More { count }, self.name.source));
        }
    }
}

fn read_line(source: &str, number: usize, bytes: &[u8]) -> Line {
    let mut pieces = Vec::new();
    let mut push = |piece| pieces.push(piece);
    let mut gatherer = Gatherer::new(source, &mut push);
    if let Ok(text) = std::str::from_utf8(bytes) {
        lines::read_line(source, text, Start { line: number, column: 0 }, &mut gatherer);
    } else if let Err(error) = SourceText::decode(source, bytes.to_vec()) {
        // Decoded again, only to say what is wrong with it.
        gatherer.problem(error.into(), Some(number));
    }
    let announced = gatherer.announced();
    gatherer.finish();
    Line { number, pieces, announced }
}

fn problem(error: ManifestError, source: &str) -> Outcome {
    Outcome::Problem(error.of(source))
}
