//! The rows that decide a grade, worst first, and what they ask of a server.
//!
//! A row is one function in [`ROWS`].

use crate::classify::{Category, Contradiction, Effect, Trait, Verdict};

use super::grade::Grade;
use super::instructions::Instruction;
use super::named::Named;
use super::words::{count_of, names_in_short};

/// What the rows ask, counted in one pass.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    pub(super) tools: usize,
    pub(super) critical: usize,
    /// The tools that run whatever they are given.
    pub(super) arbitrary: Named,
    /// How many of those are Critical.
    pub(super) arbitrary_critical: usize,
    /// The tools whose definitions instruct the model: how many, and the first.
    pub(super) instructing: usize,
    pub(super) instruction: Option<Box<Instruction>>,
    /// The tools whose read-only claim is belied where it matters.
    pub(super) belied: Named,
    /// Tools that are anything but Read.
    pub(super) changing: usize,
    /// Read tools with raw input.
    pub(super) raw_reads: usize,
}

type Row = fn(&Facts) -> Option<(Grade, String)>;

/// The worst first.
const ROWS: [Row; 7] = [
    hidden_instructions,
    belied_claim,
    arbitrary_and_critical,
    critical_share,
    arbitrary,
    some_critical,
    changes,
];

fn hidden_instructions(facts: &Facts) -> Option<(Grade, String)> {
    let first = facts.instruction.as_ref()?;
    let others = match facts.instructing.saturating_sub(1) {
        0 => String::new(),
        1 => "; so does 1 other tool".to_owned(),
        n => format!("; so do {n} other tools"),
    };
    let reason = format!("{} {}{others}", names_in_short(&[&first.tool]), first.sentence());
    Some((Grade::F, reason))
}

fn belied_claim(facts: &Facts) -> Option<(Grade, String)> {
    let count = facts.belied.count();
    let names = facts.belied.in_short();
    let verb = if count == 1 { "claims" } else { "claim" };
    (count > 0).then(|| {
        let reason = format!(
            "{names} {verb} to be read-only, but the definition says that data is destroyed, \
             paid or sent out"
        );
        (Grade::F, reason)
    })
}

fn arbitrary_and_critical(facts: &Facts) -> Option<(Grade, String)> {
    let others = facts.critical - facts.arbitrary_critical;
    // Two tools at least: the Critical one has to be another than the one that executes.
    let fits = match facts.arbitrary.count() {
        0 => false,
        1 => others > 0,
        _ => facts.critical > 0,
    };
    let names = facts.arbitrary.in_short();
    fits.then(|| {
        let beside = match others {
            0 => "each beside another Critical tool".to_owned(),
            n => format!("beside {}", count_of(n, "other Critical tool")),
        };
        (Grade::D, format!("arbitrary execution ({names}) {beside}"))
    })
}

fn critical_share(facts: &Facts) -> Option<(Grade, String)> {
    facts.over_share().then(|| {
        #[allow(clippy::cast_precision_loss, reason = "a percentage for people, one decimal")]
        let percent = facts.critical as f64 * 100.0 / facts.tools as f64;
        let reason = format!(
            "{} of {} tools {} Critical ({percent:.1}%, over 15%)",
            facts.critical,
            facts.tools,
            is_or_are(facts.critical)
        );
        (Grade::D, reason)
    })
}

fn some_critical(facts: &Facts) -> Option<(Grade, String)> {
    let verb = is_or_are(facts.critical);
    (facts.critical > 0)
        .then(|| (Grade::C, format!("{} of {} tools {verb} Critical", facts.critical, facts.tools)))
}

fn arbitrary(facts: &Facts) -> Option<(Grade, String)> {
    let names = facts.arbitrary.in_short();
    (facts.arbitrary.count() > 0).then(|| (Grade::C, format!("arbitrary execution ({names})")))
}

/// Writes and ordinary execution; and raw input to a read, which bars an A.
fn changes(facts: &Facts) -> Option<(Grade, String)> {
    let reason = match (facts.changing, facts.raw_reads) {
        (0, 0) => return None,
        (0, n) => format!("{} with raw input", count_of(n, "reading tool")),
        (1, _) => format!("1 of {} writes or executes", count_of(facts.tools, "tool")),
        (n, _) => format!("{n} of {} tools write or execute", facts.tools),
    };
    Some((Grade::B, reason))
}

impl Facts {
    pub(super) fn of(
        verdicts: &[Verdict],
        instructions: &[Instruction],
        is_critical: impl Fn(&Verdict) -> bool,
    ) -> Self {
        let mut facts = Self {
            tools: verdicts.len(),
            instructing: instructions.len(),
            instruction: instructions.first().cloned().map(Box::new),
            ..Self::default()
        };
        for verdict in verdicts {
            let critical = is_critical(verdict);
            facts.critical += usize::from(critical);
            if is_arbitrary(verdict) {
                facts.arbitrary.push(&verdict.name);
                facts.arbitrary_critical += usize::from(critical);
            }
            if is_belied(verdict) {
                facts.belied.push(&verdict.name);
            }
            match verdict.category {
                Category::Read => facts.raw_reads += usize::from(verdict.has(Trait::RawInput)),
                _ => facts.changing += 1,
            }
        }
        facts
    }

    /// Adds what is known of further tools of the same server.
    pub(super) fn join(&mut self, next: Self) {
        self.tools += next.tools;
        self.critical += next.critical;
        self.arbitrary.join(next.arbitrary);
        self.arbitrary_critical += next.arbitrary_critical;
        self.instructing += next.instructing;
        self.instruction = self.instruction.take().or(next.instruction);
        self.belied.join(next.belied);
        self.changing += next.changing;
        self.raw_reads += next.raw_reads;
    }

    pub(super) fn judge(&self) -> Option<(Grade, String)> {
        if self.tools == 0 {
            return None;
        }
        let clean = || (Grade::A, "every tool only reads, and none takes raw input".to_owned());
        Some(ROWS.iter().find_map(|row| row(self)).unwrap_or_else(clean))
    }

    pub(super) fn over_share(&self) -> bool {
        self.critical * 100 > self.tools * 15
    }
}

fn is_arbitrary(verdict: &Verdict) -> bool {
    verdict.category == Category::Execute
        && verdict.effect == Effect::Destructive
        && verdict.has(Trait::RawInput)
}

fn is_belied(verdict: &Verdict) -> bool {
    let matters = matches!(verdict.category, Category::Destructive | Category::Financial)
        || verdict.has(Trait::Egress);
    matters && verdict.plain_contradictions().any(claims_read_only)
}

/// `readOnlyHint: true`, `read_only_hint: true`, `readOnly: true`, …
fn claims_read_only(contradiction: &Contradiction) -> bool {
    contradiction.claim.to_lowercase().replace(['_', '-'], "").contains("readonly")
}

fn is_or_are(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}
