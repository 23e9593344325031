//! What of the findings is reported: severities as the project wants them,
//! less what is suppressed, known or too small to matter.
//!
//! It promises to say how many findings it holds back, and why.

use time::Date;

use super::baseline::{Baseline, Known};
use super::engine::{Depth, Linted};
use super::finding::{Finding, Severity};
use super::rule::Meta;
use super::suppression::{Suppression, Use};

/// Codes of the rules that stop all others: the text is no policy at all.
const BLINDING: [&str; 2] = ["TW001", "TW007"];

/// What was checked, and so which rules could have found something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// A policy by itself.
    Policy,
    /// A policy against the tools it is for.
    PolicyWithTools,
    /// The definitions of tools.
    Definitions,
}

/// What a project has decided about findings.
#[derive(Debug)]
pub struct Filter<'a> {
    /// Severities that differ from the rules' own, by code; none is off.
    pub severities: std::collections::HashMap<&'static str, Option<Severity>>,
    pub suppressions: &'a [Suppression],
    pub baseline: Option<&'a Baseline>,
    /// Findings below it are not reported.
    pub least: Severity,
    pub today: Date,
}

/// One policy's findings that are reported, and those that aren't.
#[derive(Debug)]
pub struct Filtered {
    pub linted: Linted,
    /// Held back because they are known; they belong to a new baseline too.
    pub known: Vec<Finding>,
    pub held_back: HeldBack,
    /// What each suppression did.
    pub uses: Vec<Use>,
}

/// How many findings aren't reported.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HeldBack {
    pub suppressed: usize,
    /// In the baseline.
    pub known: usize,
    /// Below the least severity.
    pub minor: usize,
    /// In the baseline and no longer found.
    pub mended: usize,
}

/// A policy's path as seen from the files that name it.
#[derive(Debug, Clone, Default)]
pub struct SeenFrom {
    pub configuration: String,
    pub baseline: String,
}

impl AsRef<Linted> for Filtered {
    fn as_ref(&self) -> &Linted {
        &self.linted
    }
}

impl std::ops::AddAssign for HeldBack {
    fn add_assign(&mut self, other: Self) {
        self.suppressed += other.suppressed;
        self.known += other.known;
        self.minor += other.minor;
        self.mended += other.mended;
    }
}

impl Filter<'_> {
    /// The severity of a rule's findings here; none where the rule is off.
    #[must_use]
    pub fn severity(&self, rule: &Meta) -> Option<Severity> {
        self.severities.get(rule.code).copied().unwrap_or(Some(rule.severity))
    }

    /// Sorts the findings of one text, which was judged as `scope` says.
    #[must_use]
    pub fn apply(&self, linted: Linted, seen: &SeenFrom, scope: Scope) -> Filtered {
        let mut uses = self.tried(&linted, seen, scope);
        let mut known = self.baseline.map(|all| all.of(&seen.baseline)).unwrap_or_default();
        let mut held_back = HeldBack::default();
        let (mut reported, mut crossed_off) = (Vec::new(), Vec::new());
        for mut finding in linted.findings {
            match self.severities.get(finding.code) {
                Some(None) => continue,
                Some(Some(severity)) => finding.severity = *severity,
                None => {}
            }
            if self.suppress(&finding, seen, &mut uses) {
                held_back.suppressed += 1;
            } else if known.cross_off(&finding.fingerprint) {
                crossed_off.push(finding);
            } else if finding.severity < self.least {
                held_back.minor += 1;
            } else {
                reported.push(finding);
            }
        }
        held_back.known = crossed_off.len();
        held_back.mended = Known::left(&known);
        let linted = Linted { findings: reported, ..linted };
        Filtered { linted, known: crossed_off, held_back, uses }
    }

    /// As [`Filter::apply`], for the findings of the configuration itself:
    /// severities alone.
    #[must_use]
    pub fn apply_to_own(&self, mut linted: Linted) -> Linted {
        linted.findings.retain_mut(|finding| match self.severities.get(finding.code) {
            Some(None) => false,
            Some(Some(severity)) => {
                finding.severity = *severity;
                *severity >= self.least
            }
            None => finding.severity >= self.least,
        });
        linted
    }

    /// Every suppression that covers the finding has its use; whether one does.
    fn suppress(&self, finding: &Finding, seen: &SeenFrom, uses: &mut [Use]) -> bool {
        let mut suppressed = false;
        for (suppression, used) in self.suppressions.iter().zip(uses) {
            let holds = !suppression.has_expired(self.today);
            if holds && suppression.covers(&seen.configuration, finding) {
                used.hid = true;
                suppressed = true;
            }
        }
        suppressed
    }

    /// Which suppressions could have hidden something here. Better none is
    /// called unused than one that another run needs.
    fn tried(&self, linted: &Linted, seen: &SeenFrom, scope: Scope) -> Vec<Use> {
        let ran = |rule: &Meta| {
            let of_definitions = rule.code.starts_with("TW4");
            let runs = match rule.code.get(..3) {
                _ if of_definitions != (scope == Scope::Definitions) => false,
                Some("TW4") => true,
                Some("TW0") => linted.depth >= Depth::Form || BLINDING.contains(&rule.code),
                Some("TW1") => scope == Scope::PolicyWithTools && linted.depth == Depth::Meaning,
                Some("TW2" | "TW3") => linted.depth == Depth::Meaning,
                _ => false,
            };
            runs && self.severity(rule).is_some()
        };
        let tried = |suppression: &Suppression| Use {
            tried: ran(suppression.rule) && suppression.path.is_match(&seen.configuration),
            hid: false,
        };
        self.suppressions.iter().map(tried).collect()
    }
}
