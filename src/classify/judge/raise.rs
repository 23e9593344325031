//! What can only raise a judgement: joined verbs, raw input, a choice of acts,
//! phrases of consequence.

use super::super::consequence::FoundPhrase;
use super::super::describe::Role;
use super::super::lexicon::Rank;
use super::super::model::Category;
use super::super::signals::{ChoiceVoice, Signals, Voice};
use super::raw::rests_on_nouns;
use super::{Doubt, Ground, Judgement, declared_unchanging, doubt_read, symmetric, word, word_of};

/// What the third witness adds or takes, in log-odds.
const PARAMETERS: f64 = 0.6;

pub fn raise(
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
pub fn by_joined(signals: &Signals<'_>, judgement: &mut Judgement) {
    for (i, voice) in signals.described.iter().enumerate().filter(|(_, v)| !v.is_main()) {
        let reading = &voice.reading;
        let reads = judgement.category == Category::Read;
        if reading.says <= judgement.category || (reads && declared_unchanging(signals)) {
            continue;
        }
        if !counts(voice, judgement) {
            if reads && is_told(voice) {
                // Whether the tool does it or only speaks of it stays open.
                doubt_read(judgement, Doubt::Aside(word(signals, voice)));
            }
            continue;
        }
        // A read that also does something: which of the two is meant is not sure.
        let score = if reads { 0.6 } else { 0.9 };
        let doubt = Doubt::Aside(word(signals, voice));
        raise(judgement, reading.says, Ground::Described(i), score, Some(doubt));
    }
}

/// A loss that a name ends in: `get_delete` with no sentence that tells what it is.
pub fn by_name_aside(signals: &Signals<'_>, judgement: &mut Judgement) {
    if judgement.category != Category::Read || !signals.described.is_empty() {
        return;
    }
    if let Some(verb) = signals.name.aside {
        doubt_read(judgement, Doubt::Aside(word_of(signals, verb).to_owned()));
    }
    if let Some(unknown) = signals.description.unknown {
        let word = signals.description.words.get(unknown).map_or("", |w| w.text(signals.text));
        doubt_read(judgement, Doubt::Unknown(word.to_owned()));
    }
}

/// Whether a joined verb is an act of the tool beyond doubt.
fn counts(voice: &Voice, judgement: &Judgement) -> bool {
    let reading = &voice.reading;
    let noun = reading.rank == Rank::Noun && reading.sense.is_none();
    if reading.unsure || voice.role == Role::Doubtful || (noun && !voice.takes_pronoun) {
        return false;
    }
    let harm = reading.says >= Category::Destructive;
    let reads = judgement.category == Category::Read;
    let agreed = judgement.grounds.len() > 1;
    harm || match voice.role {
        Role::Later => is_strong(voice) && reads && !agreed,
        Role::Beside => voice.takes_pronoun && is_strong(voice),
        _ => is_strong(voice),
    }
}

/// A verb that can hardly be a noun, or is settled by what it is done to.
fn is_strong(voice: &Voice) -> bool {
    let reading = &voice.reading;
    // `label them` may be done to what is returned alone; `email it` goes out.
    let sent = voice.takes_pronoun && reading.says >= Category::Execute;
    reading.rank == Rank::Core || reading.sense.is_some() || sent
}

/// Whether what doesn't count as an act may be one all the same.
fn is_told(voice: &Voice) -> bool {
    match voice.role {
        Role::Later => is_strong(voice) || voice.takes_pronoun,
        _ => voice.firm || voice.role == Role::Doubtful || voice.reading.rank != Rank::Noun,
    }
}

/// The worst act that an enum offers; a filter of a reading tool offers none.
pub fn by_choices(signals: &Signals<'_>, judgement: &mut Judgement) {
    let head = signals.named.first().or(signals.described.first());
    let manages = head.is_some_and(|v| signals.lexicon.is_managing(v.reading.verb));
    let Some((i, choice)) = worst_choice(signals) else {
        if manages && judgement.category <= Category::Write {
            judgement.doubt = Some(Doubt::OpenActions);
            judgement.score = judgement.score.min(0.5);
        }
        return;
    };
    let says = choice.reading.says;
    let noun = choice.reading.rank == Rank::Noun;
    if is_filter(signals, judgement)
        || (choice.choice.told && reads_plainly(signals, judgement))
        || (noun && (judgement.category >= Category::Write || is_named_read(signals)))
    {
        return;
    }
    let sure = is_firm(choice);
    if says > judgement.category {
        let doubt = (!sure).then(|| Doubt::Aside(choice.choice.value.to_owned()));
        raise(judgement, says, Ground::Choice(i), if sure { 2.4 } else { 0.8 }, doubt);
    } else if manages || (says == judgement.category && judgement.doubt.is_some()) {
        // Only `manage` and its like say nothing by themselves; elsewhere a choice can't lower.
        judgement.category = says;
        judgement.score = judgement.score.max(if sure { 2.2 } else { 1.0 });
        judgement.grounds.insert(0, Ground::Choice(i));
        judgement.doubt = None;
    }
}

fn worst_choice<'s>(signals: &'s Signals<'_>) -> Option<(usize, &'s ChoiceVoice<'s>)> {
    let verbs = || signals.choices.iter().map(|c| word_of(signals, c.reading.verb));
    let choices = signals.choices.iter().enumerate();
    choices
        .filter(|(_, c)| !symmetric(word_of(signals, c.reading.verb), verbs()))
        .max_by(|(i, a), (j, b)| a.reading.says.cmp(&b.reading.says).then(j.cmp(i)))
}

