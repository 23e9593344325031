//! Reads the policies and the tools they are for, and has them judged.

use std::path::Path;

use indexmap::IndexMap;
use rayon::prelude::*;

use super::LintArgs;
use crate::cli::project::Project;
use crate::cli::{definitions, input};
use crate::document::{DocumentError, SourceText, read_file, read_stdin};
use crate::lint::{
    Applicability, Filter, Filtered, HeldBack, Linted, Linter, Scope, SeenFrom, Use, fix,
};
use crate::manifest::{Loaded, ManifestError, Problem};
use crate::paths::relative;

/// What became of one text: a policy, or a manifest.
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
    pub judged: Vec<Judged>,
    pub problems: Vec<Problem>,
    /// What was odd about the manifests.
    pub warnings: Vec<Problem>,
    /// Some manifest couldn't be read, so the tools of its policies are unknown.
    pub tools_unknown: bool,
    pub uses: Vec<Use>,
    pub held_back: HeldBack,
}

impl Verdicts {
    /// The texts that were judged, as messages name them.
    pub fn names(&self) -> Vec<String> {
        let names = self.judged.iter().map(|judged| judged.filtered.linted.source.name());
        names.map(str::to_owned).collect()
    }
}

/// Texts that are judged together, by their place among all: the policies for
/// the same tools, or all manifests.
struct Group {
    judged: Vec<(usize, Result<Judged, Problem>)>,
    problems: Vec<Problem>,
    warnings: Vec<Problem>,
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
    /// Judges every policy once, on all cores, and answers in the order given.
    ///
    /// Policies for the same tools are judged together, so that a manifest is
    /// read once and isn't kept for longer than that.
    pub fn all(&self, names: &[String]) -> Verdicts {
        let mut groups: IndexMap<Vec<String>, Vec<usize>> = IndexMap::new();
        for (index, name) in names.iter().enumerate() {
            groups.entry(self.sources(name)).or_default().push(index);
        }
        let groups: Vec<_> = groups.into_iter().collect();
        let judged: Vec<Group> = groups
            .into_par_iter()
            .map(|(sources, indices)| self.group(&sources, indices, names))
            .collect();
        gather(judged, self.filter.suppressions.len())
    }

    /// Judges the tool definitions of the manifests that the command line names.
    pub fn definitions(&self) -> Verdicts {
        let read = definitions::lint(&self.args.manifest);
        let apply = |linted: Linted| {
            let seen = self.seen(linted.source.name());
            let filtered = self.filter.apply(linted, &seen, Scope::Definitions);
            Ok(Judged { filtered, change: None })
        };
        let group = Group {
            judged: read.linted.into_iter().map(apply).enumerate().collect(),
            problems: read.problems,
            warnings: read.warnings,
        };
        let verdicts = gather(vec![group], self.filter.suppressions.len());
        Verdicts { tools_unknown: false, ..verdicts }
    }

    fn group(&self, sources: &[String], indices: Vec<usize>, names: &[String]) -> Group {
        let Loaded { servers, problems } = input::read_sources(sources);
        // With a list missing, a name on it would be called unknown: a false alarm.
        let complete = !sources.is_empty() && problems.is_empty();
        let linter = if complete { Linter::with_servers(&servers) } else { Linter::new() };
        let one = |index: usize| {
            let name = names.get(index).map(String::as_str).unwrap_or_default();
            (index, self.one(name, &linter, complete))
        };
        let policies = indices.into_par_iter().map(one).collect();
        let warnings = servers.into_iter().flat_map(|server| server.warnings).collect();
        Group { judged: policies, problems, warnings }
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

    fn one(&self, name: &str, linter: &Linter<'_>, with_tools: bool) -> Result<Judged, Problem> {
        let path = self.args.shown(name);
        let source = read(name, path).map_err(|error| ManifestError::from(error).of(path))?;
        let seen = self.seen(path);
        let scope = if with_tools { Scope::PolicyWithTools } else { Scope::Policy };
        let judge = |source: SourceText| self.filter.apply(linter.lint(source), &seen, scope);
        Ok(match self.args.mend.most() {
            None => Judged { filtered: judge(source), change: None },
            Some(most) => self.mended(source, most, judge),
        })
    }

    fn seen(&self, path: &str) -> SeenFrom {
        let place = self.project.workspace.absolute(path);
        SeenFrom {
            configuration: self.project.config.sees(&place),
            baseline: relative(self.baseline_folder, &place),
        }
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

fn gather(groups: Vec<Group>, suppressions: usize) -> Verdicts {
    let mut verdicts = Verdicts { uses: vec![Use::default(); suppressions], ..Verdicts::default() };
    let mut all = Vec::new();
    for group in groups {
        verdicts.tools_unknown |= !group.problems.is_empty();
        verdicts.problems.extend(group.problems);
        verdicts.warnings.extend(group.warnings);
        all.extend(group.judged);
    }
    all.sort_by_key(|(index, _)| *index);
    for (_, judged) in all {
        match judged {
            Ok(judged) => {
                for (all, one) in verdicts.uses.iter_mut().zip(&judged.filtered.uses) {
                    *all = all.and(*one);
                }
                verdicts.held_back += judged.filtered.held_back;
                verdicts.judged.push(judged);
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
