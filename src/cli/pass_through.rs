//! `toolward classify --pass-through`: a filter, for engines that spread lines
//! over many machines.
//!
//! Every line is answered by itself, so an input may be cut between any two
//! lines and the answers put together again. How it ends depends on the lines
//! alone, too: an input without lines is answered by none and is no error.

use std::path::Path;

use crate::classify::classify;
use crate::document::{DocumentError, open_file};
use crate::manifest::{ManifestError, Passed, Problem, Told, filter};
use crate::render::{push_passed_problem, push_passed_verdict};

use super::failure::{Exit, Failure};
use super::output::{print_problems, print_warnings};
use super::print_data;

/// Runs the filter over the sources, one after the other; `-` where there are none.
///
/// # Errors
/// When a source isn't lines, and when standard output can't be written.
pub fn run(sources: &[String]) -> Result<Exit, Failure> {
    let stdin = ["-".to_owned()];
    let sources = if sources.is_empty() { &stdin } else { sources };
    if let Some(name) = sources.iter().find(|name| crate::catalog::name_in(name).is_some()) {
        let name = crate::phrase::quoted(name);
        return Err(Failure::new(format!("`--pass-through` reads lines, and {name} has none"))
            .with_help("pipe lines into it, or leave the flag out"));
    }
    let mut printer = Printer::default();
    for source in sources {
        printer.read(source);
    }
    match (printer.failed, printer.problems) {
        (Some(failure), _) => Err(failure),
        (None, 0) => Ok(Exit::Clean),
        _ => Ok(Exit::Partial),
    }
}

/// The answer to one line.
struct Answer {
    lines: Vec<u8>,
    warnings: Vec<Problem>,
    problems: Vec<Problem>,
}

#[derive(Default)]
struct Printer {
    problems: usize,
    /// Nothing is read any more then.
    failed: Option<Failure>,
}

impl Printer {
    fn read(&mut self, source: &str) {
        let mut told = Told::default();
        let mut sink = |answers: Vec<Answer>| self.print(&answers, &mut told);
        if source == "-" {
            filter(std::io::stdin().lock(), "-", "stdin", answer, &mut sink);
        } else {
            let path = Path::new(source);
            match open_file(path) {
                Ok(file) => {
                    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
                    filter(file, source, &stem, answer, &mut sink);
                }
                Err(error) => self.unread(error, source),
            }
        }
        self.problems += told.count();
        print_problems(told.more(source).as_slice());
    }

    /// Tells the first problems on standard error; their lines are all on standard output.
    fn print(&mut self, answers: &[Answer], told: &mut Told) -> bool {
        for answer in answers {
            print_warnings(&answer.warnings);
            let problems = answer.problems.iter().filter(|_| told.tell());
            problems.for_each(|problem| print_problems(std::slice::from_ref(problem)));
        }
        let lines: Vec<&[u8]> = answers.iter().map(|answer| answer.lines.as_slice()).collect();
        match print_data(&lines.concat()) {
            Ok(true) => {}
            // Nobody reads any more, and the rest of the input may be long.
            Ok(false) => std::process::exit(Exit::Clean as i32),
            Err(failure) => self.failed = Some(failure),
        }
        self.failed.is_none()
    }

    /// A source that isn't there is no line that could be answered.
    fn unread(&mut self, error: DocumentError, source: &str) {
        let Problem { source, message } = ManifestError::from(error).of(source);
        self.failed.get_or_insert(Failure::new(format!(
            "{}: {}",
            crate::phrase::visible(&source),
            crate::phrase::visible(&message)
        )));
    }
}

fn answer(passed: Passed) -> Answer {
    let input = passed.input.as_ref();
    let mut lines = Vec::new();
    for verdict in passed.servers.iter().flat_map(classify) {
        push_passed_verdict(&mut lines, &verdict, input);
    }
    for problem in &passed.problems {
        push_passed_problem(&mut lines, problem, input);
    }
    let warnings = passed.servers.into_iter().flat_map(|server| server.warnings).collect();
    Answer { lines, warnings, problems: passed.problems }
}
