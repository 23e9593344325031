//! Baselines: the findings that are known, read and written.

use std::path::{Path, PathBuf};

use super::LintArgs;
use super::judge::Verdicts;
use crate::cli::output::{print_note, write_file};
use crate::cli::project::Project;
use crate::cli::{Exit, Failure};
use crate::document::read_file;
use crate::lint::{Baseline, Finding, Linted, write_baseline};
use crate::paths::relative;
use crate::phrase::{count, quoted};
use crate::render::Subject;

/// The baseline that is obeyed, and the folder its paths are seen from.
pub fn baseline(
    args: &LintArgs,
    project: &Project,
) -> Result<(Option<Baseline>, PathBuf), Failure> {
    let configured = project.config.baseline.as_ref();
    let configured =
        configured.map(|path| project.config.resolve(&path.value, &project.workspace.cwd).into());
    let read = args.baseline.clone().or(configured).filter(|_| args.write_baseline.is_none());
    let file = args.write_baseline.as_ref().or(read.as_ref());
    let place = file.map(|file| project.workspace.absolute(&file.to_string_lossy()));
    let folder = place.and_then(|place| place.parent().map(Path::to_owned));
    let failed = |text: String| {
        Failure::new(text).with_help("`toolward lint --write-baseline FILE` writes a baseline")
    };
    let baseline = read.map(|file| {
        let source = read_file(&file).map_err(|error| failed(error.to_string()))?;
        Baseline::parse(&source).map_err(|error| Failure::new(error.to_string()))
    });
    Ok((baseline.transpose()?, folder.unwrap_or_default()))
}

/// Writes the baseline; findings are what it is for, so they don't fail the run.
pub fn known_from_now_on(
    file: &Path,
    folder: &Path,
    project: &Project,
    verdicts: &Verdicts,
    subject: Subject,
) -> Result<Exit, Failure> {
    let (one, many) = subject.nouns();
    if verdicts.judged.is_empty() {
        let message = format!("no {one} could be read, so no baseline was written");
        return Err(Failure::new(message));
    }
    let of = |linted: &Linted| relative(folder, &project.workspace.absolute(linted.source.name()));
    let linted = || verdicts.judged.iter().map(|judged| &judged.filtered.linted);
    let paths: Vec<String> = linted().map(of).collect();
    let findings: Vec<(&str, &Finding)> = linted()
        .zip(&paths)
        .flat_map(|(linted, path)| linted.findings.iter().map(|f| (path.as_str(), f)))
        .collect();
    write_file(file, &write_baseline(findings.iter().copied()), true)?;
    print_note(&format!(
        "wrote {}: it knows {} in {}",
        quoted(&file.display().to_string()),
        count(findings.len(), "finding", "findings"),
        count(verdicts.judged.len(), one, many),
    ));
    Ok(if verdicts.problems.is_empty() { Exit::Clean } else { Exit::Partial })
}
