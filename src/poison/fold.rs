//! Letters that pass for others, put back.

use unicode_security::skeleton;

/// A character with the bytes of the text that it stands for.
#[derive(Debug, Clone, Copy)]
pub struct Placed {
    pub c: char,
    pub start: usize,
    pub end: usize,
}

/// The ASCII letter that a foreign letter passes for.
pub fn lookalike(c: char) -> Option<char> {
    if c.is_ascii() || !c.is_alphabetic() {
        return None;
    }
    let mut found = [0; 4];
    let mut skeleton = skeleton(c.encode_utf8(&mut found));
    match (skeleton.next(), skeleton.next()) {
        (Some(one), None) if one.is_ascii_alphabetic() => Some(one),
        _ => None,
    }
}

/// Full-width and mathematical letters are ASCII in another dress, in any word.
fn is_dressed(c: char) -> bool {
    matches!(c, '\u{ff01}'..='\u{ff5e}' | '\u{1d400}'..='\u{1d7ff}')
}

/// Puts lookalikes back in words that mix them with ASCII letters. Words of
/// another script stay as they are. Says how many words were changed.
pub fn fold(chars: &mut [Placed]) -> usize {
    let mut words = 0;
    let mut at = 0;
    while at < chars.len() {
        let length = chars[at..].iter().take_while(|p| p.c.is_alphanumeric()).count();
        if length > 0 && fold_word(&mut chars[at..at + length]) {
            words += 1;
        }
        at += length.max(1);
    }
    words
}

fn fold_word(word: &mut [Placed]) -> bool {
    let mixed = word.iter().any(|p| p.c.is_ascii_alphabetic());
    let mut changed = false;
    for placed in word {
        if placed.c.is_ascii() || !(mixed || is_dressed(placed.c)) {
            continue;
        }
        if let Some(meant) = lookalike(placed.c) {
            placed.c = meant;
            changed = true;
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> (String, usize) {
        let mut chars: Vec<Placed> =
            text.char_indices().map(|(start, c)| Placed { c, start, end: start }).collect();
        let words = fold(&mut chars);
        (chars.iter().map(|p| p.c).collect(), words)
    }

    #[test]
    fn mixed_words_are_put_back_and_foreign_ones_are_not() {
        assert_eq!(folded("іgnоrе аll"), ("ignore all".to_owned(), 2));
        assert_eq!(folded("𝐢𝐠𝐧𝐨𝐫𝐞").0, "ignore");
        assert_eq!(folded("Привет, мир"), ("Привет, мир".to_owned(), 0));
        assert_eq!(folded("καλημέρα naïve"), ("καλημέρα naïve".to_owned(), 0));
    }
}
