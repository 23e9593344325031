//! A server's part of the page: grade, sums, chart, exposure.

use crate::classify::{Combined, Risk};
use crate::phrase::count;
use crate::render::text::{one_line, visible};
use crate::report::{Grade, Graded, ServerPage, ServerReport, names_in_short, trait_meaning};

use super::chart::{Bar, bars, risk_class};
use super::prose::prose;

/// What the template shows; fields that hold HTML say so.
#[derive(Debug)]
pub struct ServerPart {
    pub name: String,
    pub source: String,
    /// `173`, or `173 of 180`.
    pub tools: String,
    /// `173 tools`.
    pub judged: String,
    /// `7 more tools`, of which nothing is known.
    pub not_known: Option<String>,
    pub review: usize,
    pub critical: usize,
    pub high: usize,
    /// The grade's colour, on the scale of the risks.
    pub class: &'static str,
    pub range: String,
    /// HTML.
    pub reason: String,
    /// HTML.
    pub worst: Option<String>,
    /// HTML.
    pub better: Option<String>,
    pub bars: Vec<Bar>,
    pub risks: Vec<RiskSum>,
    pub traits: Vec<TraitSum>,
    pub flows: Vec<Flow>,
    pub warnings: Vec<String>,
}

/// A pattern that the tools make possible together.
#[derive(Debug)]
pub struct Flow {
    pub name: String,
    pub id: String,
    /// HTML.
    pub summary: String,
    /// The tools of each part, in short: HTML.
    pub legs: Vec<String>,
}

#[derive(Debug)]
pub struct RiskSum {
    pub name: &'static str,
    pub class: &'static str,
    pub count: usize,
}

#[derive(Debug)]
pub struct TraitSum {
    pub name: &'static str,
    pub count: usize,
    pub meaning: &'static str,
}

impl ServerPart {
    pub fn new(server: &ServerReport) -> Self {
        let counts = &server.counts;
        let graded = server.grade.as_ref();
        let risk = |(risk, count): &(Risk, usize)| RiskSum {
            name: risk.as_str(),
            class: risk_class(*risk),
            count: *count,
        };
        Self {
            name: visible(&server.server),
            source: visible(&server.source),
            tools: crate::render::report_head::tools(server),
            judged: count(counts.total, "tool", "tools"),
            not_known: server.not_known().map(|rest| count(rest, "more tool", "more tools")),
            review: counts.needs_review,
            critical: counts.risk(Risk::Critical),
            high: counts.risk(Risk::High),
            class: graded.map_or("none", |graded| grade_class(graded.grade)),
            range: graded.map_or_else(|| "no grade".to_owned(), Graded::range),
            reason: graded.map_or_else(
                || prose("A server without tools can't be judged."),
                |graded| prose(&sentence(&graded.reason)),
            ),
            worst: graded.and_then(worst),
            better: graded.and_then(better),
            bars: bars(server.verdicts()),
            risks: counts.risks.iter().rev().map(risk).collect(),
            traits: traits(server),
            flows: flows(server),
            warnings: server.warnings.iter().map(|one| one_line(&one.message)).collect(),
        }
    }
}

/// A pattern that one kind of tool is enough for is no flow.
fn flows(server: &ServerReport) -> Vec<Flow> {
    let page = ServerPage::of(server);
    page.combinations.iter().filter(|one| one.legs.len() > 1).map(Flow::new).collect()
}

impl Flow {
    fn new(combined: &Combined<'_>) -> Self {
        let leg = |tools: &Vec<&crate::classify::Verdict>| {
            let names: Vec<&str> = tools.iter().map(|verdict| verdict.name.as_str()).collect();
            prose(&names_in_short(&names))
        };
        let attack = combined.attack;
        Self {
            name: attack.name.clone(),
            id: attack.id.clone(),
            summary: prose(&attack.summary),
            legs: combined.legs.iter().map(leg).collect(),
        }
    }
}

fn worst(graded: &Graded) -> Option<String> {
    let reason = graded.worst_reason.as_ref()?;
    Some(prose(&sentence(&crate::render::report_head::worst(graded, reason))))
}

fn better(graded: &Graded) -> Option<String> {
    let raise = graded.raise.as_ref()?;
    Some(prose(&format!("It would be {} {}.", raise.to.as_str(), raise.how)))
}

/// The exposure, the most telling traits first as the model orders them.
fn traits(server: &ServerReport) -> Vec<TraitSum> {
    let one = |(one, count): &(crate::classify::Trait, usize)| TraitSum {
        name: one.as_str(),
        count: *count,
        meaning: trait_meaning(*one),
    };
    server.counts.traits.iter().map(one).collect()
}

/// On the scale of the risks.
fn grade_class(grade: Grade) -> &'static str {
    risk_class(match grade {
        Grade::A => Risk::Low,
        Grade::B => Risk::Medium,
        Grade::C => Risk::High,
        Grade::D | Grade::F => Risk::Critical,
    })
}

/// A reason begins small and ends without a stop.
fn sentence(reason: &str) -> String {
    let mut letters = reason.chars();
    let first = letters.next().map(char::to_uppercase).into_iter().flatten();
    let text: String = first.chain(letters).collect();
    if text.ends_with('.') { text } else { format!("{text}.") }
}
