//! Text of strangers made safe for Markdown and for spreadsheets.

use super::text::{one_line, visible};

/// A line of plain Markdown: no emphasis, link, image, HTML or table cell of
/// the text's own takes effect, and no address becomes a link by itself.
#[must_use]
pub fn markdown(text: &str) -> String {
    escape(&one_line(text), true)
}

/// A line of our own words in which back-ticks mark names and commands, which
/// become code. A name that holds a back-tick itself only spoils the looks:
/// every part is escaped, as code or as text.
#[must_use]
pub fn prose(text: &str) -> String {
    let line = one_line(text);
    let part = |(i, part)| if i % 2 == 0 { escape(part, i == 0) } else { code(part) };
    line.split('`').enumerate().map(part).collect()
}

fn escape(line: &str, at_start: bool) -> String {
    let mut out = String::with_capacity(line.len());
    for (i, c) in line.char_indices() {
        let before = &line[..i];
        let first = at_start && i == 0;
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '@' => out.push_str("&#64;"),
            // `https://…` and `www.…` link themselves where the text is seen as it is.
            ':' if line[i..].starts_with("://") => out.push_str("&#58;"),
            '.' if ends_in_www(before) => out.push_str("&#46;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '$' => {
                out.push('\\');
                out.push(c);
            }
            // Signs that start a list, a heading or a rule, `1.` and `1)` among them.
            '-' | '+' | '=' if first => {
                out.push('\\');
                out.push(c);
            }
            '.' | ')' if at_start && (1..10).contains(&i) && all_digits(before) => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn ends_in_www(before: &str) -> bool {
    let tail = before.len().checked_sub(3).and_then(|i| before.get(i..));
    tail.is_some_and(|tail| tail.eq_ignore_ascii_case("www"))
}

/// A code span that shows the text and ends where it ends.
#[must_use]
pub fn code(text: &str) -> String {
    fenced(&one_line(text))
}

/// A code span inside a table, where even code can't hold a bare `|`.
#[must_use]
pub fn code_in_table(text: &str) -> String {
    fenced(&one_line(text).replace('|', "\\|"))
}

fn fenced(text: &str) -> String {
    if text.is_empty() {
        return "(empty)".to_owned();
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A cell that no spreadsheet takes for a formula.
///
/// One that begins like a formula gets a `'` in front, the sign that makes
/// spreadsheets read text; the reader of the CSV may take it off again.
#[must_use]
pub fn spreadsheet(text: &str) -> String {
    let dangerous = |c: char| {
        matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n')
            // Some programs fold the full-width forms.
            || matches!(c, '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}')
    };
    let starts = text.starts_with(dangerous) || text.trim_start().starts_with(dangerous);
    let safe = visible(text);
    if starts { format!("'{safe}") } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_shows_markup_and_does_not_obey_it() {
        assert_eq!(
            markdown("a|b <b>x</b> [l](u) *e*"),
            "a\\|b &lt;b&gt;x&lt;/b&gt; \\[l\\](u) \\*e\\*"
        );
        assert_eq!(markdown("see https://x.y or www.x.y"), "see https&#58;//x.y or www&#46;x.y");
        assert_eq!(markdown("# no\nheading"), "\\# no heading");
        assert_eq!(markdown("- x"), "\\- x");
        assert_eq!(markdown("12. x"), "12\\. x");
        assert_eq!(markdown("a - b 1. c"), "a - b 1. c");
    }

    #[test]
    fn prose_shows_names_as_code_and_stays_safe_with_a_back_tick_in_one() {
        assert_eq!(prose("run `a_b` and `c`"), "run `a_b` and `c`");
        assert_eq!(prose("x `a`<b>` y"), "x `a`&lt;b&gt;`y`");
        assert_eq!(prose("`` <i>"), "(empty) &lt;i&gt;");
    }

    #[test]
    fn code_outlasts_back_ticks_inside() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a``b"), "```a``b```");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code_in_table("a|b"), "`a\\|b`");
        assert_eq!(code(" "), "(empty)");
    }

    #[test]
    fn formulas_become_text() {
        for text in ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "\u{ff1d}1"] {
            assert!(spreadsheet(text).starts_with('\''), "{text:?}");
        }
        assert_eq!(spreadsheet("a=1"), "a=1");
    }
}
