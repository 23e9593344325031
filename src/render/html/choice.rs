//! What the builder offers for each name, and in which state it begins.
//!
//! A policy knows tools by name alone: tools of one name share a choice, which
//! begins in the strictest recommendation and counts as the worst risk of them.

use std::collections::HashSet;

use indexmap::IndexMap;
use serde::Serialize;

use crate::classify::{Risk, Verdict};
use crate::phrase::ascii_safe_json;
use crate::policy::{
    CounterNames, DefaultAction, Measure, Pace, Profile, Refusal, Tuning, Window, recommend_with,
};
use crate::render::text::visible;

/// The limit that a tool is offered where it begins without one.
const OFFERED: Pace = Pace { max: 30, window: Window::Minute };

/// One name and its rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// The name as a JSON literal, quotes included.
    name: String,
    /// The name of its counter, likewise.
    counter: String,
    /// The name as people may safely see it.
    shown: String,
    /// The worst of the tools of this name.
    risk: &'static str,
    /// In `hide`, `*` stands for every tool: a tool of that name can't be hidden alone.
    hideable: bool,
    /// What each posture does with it, in the order of [`postures`].
    postures: Vec<State>,
}

/// A state of the builder, and the limit that it has or offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
struct State(&'static str, u64, &'static str);

/// A posture that all choices can be set to at once; the first is the recommended one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Posture {
    pub name: &'static str,
    /// What becomes of tools that the policy doesn't list.
    fallback: &'static str,
}

/// What a refused caller is told, as JSON literals, by the state that refuses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Messages {
    approval: String,
    deny: String,
    review: String,
}

impl Messages {
    pub fn new() -> Self {
        Self {
            approval: literal(Refusal::Approval.message()),
            deny: literal(Refusal::Execute.message()),
            review: literal(Refusal::Review.message()),
        }
    }
}

pub fn postures() -> Vec<Posture> {
    let posture = |profile: Profile| Posture {
        name: profile.as_str(),
        fallback: match profile.default_action() {
            DefaultAction::Allow => "allow",
            DefaultAction::Deny => "deny",
        },
    };
    Profile::ALL.map(posture).into()
}

/// The choices by name, in the order in which a policy lists them.
pub fn choices<'a>(servers: &[&'a [Verdict]], recommended: &Tuning) -> IndexMap<&'a str, Choice> {
    let mut choices: IndexMap<&str, (Choice, Risk)> = IndexMap::new();
    let names: HashSet<&str> =
        servers.iter().copied().flatten().map(|verdict| verdict.name.as_str()).collect();
    let counters = CounterNames::of(names);
    for verdict in servers.iter().copied().flatten() {
        let new = || (Choice::new(&verdict.name, &counters), verdict.risk);
        let (_, risk) = choices.entry(&verdict.name).or_insert_with(new);
        *risk = verdict.risk.max(*risk);
    }
    for profile in Profile::ALL {
        let tuning = Tuning { profile, ..recommended.clone() };
        let made = recommend_with(servers.iter().copied(), &tuning);
        for (name, measure) in &made.measures {
            if let Some((choice, _)) = choices.get_mut(name.as_str()) {
                choice.postures.push(State::of(*measure));
            }
        }
    }
    let told = |(name, (choice, risk)): (_, (Choice, Risk))| {
        (name, Choice { risk: risk.as_str(), ..choice })
    };
    choices.into_iter().map(told).collect()
}

impl Choice {
    fn new(name: &str, counters: &CounterNames) -> Self {
        Self {
            name: literal(name),
            counter: literal(&counters.of_tool(name)),
            shown: visible(name),
            risk: "",
            hideable: name != "*",
            postures: Vec::with_capacity(Profile::ALL.len()),
        }
    }
}

impl State {
    fn of(measure: Measure) -> Self {
        let (state, pace) = match measure {
            Measure::Allow => ("allow", OFFERED),
            Measure::Limit(pace) => ("limit", pace),
            Measure::Refuse(Refusal::Approval) => ("approval", OFFERED),
            Measure::Refuse(Refusal::Execute) => ("deny", OFFERED),
            Measure::Refuse(Refusal::Review) => ("review", OFFERED),
            Measure::Unlisted => ("default", OFFERED),
            Measure::Hide => ("hide", OFFERED),
        };
        Self(state, pace.max, pace.window.as_str())
    }
}

/// A string as a policy writes it.
fn literal(text: &str) -> String {
    // A string always serialises.
    ascii_safe_json(serde_json::to_string(text).unwrap_or_default())
}
