//! Successive lines of an input, each a document, to whatever is made of them.

use super::error::ManifestError;
use super::gather::{Gatherer, Piece};
use super::lines;
use super::model::Problem;
use super::spread::{Add, Outcome};
use super::stream::Name;
use crate::document::Gap;

/// Reads the lines of one input.
pub(super) struct LineReader<'a, T> {
    name: Name<'a>,
    add: Add<'a, T>,
}

/// What was made of successive lines.
pub(super) struct Part<T> {
    pub runs: Vec<Run<T>>,
    /// Problems beyond those of the runs.
    pub untold: usize,
    /// Whether any line held anything.
    pub found: bool,
    /// See [`Gatherer::missed_name`].
    pub missed_name: bool,
    /// The name in the last handshake of these lines.
    pub told_name: Option<String>,
}

/// What lines hold up to a problem. Whether that is told depends on how many
/// were told before it.
#[derive(Default)]
pub(super) struct Run<T> {
    pub made: T,
    pub problem: Option<Problem>,
}

impl<'a, T: Default> LineReader<'a, T> {
    pub fn new(name: Name<'a>, add: Add<'a, T>) -> Self {
        Self { name, add }
    }

    /// Reads lines, to the end or with `to_handshake` to one; `known` is the name
    /// in the last handshake before them.
    pub fn read(
        &self,
        lines: &mut dyn Iterator<Item = (usize, &[u8])>,
        known: Option<String>,
        to_handshake: bool,
    ) -> Part<T> {
        let mut runs = vec![Run::default()];
        let mut push = |piece| self.push(&mut runs, piece);
        let mut gatherer = Gatherer::new(self.name.source, &mut push).announced(known);
        for (number, bytes) in lines {
            lines::read_bytes(self.name.source, bytes, number, &mut gatherer);
            // The next line is another server.
            gatherer.flush();
            if to_handshake && gatherer.told_name().is_some() {
                break;
            }
        }
        let told_name = gatherer.told_name().map(str::to_owned);
        let (untold, found) = (gatherer.untold(), !gatherer.is_idle());
        let missed_name = gatherer.missed_name();
        Part { runs, untold, found, missed_name, told_name }
    }

    /// Lines that could not be read.
    pub fn gap(&self, gap: Gap) -> Part<T> {
        let problem = ManifestError::from(gap.error).at(self.name.source, Some(gap.line));
        let run = Run { problem: Some(problem), ..Run::default() };
        Part { runs: vec![run], untold: 0, found: true, missed_name: false, told_name: None }
    }

    fn push(&self, runs: &mut Vec<Run<T>>, piece: Piece) {
        let Some(last) = runs.last_mut() else { return };
        match piece {
            Piece::Draft(draft) => {
                let server = draft.finish_line(self.name.fallback, self.name.source);
                (self.add)(&mut last.made, Outcome::Server(server));
            }
            Piece::Problem(problem) => {
                last.problem = Some(problem);
                runs.push(Run::default());
            }
        }
    }
}
