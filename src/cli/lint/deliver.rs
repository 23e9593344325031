//! Where results go: standard output, the files of `--output`, fixed policies.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::ValueEnum;

use super::judge::{Change, Judged};
use crate::cli::output::write_file;
use crate::cli::{Failure, print};
use crate::document::read_file;
use crate::phrase::{is_unsafe, quoted, visible};
use crate::render::{
    LintReport, lint_concise, lint_github, lint_gitlab, lint_human, lint_json, lint_junit,
    lint_sarif,
};

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: the line, a caret, what to do
    Human,
    /// One line per finding, for editors and grep
    Concise,
    /// For programs: schemas/lint.v1.schema.json
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// A Code Quality report of GitLab
    Gitlab,
    /// Test results in XML
    Junit,
}

/// A format and the file it goes to: `sarif=out.sarif`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    pub format: Format,
    pub file: PathBuf,
}

impl FromStr for Output {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let Some((format, file)) = text.split_once('=').filter(|(_, file)| !file.is_empty()) else {
            return Err("expected FORMAT=FILE, for example sarif=out.sarif".to_owned());
        };
        let format = Format::from_str(format, false).map_err(|_| {
            let formats = Format::value_variants().iter().filter_map(ValueEnum::to_possible_value);
            let names: Vec<String> = formats.map(|format| format.get_name().to_owned()).collect();
            format!("{} is no format; expected {}", quoted(format), names.join(", "))
        })?;
        Ok(Self { format, file: file.into() })
    }
}

/// A report in one format.
pub fn render(report: &LintReport<'_>, format: Format) -> String {
    match format {
        Format::Human => lint_human::render_report(report, terminal_width()),
        Format::Concise => lint_concise::render(report),
        Format::Json => lint_json::render_report(report),
        Format::Sarif => lint_sarif::render(report),
        Format::Github => lint_github::render(report),
        Format::Gitlab => lint_gitlab::render(report),
        Format::Junit => lint_junit::render(report),
    }
}

/// Writes the report to every file of `--output`, over what stood there.
///
/// # Errors
/// When a file can't be written.
pub fn write_outputs(report: &LintReport<'_>, outputs: &[Output]) -> Result<(), Failure> {
    for output in outputs {
        let text = render(report, output.format);
        // A file has no colours, whatever the terminal has.
        write_file(&output.file, &anstream::adapter::strip_str(&text).to_string(), true)?;
    }
    Ok(())
}

/// Prints what fixes would change, as a patch.
///
/// # Errors
/// When standard output can't be written.
pub fn print_diff(policies: &[Judged]) -> Result<(), Failure> {
    let to_people = std::io::stdout().is_terminal();
    for judged in policies {
        let Some(change) = &judged.change else { continue };
        let name = judged.filtered.linted.source.name();
        let diff = difference(name, change);
        // A patch has to be exact, but no policy may steer a terminal.
        let safe = |c: char| if is_unsafe(c) && c != '\n' { '\u{fffd}' } else { c };
        print(&if to_people { diff.chars().map(safe).collect() } else { diff })?;
    }
    Ok(())
}

fn difference(name: &str, change: &Change) -> String {
    let name = visible(name);
    let diff = similar::TextDiff::from_lines(change.before.as_str(), change.after.as_str());
    diff.unified_diff().header(&name, &name).to_string()
}

/// Writes the fixed texts over their policies, each whole or not at all, and
/// says how many fixes were applied.
///
/// # Errors
/// When a policy changed since it was read, or can't be written.
pub fn write_fixes(policies: &[Judged]) -> Result<usize, Failure> {
    let mut applied = 0;
    for judged in policies {
        let Some(change) = &judged.change else { continue };
        let name = judged.filtered.linted.source.name();
        let path = Path::new(name);
        let now = read_file(path).map_err(|error| Failure::new(error.to_string()))?;
        if now.text() != change.before {
            let message =
                format!("{} changed while it was checked, and is left as it is", quoted(name));
            return Err(Failure::new(message).with_help("run it again"));
        }
        let mark = if has_byte_order_mark(path) { "\u{feff}" } else { "" };
        write_file(path, &format!("{mark}{}", change.after), true)?;
        applied += change.applied;
    }
    Ok(applied)
}

/// Reading drops it; writing keeps the file as its author made it.
fn has_byte_order_mark(path: &Path) -> bool {
    use std::io::Read;
    let mut start = [0; 3];
    let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut start));
    read.is_ok() && start == *b"\xef\xbb\xbf"
}

/// The terminal's width, or 80 where there is none; lines over 120 tire the eye.
fn terminal_width() -> usize {
    terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0).clamp(40, 120))
}
