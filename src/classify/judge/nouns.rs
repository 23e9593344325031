//! Witnesses that name a thing and no act: `refund_policy`, `Open rate, click
//! rate`, `Detailed weather forecast`.

use super::super::letters::{Letters, spelt};
use super::super::lexicon::{Function, Rank};
use super::super::model::Category;
use super::super::signals::{Signals, Voice};
use super::super::words::Word;
use super::{Doubt, Ground, Judgement, word_of};

/// Whether the name's last word is a thing that is retrieved.
pub fn ends_in_noun(signals: &Signals<'_>) -> bool {
    signals.name.words.last().is_some_and(|w| w.entry.is_retrieved())
}

/// What a name that ends in a record amounts to.
pub fn record(signals: &Signals<'_>) -> Judgement {
    let last = signals.name.words.len().saturating_sub(1);
    let grounds = smallvec::smallvec![Ground::NameNoun(last)];
    Judgement { category: Category::Read, score: 0.6, grounds, doubt: Some(Doubt::Weak) }
}

/// Whether a name that has a verb is a noun phrase all the same. A verb that is
/// never a noun keeps its object (`toggle_status`), and so does what takes away.
pub fn names_record(signals: &Signals<'_>, name: &Voice) -> bool {
    let words = &signals.name.words;
    let record = words.last().is_some_and(|w| w.entry.is(Function::Record));
    let reading = &name.reading;
    let noun = match reading.rank {
        Rank::Noun => true,
        Rank::Plain => matches!(reading.says, Category::Execute | Category::Financial),
        Rank::Core => {
            // By the English word: 支付状态 is the state of a payment.
            let english = signals.lexicon.word(word_of(signals, reading.verb));
            words.len() == 2 && english.is(Function::Nounlike)
        }
    };
    record && noun && !matches!(reading.says, Category::Read | Category::Destructive)
}

/// `refund_info` that is described as `Refund info`.
pub fn repeats_name(signals: &Signals<'_>, name: &Voice, text: &Voice) -> bool {
    let behind = signals.description.words.iter().find(|w| w.start >= text.head.end);
    let last = signals.name.words.last().zip(behind);
    let same = |last: &Word, behind: &Word| std::ptr::eq(last.entry, behind.entry);
    names_record(signals, name)
        && !text.firm
        && name.reading.verb == text.reading.verb
        && last.is_some_and(|(last, behind)| same(last, behind))
}

/// Whether what seems a verb in front of a name's noun may be a noun too.
pub fn is_list_of_nouns(signals: &Signals<'_>, text: &Voice) -> bool {
    let first = signals.described.first().is_some_and(|v| v.reading.rank == Rank::Noun && !v.firm);
    let last = signals.name.words.last().is_some_and(|w| !w.entry.is_verb());
    first && last && !text.firm && text.reading.says > Category::Read && ends_in_noun(signals)
}

/// Nouns that a name ends in as often as in a verb: `console_text`, `job_log`.
const CONTENT: &[Letters] =
    spelt!["text", "log", "file", "document", "page", "report", "score", "index"];

/// `spending_by_tag` that is described as `Sum of expenses`: a noun of the name
/// that could be a verb, where the description names a thing too.
pub fn only_names(signals: &Signals<'_>, name: &Voice) -> bool {
    let last = signals.name.words.last().filter(|w| w.start <= name.head.start);
    // `voice_clone` may do it.
    let content = |w: &Word| w.is_any(CONTENT);
    let object = name.head.leading && !ends_in_noun(signals);
    match name.reading.rank {
        Rank::Noun => !object && last.is_none_or(content),
        Rank::Plain => ends_in_noun(signals),
        Rank::Core => false,
    }
}

/// Whether the description is about the name's noun: `flood_zone`, `FEMA zone`.
/// With an article in front of it the first word may be a verb that nobody knows.
fn echoes(signals: &Signals<'_>) -> bool {
    let name = |word: Option<&Word>| word.map_or("", |w| w.text(signals.tool));
    let (opening, last) = (name(signals.name.words.first()), name(signals.name.words.last()));
    let is = |at: usize, word: &str| {
        signals.description.lead().nth(at).is_some_and(|w| w.is(signals.text, word))
    };
    let behind = signals.description.lead().nth(1).is_some_and(|w| w.is_any(ABROAD));
    (is(0, last) && behind) || (is(1, last) && !is(0, opening))
}

/// Words that only stand behind a noun, in some languages.
const ABROAD: &[Letters] = spelt![
    "of", "per", "de", "da", "do", "dos", "das", "del", "des", "du", "der", "von", "aus", "dei",
    "della", "di", "pro",
];

/// Whether all there is names a thing.
fn is_thing(signals: &Signals<'_>) -> bool {
    echoes(signals) || (signals.text.trim().is_empty() && names_many(signals))
}

/// `oversized_vms`, `rooms`: more than one of something, and no verb.
fn names_many(signals: &Signals<'_>) -> bool {
    let Some(last) = signals.name.words.last() else { return false };
    let text = last.text(signals.tool);
    let plural = text.len() > 3
        && text.is_ascii()
        && text.ends_with('s')
        && !["ss", "us", "is"].iter().any(|end| text.ends_with(end));
    // `vernichte_alles`, `evicts` may be verbs that nobody knows.
    plural && last.entry.is_known() && last.entry.verb.is_none()
}

/// No verb anywhere: a question, or the name of a thing.
pub fn nouns(signals: &Signals<'_>) -> Judgement {
    let act =
        signals.description.nominal.and_then(|n| n.verb).and_then(|v| signals.lexicon.verb(v));
    let says = act.map_or(Category::Read, |v| v.says);
    let no_verb = signals.named.is_empty() && signals.described.is_empty();
    let retrieved = signals.name.words.iter().rposition(|w| w.entry.is_retrieved());
    let (category, score, ground) = match (signals.description.nominal, retrieved) {
        (Some(_), _) if signals.name.question => (says, 2.4, Some(Ground::Nominal(says))),
        (Some(nominal), Some(_)) if nominal.known => {
            (says, if no_verb { 2.2 } else { 1.8 }, Some(Ground::Nominal(says)))
        }
        (Some(nominal), _) if nominal.known => (says, 1.2, Some(Ground::Nominal(says))),
        (Some(_), _) => (says, 0.8, Some(Ground::Nominal(says))),
        (None, Some(at)) if signals.description.unknown.is_none() => {
            (Category::Read, 0.6, Some(Ground::NameNoun(at)))
        }
        (None, None) if no_verb && signals.description.unknown.is_none() && is_thing(signals) => {
            let last = signals.name.words.len().saturating_sub(1);
            (Category::Read, 0.3, Some(Ground::NameNoun(last)))
        }
        (None, _) => (Category::Write, -0.8, None),
    };
    // Both name a thing and neither an act: two witnesses, if quiet ones.
    let agreed = score > 2.0 && category == Category::Read;
    let doubt = if ground.is_none() { Doubt::Silent } else { Doubt::Weak };
    let doubt = (!agreed).then_some(doubt);
    Judgement { category, score, grounds: ground.into_iter().collect(), doubt }
}
