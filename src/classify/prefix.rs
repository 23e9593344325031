//! The namespace that most names of a server share: `slack_`, `browser_`.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::manifest::Tool;

use super::lexicon::{Form, Lexicon, Rank, Verb};
use super::model::Category;
use super::parts::name_parts;
use super::words::Word;

/// So many names make a namespace.
const FEWEST: usize = 3;

/// The leading words that most tools of a server share; empty where none.
#[derive(Debug, Default)]
pub struct Prefix(Vec<String>);

impl Prefix {
    /// Finds up to two words that stand in front of at least 60 % of three or
    /// more names and are neither core verbs (a server may only `get`) nor
    /// verbs of loss or payment.
    #[must_use]
    pub fn of(tools: &[Tool], lexicon: &'static Lexicon) -> Self {
        if tools.len() < FEWEST {
            return Self::default();
        }
        let starts = |name| name_parts(name).take(3).filter_map(|part| name.get(part)).collect();
        let names: Vec<SmallVec<[&str; 3]>> = tools.iter().map(|tool| starts(&tool.name)).collect();
        let mut prefix: Vec<&str> = Vec::new();
        while prefix.len() < 2 {
            let Some(next) = shared(&names, &prefix) else { break };
            let core = lexicon.word(next).verb.is_some_and(|(verb, form)| {
                let acts = |v: &Verb| v.rank == Rank::Core || v.says >= Category::Destructive;
                form == Form::Base && lexicon.verb(verb).is_some_and(acts)
            });
            if core {
                break;
            }
            prefix.push(next);
        }
        Self(prefix.into_iter().map(str::to_owned).collect())
    }

    /// How many words of this name are the prefix; never all of them.
    #[must_use]
    pub fn len(&self, name: &str, words: &[Word]) -> usize {
        let shared = self.0.iter().zip(words).take_while(|(p, w)| w.is(name, p)).count();
        shared.min(words.len().saturating_sub(1))
    }
}

fn shared<'a>(names: &[SmallVec<[&'a str; 3]>], prefix: &[&str]) -> Option<&'a str> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for name in names.iter().filter(|n| n.starts_with(prefix) && n.len() > prefix.len() + 1) {
        if let Some(word) = name.get(prefix.len()) {
            *counts.entry(word).or_default() += 1;
        }
    }
    let (word, count) = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)))?;
    (count * 10 >= names.len() * 6).then_some(word)
}
