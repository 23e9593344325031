//! Reads the policies and the tools they are for, and has them judged.

use std::path::Path;

use indexmap::IndexMap;
use rayon::prelude::*;

use super::LintArgs;
use crate::cli::input;
use crate::cli::project::Project;
use crate::document::{DocumentError, SourceText, read_file, read_stdin};
use crate::lint::{Applicability, Filter, Filtered, HeldBack, Linter, SeenFrom, Use, fix};
use crate::manifest::{Loaded, Problem};
use crate::paths::relative;

/// What became of one policy.
#[derive(Debug)]
pub struct Judged {
    /// What is reported: of the text as it is, or of the fixed one where it is
    /// going to be written.
    pub filtered: Filtered,
    /// What fixes make of it, where some were asked for and change something.
    pub change: Option<Change>,
}

/// A text and what fixes make of it.
#[derive(Debug)]
pub struct Change {
    pub before: String,
    pub after: String,
    pub applied: usize,
}

/// What became of all of them.
#[derive(Debug, Default)]
pub struct Verdicts {
    /// In the order of their names.
    pub policies: Vec<Judged>,
    pub problems: Vec<Problem>,
    /// What was odd about the manifests.
    pub warnings: Vec<Problem>,
    /// Some manifest couldn't be read, so the tools of its policies are unknown.
    pub tools_unknown: bool,
    pub uses: Vec<Use>,
    pub held_back: HeldBack,
}

/// Decides what of a policy's findings is reported.
#[derive(Debug)]
pub struct Judge<'a> {
    pub args: &'a LintArgs,
    pub project: &'a Project,
    pub filter: Filter<'a>,
    /// The folder that paths of a baseline are seen from.
    pub baseline_folder: &'a Path,
}

impl Judge<'_> {
    /// Judges every policy once, on all cores, in the order given.
    pub fn all(&self, names: &[String]) -> Verdicts {
        let mut tools: IndexMap<Vec<String>, Loaded> = IndexMap::new();
        let of: Vec<usize> = names
            .iter()
            .map(|name| {
                let sources = self.sources(name);
                let entry = tools.entry(sources);
                let index = entry.index();
                entry.or_insert_with_key(|sources| input::read_sources(sources));
                index
            })
            .collect();
        let linters: Vec<Option<Linter<'_>>> = tools.iter().map(linter).collect();
        let judged: Vec<Result<Judged, Problem>> = names
            .par_iter()
            .zip(&of)
            .map(|(name, index)| self.one(name, linters.get(*index).and_then(Option::as_ref)))
            .collect();
        drop(linters);
        gather(judged, tools, self.filter.suppressions.len())
    }

    /// The tool lists that a policy is for: those of the command line, else
    /// those that the configuration names.
    fn sources(&self, name: &str) -> Vec<String> {
        if !self.args.manifest.is_empty() {
            return self.args.manifest.clone();
        }
        let place = self.project.workspace.absolute(self.args.shown(name));
        let config = &self.project.config;
        config.sources_for(&config.sees(&place), &self.project.workspace.cwd)
    }

    fn one(&self, name: &str, linter: Option<&Linter<'_>>) -> Result<Judged, Problem> {
        let path = self.args.shown(name);
        let source = read(name, path).map_err(|error| problem(path, &error))?;
        let place = self.project.workspace.absolute(path);
        let seen = SeenFrom {
            configuration: self.project.config.sees(&place),
            baseline: relative(self.baseline_folder, &place),
        };
        let alone = Linter::new();
        let judge = |source: SourceText| {
            let linted = linter.unwrap_or(&alone).lint(source);
            self.filter.apply(linted, &seen, linter.is_some())
        };
        Ok(match self.args.mend.most() {
            None => Judged { filtered: judge(source), change: None },
            Some(most) => self.mended(source, most, judge),
        })
    }

    fn mended(
        &self,
        source: SourceText,
        most: Applicability,
        judge: impl Fn(SourceText) -> Filtered,
    ) -> Judged {
        let original = self.args.mend.diff.then(|| judge(source.clone()));
        let fixed = fix(source, most, judge);
        let change = fixed.is_changed().then(|| Change {
            before: fixed.before.clone(),
            after: fixed.after().to_owned(),
            applied: fixed.applied,
        });
        Judged { filtered: original.unwrap_or(fixed.judged), change }
    }
}

/// One that knows the tools; none where no list was named or not every list
/// could be read: a name on the missing one would be called unknown.
fn linter<'a>((sources, loaded): (&Vec<String>, &'a Loaded)) -> Option<Linter<'a>> {
    let complete = !sources.is_empty() && loaded.problems.is_empty();
    complete.then(|| Linter::with_servers(&loaded.servers))
}

fn gather(
    judged: Vec<Result<Judged, Problem>>,
    tools: IndexMap<Vec<String>, Loaded>,
    suppressions: usize,
) -> Verdicts {
    let mut verdicts = Verdicts { uses: vec![Use::default(); suppressions], ..Verdicts::default() };
    for loaded in tools.into_values() {
        verdicts.tools_unknown |= !loaded.problems.is_empty();
        verdicts.problems.extend(loaded.problems);
        verdicts.warnings.extend(loaded.servers.into_iter().flat_map(|server| server.warnings));
    }
    for judged in judged {
        match judged {
            Ok(judged) => {
                for (all, one) in verdicts.uses.iter_mut().zip(&judged.filtered.uses) {
                    *all = all.and(*one);
                }
                verdicts.held_back += judged.filtered.held_back;
                verdicts.policies.push(judged);
            }
            Err(problem) => verdicts.problems.push(problem),
        }
    }
    verdicts
}

/// Reads a policy under the name that messages use.
fn read(name: &str, path: &str) -> Result<SourceText, DocumentError> {
    if name != "-" {
        return read_file(name.as_ref());
    }
    let source = read_stdin()?;
    Ok(if path == "-" { source } else { SourceText::new(path, source.text()) })
}

fn problem(name: &str, error: &DocumentError) -> Problem {
    let text = error.to_string();
    let message = text.strip_prefix(name).and_then(|rest| rest.strip_prefix(": "));
    Problem { source: name.to_owned(), message: message.unwrap_or(&text).to_owned() }
}
