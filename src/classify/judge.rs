//! Weighs the signals of a tool: which category, how sure, and why.
//!
//! The name's verb and the description's verb are two witnesses. Where they
//! agree the verdict is sure; where they differ, the one that is less likely to
//! be a noun, or less dependent on a doubtful sense, is believed, and the
//! verdict says so. Everything else (joined verbs, action enums, raw input,
//! phrases of consequence) can only raise it.

use super::lexicon::{Rank, VerbId};
use super::model::Category;
use super::signals::{ChoiceVoice, Signals, Voice};

/// What decided, for the evidence.
#[derive(Debug, Clone)]
pub enum Ground {
    /// Index into [`Signals::named`].
    Named(usize),
    /// Index into [`Signals::described`].
    Described(usize),
    /// Index into [`Signals::choices`].
    Choice(usize),
    /// Index into [`Signals::phrases`].
    Phrase(usize),
    /// Index into the schema's signs.
    Sign(usize),
    /// The noun phrase of the description.
    Nominal,
    /// A word of the name that is retrieved.
    NameNoun(usize),
}

/// A judgement before risk and traits.
#[derive(Debug, Clone)]
pub struct Judgement {
    pub category: Category,
    /// Log-odds of being right.
    pub score: f64,
    /// What speaks for the category, the deciding ground first.
    pub grounds: Vec<Ground>,
    /// What speaks against it, or leaves it open.
    pub doubt: Option<Doubt>,
}

/// Why a person should look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// The name and the description head differ.
    Disagree(Category, Category),
    /// The deciding verb has a sense that the text leaves open.
    Sense(String),
    /// Only one weak sign.
    Weak,
    /// Nothing to go by.
    Silent,
    /// A multi-purpose tool that names no acts.
    OpenActions,
    /// A change in passing: joined verbs, phrases.
    Aside(String),
    /// Raw input whose reach the text doesn't limit.
    Raw(String),
}

/// Judges a tool.
#[must_use]
pub fn judge(signals: &Signals<'_>) -> Judgement {
    let mut judgement = witnesses(signals);
    joined(signals, &mut judgement);
    raw_input(signals, &mut judgement);
    choices(signals, &mut judgement);
    phrases(signals, &mut judgement);
    judgement
}

/// Acts that take back what one of [`GIVING`] gave: side by side they are symmetric.
const TAKING: &[&str] = &["remove", "clear", "unlink", "reset", "revoke"];
const GIVING: &[&str] =
    &["add", "set", "assign", "attach", "apply", "link", "mark", "enable", "grant", "invite"];

/// Whether a loss among these acts is only the other half of a giving one.
fn symmetric<'s>(verb: &str, others: impl Iterator<Item = &'s str>) -> bool {
    TAKING.contains(&verb) && others.into_iter().any(|other| GIVING.contains(&other))
}

