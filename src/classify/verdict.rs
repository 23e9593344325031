//! From a judgement to a verdict: evidence, effect, risk, traits.

use crate::manifest::Tool;

use super::claims;
use super::evidence::quote;
use super::judge::{Doubt, Ground, Judgement, judge};
use super::lexicon::lexicon;
use super::model::{Category, Effect, Evidence, Verdict};
use super::signals::{self, Signals, Voice};
use super::traits::{self, text_field};

/// Money verbs that end or undo a commitment.
const LOSING: &[&str] = &["cancel", "void", "burn"];

/// Below this a person should look.
const REVIEW_BELOW: f64 = 0.9;

/// Judges one tool; `prefix` words of its name are a namespace.
#[must_use]
pub fn of(server: &str, tool: &Tool, prefix: usize) -> Verdict {
    let signals = signals::gather(server, tool, prefix, lexicon());
    let judgement = judge(&signals);
    let mut verdict = Verdict::unknown(server, &tool.name);
    verdict.category = judgement.category;
    verdict.base_risk = judgement.category.base_risk();
    verdict.risk = verdict.base_risk;
    verdict.effect = effect(&judgement, &signals);
    verdict.evidence = evidence(tool, &signals, &judgement);
    let confidence = 1.0 / (1.0 + (-judgement.score).exp());
    verdict.confidence = (confidence * 100.0).round() / 100.0;
    verdict.needs_review = verdict.confidence < REVIEW_BELOW;
    verdict.review_reason = verdict.needs_review.then(|| reason(judgement.doubt.as_ref()));
    traits::add(&mut verdict, tool, &signals);
    claims::compare(&mut verdict, tool);
    verdict
}

/// What the category implies; what takes money back or away can also lose something.
fn effect(judgement: &Judgement, signals: &Signals<'_>) -> Effect {
    match judgement.category {
        Category::Read => Effect::Read,
        Category::Destructive => Effect::Destructive,
        Category::Financial => {
            let loses = |voice: &Voice<'_>| {
                let verb = signals.lexicon.verb(voice.reading.verb);
                verb.is_some_and(|v| {
                    v.says == Category::Destructive || LOSING.contains(&v.word.as_str())
                })
            };
            let heads = signals.named.iter().chain(&signals.described);
            if heads.filter(|v| v.is_main()).any(loses) {
                Effect::Destructive
            } else {
                Effect::Write
            }
        }
        _ => Effect::Write,
    }
}

fn evidence(tool: &Tool, signals: &Signals<'_>, judgement: &Judgement) -> Vec<Evidence> {
    let text = text_field(tool);
    judgement
        .grounds
        .iter()
        .filter_map(|ground| {
            let lexicon = signals.lexicon;
            match ground {
                Ground::Named(i) => {
                    let voice = signals.named.get(*i)?;
                    quote(
                        tool,
                        "name",
                        (voice.head.start, voice.head.end),
                        voice.reading.rule(lexicon),
                        voice.reading.says.as_str(),
                    )
                }
                Ground::Described(i) => {
                    let voice = signals.described.get(*i)?;
                    quote(
                        tool,
                        text,
                        (voice.head.start, voice.head.end),
                        voice.reading.rule(lexicon),
                        voice.reading.says.as_str(),
                    )
                }
                Ground::Choice(i) => {
                    let voice = signals.choices.get(*i)?;
                    let choice = &voice.choice;
                    quote(
                        tool,
                        &choice.pointer,
                        (choice.start, choice.end),
                        voice.reading.rule(lexicon),
                        voice.reading.says.as_str(),
                    )
                }
                Ground::Phrase(i) => {
                    let found = signals.phrases.get(*i)?;
                    quote(
                        tool,
                        text,
                        (found.start, found.end),
                        format!("phrase/{}", found.phrase.id),
                        found.phrase.says.as_str(),
                    )
                }
                Ground::Sign(i) => {
                    let sign = signals.schema.signs.get(*i)?;
                    super::evidence::quote_all(
                        tool,
                        &sign.pointer,
                        format!("parameter/{}", sign.id),
                        sign.says,
                    )
                }
                Ground::Nominal => {
                    let nominal = signals.description.nominal?;
                    quote(
                        tool,
                        text,
                        (nominal.start, nominal.end),
                        "noun/retrieved".to_owned(),
                        judgement.category.as_str(),
                    )
                }
                Ground::NameNoun(i) => {
                    let word = signals.name.words.get(*i)?;
                    quote(tool, "name", (word.start, word.end), "noun/retrieved".to_owned(), "Read")
                }
            }
        })
        .collect()
}

fn reason(doubt: Option<&Doubt>) -> String {
    match doubt {
        Some(Doubt::Disagree(a, b)) => {
            format!("the name says {}, the description {}", a.as_str(), b.as_str())
        }
        Some(Doubt::Sense(word)) => format!("`{word}` can mean more than one thing here"),
        Some(Doubt::Weak) | None => "only one weak sign speaks for the verdict".to_owned(),
        Some(Doubt::Silent) => "the definition says too little to judge".to_owned(),
        Some(Doubt::OpenActions) => "the tool manages several things but names no acts".to_owned(),
        Some(Doubt::Aside(word)) => {
            format!("`{word}` is said in passing: is it what the tool does?")
        }
        Some(Doubt::Raw(name)) => {
            format!("`{name}` takes raw input whose reach the text doesn't limit")
        }
    }
}
