//! The casting vote: where the rules are not sure of a category, the second
//! opinion decides, if it is.
//!
//! The name says one thing and the description another; a verb has two senses;
//! one weak sign is all there is. The rules then take the likelier side, and are
//! right on two in ten of those verdicts from which a clear second opinion
//! differs; it is right on seven. Such a verdict stays flagged, keeps the rules'
//! quotations, and says who decided.
//!
//! It never takes back a loss or a payment, and never makes one of what neither
//! witness calls so. It makes a Read of nothing that names an act of harm, has
//! no word that could read, speaks of money, or is mostly of words that the
//! lexicon lacks.

use super::judge::{Doubt, Ground, Judgement};
use super::lexicon::{Rank, VerbId};
use super::model::Category;
use super::opinion::Opinion;
use super::signals::{Signals, Voice};

/// In hundredths of log-odds: so much more has to speak for the other category.
/// Chosen on tools that the model hadn't seen.
const TURNS: i32 = 100;
/// The same for a Read: to miss a change costs most.
const TURNS_TO_READ: i32 = 200;

/// The category to which the second opinion turns a verdict that the rules are
/// not sure of; none where it agrees, or may not.
#[must_use]
pub fn vote(signals: &Signals<'_>, judgement: &Judgement, opinion: &Opinion) -> Option<Category> {
    let (mine, other) = (judgement.category, opinion.favours());
    let open = match judgement.doubt {
        None | Some(Doubt::Weak | Doubt::Sense(_)) => other < Category::Destructive,
        Some(Doubt::Disagree(name, text)) => other == name || other == text,
        Some(_) => false,
    };
    if !open || other == mine || mine >= Category::Destructive {
        return None;
    }
    let needed = match other {
        Category::Read if names_harm(signals) || touches_money(signals) => return None,
        Category::Read if !is_understood(signals) || only_acts(signals) => return None,
        Category::Read => TURNS_TO_READ,
        _ => TURNS,
    };
    (opinion.margin(other, mine) >= needed).then_some(other)
}

/// Turns a judgement: what speaks for the other category comes first.
pub fn turn(judgement: &mut Judgement, category: Category, signals: &Signals<'_>) {
    let says = |voice: &Voice| voice.reading.says == category;
    let named = signals.named.iter().position(says).map(Ground::Named);
    let described = || signals.described.iter().position(says).map(Ground::Described);
    let ground = named.or_else(described).unwrap_or(Ground::Wording(category));
    judgement.grounds.insert(0, ground);
    judgement.category = category;
}

/// Whether no word of the tool reads, nor any of its verbs in another sense or
/// as a noun of the name: `Kill threads of a process`.
fn only_acts(signals: &Signals<'_>) -> bool {
    let reads = |voice: &Voice| {
        let mut senses = signals.lexicon.senses_of(voice.reading.verb);
        voice.reading.says == Category::Read || senses.any(|sense| sense.says == Category::Read)
    };
    let noun = |voice: &Voice| voice.reading.rank == Rank::Noun;
    !signals.named.iter().any(|voice| reads(voice) || noun(voice))
        && !signals.described.iter().any(reads)
}

/// Whether name or sentence speak of what is paid, sold or signed away.
fn touches_money(signals: &Signals<'_>) -> bool {
    let topics = signals.name.words.iter().chain(signals.description.lead());
    topics.filter_map(|word| word.entry.topic).any(|topic| signals.lexicon.is_of_money(topic))
}

/// Whether most words of the sentence are known: what others are worth nobody
/// can tell.
fn is_understood(signals: &Signals<'_>) -> bool {
    let known = signals.description.lead().filter(|word| word.entry.is_known()).count();
    2 * known >= signals.description.lead().count()
}

/// Whether the name, a head of the description or a value on offer is an act of
/// loss or payment, whatever it was read as.
fn names_harm(signals: &Signals<'_>) -> bool {
    let harms = |verb: VerbId| {
        signals.lexicon.verb(verb).is_some_and(|verb| verb.says >= Category::Destructive)
    };
    let verbs = signals.name.words.iter().map(|word| word.entry.verb.map(|(verb, _)| verb));
    let nouns = signals.name.words.iter().map(|word| word.entry.nominal);
    let mut voices = signals.named.iter().chain(&signals.described);
    let mut choices = signals.choices.iter().chain(&signals.switches);
    verbs.chain(nouns).flatten().any(harms)
        || voices
            .any(|voice| voice.reading.says >= Category::Destructive || harms(voice.reading.verb))
        || choices.any(|one| one.reading.says > Category::Read)
}
