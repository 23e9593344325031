//! The head verb of a description, and the verbs joined to it.
//!
//! `This tool allows you to delete …` is headed by `delete`; `Creates, patches
//! or deletes …` has three heads; `Reads … without deleting` has one.

mod clause;
mod head;
mod joined;
mod nominal;
mod object;
mod reader;

use smallvec::SmallVec;

use super::lexicon::{Lexicon, VerbId};
use super::name::Head;
use super::sense::Scene;
use super::sentence::{Sentence, split};
use super::words::{Kind, Word, split_text};
use head::Found;
use reader::Reader;

/// So many sentences are read for heads; what follows is detail.
const MAX_SENTENCES: usize = 8;

/// What a description says of its tool.
#[derive(Debug, Default)]
pub struct Description {
    pub words: Vec<Word>,
    pub sentences: Vec<Sentence>,
    /// The main head and those joined to it, in the order of the text.
    pub heads: Heads,
    /// A noun phrase instead of a head: `Detailed weather forecast`.
    pub nominal: Option<Nominal>,
    /// The word that stands where a verb does and isn't known: `Frobnicates the list`.
    pub unknown: Option<usize>,
}

/// So many words of the first sentence tell how a tool is worded.
const MAX_LEAD: usize = 30;

impl Description {
    /// The words of the first sentence, without its marks.
    pub fn lead(&self) -> impl Iterator<Item = &Word> {
        let range = self.sentences.first().map(|sentence| sentence.words.clone());
        let words = range.and_then(|range| self.words.get(range)).unwrap_or_default();
        words.iter().filter(|word| !matches!(word.kind, Kind::Mark(_))).take(MAX_LEAD)
    }
}

/// Seldom more than these.
type Heads = SmallVec<[DescribedHead; 3]>;

/// What a head is to the description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The first head.
    Main,
    /// In one row with it: `create, update or delete`.
    Row,
    /// Further on in its sentence: `… and marks it as read`.
    Joined,
    /// In a clause of its own: `…, deleting those that …`, `… and pays it`.
    Beside,
    /// As [`Role::Beside`], where the act may be another's: `after truncating the table`.
    Doubtful,
    /// In a later sentence on the same tool: `It also deletes …`.
    Later,
}

/// A verb in its sentence.
#[derive(Debug, Clone, Copy)]
pub struct DescribedHead {
    pub head: Head,
    /// The word behind it, where its object may begin.
    pub behind: usize,
    /// Where its sentence ends.
    pub end: usize,
    pub role: Role,
    /// In the first sentence.
    pub direct: bool,
    /// With an article or the like behind it, so that it can't be a noun's modifier.
    pub articled: bool,
    /// Done to `it` or `them`, what was spoken of before: no noun stands so.
    pub takes_pronoun: bool,
}

/// The noun that a description without a verb is about.
#[derive(Debug, Clone, Copy)]
pub struct Nominal {
    pub start: usize,
    pub end: usize,
    /// A noun of action (`deletion`), or none for a thing that is retrieved.
    pub verb: Option<VerbId>,
    /// Whether the noun is known, or the phrase only has the shape of one.
    pub known: bool,
}

/// Reads a description.
#[must_use]
pub fn read(text: &str, lexicon: &'static Lexicon) -> Description {
    let words = split_text(text, lexicon);
    let sentences = split(text, &words);
    let mut heads = Heads::new();
    let (mut nominal, mut unknown) = (None, None);
    let reader = Reader { text, words: &words, lexicon };
    let own = sentences.iter().filter(|s| !s.aside).take(MAX_SENTENCES);
    for (i, sentence) in own.enumerate() {
        let (start, end) = (sentence.words.start, sentence.words.end);
        let labelled = start;
        let start = reader.skip_label(start, end);
        if !heads.is_empty() {
            reader.continued(&mut heads, start, end);
            continue;
        }
        if nominal.is_some() && !reader.begins_plainly(start) {
            // Behind a noun phrase, `Page on with …` is advice and no head.
            continue;
        }
        let mut found = reader.find_head(start, end);
        if let (Found::Noun(_), true) = (found, labelled < start)
            && let Found::Head(at, form) = reader.find_head(labelled, start)
        {
            // What looked like a label was the sentence: `Capture the state: windows, …`.
            found = Found::Head(at, form);
        }
        match found {
            Found::Head(at, form) => reader.row(&mut heads, at, form, end, i == 0),
            Found::Noun(at) if i == 0 && reader.is_unknown_verb(at) => unknown = Some(at),
            Found::Noun(at) if i == 0 => nominal = reader.nominal(at, end),
            Found::Noun(_) | Found::Nothing => {}
        }
    }
    Description { words, sentences, heads, nominal, unknown }
}

impl Description {
    /// What a head is done to; `text` is what the description was read from.
    #[must_use]
    pub fn scene(&self, head: &DescribedHead, text: &str, lexicon: &'static Lexicon) -> Scene {
        Reader { text, words: &self.words, lexicon }.scene(head.behind, head.end)
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::lexicon;
    use super::*;

    fn heads(text: &str) -> Vec<&str> {
        read(text, lexicon()).heads.iter().map(|h| &text[h.head.start..h.head.end]).collect()
    }

    #[test]
    fn the_head_stands_behind_wrapper_words() {
        for (text, verbs) in [
            ("Deletes a row.", &["Deletes"][..]),
            ("This tool allows you to delete a row.", &["delete"]),
            ("Tool for listing open tickets", &["listing"]),
            ("Use this tool when you need to search the archive.", &["search"]),
            ("Use this to rename a file.", &["rename"]),
            ("[Beta] Files: upload a picture", &["upload"]),
            ("Securely log in to the portal", &["log in"]),
            ("Show what was deleted.", &["Show"]),
            ("Modifies nothing.", &[]),
        ] {
            assert_eq!(heads(text), verbs, "{text}");
        }
    }

    #[test]
    fn joined_verbs_are_heads_too() {
        for (text, verbs) in [
            ("Create, patch, or delete an entry", &["Create", "patch", "delete"][..]),
            ("Get a list of reports and issues", &["Get"]),
            ("Reads rows without deleting them", &["Reads"]),
            ("Exports rows and deletes the old ones.", &["Exports", "deletes"]),
            ("Merge two contacts. It also deletes the second.", &["Merge", "deletes"]),
            ("List files. To delete one, use `rm_file`.", &["List"]),
        ] {
            assert_eq!(heads(text), verbs, "{text}");
        }
    }

    #[test]
    fn a_noun_phrase_has_no_head() {
        for text in [
            "Weather in a city",
            "Rates of a bank",
            "Messages that were sent",
            "Running containers of this host",
            "Which tables exist",
        ] {
            assert!(heads(text).is_empty(), "{text}: {:?}", heads(text));
        }
        let text = "Fast and precise code search across repositories";
        let nominal = read(text, lexicon()).nominal.unwrap();
        assert_eq!(&text[nominal.start..nominal.end], "search");
    }
}
