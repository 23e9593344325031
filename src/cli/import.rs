//! `toolward import`: a policy of others as policy.json.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::output::{print_note, print_problems, write_text};
use super::policy_input::read_text;
use super::{Exit, Failure};
use crate::manifest::Problem;
use crate::phrase::visible;
use crate::policy::import::{ImportError, Imported, intercept};

/// Turn another tool's policy into policy.json
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  toolward import policy.yaml --from intercept -o policy.json
  cat policy.yaml | toolward import - --from intercept

The result is never looser than the source: what can't be said is an error, what becomes stricter
or loses its text is noted.")]
pub struct ImportArgs {
    /// The policy to read; `-` reads standard input
    #[arg(value_name = "FILE")]
    file: String,

    /// What wrote it
    #[arg(long, value_name = "FORMAT")]
    from: From,

    /// Write to a file; an existing one is left alone unless --force is given
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Overwrite the file of --output
    #[arg(long, requires = "output")]
    force: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum From {
    /// Intercept's YAML
    Intercept,
}

/// Reads, translates, writes.
///
/// # Errors
/// When the file can't be read and when the policy can't be written.
pub fn run(args: &ImportArgs) -> Result<Exit, Failure> {
    let read = read_text(&args.file);
    let source = read.map_err(|error| Failure::new(visible(&error.to_string())))?;
    let From::Intercept = args.from;
    match intercept(&source) {
        Ok(Imported { policy, notes }) => {
            for note in notes {
                print_note(&format!("{}: {note}", visible(source.name())));
            }
            write_text(args.output.as_deref(), args.force, &policy.to_json())?;
            Ok(Exit::Clean)
        }
        Err(ImportError::Refused { name, mistakes }) => {
            let problem = |message: String| Problem { source: name.clone(), message };
            let problems: Vec<Problem> =
                mistakes.iter().map(|mistake| problem(mistake.to_string())).collect();
            print_problems(&problems);
            Ok(Exit::Unusable)
        }
        Err(error @ ImportError::Document(_)) => Err(Failure::new(visible(&error.to_string()))),
    }
}
