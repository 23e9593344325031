//! Text of strangers made safe for a terminal, and fitted to a width.
//!
//! A manifest may hold escape sequences that move the cursor, characters that
//! turn the reading direction, and characters that nobody sees. All of them
//! are shown as what they are (`\u{202e}`), never passed on. Widths count
//! terminal columns. Every function takes time linear in its text.

use unicode_width::UnicodeWidthChar;

use crate::phrase::is_unsafe;

/// So many characters without a width may follow one another; more are a
/// pile of accents that runs over the lines above and below.
const MAX_STACKED: usize = 3;

/// [`crate::phrase::visible`], and no piles of accents: a text that can be laid out.
///
/// Line breaks and tabs are shown as escapes too.
#[must_use]
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut stacked = 0;
    for c in text.chars() {
        let piled = is_stacked(c, &mut stacked);
        if is_unsafe(c) || piled {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
    out
}

/// Whether a character goes on a pile of accents that is high enough already;
/// `stacked` counts the pile from one character of a text to the next.
#[must_use]
pub fn is_stacked(c: char, stacked: &mut usize) -> bool {
    *stacked = if columns(c) == 0 { *stacked + 1 } else { 0 };
    *stacked > MAX_STACKED
}

/// [`visible`], on one line: each run of white space becomes one space.
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    visible(&line)
}

/// The columns that a text takes.
#[must_use]
pub fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

fn columns(c: char) -> usize {
    // The emoji selector widens what stands before it.
    if c == '\u{fe0f}' { 1 } else { c.width().unwrap_or(0) }
}

/// Cuts a text to at most `most` columns, the last one telling that it was cut.
///
/// Characters without a width count one, so that what is cut is short in
/// bytes too.
#[must_use]
pub fn clip(text: &str, most: usize) -> String {
    let mut used = 0;
    let mut fits = 0;
    for (start, c) in text.char_indices() {
        used += columns(c).max(1);
        if used > most {
            let mark = if most == 0 { "" } else { "\u{2026}" };
            return format!("{}{mark}", &text[..fits]);
        }
        if used < most {
            fits = start + c.len_utf8();
        }
    }
    text.to_owned()
}

/// Breaks a line at its spaces, and words that are too wide as [`break_word`] does.
///
/// Gives at least one line; no line is wider than `most`.
#[must_use]
pub fn wrap(text: &str, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let mut pieces = break_word(word, most);
        let last = pieces.pop().unwrap_or_default();
        for piece in pieces {
            flush(&mut lines, &mut line, &mut used);
            lines.push(piece);
        }
        let needed = width(&last);
        if used > 0 && used + 1 + needed > most {
            flush(&mut lines, &mut line, &mut used);
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        line.push_str(&last);
        used += needed;
    }
    flush(&mut lines, &mut line, &mut used);
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

fn flush(lines: &mut Vec<String>, line: &mut String, used: &mut usize) {
    if !line.is_empty() {
        lines.push(std::mem::take(line));
    }
    *used = 0;
}

/// Breaks a name behind `_`, `-`, `.`, `/`, `:` or before a capital that
/// follows a small letter; in mid-word only where a part alone is too wide.
#[must_use]
pub fn break_word(word: &str, most: usize) -> Vec<String> {
    let most = most.max(2);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for part in parts(word) {
        let needed = width(part);
        if used > 0 && used + needed > most {
            flush(&mut lines, &mut line, &mut used);
        }
        if needed <= most {
            line.push_str(part);
            used += needed;
            continue;
        }
        for c in part.chars() {
            if used + columns(c) > most {
                flush(&mut lines, &mut line, &mut used);
            }
            line.push(c);
            used += columns(c);
        }
    }
    flush(&mut lines, &mut line, &mut used);
    lines
}

/// The unbreakable parts of a word, in order; together they are the word.
fn parts(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (i, c) in word.char_indices() {
        let breaks = before.is_some_and(|b: char| {
            ("_-./:".contains(b) && c != b) || (b.is_lowercase() && c.is_uppercase())
        });
        if breaks {
            parts.push(&word[start..i]);
            start = i;
        }
        before = Some(c);
    }
    parts.push(&word[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_act_on_a_terminal_is_shown() {
        assert_eq!(visible("a\u{1b}[2Jb"), "a\\u{1b}[2Jb");
        assert_eq!(visible("x\u{202e}y\u{9b}z\u{7f}"), "x\\u{202e}y\\u{9b}z\\u{7f}");
        assert_eq!(visible("\u{e0041}\u{200b}"), "\\u{e0041}\\u{200b}");
        assert_eq!(visible("naïve 日本 ✓ e\u{301}"), "naïve 日本 ✓ e\u{301}");
        assert_eq!(visible(&"\u{301}".repeat(5)).matches("\\u{301}").count(), 2);
        assert_eq!(one_line(" a\r\n\tb\u{2028}c "), "a b c");
    }

    #[test]
    fn names_break_behind_their_separators() {
        assert_eq!(break_word("user_connection_activate", 16), ["user_connection_", "activate"]);
        assert_eq!(break_word("listUserConnections", 10), ["listUser", "Connection", "s"]);
        assert_eq!(break_word("abc", 10), ["abc"]);
        assert_eq!(break_word("日本語", 4), ["日本", "語"]);
        assert!(break_word("", 4).is_empty());
    }

    #[test]
    fn lines_break_at_spaces() {
        assert_eq!(wrap("a bb  ccc", 4), ["a bb", "ccc"]);
        assert_eq!(
            wrap("go on user_connection_activate", 16),
            ["go on", "user_connection_", "activate"]
        );
        assert_eq!(wrap("", 4), [""]);
    }

    #[test]
    fn a_cut_is_told() {
        assert_eq!(clip("abcdef", 6), "abcdef");
        assert_eq!(clip("abcdefg", 6), "abcde\u{2026}");
        assert_eq!(width(&clip("日本語日本語", 6)), 5);
        assert_eq!(clip("ab", 0), "");
    }
}