/// The worst of a row of heads; the first of equals.
fn worst<'v, 'a>(signals: &Signals<'_>, voices: &'v [Voice<'a>]) -> Option<(usize, &'v Voice<'a>)> {
    let words = || voices.iter().filter(|v| v.main).map(|v| word_of(signals, v.reading.verb));
    let row = voices.iter().filter(|v| v.main).count();
    voices
        .iter()
        .enumerate()
        .filter(|(_, v)| v.main)
        .filter(|(_, v)| row < 2 || !symmetric(word_of(signals, v.reading.verb), words()))
        .max_by(|(i, a), (j, b)| a.reading.says.cmp(&b.reading.says).then(j.cmp(i)))
}

fn witnesses(signals: &Signals<'_>) -> Judgement {
    let named = worst(signals, &signals.named).map(|(i, voice)| (Ground::Named(i), voice));
    let described =
        worst(signals, &signals.described).map(|(i, voice)| (Ground::Described(i), voice));
    match (named, described) {
        (Some(name), Some(text)) if name.1.reading.says == text.1.reading.says => {
            agreed(signals, name, text)
        }
        (Some(name), Some(text)) => disputed(signals, name, text),
        (Some(name), None) if signals.description.nominal.is_some() => name_and_noun(signals, name),
        (Some((_, name)), None) if name.reading.rank != Rank::Core && ends_in_noun(signals) => {
            // `seal_status` without a word of description.
            let last = signals.name.words.len().saturating_sub(1);
            let doubt = Some(Doubt::Weak);
            Judgement {
                category: Category::Read,
                score: 0.4,
                grounds: vec![Ground::NameNoun(last)],
                doubt,
            }
        }
        (Some((ground, name)), None) => alone(name, ground, -0.2, signals),
        (None, Some((ground, text))) => {
            alone(text, ground, if text.direct { 0.4 } else { -0.6 }, signals)
        }
        (None, None) => nouns(signals),
    }
}

fn agreed(
    signals: &Signals<'_>,
    name: (Ground, &Voice<'_>),
    text: (Ground, &Voice<'_>),
) -> Judgement {
    let (a, b) = (&name.1.reading, &text.1.reading);
    let doubtful = a.unsure && b.unsure;
    let mut score = 3.6;
    if doubtful {
        score -= if a.verb == b.verb { 2.2 } else { 1.4 };
    } else if a.unsure || b.unsure {
        score -= 0.6;
    }
    let doubt = doubtful.then(|| Doubt::Sense(word(signals, name.1)));
    Judgement { category: a.says, score, grounds: vec![name.0, text.0], doubt }
}

fn disputed(
    signals: &Signals<'_>,
    name: (Ground, &Voice<'_>),
    text: (Ground, &Voice<'_>),
) -> Judgement {
    let (a, b) = (&name.1.reading, &text.1.reading);
    // The name's act may be one of those that the text joins to its head.
    let echo = signals
        .described
        .iter()
        .position(|v| v.reading.says == a.says && !v.reading.unsure && !v.later);
    if let Some(i) = echo.filter(|_| a.says > b.says && !a.unsure) {
        let grounds = vec![name.0, Ground::Described(i)];
        return Judgement { category: a.says, score: 2.4, grounds, doubt: None };
    }
    let mut gap = weight(name.1) - weight(text.1) - if text.1.direct { 0.3 } else { -1.2 };
    let reads = a.says == Category::Read || b.says == Category::Read;
    if reads && declared_unchanging(signals) {
        // The text's own denial is a third witness.
        gap = if a.says == Category::Read { 2.6 } else { -2.6 };
    } else if !reads && gap.abs() < 1.0 {
        // Both change something: the worse one is the cheaper error.
        gap = if a.says > b.says { 1.0 } else { -1.0 };
    }
    let (mut ground, mut category) =
        if gap > 0.0 { (name.0.clone(), a.says) } else { (text.0.clone(), b.says) };
    let mut score = gap.abs() - 0.4;
    let harm = a.says.max(b.says);
    let harmful = if a.says == harm { name.1 } else { text.1 };
    let meant =
        harmful.firm || harmful.reading.rank == Rank::Core || harmful.reading.sense.is_some();
    if category == Category::Read && harm >= Category::Destructive && score < 1.7 && meant {
        // Calling a loss or a payment Read is the costly error.
        category = harm;
        ground = if a.says == harm { name.0 } else { text.0 };
        score = 0.2;
    }
    let doubt = Some(Doubt::Disagree(a.says, b.says));
    Judgement { category, score, grounds: vec![ground], doubt }
}

/// A verb in the name, and a description that only names a thing.
fn name_and_noun(signals: &Signals<'_>, name: (Ground, &Voice<'_>)) -> Judgement {
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
                grounds: vec![name.0, Ground::Nominal],
                doubt,
            }
        }
        None if says == Category::Read => alone(name.1, name.0, 1.0, signals),
        // A name such as `refund_policy` or `deploy_history`.
        None if name.1.reading.rank == Rank::Noun && ends_in_noun(signals) => {
            let doubt = Some(Doubt::Disagree(says, Category::Read));
            Judgement {
                category: Category::Read,
                score: 0.6,
                grounds: vec![Ground::Nominal],
                doubt,
            }
        }
        None => alone(name.1, name.0, -0.4, signals),
    }
}

/// Whether the name's last word is a thing that is retrieved.
fn ends_in_noun(signals: &Signals<'_>) -> bool {
    signals.name.words.last().is_some_and(|w| w.entry.retrieved)
}

/// Whether the text says that nothing changes.
fn declared_unchanging(signals: &Signals<'_>) -> bool {
    signals.phrases.iter().any(|found| found.phrase.says == Category::Read)
}

/// How far a witness is believed when another differs.
fn weight(voice: &Voice<'_>) -> f64 {
    let rank = match voice.reading.rank {
        Rank::Core => 2.4,
        Rank::Plain => 1.7,
        Rank::Noun if voice.firm => 1.2,
        Rank::Noun => 0.2,
    };
    let sense = if voice.reading.sense.is_some() { 0.4 } else { 0.0 };
    // `Refund transactions of a customer` may be a list of them.
    let bare = if voice.firm || voice.reading.rank != Rank::Plain { 0.0 } else { 0.3 };
    rank + sense - bare - if voice.reading.unsure { 1.2 } else { 0.0 }
}

fn alone(voice: &Voice<'_>, ground: Ground, bonus: f64, signals: &Signals<'_>) -> Judgement {
    let score = weight(voice) + bonus;
    let doubt = if voice.reading.unsure {
        Some(Doubt::Sense(word(signals, voice)))
    } else {
        (score < 1.7).then_some(Doubt::Weak)
    };
    Judgement { category: voice.reading.says, score, grounds: vec![ground], doubt }
}

fn word_of<'s>(signals: &Signals<'s>, verb: VerbId) -> &'s str {
    signals.lexicon.verb(verb).map_or("", |v| v.word.as_str())
}

