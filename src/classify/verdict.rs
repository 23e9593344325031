//! From a judgement to a verdict: evidence, effect, risk, traits.

use std::borrow::Cow;

use crate::manifest::Tool;

use super::casting;
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
    let mut judgement = judge(&signals);
    let Certainty { confidence, sure, doubt, vote } =
        Certainty::of(scope.server, &signals, &judgement);
    let review_reason = doubt.as_ref().map(|doubt| reason(doubt, judgement.category, vote));
    if let Some(category) = vote {
        casting::turn(&mut judgement, category, &signals);
    }
    let base_risk = judgement.category.base_risk();
    let mut verdict = Verdict {
        server: scope.server.to_owned(),
        name: tool.name.clone(),
        category: judgement.category,
        effect: effect(&judgement, &signals),
        risk: base_risk,
        base_risk,
        confidence,
        needs_review: review_reason.is_some(),
        review_reason,
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
    judgement.grounds.iter().filter_map(|ground| ground_quote(tool, signals, ground)).collect()
}

/// The quotation of one ground.
fn ground_quote(tool: &Tool, signals: &Signals<'_>, ground: &Ground) -> Option<Evidence> {
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
        Ground::Nominal(says) => {
            let nominal = signals.description.nominal?;
            (Cow::Borrowed(text), (nominal.start, nominal.end), ("noun/retrieved", says.as_str()))
        }
        Ground::Compound => {
            let mut words = signals.description.lead();
            let (first, noun) = (words.next()?, words.next()?);
            (Cow::Borrowed(text), (first.start, noun.end), ("noun/retrieved", "Read"))
        }
        Ground::NameNoun(i) => {
            let word = signals.name.words.get(*i)?;
            (Cow::Borrowed("name"), (word.start, word.end), ("noun/retrieved", "Read"))
        }
        Ground::Wording(category) => {
            let mut words = signals.description.lead();
            let first = words.next()?;
            let range = (first.start, words.last().unwrap_or(first).end);
            (Cow::Borrowed(text), range, ("opinion/wording", category.as_str()))
        }
    };
    quote(tool, field, range, rule, says)
}

/// Why a person should look: what the rules leave open, and who decided.
fn reason(doubt: &Doubt, judged: Category, vote: Option<Category>) -> String {
    let Some(vote) = vote else { return left_open(doubt) };
    let open = match doubt {
        Doubt::Weak => format!("only one weak sign speaks for {}", judged.as_str()),
        other => left_open(other),
    };
    format!("{open}; tools worded like this are mostly {}", vote.as_str())
}

fn left_open(doubt: &Doubt) -> String {
    match doubt {
        Doubt::Disagree(a, b) => {
            format!("the name says {}, the description {}", a.as_str(), b.as_str())
        }
        Doubt::Sense(word) => format!("`{word}` can mean more than one thing here"),
        Doubt::Weak => "only one weak sign speaks for the verdict".to_owned(),
        Doubt::Unread => "the input schema is larger than what is read of it".to_owned(),
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
