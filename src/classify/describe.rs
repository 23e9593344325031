//! The head verb of a description, and the verbs joined to it.
//!
//! `This tool allows you to delete …` is headed by `delete`; `Creates, patches
//! or deletes …` has three heads; `Reads … without deleting` has one.

use super::lexicon::{Form, Lexicon, Rank, VerbId};
use super::name::Head;
use super::sense::{Scene, topics};
use super::sentence::{Sentence, split};
use super::topics::Topics;
use super::words::{Kind, Word, split_text};

/// Words that may stand in front of the head and say nothing.
const WRAPPERS: &[&str] = &[
    "this",
    "tool",
    "tools",
    "function",
    "endpoint",
    "api",
    "method",
    "action",
    "operation",
    "command",
    "which",
    "used",
    "to",
    "allows",
    "allow",
    "you",
    "your",
    "users",
    "user",
    "agents",
    "agent",
    "the",
    "lets",
    "let",
    "enables",
    "enable",
    "provides",
    "provide",
    "a",
    "an",
    "ability",
    "way",
    "can",
    "be",
    "will",
    "would",
    "helps",
    "help",
    "for",
    "please",
    "it",
    "simply",
    "mcp",
    "server",
    "utility",
    "also",
    "main",
    "primary",
    "ai",
    "llm",
    "is",
    "that",
    "when",
    "need",
    "want",
    "attempt",
    "attempts",
    "try",
    "tries",
    "capability",
    "us",
    "responsible",
    "designed",
    "intended",
    "meant",
    "makes",
    "possible",
    "if",
    "whenever",
    "should",
    "only",
    "first",
    "able",
    "we",
    "i",
    "wrapper",
    "one",
    "call",
    "called",
    "on",
    "at",
    "once",
    "clients",
    "client",
    "interface",
    "optionally",
    "then",
    "has",
    "have",
    "as",
    "deprecated",
    "experimental",
    "beta",
    "new",
    "preferred",
    "use",
    "using",
    "more",
    "must",
    "interactive",
    "interactively",
    "write-only",
    "read-only",
    "access",
    "via",
    "starts",
    "by",
    "with",
    "model",
];

const ARTICLES: &[&str] = &[
    "a", "an", "the", "it", "them", "its", "their", "all", "any", "your", "this", "each", "one",
    "new", "existing", "old", "multiple", "every", "some", "specific",
];

/// Words behind which the object is over.
const BREAKS: &[&str] = &[
    "from",
    "to",
    "in",
    "into",
    "for",
    "with",
    "by",
    "via",
    "using",
    "on",
    "at",
    "onto",
    "that",
    "which",
    "when",
    "if",
    "where",
    "based",
    "as",
    "through",
    "and",
    "or",
    "then",
    "so",
    "while",
    "without",
    "within",
    "across",
    "inside",
    "between",
    "under",
    "out",
    "per",
    "matching",
    "including",
    "off",
];

/// What a description says of its tool.
#[derive(Debug, Default)]
pub struct Description {
    pub words: Vec<Word>,
    pub sentences: Vec<Sentence>,
    /// The main head and those joined to it, in the order of the text.
    pub heads: Vec<DescribedHead>,
    /// A noun phrase instead of a head: `Detailed weather forecast`.
    pub nominal: Option<Nominal>,
}

/// A verb with its own object.
#[derive(Debug, Clone, Copy)]
pub struct DescribedHead {
    pub head: Head,
    pub scene: Scene,
    /// Found in the first sentence, right at its start or behind wrapper words.
    pub direct: bool,
    /// Not the main head, but joined to it or in a later sentence on the same tool.
    pub further: bool,
    /// In one row with the main head: `create, update or delete`.
    pub row: bool,
    /// In a later sentence.
    pub later: bool,
    /// With an article or the like behind it, so that it can't be a noun's modifier.
    pub articled: bool,
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
pub fn read(text: &str, lexicon: &Lexicon) -> Description {
    let words = split_text(text, lexicon);
    let sentences = split(text, &words);
    let mut reader = Reader { text, words: &words, lexicon, heads: Vec::new(), nominal: None };
    for (i, sentence) in sentences.iter().filter(|s| !s.aside).take(8).enumerate() {
        reader.sentence(sentence, i == 0);
    }
    let Reader { heads, nominal, .. } = reader;
    Description { words, sentences, heads, nominal }
}

struct Reader<'a> {
    text: &'a str,
    words: &'a [Word],
    lexicon: &'a Lexicon,
    heads: Vec<DescribedHead>,
    nominal: Option<Nominal>,
}

