//! From a judgement to a verdict: evidence, effect, risk, traits.

use std::borrow::Cow;

use crate::manifest::Tool;

use super::certainty::Certainty;
use super::claims;
use super::evidence::{quote, quote_all};
use super::judge::{Doubt, Ground, Judgement, judge};
use super::lexicon::lexicon;
use super::model::{Category, Effect, Evidence, Verdict, VerdictSource};
use super::schema::ParameterSign;
use super::scope::Scope;
use super::sense::Reading;
use super::signals::{self, ChoiceVoice, Signals, Voice};
use super::traits::{self, text_field};

/// Money verbs that end or undo a commitment.
const LOSING: &[&str] = &["cancel", "void", "burn"];

/// Judges one tool in the scope of its server.
#[must_use]
pub fn of(scope: &Scope<'_>, tool: &Tool) -> Verdict {
    let signals = signals::gather(scope, tool, lexicon());
    let judgement = judge(&signals);
    let Certainty { confidence, sure, doubt } = Certainty::of(scope.server, &signals, &judgement);
    let base_risk = judgement.category.base_risk();
    let mut verdict = Verdict {
        server: scope.server.to_owned(),
        name: tool.name.clone(),
        category: judgement.category,
        effect: effect(&judgement, &signals),
        risk: base_risk,
        base_risk,
        confidence,
        needs_review: doubt.is_some(),
        review_reason: doubt.as_ref().map(reason),
        traits: Vec::new(),
        source: VerdictSource::Rules,
        evidence: evidence(tool, &signals, &judgement),
        contradictions: Vec::new(),
        review: None,
    };
    traits::add(&mut verdict, tool, &signals);
    claims::compare(&mut verdict, tool, sure);
    verdict
}

/// What the category implies; what takes money back or away can also lose something.
fn effect(judgement: &Judgement, signals: &Signals<'_>) -> Effect {
    match judgement.category {
        Category::Read => Effect::Read,
        Category::Destructive => Effect::Destructive,
        Category::Financial => {
            let loses = |voice: &Voice| {
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
    let says = judgement.category.as_str();
    judgement
        .grounds
        .iter()
        .filter_map(|ground| ground_quote(tool, signals, ground, says))
        .collect()
}

/// The quotation of one ground; `says` is the category that stands.
fn ground_quote(
    tool: &Tool,
    signals: &Signals<'_>,
    ground: &Ground,
    says: &'static str,
) -> Option<Evidence> {
    let lexicon = signals.lexicon;
    let text = text_field(tool);
    let rule = |reading: &Reading| (reading.rule(lexicon), reading.says.as_str());
    let (field, range, (rule, says)) = match ground {
        Ground::Named(i) => {
            let voice = signals.named.get(*i)?;
            (Cow::Borrowed("name"), (voice.head.start, voice.head.end), rule(&voice.reading))
        }
        Ground::Described(i) => {
            let voice = signals.described.get(*i)?;
            (Cow::Borrowed(text), (voice.head.start, voice.head.end), rule(&voice.reading))
        }
        Ground::Choice(i) => {
            let ChoiceVoice { choice, reading } = signals.choices.get(*i)?;
            (choice.pointer.clone(), (choice.start, choice.end), rule(reading))
        }
        Ground::Switch(i) => {
            let ChoiceVoice { choice, reading } = signals.switches.get(*i)?;
            (choice.pointer.clone(), (choice.start, choice.end), rule(reading))
        }
        Ground::Phrase(i) => {
            let found = signals.phrases.get(*i)?;
            let phrase = (found.phrase.rule.as_str(), found.phrase.says.as_str());
            (Cow::Borrowed(text), (found.start, found.end), phrase)
        }
        Ground::Sign(i) => {
            let ParameterSign { entry, parameter } = signals.schema.signs.get(*i)?;
            return quote_all(tool, parameter.pointer(), &entry.rule, &entry.says);
        }
        Ground::Nominal => {
            let nominal = signals.description.nominal?;
            (Cow::Borrowed(text), (nominal.start, nominal.end), ("noun/retrieved", says))
        }
        Ground::NameNoun(i) => {
            let word = signals.name.words.get(*i)?;
            (Cow::Borrowed("name"), (word.start, word.end), ("noun/retrieved", "Read"))
        }
    };
    quote(tool, field, range, rule, says)
}

fn reason(doubt: &Doubt) -> String {
    match doubt {
        Doubt::Disagree(a, b) => {
            format!("the name says {}, the description {}", a.as_str(), b.as_str())
        }
        Doubt::Sense(word) => format!("`{word}` can mean more than one thing here"),
        Doubt::Weak => "only one weak sign speaks for the verdict".to_owned(),
        Doubt::Silent => "the definition says too little to judge".to_owned(),
        Doubt::OpenActions => "the tool manages several things but names no acts".to_owned(),
        Doubt::Aside(word) => format!("`{word}` is said in passing: is it what the tool does?"),
        Doubt::Unknown(word) => {
            format!("`{word}` heads the description, a verb that the lexicon lacks")
        }
        Doubt::Raw(name) => format!("`{name}` takes raw input whose reach the text doesn't limit"),
        Doubt::Wording(rival) => format!("tools worded like this are also {}", rival.as_str()),
    }
}
