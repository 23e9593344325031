//! The line around a place, cut to a window and safe to print.
//!
//! Policies may be one line of megabytes and hold any character. An excerpt
//! costs a window's worth of characters, however long the line is.

use crate::document::Span;
use crate::phrase::is_unsafe;

/// One line, or a part of one, and the bytes in it to point at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    pub text: String,
    pub span: Span,
}

/// At most `width` characters of the line in which `span` starts. What is cut
/// off shows as `…`; of a span over several lines, the first is shown.
pub fn excerpt(text: &str, span: &Span, width: usize) -> Excerpt {
    let width = width.max(8);
    // One more than fits, to know whether something is cut off.
    let before: Vec<char> =
        head(text, span).chars().rev().take(width + 1).take_while(|c| *c != '\n').collect();
    let after: Vec<char> =
        tail(text, span).chars().take(width + 1).take_while(|c| *c != '\n').collect();
    let after = after.strip_suffix(&['\r']).unwrap_or(&after);

    let mut lead = before.len();
    if before.len() + after.len() > width {
        // A third in front of the place, more where little follows it.
        lead = lead.min((width / 3).max(width.saturating_sub(after.len())));
    }
    let shown = after.len().min(width - lead);
    let (cut_front, cut_back) = (lead < before.len(), shown < after.len());

    let mut out = String::new();
    if cut_front {
        out.push('…');
    }
    out.extend(before[..lead].iter().rev().map(|c| safe(*c)));
    let start = out.len();
    let marked = tail(text, span).get(..span.len()).unwrap_or_default().chars().take(shown);
    let marked = marked.take_while(|c| *c != '\n').count().min(shown);
    out.extend(after[..marked].iter().map(|c| safe(*c)));
    let end = out.len();
    out.extend(after[marked..shown].iter().map(|c| safe(*c)));
    if cut_back {
        out.push('…');
    }
    Excerpt { text: out, span: start..end }
}

fn head<'a>(text: &'a str, span: &Span) -> &'a str {
    text.get(..span.start).unwrap_or_default()
}

fn tail<'a>(text: &'a str, span: &Span) -> &'a str {
    text.get(span.start..).unwrap_or_default()
}

/// One character for one, so that columns stay true.
fn safe(c: char) -> char {
    match c {
        '\t' => ' ',
        c if is_unsafe(c) => '\u{fffd}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, span: Span, width: usize) -> (String, String) {
        let excerpt = excerpt(text, &span, width);
        let marked = excerpt.text[excerpt.span.clone()].to_owned();
        (excerpt.text, marked)
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        let text = "one\n  \"two\": 2,\r\nthree";
        assert_eq!(shown(text, 6..11, 40), ("  \"two\": 2,".into(), "\"two\"".into()));
        // over the end of the line, and at the end of the text
        assert_eq!(shown(text, 6..22, 40).1, "\"two\": 2,");
        assert_eq!(shown(text, text.len()..text.len(), 40), ("three".into(), String::new()));
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text = format!("{}HERE{}", "a".repeat(1000), "b".repeat(1000));
        let (line, marked) = shown(&text, 1000..1004, 30);
        assert_eq!(line, format!("…{}HERE{}…", "a".repeat(10), "b".repeat(16)));
        assert_eq!(marked, "HERE");
        let (line, marked) = shown(&text, 1990..2004, 30);
        assert_eq!((line.chars().count(), marked.len()), (31, 14));
        let (line, marked) = shown(&text, 0..2004, 30);
        assert_eq!((line.chars().count(), marked.len()), (31, 30));
    }

    #[test]
    fn what_steers_a_terminal_is_replaced_in_place() {
        let (line, marked) = shown("\t\"\u{1b}[2J\u{202e}x\"", 1..11, 40);
        assert_eq!(line, " \"\u{fffd}[2J\u{fffd}x\"");
        assert_eq!(marked, "\"\u{fffd}[2J\u{fffd}x\"");
    }
}
