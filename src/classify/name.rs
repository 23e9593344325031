//! The verb of a name, wherever it stands: `delete_file`, `pods_delete`,
//! `github_create_issue`, `find_and_replace`; a namespace is not a verb.

use smallvec::{SmallVec, smallvec};

use super::letters::{Letters, spelt};
use super::lexicon::{Function, Lexicon, Rank, Verb, VerbId};
use super::model::Category;
use super::parts::{NameWords, split_name};
use super::prefix::Prefix;
use super::sense::{Scene, topics};
use super::topics::Topics;
use super::words::Word;

/// Words behind which something else than the object stands.
const BREAKS: &[Letters] =
    spelt!["from", "to", "in", "into", "by", "for", "with", "via", "of", "on", "at"];

/// Words that make a name a question.
const QUESTIONS: &[Letters] =
    spelt!["is", "has", "can", "are", "does", "who", "what", "which", "how"];

/// `page_to_markdown` wins over nouns that could be verbs, and over no clear verb.
const CONVERSION: i32 = 30;

/// A name's heads, the main one first.
#[derive(Debug)]
pub struct NameReading {
    pub words: NameWords,
    pub heads: SmallVec<[Head; 2]>,
    /// The first and the last word of the main head, behind the namespace.
    main: Option<(usize, usize)>,
    /// A verb of running or loss that the name ends in, beside its heads: `get_delete`.
    pub aside: Option<VerbId>,
    /// How many words are a namespace.
    pub prefix: usize,
    /// `is_open`, `has_access`, `can_edit`: asks and changes nothing.
    pub question: bool,
}

/// A verb and the bytes where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Head {
    pub verb: VerbId,
    pub start: usize,
    pub end: usize,
    /// Stands where a verb stands: first in a name, with its object behind it.
    pub leading: bool,
}

/// Reads a name behind its namespace.
#[must_use]
pub fn read(name: &str, prefix: &Prefix, lexicon: &'static Lexicon) -> NameReading {
    let words = split_name(name, lexicon);
    let prefix = prefix.len(name, &words);
    let body = body(&words, prefix);
    if body.len() > 1 && body.first().is_some_and(|w| w.is_any(QUESTIONS)) {
        return NameReading { question: true, ..NameReading::headless(words, prefix) };
    }
    let mut candidates = candidates(name, body, lexicon);
    if let Some(conversion) = conversion(name, body, lexicon) {
        candidates.retain(|c| c.score >= CONVERSION);
        candidates.push(conversion);
    }
    let Some(main) = candidates.iter().enumerate().max_by_key(|(i, c)| (c.score, -signed(*i)))
    else {
        return NameReading::headless(words, prefix);
    };
    let main = main.1;
    let mut heads = smallvec![main.head];
    heads.extend(candidates.iter().filter(|c| joined_to(body, main, c)).map(|c| c.head));
    let aside = act_at_end(body, main, &candidates, lexicon);
    let main = Some((main.first, main.last));
    NameReading { words, heads, main, aside, question: false, prefix }
}

/// The words behind the namespace.
fn body(words: &[Word], prefix: usize) -> &[Word] {
    words.get(prefix..).unwrap_or(&[])
}

/// `page_to_markdown` converts, whatever verbs its nouns could be.
fn conversion(name: &str, body: &[Word], lexicon: &'static Lexicon) -> Option<Candidate> {
    let at = body.iter().position(|w| w.is(name, "to")).filter(|at| *at == 1)?;
    let target = |is| body.get(at + 1).is_some_and(|w| w.entry.is(is));
    let medium = target(Function::Medium);
    // `deploy_to_vercel` has a verb, `page_to_markdown` may.
    let verb_like = body.first().is_some_and(|w| w.entry.is_verb());
    if verb_like && !medium && !target(Function::Format) {
        return None;
    }
    let verb = if medium { "generate" } else { "convert" };
    let (verb, _) = lexicon.word(verb).verb.filter(|_| at + 1 < body.len())?;
    let word = body.get(at)?;
    let head = Head { verb, start: word.start, end: word.end, leading: false };
    Some(Candidate { head, score: CONVERSION, first: at, last: at })
}

fn signed(i: usize) -> i32 {
    i32::try_from(i).unwrap_or(i32::MAX)
}

struct Candidate {
    head: Head,
    score: i32,
    first: usize,
    last: usize,
}

type Candidates = SmallVec<[Candidate; 4]>;

fn candidates(name: &str, body: &[Word], lexicon: &'static Lexicon) -> Candidates {
    let mut found = Candidates::new();
    let mut skip = false;
    for (i, word) in body.iter().enumerate() {
        if std::mem::take(&mut skip) {
            continue;
        }
        let particle = body
            .get(i + 1)
            .filter(|next| word.entry.is(Function::Phrasal) && next.entry.is(Function::Particle));
        let phrasal = particle.and_then(|next| lexicon.phrasal(word.text(name), next.text(name)));
        skip = phrasal.is_some();
        let last = i + usize::from(skip);
        let verb = phrasal.or(word.entry.base_verb()).or(word.entry.nominal);
        let Some(verb) = verb.filter(|verb| !is_described(body, i, *verb, lexicon)) else {
            continue;
        };
        let end = body.get(last).map_or(word.end, |w| w.end);
        let score = score(lexicon, verb, i, last, body.len());
        let leading = i == 0 && last + 1 < body.len();
        let head = Head { verb, start: word.start, end, leading };
        found.push(Candidate { head, score, first: i, last });
    }
    found
}