/// Whether the tool reads, so that its choices only narrow what is read.
fn is_filter(signals: &Signals<'_>, judgement: &Judgement) -> bool {
    judgement.category == Category::Read
        && signals.named.first().is_some_and(|voice| {
            voice.reading.says == Category::Read && voice.reading.rank == Rank::Core
        })
}

/// Where a sentence lists or checks, acts that a text mentions are what is asked about.
fn reads_plainly(signals: &Signals<'_>, judgement: &Judgement) -> bool {
    // The verb of `- list: all of them` is one of the acts itself.
    let act = |voice: &Voice| {
        signals.choices.iter().any(|c| c.choice.told && c.reading.verb == voice.reading.verb)
    };
    judgement.category == Category::Read
        && signals.described.first().is_some_and(|voice| {
            let core = voice.reading.rank == Rank::Core;
            core && voice.reading.says == Category::Read && !act(voice)
        })
}

/// `price_per_sqm` has `rent` as a choice of what is priced.
fn is_named_read(signals: &Signals<'_>) -> bool {
    signals.named.first().is_some_and(|voice| voice.reading.says == Category::Read)
}

fn is_firm(choice: &ChoiceVoice<'_>) -> bool {
    !choice.reading.unsure && choice.reading.rank != Rank::Noun && !choice.choice.guessed
}

/// A switch by which a call that reads does more: `delete_after`, `save_to_file`.
pub fn by_switches(signals: &Signals<'_>, judgement: &mut Judgement) {
    let switches = signals.switches.iter().enumerate();
    let worst = switches.max_by_key(|(i, c)| (c.reading.says, std::cmp::Reverse(*i)));
    let Some((at, ChoiceVoice { choice, reading })) = worst else { return };
    let reads = judgement.category == Category::Read && !declared_unchanging(signals);
    // `clear_cache`, `remove_duplicates`: an act that its object makes harmless.
    let harmless = reading.says == Category::Write && reading.sense.is_some();
    if !reads || harmless || reading.says == Category::Read {
        return;
    }
    let doubt = Doubt::Aside(choice.value.to_owned());
    if reading.says >= Category::Destructive && !reading.unsure {
        raise(judgement, reading.says, Ground::Switch(at), 0.6, Some(doubt));
    } else {
        doubt_read(judgement, doubt);
    }
}

/// A loss that the text itself speaks of.
pub fn by_phrases(signals: &Signals<'_>, judgement: &mut Judgement) {
    let denial = signals.phrases.iter().position(|f| f.phrase.says == Category::Read);
    if judgement.category == Category::Read {
        judgement.grounds.extend(denial.map(Ground::Phrase));
    }
    // Where the acts are listed, `CRUD` says nothing more.
    let listed = |id: &str| id == "crud" && !signals.choices.is_empty();
    let counts = |f: &FoundPhrase| f.phrase.says > Category::Read && !listed(&f.phrase.id);
    let loss = signals.phrases.iter().position(counts);
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
        // Nouns alone make a Read that any act outweighs.
        Category::Read if rests_on_nouns(judgement) => {
            let doubt = Doubt::Aside(found.phrase.id.clone());
            raise(judgement, found.phrase.says, Ground::Phrase(at), 0.6, Some(doubt));
        }
        Category::Read => {
            judgement.score = judgement.score.min(0.8);
            judgement.doubt.get_or_insert(Doubt::Aside(found.phrase.id.clone()));
        }
        _ => judgement.grounds.push(Ground::Phrase(at)),
    }
}

/// Parameters are a third, quiet witness: paging belongs to reads, a payload to changes.
pub fn weigh_parameters(signals: &Signals<'_>, judgement: &mut Judgement) {
    let has = |id: &str| signals.schema.signs.iter().any(|sign| sign.is(id));
    let (paging, payload) = (has("paging"), has("payload"));
    if paging == payload {
        return;
    }
    let fits = (judgement.category == Category::Read) == paging;
    judgement.score += if fits { PARAMETERS } else { -PARAMETERS };
}
