//! Sources of any size, worked on by all cores and forgotten.
//!
//! Lines that are documents go from the file to a core and from there to the
//! caller (`stream`). What else there is (files of a directory, the servers of
//! one document) is held until there is enough of it for every core. Either way
//! what was made comes out in the order of the input, and the memory doesn't
//! grow with it.

use std::io::Read;

use rayon::prelude::*;

use super::error::ManifestError;
use super::load::{Sink, each_listed, each_of_raw};
use super::model::{Problem, Server};
use super::stream::{self, Name};
use crate::document::{Blocks, Raw};

/// So many tools, or servers, are held before they are worked on: enough for all cores.
const HELD: usize = 4096;

/// A server, or why there is one less.
#[derive(Debug, Clone)]
pub enum Outcome {
    Server(Server),
    Problem(Problem),
}

/// Puts an outcome to what was made of those before it.
pub type Add<'a, T> = &'a (dyn Fn(&mut T, Outcome) + Sync);

/// Reads sources and spreads the work on them over all cores.
///
/// Each core makes a `T` of some successive outcomes: it begins with an empty
/// one and adds one outcome after the other. `sink` gets these in the order of
/// the input. Where each line of a text is a document, it is a server of its own.
pub struct Spread<'a, T> {
    add: Add<'a, T>,
    sink: &'a mut dyn FnMut(T),
    held: Vec<Outcome>,
    tools: usize,
}

impl<'a, T: Default + Send> Spread<'a, T> {
    pub fn new(add: Add<'a, T>, sink: &'a mut dyn FnMut(T)) -> Self {
        Self { add, sink, held: Vec::new(), tools: 0 }
    }

    /// Reads a source, as [`super::each`] does.
    pub fn read(&mut self, source: &str) {
        each_listed(source, &|_| true, self);
    }

    /// Takes what was read elsewhere.
    pub fn push(&mut self, outcome: Outcome) {
        if let Outcome::Server(server) = &outcome {
            self.tools += server.tools.len();
        }
        self.held.push(outcome);
        if self.tools >= HELD || self.held.len() >= HELD {
            self.flush();
        }
    }

    /// Works on what is held.
    pub fn flush(&mut self) {
        let add = self.add;
        let add = |mut made, outcome| {
            add(&mut made, outcome);
            made
        };
        let held = std::mem::take(&mut self.held).into_par_iter();
        let made: Vec<T> = held.fold(T::default, add).collect();
        made.into_iter().for_each(&mut self.sink);
        self.tools = 0;
    }
}

impl<T: Default + Send> Sink for Spread<'_, T> {
    fn take(&mut self, outcome: Outcome) {
        self.push(outcome);
    }

    fn keeps_lines_apart(&self) -> bool {
        true
    }

    fn read(&mut self, input: &mut dyn Read, name: Name<'_>) {
        let failed = |error| Outcome::Problem(ManifestError::Document(error).of(name.source));
        let mut blocks = Blocks::new(name.source, input);
        match blocks.peek() {
            Ok(start) if stream::is_line_wise(start, name.notation) => {
                self.flush();
                stream::read_lines(&mut blocks, name, self.add, self.sink);
            }
            Ok(_) => match Raw::of(blocks.into_rest(), name.source) {
                Ok(raw) => each_of_raw(raw, name.notation, name.fallback, self),
                Err(error) => self.push(failed(error)),
            },
            Err(error) => self.push(failed(error)),
        }
    }
}

impl<T> std::fmt::Debug for Spread<'_, T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Spread").field("held", &self.held.len()).finish_non_exhaustive()
    }
}
