//! The whole of an evaluation: cases, sums, and the disagreements to look at.

use super::agreement::Agreement;
use super::case::Case;
use super::join::{Unjoined, join};
use super::label::Labels;
use crate::classify::{Verdict, classify, classify_by_rules};
use crate::manifest::{Problem, Server, Tool};

/// Labels held against verdicts.
#[derive(Debug, Clone, Default)]
pub struct Evaluation {
    /// The file of the labels.
    pub source: String,
    pub judging: Judging,
    /// How many labels were read.
    pub labels: usize,
    /// In the order of the labels.
    pub cases: Vec<Case>,
    pub unjoined: Vec<Unjoined>,
    pub unlabelled: Vec<String>,
    pub problems: Vec<Problem>,
}

/// Whose verdicts are scored, and on which definitions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Judging {
    /// The servers' own claims are taken out before judging.
    pub stripped: bool,
    /// Labels of the catalog count as verdicts where they hold. Off by default:
    /// a label scored against itself measures nothing.
    pub reviewed: bool,
}

/// Which disagreements are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Only {
    /// Every verdict whose category isn't the primary one.
    #[default]
    Category,
    /// Those among them that ask for no review.
    Confident,
    /// Destructive or Financial called Read, and changes called Read without a flag.
    Harmful,
    /// Every verdict with another effect than the label's.
    Effect,
    /// Every verdict with another risk than the label's.
    Risk,
}

impl Only {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Category => "category",
            Self::Confident => "confident",
            Self::Harmful => "harmful",
            Self::Effect => "effect",
            Self::Risk => "risk",
        }
    }
}

/// Judges every server and joins the verdicts with the labels.
#[must_use]
pub fn evaluate(labels: Labels, servers: &[Server], judging: Judging) -> Evaluation {
    let joined = join(&labels.labels, servers);
    let verdicts: Vec<Vec<Verdict>> = servers.iter().map(|server| judge(server, judging)).collect();
    let case = |pair: super::join::Pair| {
        let verdict = verdicts.get(pair.server)?.get(pair.tool)?.clone();
        Some(Case { label: pair.label, verdict, server: pair.called })
    };
    Evaluation {
        source: labels.source,
        judging,
        labels: labels.labels.len(),
        cases: joined.pairs.into_iter().filter_map(case).collect(),
        unjoined: joined.labels,
        unlabelled: joined.tools,
        problems: labels.problems,
    }
}

fn judge(server: &Server, judging: Judging) -> Vec<Verdict> {
    let judge = if judging.reviewed { classify } else { classify_by_rules };
    if !judging.stripped {
        return judge(server);
    }
    let tools = server.tools.iter().map(Tool::without_annotations).collect();
    judge(&Server { tools, ..server.clone() })
}

impl Evaluation {
    /// The measures over all cases.
    #[must_use]
    pub fn agreement(&self) -> Agreement {
        Agreement::of(&self.cases)
    }

    /// The measures of each server, in the order in which labels first name it.
    #[must_use]
    pub fn by_server(&self) -> Vec<(&str, Agreement)> {
        let mut groups: indexmap::IndexMap<&str, Vec<&Case>> = indexmap::IndexMap::new();
        for case in &self.cases {
            groups.entry(&case.server).or_default().push(case);
        }
        groups.into_iter().map(|(server, cases)| (server, Agreement::of(cases))).collect()
    }

    /// The cases where verdict and label differ: what is called Read and does
    /// harm first, then the surest; equals in the order of the labels.
    #[must_use]
    pub fn disagreements(&self, only: Only) -> Vec<&Case> {
        let differs = |case: &&Case| match only {
            Only::Category => !case.is_strict(),
            Only::Confident => !case.is_strict() && !case.verdict.needs_review,
            Only::Harmful => case.is_harm_called_read() || case.is_missed_change(),
            Only::Effect => case.effect_agrees() == Some(false),
            Only::Risk => case.risk_agrees() == Some(false),
        };
        let mut found: Vec<&Case> = self.cases.iter().filter(differs).collect();
        let rank = |case: &Case| (case.is_harm_called_read(), !case.verdict.needs_review);
        found.sort_by(|a, b| {
            let by_confidence = b.verdict.confidence.total_cmp(&a.verdict.confidence);
            rank(b).cmp(&rank(a)).then(by_confidence)
        });
        found
    }
}
