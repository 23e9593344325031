//! From a part of a string's value to its bytes in the JSON text.

use super::text::Span;

/// The bytes of a string literal that spell a part of its value.
///
/// `literal` is the literal with its quotes, `within` a byte range of the value.
/// A character that is written as an escape is taken whole. `None` where the
/// range isn't inside the value, or the literal isn't one.
#[must_use]
pub fn within_literal(literal: &str, within: &Span) -> Option<Span> {
    let inside = literal.strip_prefix('"')?.strip_suffix('"')?;
    let mut value = 0;
    let mut start = None;
    let mut raw = 0;
    loop {
        if start.is_none() && value >= within.start {
            start = Some(raw);
        }
        if value >= within.end {
            break;
        }
        let (width, length) = character(inside.get(raw..)?)?;
        raw += width;
        value += length;
    }
    // 1 for the opening quote
    start.map(|start| start + 1..raw.max(start) + 1)
}

/// Bytes that the first character takes in the literal, and in the value.
fn character(rest: &str) -> Option<(usize, usize)> {
    let first = rest.chars().next()?;
    if first != '\\' {
        return Some((first.len_utf8(), first.len_utf8()));
    }
    if !rest.starts_with("\\u") {
        return Some((2, 1));
    }
    let unit = |from: usize| u32::from_str_radix(rest.get(from..from + 4)?, 16).ok();
    match unit(2)? {
        // Two halves make one character of four bytes.
        0xd800..0xdc00 => rest.get(6..12)?.starts_with("\\u").then_some((12, 4)),
        high => Some((6, char::from_u32(high)?.len_utf8())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_counted_as_what_they_mean() {
        let literal = r#""a\n\u00e9\ud83e\udd80b\"c""#;
        let value: String = serde_json::from_str(literal).unwrap();
        assert_eq!(value, "a\né🦀b\"c");
        let part = |text: &str| {
            let start = value.find(text).unwrap();
            &literal[within_literal(literal, &(start..start + text.len())).unwrap()]
        };
        assert_eq!(part("a"), "a");
        assert_eq!(part("\n"), r"\n");
        assert_eq!(part("é🦀"), r"\u00e9\ud83e\udd80");
        assert_eq!(part("b\""), r#"b\""#);
        assert_eq!(part(&value), &literal[1..literal.len() - 1]);
    }

    #[test]
    fn what_lies_outside_has_no_place() {
        assert_eq!(within_literal("\"ab\"", &(1..9)), None);
        assert_eq!(within_literal("12", &(0..1)), None);
        assert_eq!(within_literal("\"\"", &(0..0)), Some(1..1));
        assert_eq!(within_literal(r#""\ud800""#, &(0..4)), None);
    }
}
