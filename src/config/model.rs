//! A configuration as the commands use it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use globset::{Glob, GlobSet};

use crate::document::SourceText;
use crate::lint::{Filter, Meta, Severity, Suppression};
use crate::paths::{absolute, relative};

/// A value and the line of the configuration that gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting<T> {
    pub value: T,
    pub line: usize,
}

/// The tool lists that some policies are for.
#[derive(Debug, Clone)]
pub struct ManifestsFor {
    pub policies: Glob,
    /// As written: `catalog:NAME`, or a path seen from the configuration.
    pub sources: Vec<String>,
    pub line: usize,
}

/// All that a configuration says; nothing where there is none.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The file, as messages name it, and its text.
    pub source: Option<SourceText>,
    /// What the paths in it are seen from; absolute.
    pub folder: PathBuf,
    pub fail_on: Option<Setting<Severity>>,
    pub min_severity: Option<Setting<Severity>>,
    /// A path seen from the configuration.
    pub baseline: Option<Setting<String>>,
    /// By code; none is off.
    pub rules: BTreeMap<&'static str, Setting<Option<Severity>>>,
    pub exclude: Vec<Setting<String>>,
    pub(super) excluded: GlobSet,
    pub manifests: Vec<ManifestsFor>,
    /// The globs of `manifests`, in their order: many are asked at once.
    pub(super) with_manifests: GlobSet,
    pub suppressions: Vec<Suppression>,
}

impl Config {
    /// No configuration, seen from this folder.
    #[must_use]
    pub fn none(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), ..Self::default() }
    }

    /// An absolute path as the globs of this configuration see it.
    #[must_use]
    pub fn sees(&self, path: &Path) -> String {
        relative(&self.folder, path)
    }

    /// Whether directories and globs pass over this path, given as
    /// [`Config::sees`] gives it.
    #[must_use]
    pub fn excludes(&self, seen: &str) -> bool {
        self.excluded.is_match(seen)
    }

    /// The tool lists for the policy at this path, as commands take them from
    /// `cwd`; empty where none are named.
    #[must_use]
    pub fn sources_for(&self, seen: &str, cwd: &Path) -> Vec<String> {
        let entries = self.with_manifests.matches(seen);
        let entries = entries.into_iter().filter_map(|index| self.manifests.get(index));
        let mut sources = Vec::new();
        for source in entries.flat_map(|entry| &entry.sources) {
            let source = self.resolve(source, cwd);
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        sources
    }

    /// A source or path of the configuration, as a command in `cwd` names it.
    #[must_use]
    pub fn resolve(&self, source: &str, cwd: &Path) -> String {
        if crate::catalog::name_in(source).is_some() {
            return source.to_owned();
        }
        relative(cwd, &absolute(&self.folder, Path::new(source)))
    }

    /// The severity of a rule's findings, and the line that says so.
    #[must_use]
    pub fn severity(&self, rule: &Meta) -> (Option<Severity>, Option<usize>) {
        match self.rules.get(rule.code) {
            Some(setting) => (setting.value, Some(setting.line)),
            None => (Some(rule.severity), None),
        }
    }

    /// What it says about findings, less what commands decide.
    #[must_use]
    pub fn filter(&self, least: Severity, today: time::Date) -> Filter<'_> {
        let own = self.rules.iter().map(|(code, setting)| (*code, setting.value));
        Filter {
            severities: own.collect(),
            suppressions: &self.suppressions,
            baseline: None,
            least,
            today,
        }
    }
}
