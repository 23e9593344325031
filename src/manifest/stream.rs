//! Inputs of any size whose lines are documents by themselves, in bounded memory.
//!
//! A core takes a block of whole lines from their parsing to whatever is made
//! of the tools, while other cores do the same with the next blocks, and what
//! was made comes out in the order of the lines. Each line is a server of its
//! own here, even where the next one goes on about the same: what is held never
//! grows with the input.
//!
//! Of what earlier lines say only one thing matters to later ones: the name in a
//! server's handshake. A core takes the last name that is known when it begins a
//! block; where that turns out to be another, the lines up to the next handshake
//! are read again.

use std::borrow::Cow;
use std::io::Read;
use std::sync::{Mutex, PoisonError};

use super::error::ManifestError;
use super::line_reader::{LineReader, Part};
use super::lines;
use super::model::Problem;
use super::spread::{Add, Outcome};
use super::text::Notation;
use super::told::Told;
use crate::document::{Block, Blocks, Gap, in_order};

/// What an input is called, and what that promises.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name<'a> {
    /// As the user named it.
    pub source: &'a str,
    /// For a server without a name.
    pub fallback: &'a str,
    pub notation: Notation,
}

/// Whether a text begins with a document on a line of its own, and goes on.
pub(super) fn is_line_wise(start: &[u8], notation: Notation) -> bool {
    // What isn't text costs the line that it stands in, the first one too.
    // Nearly every input is text, which is told many times faster than replaced.
    let text = std::str::from_utf8(start).map(Cow::Borrowed);
    let text = &text.unwrap_or_else(|_| String::from_utf8_lossy(start));
    notation != Notation::Yaml && !lines::are_events(text) && lines::first_is_complete(text)
}

/// Reads lines to their end. `add` puts what they hold into a `T`, on any core;
/// `sink` gets each `T`, in the order of the lines.
pub(super) fn read_lines<T: Default + Send>(
    blocks: &mut Blocks<impl Read>,
    name: Name<'_>,
    add: Add<'_, T>,
    sink: &mut dyn FnMut(T),
) {
    let reader = LineReader::new(name, add);
    let known: Mutex<Option<String>> = Mutex::default();
    let known = || known.lock().unwrap_or_else(PoisonError::into_inner);
    let mut printer = Printer { name, add, sink, told: Told::default(), found: false };
    let work = |block| {
        let assumed = known().clone();
        BlockRead::new(&reader, block, assumed)
    };
    in_order(blocks, work, |read| {
        let mut known = known();
        for part in read.parts(&reader, known.as_ref()) {
            if part.told_name.is_some() {
                known.clone_from(&part.told_name);
            }
            printer.hand_out(part);
        }
        true
    });
    printer.finish();
}

/// What was made of a block.
struct BlockRead<T> {
    block: Option<Block>,
    /// The name that was known when the block was begun.
    assumed: Option<String>,
    /// Of the lines up to the first handshake.
    head: Part<T>,
    rest: Option<Part<T>>,
}

impl<T: Default> BlockRead<T> {
    fn new(reader: &LineReader<'_, T>, block: Result<Block, Gap>, assumed: Option<String>) -> Self {
        let block = match block {
            Ok(block) => block,
            Err(gap) => {
                let head = reader.gap(gap);
                return Self { block: None, assumed, head, rest: None };
            }
        };
        let mut lines = block.lines();
        let head = reader.read(&mut lines, assumed.clone(), true);
        let told = head.told_name.clone();
        let rest = told.is_some().then(|| reader.read(&mut lines, told, false));
        drop(lines);
        Self { block: Some(block), assumed, head, rest }
    }

    /// The parts in their order, as the name that is known says.
    fn parts(
        mut self,
        reader: &LineReader<'_, T>,
        known: Option<&String>,
    ) -> impl Iterator<Item = Part<T>> + use<T> {
        if let Some(block) = &self.block
            && self.head.missed_name
            && self.assumed.as_ref() != known
        {
            self.head = reader.read(&mut block.lines(), known.cloned(), true);
        }
        std::iter::once(self.head).chain(self.rest)
    }
}

/// Hands out what was made, and of the problems the first.
struct Printer<'a, T> {
    name: Name<'a>,
    add: Add<'a, T>,
    sink: &'a mut dyn FnMut(T),
    told: Told,
    found: bool,
}

impl<T: Default> Printer<'_, T> {
    fn hand_out(&mut self, part: Part<T>) {
        self.found |= part.found;
        for run in part.runs {
            (self.sink)(run.made);
            if let Some(problem) = run.problem
                && self.told.tell()
            {
                self.problem(problem);
            }
        }
        self.told.pass_over(part.untold);
    }

    fn finish(mut self) {
        if !self.found {
            self.problem(ManifestError::NoLine.of(self.name.source));
        }
        if let Some(more) = self.told.more(self.name.source) {
            self.problem(more);
        }
    }

    fn problem(&mut self, problem: Problem) {
        let mut made = T::default();
        (self.add)(&mut made, Outcome::Problem(problem));
        (self.sink)(made);
    }
}
