//! Which sense a verb has where it stands: by its object, by where it takes
//! from or puts to, and by what the rest of the definition speaks of.

use super::letters::spelt;
use super::lexicon::{Lexicon, Rank, Sense, VerbId};
use super::model::Category;
use super::topics::Topics;
use super::words::{Kind, Word};

/// What surrounds a verb.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scene {
    pub objects: Topics,
    /// What stands behind `from`, `off`, `of`.
    pub from: Topics,
    /// What stands behind `to`, `into`, `in`, `onto`.
    pub to: Topics,
}

impl Scene {
    pub fn extend(&mut self, other: &Self) {
        self.objects.extend(&other.objects);
        self.from.extend(&other.from);
        self.to.extend(&other.to);
    }
}

/// A verb with the sense that its scene gives it.
#[derive(Debug, Clone, Copy)]
pub struct Reading {
    pub verb: VerbId,
    pub says: Category,
    pub rank: Rank,
    pub unsure: bool,
    /// None: the verb's default.
    pub sense: Option<&'static Sense>,
}

impl Reading {
    /// The id that evidence names.
    #[must_use]
    pub fn rule(&self, lexicon: &'static Lexicon) -> &'static str {
        match self.sense {
            Some(sense) => &sense.rule,
            None => lexicon.verb(self.verb).map_or("", |verb| &verb.rule),
        }
    }
}

/// Reads a verb that has one sense, whatever stands around it.
#[must_use]
pub fn plain(lexicon: &'static Lexicon, verb: VerbId) -> Option<Reading> {
    reading(lexicon, verb, None)
}

/// Reads a verb in its scene; `context` gives the topics of the whole
/// definition, and is only asked where the scene leaves a sense open.
#[must_use]
pub fn read<'c>(
    lexicon: &'static Lexicon,
    verb: VerbId,
    scene: &Scene,
    context: impl Fn() -> &'c Topics,
) -> Option<Reading> {
    reading(lexicon, verb, lexicon.senses_of(verb).find(|sense| applies(sense, scene, &context)))
}

fn reading(
    lexicon: &'static Lexicon,
    verb: VerbId,
    sense: Option<&'static Sense>,
) -> Option<Reading> {
    let entry = lexicon.verb(verb)?;
    Some(Reading {
        verb,
        says: sense.map_or(entry.says, |s| s.says),
        rank: entry.rank,
        unsure: sense.map_or(entry.unsure, |s| s.unsure),
        sense,
    })
}

fn applies<'c>(sense: &Sense, scene: &Scene, context: impl Fn() -> &'c Topics) -> bool {
    let met =
        |wanted: &Option<Topics>, found: &Topics| wanted.as_ref().is_none_or(|w| w.meets(found));
    met(&sense.objects, &scene.objects)
        && met(&sense.from, &scene.from)
        && met(&sense.to, &scene.to)
        && !sense.unless.meets(&scene.objects)
        && !sense.unless.meets(&scene.from)
        && !sense.unless.meets(&scene.to)
        && sense.context.as_ref().is_none_or(|wanted| wanted.meets(context()))
}

/// The topics of words, of joined pairs (`read-only`) too.
#[must_use]
pub fn topics(lexicon: &'static Lexicon, text: &str, words: &[Word]) -> Topics {
    let mut found = Topics::default();
    add_topics(&mut found, lexicon, text, words);
    found
}

/// Adds the [`topics`] of words to those found before.
pub fn add_topics(found: &mut Topics, lexicon: &'static Lexicon, text: &str, words: &[Word]) {
    let mut before: Option<&Word> = None;
    for word in words {
        if let Some(topic) = word.entry.topic {
            found.insert(topic);
        }
        // `read only` is written apart as often as not.
        let pairs =
            |b: &&Word| b.kind == Kind::Word && (word.joined || word.is_any(spelt!["only"]));
        if let Some(before) = before.filter(pairs) {
            let joined = lexicon.pair(before.text(text), word.text(text));
            if let Some(topic) = joined.topic {
                found.insert(topic);
            }
        }
        before = Some(word);
    }
}