impl Reader<'_> {
    fn sentence(&mut self, sentence: &Sentence, first: bool) {
        let range = sentence.words.clone();
        let start = self.skip_label(range.start, range.end);
        if self.heads.is_empty() {
            match self.find_head(start, range.end) {
                Found::Head(at, form) => {
                    self.push(at, range.end, first, Rowed::Main);
                    self.joined(at, form, range.end, first);
                }
                Found::Noun(at) if first && self.nominal.is_none() => {
                    self.nominal = self.nominal(at, range.end);
                }
                _ => {}
            }
        } else if let Some((at, form)) = self.continued(start, range.end) {
            let before = self.heads.len();
            self.push(at, range.end, false, Rowed::Further);
            self.joined(at, form, range.end, false);
            self.heads.iter_mut().skip(before).for_each(|head| head.later = true);
        }
    }

    fn lower(&self, at: usize) -> String {
        self.words.get(at).map(|w| w.text(self.text).to_ascii_lowercase()).unwrap_or_default()
    }

    fn is_one_of(&self, at: usize, list: &[&str]) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        let text = word.text(self.text);
        list.iter().any(|w| text.eq_ignore_ascii_case(w))
    }

    /// Skips `[beta]`, `(v2)` and labels such as `GitHub: ` or `Files - `.
    fn skip_label(&self, start: usize, end: usize) -> usize {
        let mut at = start;
        if let Some((open, close)) = self.words.get(at).and_then(|w| match w.kind {
            Kind::Mark('[') => Some(('[', ']')),
            Kind::Mark('(') => Some(('(', ')')),
            _ => None,
        }) {
            let _ = open;
            let shut = (at..end).find(|i| self.words.get(*i).is_some_and(|w| w.is_mark(&[close])));
            at = shut.map_or(at, |i| i + 1);
        }
        let colon = (at..end.min(at + 6)).find(|i| {
            self.words.get(*i).is_some_and(|w| w.is_mark(&[':', '—', '–', '|']) || self.is_dash(*i))
        });
        match colon {
            Some(i)
                if i + 1 < end
                    && i > at
                    && self.verb_at(at).is_none_or(|(v, _)| self.rank(v) == Rank::Noun) =>
            {
                i + 1
            }
            Some(i) if i == at => at + 1,
            _ => at,
        }
    }

    /// A hyphen with space on both sides.
    fn is_dash(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        let bytes = self.text.as_bytes();
        word.is_mark(&['-'])
            && word.start.checked_sub(1).and_then(|i| bytes.get(i)) == Some(&b' ')
            && bytes.get(word.end) == Some(&b' ')
    }

    fn is_question(&self, at: usize) -> bool {
        self.is_one_of(
            at,
            &["which", "who", "what", "how", "where", "whether", "is", "are", "am", "does", "why"],
        )
    }

    fn rank(&self, verb: VerbId) -> Rank {
        self.lexicon.verb(verb).map_or(Rank::Noun, |v| v.rank)
    }

    /// A verb here, in a form that can head a clause.
    fn verb_at(&self, at: usize) -> Option<(VerbId, Form)> {
        let word = self.words.get(at).filter(|w| w.kind == Kind::Word)?;
        if let Some(next) = self.words.get(at + 1).filter(|n| n.kind == Kind::Word) {
            if let Some(verb) = self.lexicon.phrasal(word.text(self.text), next.text(self.text)) {
                let form = word.entry.verb.map_or(Form::Base, |(_, f)| f);
                return Some((verb, form));
            }
        }
        word.entry.verb.filter(|(_, form)| *form != Form::Past)
    }

    fn find_head(&self, start: usize, end: usize) -> Found {
        let mut wrapped = 0;
        for at in start..end.min(start + 24) {
            let Some(word) = self.words.get(at) else { break };
            if let Kind::Mark(c) = word.kind {
                if matches!(c, ',' | '.' | '(' | ')') && wrapped == 0 && at > start {
                    return Found::Noun(start);
                }
                continue;
            }
            // `use`, `call`, `run` in front of `this` speak of the tool, not of what it does.
            let of_tool = self.is_one_of(at + 1, &["this", "it", "when", "only", "whenever", "if"])
                || self.is_one_of(at + 2, &["tool", "function"]);
            if let Some((verb, form)) = self.verb_at(at) {
                let skipped = self.is_one_of(at, WRAPPERS);
                if !(skipped
                    && (of_tool
                        || wrapped > 0
                        || self.is_one_of(at + 1, &["to", "you", "users", "a", "for"]))
                    || of_tool)
                    && self.is_clause_head(at, verb, form, wrapped)
                {
                    return Found::Head(at, form);
                }
            }
            let skip =
                self.is_one_of(at, WRAPPERS) || word.text(self.text).ends_with("ly") || of_tool;
            if !skip || (wrapped == 0 && self.is_question(at)) {
                return Found::Noun(start);
            }
            wrapped += 1;
        }
        Found::Nothing
    }

    /// Whether a verb form here is used as a verb: not the adjective of a noun.
    fn is_clause_head(&self, at: usize, verb: VerbId, form: Form, wrapped: usize) -> bool {
        let article = at > 0
            && wrapped > 0
            && self.is_one_of(
                at - 1,
                &["a", "an", "the", "your", "new", "one", "using", "with", "by", "of"],
            );
        // `Rates of a bank`, `Messages that were sent`, `Text with advice`: nouns.
        let noun = self.is_one_of(at + 1, &["of", "that", "which", "are", "is", "were"])
            || self.rank(verb) == Rank::Noun
                && self.is_one_of(
                    at + 1,
                    &["in", "for", "with", "from", "by", "about", "between", "across"],
                );
        let listed = form == Form::Third
            && self.rank(verb) == Rank::Noun
            && (self.is_one_of(at + 1, &["and"])
                || self.words.get(at + 1).is_some_and(|w| w.is_mark(&[','])));
        if (noun || listed) && self.text_before_is_open(at, wrapped) {
            return false;
        }
        // `Running containers` is a thing, `Running a container` an act.
        let adjective = form == Form::Gerund && wrapped == 0 && !self.is_one_of(at + 1, ARTICLES);
        if adjective {
            return false;
        }
        match form {
            Form::Base | Form::Third => !article,
            Form::Gerund => !article && (wrapped > 0 || self.rank(verb) != Rank::Noun),
            Form::Past => false,
        }
    }

    /// Nothing in front of this word demands a verb (`to`, `can`, `will`).
    fn text_before_is_open(&self, at: usize, wrapped: usize) -> bool {
        wrapped == 0
            || !self
                .is_one_of(at.wrapping_sub(1), &["to", "can", "will", "you", "users", "that", "it"])
    }

    fn push(&mut self, at: usize, end: usize, direct: bool, rowed: Rowed) {
        if self.is_one_of(at + 1, &["nothing", "no"]) {
            return;
        }
        let Some((verb, _)) = self.verb_at(at) else { return };
        let Some(word) = self.words.get(at) else { return };
        let phrasal = self.words.get(at + 1).is_some_and(|next| {
            self.lexicon.phrasal(word.text(self.text), next.text(self.text)).is_some()
        });
        let last = self.words.get(at + usize::from(phrasal)).unwrap_or(word);
        let head = Head { verb, start: word.start, end: last.end, leading: true };
        let scene = self.scene(at + 1 + usize::from(phrasal), end);
        let (further, row) = (rowed != Rowed::Main, rowed == Rowed::Row);
        let articled = self.is_one_of(at + 1 + usize::from(phrasal), ARTICLES);
        self.heads.push(DescribedHead {
            head,
            scene,
            direct,
            further,
            row,
            later: false,
            articled,
        });
    }

    /// The object: up to eight words, to the next break; then what it is taken from or put to.
    fn scene(&self, start: usize, end: usize) -> Scene {
        let clause_end = (start..end.min(start + 22))
            .find(|i| {
                self.words.get(*i).is_some_and(|w| w.is_mark(&['.', ';', ':', '(', '¶', '—']))
            })
            .unwrap_or(end.min(start + 22));
        let cut = (start..clause_end.min(start + 9))
            .find(|i| {
                *i > start && self.is_one_of(*i, BREAKS)
                    || self.words.get(*i).is_some_and(|w| w.is_mark(&[',']))
            })
            .unwrap_or(clause_end.min(start + 9));
        let objects = topics(self.lexicon, self.text, self.words.get(start..cut).unwrap_or(&[]));
        let from = self.place(cut, clause_end, &["from", "off"]);
        let to = self.place(cut, clause_end, &["to", "into", "in", "onto", "on"]);
        Scene { objects, from, to }
    }

    /// The topics behind the first of these prepositions, up to six words.
    fn place(&self, start: usize, end: usize, prepositions: &[&str]) -> Topics {
        let Some(at) = (start..end).find(|i| self.is_one_of(*i, prepositions)) else {
            return Topics::default();
        };
        let stop = (at + 1..end.min(at + 7))
            .find(|i| self.words.get(*i).is_some_and(|w| w.is_mark(&[','])))
            .unwrap_or(end.min(at + 7));
        topics(self.lexicon, self.text, self.words.get(at + 1..stop).unwrap_or(&[]))
    }

    /// Verbs joined to the head: `create, update or delete`, `… and marks it`.
    fn joined(&mut self, head: usize, form: Form, end: usize, first: bool) {
        let mut at = head + 1;
        let mut adjacent = true;
        while at < end {
            let mark = self.words.get(at).is_some_and(|w| w.is_mark(&[',', '/', '&']));
            let join = self.is_one_of(at, &["and", "or", "then", "also"]);
            if self.is_one_of(
                at,
                &[
                    "without", "not", "never", "before", "if", "when", "unless", "instead",
                    "because", "example", "such", "like", "that", "which",
                ],
            ) {
                return;
            }
            if !(mark || join) {
                adjacent &= self.verb_at(at).is_some_and(|(_, f)| f == form);
                at += 1;
                continue;
            }
            let mut next = at + 1;
            while next < end
                && (self.is_one_of(next, &["and", "or", "then", "also", "optionally", "to"])
                    || self.lower(next).ends_with("ly"))
            {
                next += 1;
            }
            if let Some((verb, found)) = self.verb_at(next) {
                let same = found == form;
                if same && self.takes_object(next, end, verb, adjacent) {
                    let rowed = if adjacent && first { Rowed::Row } else { Rowed::Further };
                    self.push(next, end, false, rowed);
                } else if !same {
                    adjacent = false;
                }
            } else {
                adjacent = false;
            }
            at = next.max(at + 1);
        }
    }

    /// Whether a joined word is a verb: core words, members of a row of verbs,
    /// and words in front of an article.
    fn takes_object(&self, at: usize, end: usize, verb: VerbId, adjacent: bool) -> bool {
        let article = self.is_one_of(at + 1, ARTICLES);
        let row = adjacent && at + 1 < end;
        article
            || row
            || (self.rank(verb) == Rank::Core && at + 1 < end && !self.is_one_of(at + 1, BREAKS))
    }

    /// A later sentence that goes on about the same tool: `It also deletes …`,
    /// `This will overwrite …`, `Automatically creates …`, `Deletes …`.
    fn continued(&self, start: usize, end: usize) -> Option<(usize, Form)> {
        let mut at = start;
        let mut subject = false;
        while at < end
            && self.is_one_of(
                at,
                &[
                    "it",
                    "this",
                    "the",
                    "tool",
                    "will",
                    "also",
                    "can",
                    "then",
                    "action",
                    "operation",
                    "command",
                    "optionally",
                    "may",
                    "and",
                    "function",
                ],
            )
        {
            subject = true;
            at += 1;
        }
        while at < end && self.lower(at).ends_with("ly") {
            subject = true;
            at += 1;
        }
        let (verb, form) = self.verb_at(at)?;
        let strong = self.rank(verb) != Rank::Noun;
        match form {
            Form::Third => (strong || subject).then_some((at, form)),
            Form::Base if subject => strong.then_some((at, form)),
            _ => None,
        }
    }

    fn nominal(&self, start: usize, end: usize) -> Option<Nominal> {
        let stop = (start..end.min(start + 10))
            .find(|i| {
                self.is_one_of(
                    *i,
                    &[
                        "for", "of", "from", "in", "to", "with", "by", "on", "about", "that",
                        "which", "at", "using", "across",
                    ],
                ) || self.words.get(*i).is_some_and(|w| matches!(w.kind, Kind::Mark(_)))
            })
            .unwrap_or(end.min(start + 10));
        if self.is_question(start) {
            let word = self.words.get(start)?;
            return Some(Nominal { start: word.start, end: word.end, verb: None, known: true });
        }
        let known = (start..stop).rev().find_map(|i| {
            let word = self.words.get(i)?;
            let act = word.entry.nominal.is_some() || word.entry.retrieved;
            act.then_some(Nominal {
                start: word.start,
                end: word.end,
                verb: word.entry.nominal,
                known: true,
            })
        });
        known.or_else(|| self.phrase(start, stop, end))
    }

    /// Three words or more that hold no verb at all: a thing, not an act.
    fn phrase(&self, start: usize, stop: usize, end: usize) -> Option<Nominal> {
        let words = self.words.get(start..end)?;
        let plain = words.iter().filter(|w| w.kind == Kind::Word).count() >= 3;
        let acts = words.iter().any(|w| matches!(w.entry.verb, Some((verb, form)) if form != Form::Past && self.rank(verb) != Rank::Noun && self.changes(verb)));
        let (first, last) = (self.words.get(start)?, self.words.get(stop.checked_sub(1)?)?);
        let ascii = first.text(self.text).is_ascii();
        (plain && !acts && ascii && stop > start).then_some(Nominal {
            start: first.start,
            end: last.end,
            verb: None,
            known: false,
        })
    }

    fn changes(&self, verb: VerbId) -> bool {
        self.lexicon.verb(verb).is_none_or(|v| v.says != super::model::Category::Read)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Rowed {
    Main,
    Row,
    Further,
}

enum Found {
    Head(usize, Form),
    /// A noun phrase starts here.
    Noun(usize),
    Nothing,
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
            ("Create, patch, or delete an entry", &["Create", "patch", "delete"]),
            ("Get a list of reports and issues", &["Get"]),
            ("Reads rows without deleting them", &["Reads"]),
            ("Exports rows and deletes the old ones.", &["Exports", "deletes"]),
            ("Merge two contacts. It also deletes the second.", &["Merge", "deletes"]),
            ("List files. To delete one, use `rm_file`.", &["List"]),
            ("Securely log in to the portal", &["log in"]),
            ("Weather in a city", &[]),
            ("Show what was deleted.", &["Show"]),
        ] {
            assert_eq!(heads(text), verbs, "{text}");
        }
    }

    #[test]
    fn a_noun_phrase_names_what_is_retrieved() {
        let text = "Fast and precise code search across repositories";
        let nominal = read(text, lexicon()).nominal.unwrap();
        assert_eq!(&text[nominal.start..nominal.end], "search");
    }
}