fn word(signals: &Signals<'_>, voice: &Voice<'_>) -> String {
    signals.lexicon.verb(voice.reading.verb).map_or_else(String::new, |v| v.word.clone())
}

/// No verb anywhere: a question, or the name of a thing.
fn nouns(signals: &Signals<'_>) -> Judgement {
    let act =
        signals.description.nominal.and_then(|n| n.verb).and_then(|v| signals.lexicon.verb(v));
    let says = act.map_or(Category::Read, |v| v.says);
    let retrieved = signals.name.words.iter().rposition(|w| w.entry.retrieved);
    let (category, score, ground) = match (signals.description.nominal, retrieved) {
        (Some(_), _) if signals.name.question => (says, 2.4, Some(Ground::Nominal)),
        (Some(nominal), Some(_)) if nominal.known => (says, 1.8, Some(Ground::Nominal)),
        (Some(nominal), _) if nominal.known => (says, 1.2, Some(Ground::Nominal)),
        (Some(_), _) => (says, 0.8, Some(Ground::Nominal)),
        (None, Some(at)) => (Category::Read, 0.6, Some(Ground::NameNoun(at))),
        (None, None) => (Category::Write, -0.8, None),
    };
    let doubt = if ground.is_none() { Doubt::Silent } else { Doubt::Weak };
    Judgement { category, score, grounds: ground.into_iter().collect(), doubt: Some(doubt) }
}

fn raise(
    judgement: &mut Judgement,
    to: Category,
    ground: Ground,
    score: f64,
    doubt: Option<Doubt>,
) {
    if to > judgement.category {
        judgement.category = to;
        judgement.score = score;
        judgement.grounds.insert(0, ground);
        judgement.doubt = doubt;
    }
}

/// Verbs joined to the head, or going on about the same tool.
fn joined(signals: &Signals<'_>, judgement: &mut Judgement) {
    for (i, voice) in signals.described.iter().enumerate().filter(|(_, v)| !v.main) {
        let reading = &voice.reading;
        if reading.says <= judgement.category || reading.unsure {
            continue;
        }
        let strong = reading.rank == Rank::Core || reading.sense.is_some();
        let harm = reading.says >= Category::Destructive;
        let reads = judgement.category == Category::Read;
        let agreed = judgement.grounds.len() > 1;
        let counts = harm || (strong && !voice.later) || (strong && reads && !agreed);
        if !counts || (reading.rank == Rank::Noun && reading.sense.is_none()) {
            continue;
        }
        if reads && declared_unchanging(signals) {
            continue;
        }
        // A read that also does something: which of the two is meant is not sure.
        let score = if reads { 0.6 } else { 0.9 };
        let doubt = Doubt::Aside(word(signals, voice));
        raise(judgement, reading.says, Ground::Described(i), score, Some(doubt));
    }
}

