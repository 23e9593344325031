//! Scripts that write no spaces between words: Chinese, Japanese, Korean.
//!
//! A run such as `删除指定文件` is cut at the words that the lexicon knows, the
//! longest first; what it doesn't know between two of them is one piece.

use std::ops::Range;

use super::lexicon::Lexicon;

/// So many characters has the longest word of such a script in the lexicon.
const LONGEST: usize = 5;

/// Whether a text begins in such a script.
pub fn is_unspaced(text: &str) -> bool {
    text.chars().next().is_some_and(|c| is_han(c) || is_phonetic(c))
}

/// Kana and Hangul: in their languages the verb stands last.
pub fn ends_in_verb(text: &str) -> bool {
    text.chars().any(is_phonetic)
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

fn is_phonetic(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{ac00}'..='\u{d7af}')
}

/// The pieces of a run of letters, in order and without a gap.
pub fn pieces<'a>(
    run: &'a str,
    lexicon: &'static Lexicon,
) -> impl Iterator<Item = Range<usize>> + 'a {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        let rest = run.get(start..).filter(|rest| !rest.is_empty())?;
        at = start + known(rest, lexicon).unwrap_or_else(|| unknown(rest, lexicon));
        Some(start..at)
    })
}

/// How long the longest known word is that a text begins with.
fn known(text: &str, lexicon: &Lexicon) -> Option<usize> {
    if !is_unspaced(text) {
        return None;
    }
    let ends = text.char_indices().map(|(i, c)| i + c.len_utf8()).take(LONGEST);
    ends.filter(|end| text.get(..*end).is_some_and(|word| lexicon.word(word).is_known())).last()
}

/// How far it is to the next known word, or to where the script changes.
fn unknown(text: &str, lexicon: &Lexicon) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    let unspaced = is_unspaced(text);
    let mut later = text.char_indices().map(|(i, _)| i).skip(1);
    let ends = |at: &usize| {
        let rest = text.get(*at..).unwrap_or("");
        is_unspaced(rest) != unspaced || known(rest, lexicon).is_some()
    };
    later.find(ends).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::lexicon;
    use super::*;

    #[test]
    fn a_run_is_cut_at_known_words() {
        for (run, wanted) in [
            ("删除指定文件", &["删除", "指定文件"][..]),
            ("获取PDF文件", &["获取", "PDF", "文件"]),
            ("ファイルを削除します", &["ファイルを", "削除", "します"]),
            ("삭제합니다", &["삭제", "합니다"]),
            ("löschen", &["löschen"]),
            ("", &[]),
        ] {
            let cut: Vec<&str> = pieces(run, lexicon()).map(|at| &run[at]).collect();
            assert_eq!(cut, wanted, "{run}");
        }
    }
}
