//! Our own sentences, in which back-ticks mark names.

use std::fmt::Write;

use crate::render::text::one_line;

/// The text as HTML: what stands between back-ticks becomes code. Every part is
/// escaped, so a name that holds a back-tick itself only spoils the looks.
#[must_use]
pub fn prose(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    for (i, part) in one_line(text).split('`').enumerate() {
        // Writing to a String can't fail.
        let _ = if i % 2 == 0 {
            write!(out, "{}", escaped(part))
        } else {
            write!(out, "<code><bdi>{}</bdi></code>", escaped(part))
        };
    }
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::prose;

    #[test]
    fn names_become_code_and_markup_stays_text() {
        assert_eq!(
            prose("without `a<b>` & \"c\""),
            "without <code><bdi>a&lt;b&gt;</bdi></code> &amp; &quot;c&quot;"
        );
        assert_eq!(prose("`a`<i>`"), "<code><bdi>a</bdi></code>&lt;i&gt;<code><bdi></bdi></code>");
    }
}