/// SQL, code or a command of the caller's makes an Execute of what isn't declared read-only.
fn raw_input(signals: &Signals<'_>, judgement: &mut Judgement) {
    let free =
        |id: &str| signals.schema.signs.iter().position(|s| s.id == id && !s.closed && !s.boolean);
    let Some(at) = free("sql").or_else(|| free("shell")).or_else(|| free("code")) else { return };
    let Some(sign) = signals.schema.signs.get(at) else { return };
    if judgement.category == Category::Execute {
        judgement.score += 0.4;
        judgement.grounds.push(Ground::Sign(at));
        return;
    }
    if judgement.category > Category::Execute || !sign.required || declared_unchanging(signals) {
        return;
    }
    let vague = matches!(judgement.doubt, Some(Doubt::Silent))
        || matches!(judgement.grounds.first(), Some(Ground::Nominal | Ground::NameNoun(_)));
    let asks = signals.named.first().or(signals.described.first()).is_some_and(|voice| {
        matches!(word(signals, voice).as_str(), "query" | "find" | "search" | "fetch")
            && voice.reading.sense.is_none()
    });
    if (vague && sign.id != "code") || (asks && sign.id == "sql") {
        let doubt = Doubt::Raw(sign.name.clone());
        raise(judgement, Category::Execute, Ground::Sign(at), 0.6, Some(doubt));
    }
}

/// The worst act that an enum offers; a filter of a reading tool offers none.
fn choices(signals: &Signals<'_>, judgement: &mut Judgement) {
    let manages = signals.named.first().or(signals.described.first()).is_some_and(|voice| {
        matches!(
            word(signals, voice).as_str(),
            "manage" | "handle" | "maintain" | "administer" | "operate" | "control"
        )
    });
    let worst = signals
        .choices
        .iter()
        .enumerate()
        .max_by(|(i, a), (j, b)| a.reading.says.cmp(&b.reading.says).then(j.cmp(i)));
    let Some((i, choice)) = worst else {
        if manages && judgement.category <= Category::Write {
            judgement.doubt = Some(Doubt::OpenActions);
            judgement.score = judgement.score.min(0.5);
        }
        return;
    };
    let reads = signals
        .named
        .first()
        .is_some_and(|v| v.reading.says == Category::Read && v.reading.rank == Rank::Core);
    let filters = reads && judgement.category == Category::Read;
    if filters || choice.reading.rank == Rank::Noun && judgement.category >= Category::Write {
        return;
    }
    let sure = is_firm(choice);
    if choice.reading.says > judgement.category {
        let doubt = (!sure).then(|| Doubt::Aside(choice.choice.value.clone()));
        raise(
            judgement,
            choice.reading.says,
            Ground::Choice(i),
            if sure { 2.4 } else { 0.8 },
            doubt,
        );
    } else if manages || (choice.reading.says == judgement.category && judgement.doubt.is_some()) {
        // Only `manage` and its like say nothing by themselves; elsewhere a choice can't lower.
        judgement.category = choice.reading.says;
        judgement.score = judgement.score.max(if sure { 2.2 } else { 1.0 });
        judgement.grounds.insert(0, Ground::Choice(i));
        judgement.doubt = None;
    }
}

fn is_firm(choice: &ChoiceVoice<'_>) -> bool {
    !choice.reading.unsure && choice.reading.rank != Rank::Noun
}

/// A loss that the text itself speaks of.
fn phrases(signals: &Signals<'_>, judgement: &mut Judgement) {
    let loss = signals.phrases.iter().position(|f| f.phrase.says > Category::Read);
    let Some((at, found)) = loss.and_then(|at| Some((at, signals.phrases.get(at)?))) else {
        return;
    };
    match judgement.category {
        Category::Write | Category::Execute
            if judgement.category == Category::Write
                || found.phrase.says == Category::Financial =>
        {
            let doubt = Doubt::Aside(found.phrase.id.clone());
            raise(judgement, found.phrase.says, Ground::Phrase(at), 0.9, Some(doubt));
        }
        Category::Read => {
            judgement.score = judgement.score.min(0.8);
            judgement.doubt.get_or_insert(Doubt::Aside(found.phrase.id.clone()));
        }
        _ => judgement.grounds.push(Ground::Phrase(at)),
    }
}
