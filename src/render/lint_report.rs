//! What the formats of `lint` are given, and what they share.

use std::collections::BTreeMap;

use crate::config::Workspace;
use crate::lint::{Applicability, Finding, HeldBack, Linted, Meta, Severity};
use crate::manifest::Problem;
use crate::phrase::visible;

/// What the judged texts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Subject {
    #[default]
    Policies,
    Manifests,
}

impl Subject {
    /// One of them, and many.
    #[must_use]
    pub fn nouns(self) -> (&'static str, &'static str) {
        match self {
            Self::Policies => ("policy", "policies"),
            Self::Manifests => ("manifest", "manifests"),
        }
    }
}

/// One run of the linter, as it is to be shown.
#[derive(Debug, Clone)]
pub struct LintReport<'a> {
    /// Each text that was judged, in order.
    pub linted: &'a [Linted],
    pub subject: Subject,
    /// What is wrong with the configuration itself, if there is one.
    pub configuration: Option<&'a Linted>,
    /// Inputs that could not be read.
    pub problems: &'a [Problem],
    /// Findings that aren't in the report.
    pub held_back: HeldBack,
    /// How many fixes were applied before this was found.
    pub fixed: usize,
    /// The least severity that fails the run.
    pub fail_on: Severity,
    /// Counts by rule in place of the findings, for people.
    pub statistics: bool,
    /// Every rule with the severity that it has in this run; none is off.
    pub rules: &'a [(&'static Meta, Option<Severity>)],
    /// Where paths are seen from; without it they stay as they were given.
    pub workspace: Option<&'a Workspace>,
}

/// How often a rule fired.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    pub code: &'static str,
    pub slug: &'static str,
    pub severity: Severity,
    pub count: usize,
    /// How many of them carry a safe fix.
    pub fixable: usize,
}

impl<'a> LintReport<'a> {
    /// A report of these texts and nothing else.
    #[must_use]
    pub fn new(linted: &'a [Linted], problems: &'a [Problem]) -> Self {
        Self {
            linted,
            subject: Subject::default(),
            configuration: None,
            problems,
            held_back: HeldBack::default(),
            fixed: 0,
            fail_on: Severity::Low,
            statistics: false,
            rules: &[],
            workspace: None,
        }
    }

    /// The texts with findings that are shown, the configuration last.
    pub fn texts(&self) -> impl Iterator<Item = &'a Linted> {
        self.linted.iter().chain(self.configuration)
    }

    pub fn findings(&self) -> impl Iterator<Item = &'a Finding> {
        self.texts().flat_map(|linted| &linted.findings)
    }

    /// How many of the findings have a fix of this kind.
    #[must_use]
    pub fn fixable(&self, applicability: Applicability) -> usize {
        let fixes = self.findings().filter_map(|finding| finding.fix.as_ref());
        fixes.filter(|fix| fix.applicability == applicability).count()
    }

    /// Counts by rule, the most frequent first.
    #[must_use]
    pub fn tallies(&self) -> Vec<Tally> {
        let mut tallies = BTreeMap::new();
        for finding in self.findings() {
            let Finding { code, slug, severity, .. } = *finding;
            let new = Tally { code, slug, severity, count: 0, fixable: 0 };
            let tally = tallies.entry(code).or_insert(new);
            tally.count += 1;
            let safe = |fix: &crate::lint::Fix| fix.applicability == Applicability::Safe;
            tally.fixable += usize::from(finding.fix.as_ref().is_some_and(safe));
        }
        let mut tallies: Vec<Tally> = tallies.into_values().collect();
        tallies.sort_by_key(|tally| std::cmp::Reverse(tally.count));
        tallies
    }

    /// A path seen from the root of the repository, where that is known.
    #[must_use]
    pub fn from_root(&self, path: &str) -> String {
        match self.workspace {
            _ if path == "-" => "stdin".to_owned(),
            Some(workspace) => workspace.seen_from_root(path),
            None => path.to_owned(),
        }
    }
}

/// The message, and what to do behind it.
#[must_use]
pub fn sentence(finding: &Finding) -> String {
    match &finding.help {
        Some(help) => format!("{}; {help}", finding.message),
        None => finding.message.clone(),
    }
}

/// `policy.json:7:5`, safe to print.
#[must_use]
pub fn place(finding: &Finding) -> String {
    format!("{}:{}", visible(&finding.path), finding.start)
}
