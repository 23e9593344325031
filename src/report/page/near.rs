//! Tools that deal with the same object, and tools of the same kind.
//!
//! Two tools are related where their names share a word that isn't the verb
//! and that at most half of the tools have. A rare word weighs more than a
//! frequent one, so `user_connection_list` stands nearer to
//! `user_connection_activate` than `user_create` does. Two tools are of one
//! kind where beside that they do the same: of one category, and the nearer
//! for one verb. Words are looked up, not compared, so that the pages of
//! thousands of tools take no more than their number.

use std::collections::{BTreeSet, HashMap};

use crate::classify::Verdict;

/// How much the same verb brings two tools together: as a word that all share.
const SAME_VERB: f64 = 1.0;

/// Tools by the words of their names.
#[derive(Debug, Clone)]
pub struct Near {
    words: Vec<BTreeSet<String>>,
    /// Which tools have a word; none for one that most have.
    tools: HashMap<String, Vec<usize>>,
    total: usize,
}

impl Near {
    #[must_use]
    pub fn of<'a>(verdicts: impl IntoIterator<Item = &'a Verdict>) -> Self {
        let words: Vec<BTreeSet<String>> =
            verdicts.into_iter().map(|verdict| split(&verdict.name)).collect();
        let total = words.len();
        let mut tools: HashMap<String, Vec<usize>> = HashMap::new();
        for (i, words) in words.iter().enumerate() {
            for word in words {
                tools.entry(word.clone()).or_default().push(i);
            }
        }
        // A word that more than half of the tools share is the server's, not an object's.
        tools.retain(|_, having| total <= 3 || having.len() <= total / 2);
        Self { words, tools, total }
    }

    /// The tools that share an object with this one, and how near each is; in
    /// no order.
    fn scores(&self, subject: &Verdict, words: &BTreeSet<String>) -> HashMap<usize, f64> {
        let verbs = verbs(subject);
        let mut scores: HashMap<usize, f64> = HashMap::new();
        for word in words.iter().filter(|word| !verbs.contains(*word)) {
            let Some(having) = self.tools.get(word) else { continue };
            let weight = 1.0 + (count(self.total) / count(having.len())).ln();
            for i in having {
                *scores.entry(*i).or_default() += weight;
            }
        }
        scores
    }

    /// The positions of at most `most` tools that deal with the same object as
    /// the one at `of`, the nearest first; `verdicts` are those given before.
    #[must_use]
    pub fn related(&self, verdicts: &[Verdict], of: usize, most: usize) -> Vec<usize> {
        let (Some(subject), Some(words)) = (verdicts.get(of), self.words.get(of)) else {
            return Vec::new();
        };
        let other =
            |i: &usize| *i != of && verdicts.get(*i).is_some_and(|v| v.name != subject.name);
        let scores = self.scores(subject, words);
        nearest(scores.into_iter().filter(|(i, _)| other(i)), most)
    }

    /// The positions of at most `most` tools of the same kind as a stranger.
    #[must_use]
    pub fn alike(&self, subject: &Verdict, among: &[&Verdict], most: usize) -> Vec<usize> {
        let same = |i: &usize| {
            among.get(*i).is_some_and(|verdict| {
                verdict.category == subject.category && verdict.server != subject.server
            })
        };
        let verb = subject.evidence.first().map(|evidence| evidence.rule.as_ref());
        let nearer = |(i, score): (usize, f64)| {
            let its = among.get(i).and_then(|verdict| verdict.evidence.first());
            let shared = verb.is_some() && its.map(|evidence| evidence.rule.as_ref()) == verb;
            (i, score + if shared { SAME_VERB } else { 0.0 })
        };
        let scores = self.scores(subject, &split(&subject.name));
        nearest(scores.into_iter().filter(|(i, _)| same(i)).map(nearer), most)
    }
}

/// The highest scores first, of equals the first in order.
fn nearest(scores: impl Iterator<Item = (usize, f64)>, most: usize) -> Vec<usize> {
    let mut ranked: Vec<(usize, f64)> = scores.collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked.truncate(most);
    ranked.into_iter().map(|(i, _)| i).collect()
}

fn count(of: usize) -> f64 {
    f64::from(u32::try_from(of).unwrap_or(u32::MAX))
}

/// The words that decided the verdict and stand in the name: mostly its verb.
fn verbs(verdict: &Verdict) -> BTreeSet<String> {
    let in_name = verdict.evidence.iter().filter(|e| e.field == "name");
    in_name.flat_map(|e| split(&e.quote)).collect()
}

/// The words of a name in any case style, lower-cased and in the singular.
fn split(name: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    let mut word = String::new();
    let mut after_lower = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || (c.is_uppercase() && after_lower) {
            keep(&mut words, &mut word);
        }
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
        after_lower = c.is_lowercase() || c.is_numeric();
    }
    keep(&mut words, &mut word);
    words
}

fn keep(words: &mut BTreeSet<String>, word: &mut String) {
    let whole = std::mem::take(word);
    let singular = match whole.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with('s') => stem.to_owned(),
        _ => whole,
    };
    if !singular.is_empty() {
        words.insert(singular);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::Evidence;

    fn verdict(name: &str, verb: &str) -> Verdict {
        let start = name.find(verb).unwrap();
        let evidence = Evidence {
            field: "name".into(),
            start,
            end: start + verb.len(),
            quote: verb.to_owned(),
            rule: format!("verb/{verb}").into(),
            says: "Write".into(),
        };
        Verdict { evidence: vec![evidence], ..Verdict::unknown("s", name) }
    }

    #[test]
    fn the_object_relates_and_the_verb_does_not() {
        let verdicts = [
            verdict("app_user_connection_activate", "activate"),
            verdict("app_module_activate", "activate"),
            verdict("app_user_create", "create"),
            verdict("app_listUserConnections", "list"),
            verdict("app_invoice_get", "get"),
            verdict("app_stock_count", "count"),
        ];
        let near = Near::of(&verdicts);
        let related = |of, most| near.related(&verdicts, of, most);
        assert_eq!(related(0, 8), [3, 2]);
        assert_eq!(related(0, 1), [3]);
        assert!(related(4, 8).is_empty());
        assert!(related(9, 8).is_empty());
    }

    #[test]
    fn of_one_kind_is_what_does_the_same_to_the_same_elsewhere() {
        let other =
            |name: &str, verb: &str| Verdict { server: "o".to_owned(), ..verdict(name, verb) };
        let verdicts = [
            other("message_list", "list"),
            other("mark_message", "mark"),
            other("post_message", "post"),
            verdict("message_post", "post"),
            other("file_post", "post"),
            other("report_show", "show"),
            other("chart_show", "show"),
            other("table_show", "show"),
        ];
        let among: Vec<&Verdict> = verdicts.iter().collect();
        let near = Near::of(&verdicts);
        let subject = verdict("chat_message_post", "post");
        // Another object is another kind; the same server's own tools are told apart from these.
        assert_eq!(near.alike(&subject, &among, 8), [2, 0, 1]);
    }

    #[test]
    fn names_split_in_any_style() {
        let words = |name| split(name).into_iter().collect::<Vec<_>>();
        assert_eq!(words("listUserConnections"), ["connection", "list", "user"]);
        assert_eq!(words("get-user.access_s3"), ["access", "get", "s3", "user"]);
        assert!(words("__--").is_empty());
    }
}
