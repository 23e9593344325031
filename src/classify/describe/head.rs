//! Where a sentence's head verb stands, behind labels and wrapper words.

use super::super::letters::{Letters, spelt};
use super::super::lexicon::{Form, Function, Rank, VerbId};
use super::super::words::Kind;
use super::reader::Reader;

/// So many words may stand in front of a head.
const MAX_WRAPPED: usize = 24;

/// What a sentence begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// The head, by its word, and its form.
    Head(usize, Form),
    /// A noun phrase starts at this word.
    Noun(usize),
    Nothing,
}

impl Reader<'_> {
    /// Skips `[beta]`, `(v2)` and labels such as `GitHub: ` or `Files - `.
    pub fn skip_label(&self, start: usize, end: usize) -> usize {
        let mut at = start;
        let bracket =
            [('[', ']'), ('(', ')')].into_iter().find(|(open, _)| self.is_mark(at, &[*open]));
        if let Some((_, close)) = bracket {
            at = (at..end).find(|i| self.is_mark(*i, &[close])).map_or(at, |i| i + 1);
        }
        let ends = |i: &usize| self.is_mark(*i, &[':', '：', '—', '–', '|']) || self.is_dash(*i);
        match (at..end.min(at + 6)).find(ends) {
            Some(i) if i == at => at + 1,
            Some(i) if i + 1 < end && !self.is_plain_verb(at) => i + 1,
            _ => at,
        }
    }

    fn is_plain_verb(&self, at: usize) -> bool {
        self.verb(at).is_some_and(|(verb, _)| self.rank(verb) != Rank::Noun)
    }

    /// A hyphen with space on both sides.
    pub fn is_dash(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        let bytes = self.text.as_bytes();
        word.is_mark(&['-'])
            && word.start.checked_sub(1).and_then(|i| bytes.get(i)) == Some(&b' ')
            && bytes.get(word.end) == Some(&b' ')
    }

    /// In Chinese the first verb decides, in Japanese and Korean the last.
    fn unspaced_head(&self, start: usize, end: usize) -> Found {
        let verbs = || (start..end).filter(|at| self.is_unspaced(*at) && self.verb(*at).is_some());
        let head = if self.ends_in_verb(start, end) { verbs().next_back() } else { verbs().next() };
        head.map_or(Found::Noun(start), |at| Found::Head(at, Form::Base))
    }

    /// The head of a sentence in a language that puts its verb last.
    fn final_head(&self, start: usize, end: usize) -> Option<usize> {
        let stop = (start..end).find(|at| self.is_mark(*at, &['(', ':', '\n'])).unwrap_or(end);
        let last = (start..stop).rev().find(|at| !self.is_mark(*at, &['.', ',', '!']))?;
        self.is(last, Function::Final).then_some(last)
    }

    /// The first word that is neither wrapper nor adverb decides.
    pub fn find_head(&self, start: usize, end: usize) -> Found {
        if self.is_unspaced(start) {
            return self.unspaced_head(start, end);
        }
        match self.opening(start, end) {
            // `Sayfaları siler`: what looked like a thing is its object.
            Found::Noun(at) => {
                let last = self.final_head(start, end);
                last.map_or(Found::Noun(at), |last| Found::Head(last, Form::Base))
            }
            found => found,
        }
    }

    fn opening(&self, start: usize, end: usize) -> Found {
        let mut wrapped = 0;
        for at in start..end.min(start + MAX_WRAPPED) {
            let Some(word) = self.words.get(at) else { break };
            if let Kind::Mark(mark) = word.kind {
                if matches!(mark, ',' | '.' | '(' | ')') && wrapped == 0 && at > start {
                    return Found::Noun(start);
                }
                continue;
            }
            let of_tool = self.is_of_tool(at);
            if let Some((verb, form)) = self.verb(at).filter(|_| !of_tool)
                && !self.wraps(at, wrapped)
                && self.is_clause_head(at, verb, form, wrapped)
            {
                return Found::Head(at, form);
            }
            let skips = of_tool || self.is(at, Function::Wrapper) || self.is_adverb(at);
            if !skips || (wrapped == 0 && self.is(at, Function::Question)) {
                return Found::Noun(start);
            }
            wrapped += 1;
        }
        Found::Nothing
    }

    /// `use`, `call`, `run` in front of `this tool` say nothing of what it does.
    fn is_of_tool(&self, at: usize) -> bool {
        let tool = || self.is_any(at + 2, spelt!["tool", "function"]);
        self.is_any(at + 1, spelt!["this", "it", "when", "only", "whenever", "if"])
            || (self.is_any(at + 1, spelt!["the"]) && tool())
    }

    /// A wrapper word that is a verb too (`use`, `provide`) where it wraps:
    /// `enables you`, `provides a way`, but not `enables a feature`.
    fn wraps(&self, at: usize, wrapped: usize) -> bool {
        let opens = self.is_any(at + 1, spelt!["to", "you", "users", "agents"]);
        let provides = self.is_any(at, spelt!["provides", "provide"]);
        let thing = self.is(at + 1, Function::Article) && self.is(at + 2, Function::Wrapper);
        self.is(at, Function::Wrapper) && (wrapped > 0 || opens || (provides && thing))
    }

    /// Whether a verb form here is used as a verb.
    fn is_clause_head(&self, at: usize, verb: VerbId, form: Form, wrapped: usize) -> bool {
        if self.is_noun_use(at, verb, form) && !self.demands_verb(at, wrapped) {
            return false;
        }
        let articled = wrapped > 0 && at > 0 && self.is(at - 1, Function::Determiner);
        match form {
            Form::Past => false,
            // `Running containers` is a thing, `Running a container` an act.
            Form::Gerund if wrapped == 0 || self.is_any(at - 1, spelt!["currently"]) => {
                self.is(at + 1, Function::Article)
            }
            Form::Base | Form::Third | Form::Gerund => !articled,
        }
    }

    /// `Rates of a bank`, `Messages that were sent`, `Text with advice`, `Clicks, bounces`.
    fn is_noun_use(&self, at: usize, verb: VerbId, form: Form) -> bool {
        if self.phrasal(at).is_some() {
            return false;
        }
        let noun = self.rank(verb) == Rank::Noun;
        let any = |words: &[Letters]| self.is_any(at + 1, words);
        any(spelt!["that", "which", "are", "is", "were"])
            || ((noun || form == Form::Third) && any(spelt!["of"]))
            || (form == Form::Third && self.is_placed(at + 1) && !self.harms(verb))
            || (noun
                && any(spelt!["in", "for", "with", "from", "by", "about", "between", "across"]))
            || (noun && form == Form::Third && (any(spelt!["and"]) || self.is_mark(at + 1, &[','])))
    }

    /// `Stops close to …`, `Commits since …`, `Claims w/ …`: no verb's object.
    fn is_placed(&self, at: usize) -> bool {
        self.is_any(at, spelt!["within", "near", "since", "above", "below", "per", "w"])
            || (self.is_any(at, spelt!["close"]) && self.is_any(at + 1, spelt!["to"]))
    }

    /// The word in front takes a verb: `to`, `can`, `will`.
    fn demands_verb(&self, at: usize, wrapped: usize) -> bool {
        let before = spelt!["to", "can", "will", "you", "users", "that", "it"];
        wrapped > 0 && at > 0 && self.is_any(at - 1, before)
    }
}
