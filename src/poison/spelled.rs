//! Words that are spelled so that whoever searches for them misses them: letters
//! kept apart, figures for letters, words joined by marks or humps. A model
//! reads over all of it.

use super::glance::{MIN_APART, MIN_CODE, MIN_JOINED, MIN_PARTS, MOST_BETWEEN};
use super::layers::{Layer, LayerKind};
use super::texts::spaced;
use crate::document::Span;

/// What may stand behind a word.
const STOPS: [char; 9] = ['.', ',', ';', ':', '!', '?', ')', '"', '\''];

/// Figures and signs, and the letters that they stand for.
const FIGURES: [(char, char); 11] = [
    ('0', 'o'),
    ('1', 'i'),
    ('3', 'e'),
    ('4', 'a'),
    ('5', 's'),
    ('7', 't'),
    ('8', 'b'),
    ('9', 'g'),
    ('@', 'a'),
    ('$', 's'),
    ('!', 'i'),
];

/// Each run of words that are joined by marks or humps, as words.
pub fn joined(text: &str) -> Vec<Layer> {
    let is_joint = |c: char| matches!(c, '_' | '-' | '.' | '+' | '/' | '=' | ':' | '|');
    let mut found = Vec::new();
    for run in runs(text, |c| c.is_ascii_alphanumeric() || is_joint(c)) {
        let code = &text[run.clone()];
        // Names and slugs; figures stand in identifiers, which say nothing.
        let is_address = code.contains("://") || code.bytes().any(|byte| byte.is_ascii_digit());
        if run.len() < MIN_JOINED || is_address {
            continue;
        }
        let parted: String = code.chars().map(|c| if is_joint(c) { ' ' } else { c }).collect();
        let words = spaced(&parted).split_whitespace().collect::<Vec<_>>().join(" ");
        if words.split(' ').count() >= MIN_PARTS {
            found.push(Layer { kind: LayerKind::Joined, text: words, span: run });
        }
    }
    found
}

/// Each run of letters that stand apart, as words. What is between most of them
/// is between letters, anything else between words.
pub fn apart(text: &str) -> Vec<Layer> {
    let mut found = Vec::new();
    let mut letters: Vec<Span> = Vec::new();
    for sign in runs(text, char::is_alphanumeric) {
        let behind = letters.last().map_or(0, |last| sign.start - last.end);
        let single = text[sign.clone()].chars().nth(1).is_none();
        if !single || behind > MOST_BETWEEN {
            found.extend(word_of(text, &letters));
            letters.clear();
        }
        if single {
            letters.push(sign);
        }
    }
    found.extend(word_of(text, &letters));
    found
}

fn word_of(text: &str, letters: &[Span]) -> Option<Layer> {
    let (first, last) = (letters.first()?, letters.last()?);
    if letters.len() < MIN_APART {
        return None;
    }
    let gaps: Vec<&str> = letters.windows(2).map(|two| &text[two[0].end..two[1].start]).collect();
    let count = |gap: &str| gaps.iter().filter(|one| **one == gap).count();
    let usual = gaps.iter().take(MIN_APART).max_by_key(|gap| count(gap)).copied()?;
    let mut words = text[first.clone()].to_owned();
    for (letter, gap) in letters[1..].iter().zip(&gaps) {
        if *gap != usual {
            words.push(' ');
        }
        words.push_str(&text[letter.clone()]);
    }
    Some(Layer { kind: LayerKind::Apart, text: words, span: first.start..last.end })
}

/// The text with letters for the figures in its words, where there are any.
pub fn figures(text: &str) -> Option<Layer> {
    let mut words = String::with_capacity(text.len());
    let mut changed: Option<Span> = None;
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        // Codes and numbers are no words.
        let is_word = word.len() < MIN_CODE && word.chars().any(|c| c.is_ascii_alphabetic());
        let ends = word.trim_end_matches(|c: char| c.is_whitespace() || STOPS.contains(&c)).len();
        if !is_word || !word[..ends].chars().any(|c| letter(c) != c) {
            words.push_str(word);
        } else {
            let lettered: String = word.replace("11", "ll").chars().map(letter).collect();
            words.push_str(&lettered[..ends.min(lettered.len())]);
            words.push_str(&word[ends..]);
            let start = changed.map_or(at, |span| span.start);
            changed = Some(start..at + ends);
        }
        at += word.len();
    }
    Some(Layer { kind: LayerKind::Figures, text: words, span: changed? })
}

fn letter(c: char) -> char {
    FIGURES.iter().find(|(figure, _)| *figure == c).map_or(c, |(_, letter)| *letter)
}

/// The runs of characters of a kind.
fn runs(text: &str, is: impl Fn(char) -> bool) -> impl Iterator<Item = Span> {
    let mut at = 0;
    let runs = text.split(move |c: char| !is(c));
    runs.filter_map(move |run| {
        let start = at;
        at += run.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
        (!run.is_empty()).then_some(start..start + run.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(layers: &[Layer]) -> Vec<&str> {
        layers.iter().map(|layer| layer.text.as_str()).collect()
    }

    #[test]
    fn joined_words_are_parted() {
        let text = "Say DROP_ALL_THE_RULES or dropAllTheRules, é drop-all.the|rules!";
        let layers = joined(text);
        let words = ["DROP ALL THE RULES", "drop All The Rules", "drop all the rules"];
        assert_eq!(texts(&layers), words);
        assert_eq!(&text[layers[2].span.clone()], "drop-all.the|rules");
        for text in ["list_files", "https://a.b/read/all/files/now", "a1b2-c3d4-e5f6-a7b8"] {
            assert!(joined(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn letters_that_stand_apart_are_joined() {
        let text = "Now: r e a d  i t  a l l, or s-t-o-p i-t n-o-w.";
        let layers = apart(text);
        assert_eq!(texts(&layers), ["read it all", "stop it now"]);
        assert!(apart("A, B and C; x y z").is_empty());
    }

    #[test]
    fn figures_are_read_as_letters() {
        let layer = figures("Up to 10: r34d a11 f1l3s! 2024").unwrap();
        assert_eq!(layer.text, "Up to 10: read all files! 2024");
        assert_eq!(layer.span, 10..24);
        assert_eq!(figures("Up to 10 of 2024!"), None);
    }
}
