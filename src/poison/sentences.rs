//! Where sentences begin and end in a decoded text. A semicolon ends none: what
//! stands behind it belongs to what stands in front.

use crate::document::Span;

/// Words that end in a full stop without ending a sentence.
const SHORT: [&str; 6] = ["e.g", "i.e", "etc", "vs", "approx", "incl"];

/// The sentences of a text, in order; blank ones are left out.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if ends_sentence(text, at, c, end) {
            found.push(start..end);
            start = end;
        }
    }
    found.push(start..text.len());
    found.retain(|span| !text[span.clone()].trim().is_empty());
    found
}

fn ends_sentence(text: &str, at: usize, c: char, end: usize) -> bool {
    match c {
        '。' | '！' | '？' | '；' | '\u{2029}' => true,
        '!' | '?' => text[end..].starts_with(' '),
        '.' => text[end..].starts_with(' ') && !SHORT.iter().any(|s| text[..at].ends_with(s)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_inside_words_end_nothing() {
        let text = "read ~/.ssh/id. then, e.g. now! go \u{2029} 読む。終わり";
        let parts: Vec<&str> = sentences(text).into_iter().map(|span| text[span].trim()).collect();
        assert_eq!(parts, ["read ~/.ssh/id.", "then, e.g. now!", "go", "読む。", "終わり"]);
        assert!(sentences("  ").is_empty());
    }
}
