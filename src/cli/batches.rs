//! Inputs of any size, judged on all cores and forgotten.
//!
//! What was made of each part of the input goes on in its order, and so does
//! what is said on standard error.

use crate::manifest::{Outcome, Problem, Server, Spread};

use super::Exit;
use super::input::spread_source;
use super::output::{print_problems, print_warnings};
use super::progress::Progress;

/// What became of an input.
#[derive(Debug, Clone, Copy, Default)]
pub struct Seen {
    /// Servers that were read.
    pub read: usize,
    pub problems: usize,
}

/// What one core made of a part of the input.
#[derive(Default)]
struct Batch<T> {
    made: T,
    seen: Seen,
    tools: usize,
    said: Vec<Said>,
}

/// What goes to standard error.
enum Said {
    Warnings(Vec<Problem>),
    Problem(Problem),
}

/// Reads sources to their ends, says on standard error what could not be read
/// and what was odd, and hands out, in order, what `work` makes of some servers
/// after the other, with the problems among them.
///
/// Where `sink` says that nobody wants any more, the process ends: the rest of
/// the input may be long.
pub fn each_judged<T: Default + Send>(
    sources: &[String],
    progress: &Progress,
    work: impl Fn(&mut T, &Server) + Sync,
    mut sink: impl FnMut(T, Vec<Problem>) -> bool,
) -> Seen {
    let mut seen = Seen::default();
    let add = |batch: &mut Batch<T>, outcome| batch.add(outcome, &work);
    let mut take = |batch: Batch<T>| {
        seen.read += batch.seen.read;
        seen.problems += batch.seen.problems;
        if !batch.said.is_empty() {
            progress.aside(|| batch.said.iter().for_each(Said::print));
        }
        progress.advance(batch.tools);
        let problems = batch.said.into_iter().filter_map(Said::problem).collect();
        if !sink(batch.made, problems) {
            progress.end();
            std::process::exit(Exit::Clean as i32);
        }
    };
    let mut spread = Spread::new(&add, &mut take);
    for source in sources {
        spread_source(source, &mut spread);
    }
    spread.flush();
    progress.end();
    seen
}

impl<T> Batch<T> {
    fn add(&mut self, outcome: Outcome, work: &impl Fn(&mut T, &Server)) {
        match outcome {
            Outcome::Server(server) => {
                work(&mut self.made, &server);
                self.seen.read += 1;
                self.tools += server.tools.len();
                if !server.warnings.is_empty() {
                    self.said.push(Said::Warnings(server.warnings));
                }
            }
            Outcome::Problem(problem) => {
                self.seen.problems += 1;
                self.said.push(Said::Problem(problem));
            }
        }
    }
}

impl Said {
    fn print(&self) {
        match self {
            Self::Warnings(warnings) => print_warnings(warnings),
            Self::Problem(problem) => print_problems(std::slice::from_ref(problem)),
        }
    }

    fn problem(self) -> Option<Problem> {
        match self {
            Self::Problem(problem) => Some(problem),
            Self::Warnings(_) => None,
        }
    }
}
