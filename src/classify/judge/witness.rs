//! The two witnesses, the name and the description: what they say alone, in
//! agreement and against each other.

use smallvec::smallvec;

use super::super::describe::Role;
use super::super::lexicon::Rank;
use super::super::model::Category;
use super::super::sense::Reading;
use super::super::signals::{Signals, Voice};
use super::compound::{compound, is_compound};
use super::nouns::{
    ends_in_noun, is_list_of_nouns, names_record, nouns, only_names, record, repeats_name,
};
use super::{Doubt, Ground, Judgement, declared_unchanging, symmetric, word, word_of};

/// The worst of a row of heads; the first of equals.
fn worst<'v>(signals: &Signals<'_>, voices: &'v [Voice]) -> Option<(usize, &'v Voice)> {
    let words = || voices.iter().filter(|v| v.is_main()).map(|v| word_of(signals, v.reading.verb));
    let row = voices.iter().filter(|v| v.is_main()).count();
    voices
        .iter()
        .enumerate()
        .filter(|(_, v)| v.is_main())
        .filter(|(_, v)| row < 2 || !symmetric(word_of(signals, v.reading.verb), words()))
        .max_by(|(i, a), (j, b)| a.reading.says.cmp(&b.reading.says).then(j.cmp(i)))
}

/// Hears both witnesses, or the one there is.
pub fn hear(signals: &Signals<'_>) -> Judgement {
    let named = worst(signals, &signals.named).map(|(i, voice)| (Ground::Named(i), voice));
    let described =
        worst(signals, &signals.described).map(|(i, voice)| (Ground::Described(i), voice));
    // A noun of the name that could be a verb (`usage_log_stats`) doesn't contradict a sentence.
    let clear = described
        .as_ref()
        .map_or(signals.description.nominal.is_some_and(|n| n.known), |(_, v)| v.direct);
    let named = named.filter(|(_, v)| !clear || v.firm || v.reading.rank != Rank::Noun);
    match (named, described) {
        (Some((_, name)), Some((_, text))) if repeats_name(signals, name, text) => record(signals),
        (name, Some((_, text))) if is_compound(signals, name.map(|(_, v)| v), text) => {
            compound(signals, text)
        }
        (Some(name), Some(text)) if name.1.reading.says == text.1.reading.says => {
            agreed(signals, name, text)
        }
        (Some(name), Some(text)) => disputed(signals, name, text),
        // `seal_status`, `call_hierarchy`: no sentence says otherwise.
        (Some((_, name)), None) if names_record(signals, name) => record(signals),
        (Some(name), None) if signals.description.nominal.is_some() => name_and_noun(signals, name),
        (Some((ground, name)), None) => alone(name, ground, -0.2, signals),
        (None, Some((_, text))) if is_list_of_nouns(signals, text) => {
            // `campaign_stats`: `Open rate, click rate and bounces`.
            let last = signals.name.words.len().saturating_sub(1);
            let (category, grounds) = (Category::Read, smallvec![Ground::NameNoun(last)]);
            Judgement { category, score: 0.4, grounds, doubt: Some(Doubt::Weak) }
        }
        (None, Some((ground, text))) => {
            // `bucket_stats` returns something: the name's noun bears the verb out.
            let borne_out = text.reading.says == Category::Read && ends_in_noun(signals);
            let bonus = if text.direct { 0.6 } else { -0.6 } + if borne_out { 0.8 } else { 0.0 };
            alone(text, ground, bonus, signals)
        }
        (None, None) => nouns(signals),
    }
}

fn agreed(signals: &Signals<'_>, name: (Ground, &Voice), text: (Ground, &Voice)) -> Judgement {
    let (a, b) = (&name.1.reading, &text.1.reading);
    let doubtful = a.unsure && b.unsure;
    let mut score = 3.6;
    if doubtful {
        score -= if a.verb == b.verb { 2.2 } else { 1.4 };
    } else if a.unsure || b.unsure {
        score -= 0.6;
    }
    let doubt = doubtful.then(|| Doubt::Sense(word(signals, name.1)));
    Judgement { category: a.says, score, grounds: smallvec![name.0, text.0], doubt }
}

/// Verbs of running that say little beside a clear name.
const LIGHT: &[&str] = &["run", "execute", "perform", "start"];

