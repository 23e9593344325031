//! Finds tools by words in their names and descriptions.
//!
//! Every word of a query has to be found. A word is found as it is, in the
//! plural, as the start or a part of a longer word, or, where nothing of that
//! kind is there at all, with a slip of the finger in it. A hit in the name
//! counts more than one in the description, a rare word more than a frequent
//! one. The index takes one pass over the texts; a query takes one over the
//! words' numbers.

use rustc_hash::FxHashMap;

/// Words of a query beyond these are left out.
const MAX_WORDS: usize = 12;
/// Longer words aren't guessed at.
const MAX_GUESSED: usize = 32;
/// What a hit in the name counts, against one in the description.
const NAME: f32 = 3.0;
/// Words that say nothing, unless they are all there is.
const FILLERS: [&str; 12] =
    ["a", "an", "the", "of", "to", "in", "on", "for", "and", "or", "with", "that"];

/// How well a word of the text answers one of the query.
const SAME: f32 = 1.0;
const PLURAL: f32 = 0.95;
const START: f32 = 0.75;
const PART: f32 = 0.5;
const SLIP: f32 = 0.4;

/// Texts made ready to be searched.
#[derive(Debug, Default)]
pub struct Index {
    /// Each distinct word as it stands somewhere, lower-cased.
    words: Vec<String>,
    /// The numbers of the words of all texts, one text behind the other, the
    /// name's first.
    texts: Vec<u32>,
    /// Where the name ends and where the text ends.
    ends: Vec<(usize, usize)>,
}

/// A text that was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// Which one, in the order given.
    pub at: usize,
    /// Higher is better; only good for comparing hits of one query.
    pub score: f32,
}

impl Index {
    /// Indexes names with their descriptions.
    pub fn of<'a>(tools: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut index = Self::default();
        let mut numbers: FxHashMap<&'a str, u32> = FxHashMap::default();
        for (name, description) in tools {
            each_word(name, true, &mut |word| index.push(&mut numbers, word));
            let name_end = index.texts.len();
            each_word(description, false, &mut |word| index.push(&mut numbers, word));
            index.ends.push((name_end, index.texts.len()));
        }
        index
    }

    fn push<'a>(&mut self, numbers: &mut FxHashMap<&'a str, u32>, word: &'a str) {
        let words = &mut self.words;
        let number = *numbers.entry(word).or_insert_with(|| {
            words.push(word.to_lowercase());
            u32::try_from(words.len() - 1).unwrap_or(u32::MAX)
        });
        self.texts.push(number);
    }

    /// The texts that hold every word of the query, the best first; of equals
    /// the first in order. Without a word nothing is found.
    #[must_use]
    pub fn find(&self, query: &str) -> Vec<Hit> {
        let wanted: Vec<Vec<f32>> =
            query_words(query).iter().map(|one| self.match_word(one)).collect();
        if wanted.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<(usize, f32, Vec<f32>)> = Vec::new();
        let mut start = 0;
        let mut best = vec![0.0_f32; wanted.len()];
        for (at, (name_end, end)) in self.ends.iter().enumerate() {
            let text = self.texts.get(start..*end).unwrap_or_default();
            let (name, description) = text.split_at((name_end - start).min(text.len()));
            best.fill(0.0);
            let named = answers(name, &wanted, NAME, &mut best);
            answers(description, &wanted, 1.0, &mut best);
            if best.iter().all(|weight| *weight > 0.0) {
                let words = u16::try_from(name.len()).unwrap_or(u16::MAX).max(1);
                // A short name that the query speaks of is what was meant.
                let share = f32::from(named) / f32::from(words);
                found.push((at, share, best.clone()));
            }
            start = *end;
        }
        rank(&found, self.ends.len(), wanted.len())
    }

    /// How well each distinct word answers a word of the query.
    fn match_word(&self, wanted: &str) -> Vec<f32> {
        let plain: Vec<f32> = self.words.iter().map(|word| likeness(wanted, word)).collect();
        let length = wanted.chars().count();
        if plain.iter().any(|weight| *weight > 0.0) || !(4..=MAX_GUESSED).contains(&length) {
            return plain;
        }
        let slips = if length < 8 { 1 } else { 2 };
        let guess = |word: &String| {
            let near = word.len().abs_diff(wanted.len()) <= 2 * slips;
            let slipped = near && strsim::osa_distance(wanted, word) <= slips;
            if slipped { SLIP } else { 0.0 }
        };
        self.words.iter().map(guess).collect()
    }
}

