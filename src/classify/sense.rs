//! Which sense a verb has where it stands: by its object, by where it takes
//! from or puts to, and by what the rest of the definition speaks of.

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
pub struct Reading<'a> {
    pub verb: VerbId,
    pub says: Category,
    pub rank: Rank,
    pub unsure: bool,
    /// None: the verb's default.
    pub sense: Option<&'a Sense>,
}

impl Reading<'_> {
    /// The id that evidence names.
    #[must_use]
    pub fn rule(&self, lexicon: &Lexicon) -> String {
        match self.sense {
            Some(sense) => format!("sense/{}", sense.id),
            None => format!("verb/{}", lexicon.verb(self.verb).map_or("", |v| v.word.as_str())),
        }
    }
}

/// Reads a verb in its scene; `context` holds the topics of the whole definition.
#[must_use]
pub fn read<'a>(
    lexicon: &'a Lexicon,
    verb: VerbId,
    scene: &Scene,
    context: &Topics,
) -> Option<Reading<'a>> {
    let entry = lexicon.verb(verb)?;
    let sense = lexicon.senses_of(verb).find(|sense| applies(sense, scene, context));
    Some(Reading {
        verb,
        says: sense.map_or(entry.says, |s| s.says),
        rank: entry.rank,
        unsure: sense.map_or(entry.unsure, |s| s.unsure),
        sense,
    })
}

fn applies(sense: &Sense, scene: &Scene, context: &Topics) -> bool {
    let met =
        |wanted: &Option<Topics>, found: &Topics| wanted.as_ref().is_none_or(|w| w.meets(found));
    met(&sense.objects, &scene.objects)
        && met(&sense.from, &scene.from)
        && met(&sense.to, &scene.to)
        && met(&sense.context, context)
        && !sense.unless.meets(&scene.objects)
        && !sense.unless.meets(&scene.from)
        && !sense.unless.meets(&scene.to)
}

/// Collects the topics of words, of joined pairs (`read-only`) too.
#[must_use]
pub fn topics(lexicon: &Lexicon, text: &str, words: &[Word]) -> Topics {
    let mut found = Topics::default();
    for (i, word) in words.iter().enumerate() {
        if let Some(topic) = word.entry.topic {
            found.insert(topic);
        }
        let before = i.checked_sub(1).and_then(|j| words.get(j));
        // `read only` is written apart as often as not.
        let apart = word.text(text).eq_ignore_ascii_case("only");
        let pair = before.filter(|_| word.joined || apart);
        if let Some(before) = pair.filter(|b| b.kind == Kind::Word) {
            let joined = lexicon.pair(before.text(text), word.text(text));
            if let Some(topic) = joined.topic {
                found.insert(topic);
            }
        }
    }
    found
}
