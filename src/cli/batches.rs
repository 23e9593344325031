//! Inputs of any size, judged on all cores and forgotten.
//!
//! What was read is held until there is enough of it for every core; what was
//! made of it goes on in the order of the input.

use rayon::prelude::*;

use crate::manifest::{Outcome, Problem, Server};

use super::Exit;
use super::input::each_source_apart;
use super::output::{print_problems, print_warnings};
use super::progress::Progress;

/// So many tools, or servers, are held before they are judged: enough for all cores.
const HELD: usize = 4096;

/// What became of an input.
#[derive(Debug, Clone, Copy, Default)]
pub struct Seen {
    /// Servers that were read.
    pub read: usize,
    pub problems: usize,
}

/// Reads sources to their ends, says on standard error what could not be read
/// and what was odd, and hands out what `work` makes of each server, in order.
///
/// Where `sink` says that nobody wants any more, the process ends: the rest of
/// the input may be long.
pub fn each_judged<T: Send>(
    sources: &[String],
    progress: &Progress,
    work: impl Fn(&Server) -> T + Sync,
    mut sink: impl FnMut(Vec<Result<T, Problem>>) -> bool,
) -> Seen {
    let mut seen = Seen::default();
    let (mut held, mut tools) = (Vec::new(), 0);
    let mut judge = |held: Vec<Outcome>, tools: usize| {
        let made = held.into_par_iter().map(|outcome| match outcome {
            Outcome::Server(server) => (Ok(work(&server)), server.warnings),
            Outcome::Problem(problem) => (Err(problem), Vec::new()),
        });
        let (made, warnings): (Vec<_>, Vec<_>) = made.unzip();
        progress.aside(|| {
            for (made, warnings) in made.iter().zip(&warnings) {
                print_warnings(warnings);
                if let Err(problem) = made {
                    print_problems(std::slice::from_ref(problem));
                }
            }
        });
        progress.advance(tools);
        if !sink(made) {
            progress.end();
            std::process::exit(Exit::Clean as i32);
        }
    };
    for source in sources {
        each_source_apart(source, &mut |outcome| {
            match &outcome {
                Outcome::Server(server) => {
                    seen.read += 1;
                    tools += server.tools.len();
                }
                Outcome::Problem(_) => seen.problems += 1,
            }
            held.push(outcome);
            if tools >= HELD || held.len() >= HELD {
                judge(std::mem::take(&mut held), std::mem::take(&mut tools));
            }
        });
    }
    judge(held, tools);
    progress.end();
    seen
}
