//! Tools of the same server that deal with the same object.
//!
//! Two tools are related where their names share a word that isn't the verb
//! and that at most half of the server's tools have. A rare word weighs more
//! than a frequent one, so `user_connection_list` stands nearer to
//! `user_connection_activate` than `user_create` does.

use std::collections::{BTreeSet, HashMap};

use crate::classify::Verdict;

/// The positions of at most `most` related tools, the nearest first.
#[must_use]
pub fn related(verdicts: &[Verdict], of: usize, most: usize) -> Vec<usize> {
    let Some(subject) = verdicts.get(of) else { return Vec::new() };
    let words: Vec<BTreeSet<String>> = verdicts.iter().map(|v| split(&v.name)).collect();
    let weights = weights(&words);
    let mut wanted = words[of].clone();
    for verb in verbs(subject) {
        wanted.remove(&verb);
    }
    let mut scored: Vec<(f64, usize)> = words
        .iter()
        .enumerate()
        .filter(|(i, _)| *i != of && verdicts[*i].name != subject.name)
        .map(|(i, theirs)| (theirs.intersection(&wanted).map(|w| weights[w]).sum(), i))
        .filter(|(score, _)| *score > 0.0)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    scored.truncate(most);
    scored.into_iter().map(|(_, i)| i).collect()
}

/// The words that decided the verdict and stand in the name: mostly its verb.
fn verbs(verdict: &Verdict) -> Vec<String> {
    let in_name = verdict.evidence.iter().filter(|e| e.field == "name");
    in_name.flat_map(|e| split(&e.quote)).collect()
}

/// A word that more than half of the tools share is the server's, not an object's.
fn weights(words: &[BTreeSet<String>]) -> HashMap<String, f64> {
    let mut counts: HashMap<String, u32> = HashMap::new();
    for word in words.iter().flatten() {
        *counts.entry(word.clone()).or_insert(0) += 1;
    }
    let total = u32::try_from(words.len()).unwrap_or(u32::MAX);
    let weight = |count: u32| {
        let shared = total > 3 && count > total / 2;
        if shared { 0.0 } else { 1.0 + (f64::from(total) / f64::from(count)).ln() }
    };
    counts.into_iter().map(|(word, count)| (word, weight(count))).collect()
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
        assert_eq!(related(&verdicts, 0, 8), [3, 2]);
        assert_eq!(related(&verdicts, 0, 1), [3]);
        assert!(related(&verdicts, 4, 8).is_empty());
        assert!(related(&verdicts, 9, 8).is_empty());
    }

    #[test]
    fn names_split_in_any_style() {
        let words = |name| split(name).into_iter().collect::<Vec<_>>();
        assert_eq!(words("listUserConnections"), ["connection", "list", "user"]);
        assert_eq!(words("get-user.access_s3"), ["access", "get", "s3", "user"]);
        assert!(words("__--").is_empty());
    }
}