/// `last_message`, `spending_by_tag`: what a name's adjective or preposition
/// stands in front of is a thing.
fn is_described(body: &[Word], i: usize, verb: VerbId, lexicon: &'static Lexicon) -> bool {
    let at = |i: usize, function| body.get(i).is_some_and(|w| w.entry.is(function));
    let measured = i > 1
        && body.get(i - 1).is_some_and(|w| w.is_any(spelt!["by", "per", "of"]))
        && lexicon
            .verb(verb)
            .is_some_and(|v| v.rank != Rank::Core && v.says < Category::Destructive);
    if measured {
        return true;
    }
    i > 0
        && at(i - 1, Function::Adjective)
        && (at(i, Function::Nounlike) || lexicon.verb(verb).is_some_and(|v| v.rank != Rank::Core))
}

/// Core verbs win over plain ones, plain over noun-like; the first place
/// counts most, the last more than the middle.
fn score(lexicon: &'static Lexicon, verb: VerbId, first: usize, last: usize, len: usize) -> i32 {
    // `access_list`, `users_list`: at the end `list` is as often the thing.
    let listed =
        first > 0 && last + 1 == len && lexicon.verb(verb).is_some_and(|v| v.word == "list");
    let rank = match lexicon.verb(verb).map(|v| v.rank) {
        Some(Rank::Core) if listed => 22,
        Some(Rank::Core) => 30,
        Some(Rank::Plain) => 20,
        _ => 8,
    };
    let harms = lexicon.verb(verb).is_some_and(|v| v.says >= Category::Destructive);
    let place = if first == 0 && rank == 8 && !harms {
        // `contract_sign_all` signs.
        14
    } else if first == 0 {
        16
    } else if last + 1 == len {
        5
    } else if first == 1 {
        3
    } else {
        0
    };
    rank + place
}

fn joined_to(body: &[Word], main: &Candidate, other: &Candidate) -> bool {
    let is_join = |i: usize| body.get(i).is_some_and(|w| w.entry.is(Function::Join));
    (other.first == main.last + 2 && is_join(main.last + 1))
        || (main.first == other.last + 2 && is_join(other.last + 1))
}

/// The last word, where it is a verb of running or loss behind the main head.
fn act_at_end(
    body: &[Word],
    main: &Candidate,
    candidates: &Candidates,
    lexicon: &'static Lexicon,
) -> Option<VerbId> {
    let last = candidates.last().filter(|c| c.last + 1 == body.len() && c.first > main.last)?;
    let acts = |v: &Verb| {
        matches!(v.says, Category::Execute | Category::Destructive) && v.rank != Rank::Noun
    };
    // `check_install` asks whether; `get_delete` gets nothing that has a name.
    let retrieves = lexicon.verb(main.head.verb).is_some_and(|v| v.rank == Rank::Core);
    let noun = body.last().is_some_and(|w| w.entry.is(Function::Nounlike));
    (retrieves && !noun && lexicon.verb(last.head.verb).is_some_and(acts)).then_some(last.head.verb)
}

impl NameReading {
    fn headless(words: NameWords, prefix: usize) -> Self {
        let heads = SmallVec::new();
        Self { words, heads, main: None, aside: None, question: false, prefix }
    }

    /// The objects that all heads share; `name` is what was read.
    #[must_use]
    pub fn scene(&self, name: &str, lexicon: &'static Lexicon) -> Scene {
        let Some((first, last)) = self.main else { return Scene::default() };
        let body = body(&self.words, self.prefix);
        let behind = body.get(last + 1..).unwrap_or(&[]);
        if behind.is_empty() {
            let before = body.get(..first).unwrap_or(&[]);
            return Scene { objects: topics(lexicon, name, before), ..Scene::default() };
        }
        let breaks = |w: &Word| w.is_any(BREAKS);
        let cut = behind.iter().position(breaks).unwrap_or(behind.len());
        let (objects, rest) = behind.split_at(cut);
        let away = rest.first().is_some_and(|w| w.is_any(spelt!["from", "of"]));
        let rest = topics(lexicon, name, rest);
        let (from, to) = if away { (rest, Topics::default()) } else { (Topics::default(), rest) };
        Scene { objects: topics(lexicon, name, objects), from, to }
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::lexicon;
    use super::*;

    fn heads(name: &str) -> Vec<&str> {
        let reading = read(name, &Prefix::default(), lexicon());
        reading.heads.iter().map(|h| &name[h.start..h.end]).collect()
    }

    #[test]
    fn the_verb_is_found_wherever_it_stands() {
        for (name, verbs) in [
            ("delete_file", &["delete"][..]),
            ("compute_disk_delete", &["delete"]),
            ("github_create_issue", &["create"]),
            ("getDeletedItems", &["get"]),
            ("find_and_replace", &["find", "replace"]),
            ("create_or_update_file", &["create", "update"]),
            ("user_logIn", &["logIn"]),
            ("portal_purchases", &[]),
            ("messageDelete", &["Delete"]),
            ("last_message", &[]),
            ("deploy_to_vercel", &["deploy"]),
            ("page_to_markdown", &["to"]),
            ("check_delete_status", &["check"]),
            ("weather", &[]),
        ] {
            assert_eq!(heads(name), verbs, "{name}");
        }
    }
}