fn disputed(signals: &Signals<'_>, name: (Ground, &Voice), text: (Ground, &Voice)) -> Judgement {
    let (a, b) = (&name.1.reading, &text.1.reading);
    // The name's act may be one of those that the text joins to its head.
    let echo = signals.described.iter().position(|v| {
        v.reading.says == a.says
            && (!v.reading.unsure || v.reading.verb == a.verb)
            && !matches!(v.role, Role::Later | Role::Doubtful)
    });
    if let Some(i) = echo.filter(|_| a.says > b.says && !a.unsure) {
        let grounds = smallvec![name.0, Ground::Described(i)];
        return Judgement { category: a.says, score: 2.4, grounds, doubt: None };
    }
    // `get_advisors` that `Runs the linter` still gets.
    let light = a.says == Category::Read
        && a.rank == Rank::Core
        && b.says == Category::Execute
        && b.sense.is_none()
        && LIGHT.contains(&word_of(signals, b.verb));
    // `Refund transactions of a customer` may be a list of them.
    let bare = !text.1.firm && text.1.reading.rank == Rank::Plain;
    let place = if text.1.direct { 0.3 } else { -1.2 }
        - if bare { 0.3 } else { 0.0 }
        - if light { 0.8 } else { 0.0 };
    let mut gap = weight(name.1) - weight(text.1) - place;
    let reads = a.says == Category::Read || b.says == Category::Read;
    if reads && a.says <= Category::Write && declared_unchanging(signals) {
        // The text's own denial is a third witness, though a server writes it:
        // against a name that runs, destroys or pays it counts for nothing.
        gap = match (a.says, a.rank) {
            (Category::Read, _) => 2.6,
            (_, Rank::Core) => -1.6,
            _ => -2.6,
        };
    } else if b.says == Category::Read && a.rank != Rank::Core && ends_in_noun(signals) {
        // `refund_policy`, `swap_suggestion`: the name ends in what is retrieved.
        gap = gap.min(-1.0);
    } else if !reads && gap.abs() < 1.3 {
        // Both change something: the worse one is the cheaper error.
        gap = if a.says > b.says { 1.0 } else { -1.0 };
    }
    let (mut ground, mut category) = if gap > 0.0 { (name.0, a.says) } else { (text.0, b.says) };
    let mut score = gap.abs() - 0.4;
    if category == Category::Read && text.1.role == Role::Row {
        // `Download and import …`: the other half of the row changes something.
        score = score.min(1.2);
    }
    let harm = a.says.max(b.says);
    let harmful = if a.says == harm { name.1 } else { text.1 };
    let only_noun = a.says == harm && a.rank != Rank::Core && ends_in_noun(signals);
    let verbal =
        harmful.firm || harmful.reading.rank == Rank::Core || harmful.reading.sense.is_some();
    let meant = verbal && !only_noun;
    if category == Category::Read && harm >= Category::Destructive && score < 1.7 && meant {
        // Calling a loss or a payment Read is the costly error.
        category = harm;
        ground = if a.says == harm { name.0 } else { text.0 };
        score = 0.2;
    }
    if category == Category::Read && name.1.firm && is_loss(signals, a) {
        // `drop_duplicates` that `integrates the list` drops something all the same.
        (category, ground, score) = (a.says, name.0, 0.2);
    }
    let doubt = Some(Doubt::Disagree(a.says, b.says));
    Judgement { category, score, grounds: smallvec![ground], doubt }
}

/// Whether a verb takes something away or pays, whatever it is read as here.
fn is_loss(signals: &Signals<'_>, reading: &Reading) -> bool {
    let verb = signals.lexicon.verb(reading.verb);
    verb.is_some_and(|verb| verb.says >= Category::Destructive)
}

/// A verb in the name, and a description that only names a thing.
fn name_and_noun(signals: &Signals<'_>, name: (Ground, &Voice)) -> Judgement {
    let nominal = signals.description.nominal;
    let act = nominal.and_then(|n| n.verb).and_then(|v| signals.lexicon.verb(v)).map(|v| v.says);
    let says = name.1.reading.says;
    match act {
        Some(act) if act == says => alone(name.1, name.0, 1.0, signals),
        Some(act) => {
            let doubt = Some(Doubt::Disagree(says, act));
            Judgement {
                category: says.max(act),
                score: 0.4,
                grounds: if act > says {
                    smallvec![Ground::Nominal(act), name.0]
                } else {
                    smallvec![name.0, Ground::Nominal(act)]
                },
                doubt,
            }
        }
        None if says == Category::Read => alone(name.1, name.0, 1.0, signals),
        // A name such as `refund_policy` or `deploy_history`.
        None if name.1.reading.rank != Rank::Core
            && says <= Category::Execute
            && ((nominal.is_some_and(|n| n.known) && ends_in_noun(signals))
                || only_names(signals, name.1)) =>
        {
            let doubt = Some(Doubt::Disagree(says, Category::Read));
            Judgement {
                category: Category::Read,
                score: 0.6,
                grounds: smallvec![Ground::Nominal(Category::Read)],
                doubt,
            }
        }
        None => alone(name.1, name.0, -0.4, signals),
    }
}

/// How far a witness is believed when another differs.
fn weight(voice: &Voice) -> f64 {
    let rank = match voice.reading.rank {
        Rank::Core => 2.4,
        Rank::Plain => 1.7,
        Rank::Noun if voice.firm => 1.2,
        Rank::Noun => 0.2,
    };
    let sense = if voice.reading.sense.is_some() { 0.4 } else { 0.0 };
    rank + sense - if voice.reading.unsure { 1.2 } else { 0.0 }
}

fn alone(voice: &Voice, ground: Ground, bonus: f64, signals: &Signals<'_>) -> Judgement {
    let score = weight(voice) + bonus;
    let doubt = if voice.reading.unsure {
        Some(Doubt::Sense(word(signals, voice)))
    } else {
        (score < 1.7).then_some(Doubt::Weak)
    };
    Judgement { category: voice.reading.says, score, grounds: smallvec![ground], doubt }
}