/// Raises the `best` answer to each word of the query by those that these words
/// give, and counts the words that answer any.
fn answers(words: &[u32], wanted: &[Vec<f32>], counts: f32, best: &mut [f32]) -> u16 {
    let mut answering = 0_u16;
    for number in words {
        let mut any = false;
        for (best, weights) in best.iter_mut().zip(wanted) {
            let weight = weights.get(*number as usize).copied().unwrap_or(0.0);
            any |= weight > 0.0;
            *best = best.max(counts * weight);
        }
        answering = answering.saturating_add(u16::from(any));
    }
    answering
}

fn likeness(wanted: &str, word: &str) -> f32 {
    if wanted == word {
        SAME
    } else if stem(wanted) == stem(word) {
        PLURAL
    } else if wanted.len() >= 2 && word.starts_with(wanted) {
        START
    } else if wanted.len() >= 3 && word.contains(wanted) {
        PART
    } else {
        0.0
    }
}

fn stem(word: &str) -> &str {
    word.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with('s')).unwrap_or(word)
}

/// A word that few texts hold weighs more.
fn rank(found: &[(usize, f32, Vec<f32>)], total: usize, words: usize) -> Vec<Hit> {
    let count = |n: usize| f32::from(u16::try_from(n).unwrap_or(u16::MAX));
    let rarity: Vec<f32> = (0..words)
        .map(|word| {
            let having = found.iter().filter(|(_, _, best)| best.get(word) > Some(&PART)).count();
            1.0 + (count(total) / count(having.max(1))).max(1.0).ln()
        })
        .collect();
    let score = |(at, share, best): &(usize, f32, Vec<f32>)| {
        let sum: f32 = best.iter().zip(&rarity).map(|(weight, rarity)| weight * rarity).sum();
        Hit { at: *at, score: sum * (1.0 + share) }
    };
    let mut hits: Vec<Hit> = found.iter().map(score).collect();
    hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.at.cmp(&b.at)));
    hits
}

fn query_words(query: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    each_word(query, true, &mut |word| {
        let word = word.to_lowercase();
        if words.len() < MAX_WORDS && !words.contains(&word) {
            words.push(word);
        }
    });
    let says = |word: &String| !FILLERS.contains(&word.as_str());
    if words.iter().any(says) {
        words.retain(says);
    }
    words
}

/// Runs of letters and digits; in names a capital behind a small letter begins a word.
fn each_word<'a>(text: &'a str, camel: bool, sink: &mut impl FnMut(&'a str)) {
    let mut start = 0;
    let mut before = b' ';
    for (i, byte) in text.bytes().enumerate() {
        // Bytes beyond ASCII are letters here; a text is only cut at ASCII.
        let inside = byte.is_ascii_alphanumeric() || byte >= 0x80;
        let breaks = camel && byte.is_ascii_uppercase() && before.is_ascii_lowercase();
        if !inside || breaks {
            if start < i {
                sink(&text[start..i]);
            }
            start = if inside { i } else { i + 1 };
        }
        before = byte;
    }
    if start < text.len() {
        sink(&text[start..]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOOLS: [(&str, &str); 6] = [
        ("user_connection_activate", "Make a stored connection the one in use."),
        ("listUserConnections", "List the connections of a user."),
        ("mail_send", "Send a mail to a user, such as one who lost a connection."),
        ("file_delete", "Delete a file for good."),
        ("datei_löschen", "Löscht eine Datei."),
        ("clock", ""),
    ];

    fn find(query: &str) -> Vec<usize> {
        Index::of(TOOLS).find(query).into_iter().map(|hit| hit.at).collect()
    }

    #[test]
    fn every_word_has_to_be_there_and_names_come_first() {
        assert_eq!(find("connection"), [0, 1, 2]);
        assert_eq!(find("user connection"), [0, 1, 2]);
        assert_eq!(find("user connection send"), [2]);
        assert_eq!(find("user_connection_activate"), [0]);
        assert_eq!(find("USER Connections"), [1, 0, 2]);
        assert_eq!(find("delete the file"), [3]);
        assert_eq!(find("dele"), [3]);
        assert_eq!(find("löschen"), [4]);
        assert!(find("file mail").is_empty());
        assert!(find(" -- ").is_empty());
    }

    #[test]
    fn a_slip_of_the_finger_is_forgiven_where_nothing_else_fits() {
        assert_eq!(find("conection"), [0, 1, 2]);
        assert_eq!(find("dlete"), [3]);
        assert_eq!(find("usre actvate"), [0]);
        assert!(find("clck in use").is_empty());
        assert!(find("zzzzz").is_empty());
    }

    #[test]
    fn odd_queries_cost_nothing() {
        let long = "x".repeat(100_000);
        assert!(find(&long).is_empty());
        assert!(find(&"a b c d e f g ".repeat(10_000)).is_empty());
        assert!(Index::of([]).find("user").is_empty());
    }
}
