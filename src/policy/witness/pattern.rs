//! Strings that a pattern matches.

use regex_syntax::hir::literal::{ExtractKind, Extractor};
use regex_syntax::hir::{Class, Hir, HirKind, Look};

/// Patterns that are longer are not read.
const MAX_PATTERN: usize = 500;
/// Bytes that a compiled pattern may take.
const MAX_COMPILED: usize = 1 << 20;
/// A sample that grows longer is given up.
const MAX_SAMPLE: usize = 200;
/// Patterns with more matches than this are not taken for a list of them.
const MAX_MATCHES: usize = 32;

/// What is known of the strings that a pattern matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Matches {
    pub strings: Vec<String>,
    /// Whether these are all of them.
    pub all: bool,
}

/// Samples of a pattern's matches; all of them where it is bound at both ends
/// and spells out a few strings.
#[must_use]
pub(super) fn matches(pattern: &str) -> Matches {
    let none = Matches { strings: Vec::new(), all: false };
    if pattern.len() > MAX_PATTERN {
        return none;
    }
    let (Ok(hir), Some(regex)) = (regex_syntax::parse(pattern), compiled(pattern)) else {
        return none;
    };
    let matched = |strings: Vec<String>| -> Vec<String> {
        strings.into_iter().filter(|text| regex.is_match(text)).collect()
    };
    if let Some(strings) = listed(&hir) {
        return Matches { strings: matched(strings), all: true };
    }
    let mut sample = String::new();
    let strings = if grow(&hir, &mut sample) { vec![sample] } else { Vec::new() };
    Matches { strings: matched(strings), all: false }
}

/// The pattern, ready to run; none where it is unsound or large.
pub(super) fn compiled(pattern: &str) -> Option<regex::Regex> {
    regex::RegexBuilder::new(pattern).size_limit(MAX_COMPILED).build().ok()
}

/// The strings of a pattern that is bound at both ends, where they are few.
fn listed(hir: &Hir) -> Option<Vec<String>> {
    let properties = hir.properties();
    let bound = properties.look_set_prefix().contains(Look::Start)
        && properties.look_set_suffix().contains(Look::End);
    if !bound {
        return None;
    }
    let mut extractor = Extractor::new();
    extractor.kind(ExtractKind::Prefix).limit_total(MAX_MATCHES).limit_class(MAX_MATCHES);
    let sequence = extractor.extract(hir);
    let literals = sequence.literals().filter(|_| sequence.is_exact())?;
    literals.iter().map(|literal| String::from_utf8(literal.as_bytes().to_vec()).ok()).collect()
}

/// Appends the shortest text that a piece takes, as far as that is plain.
fn grow(hir: &Hir, text: &mut String) -> bool {
    if text.len() > MAX_SAMPLE {
        return false;
    }
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => true,
        HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
            Ok(part) => {
                text.push_str(part);
                true
            }
            Err(_) => false,
        },
        HirKind::Class(Class::Unicode(class)) => {
            let held = |c: char| class.iter().any(|range| range.start() <= c && c <= range.end());
            // What people would write, before whatever comes first in Unicode.
            let plain = "a1A_-/ .".chars().find(|c| held(*c));
            let first = class
                .iter()
                .map(regex_syntax::hir::ClassUnicodeRange::start)
                .find(|c| !c.is_control());
            text.extend(plain.or(first));
            plain.or(first).is_some()
        }
        HirKind::Class(Class::Bytes(_)) => false,
        HirKind::Repetition(repetition) => (0..repetition.min).all(|_| grow(&repetition.sub, text)),
        HirKind::Capture(capture) => grow(&capture.sub, text),
        HirKind::Concat(pieces) => pieces.iter().all(|piece| grow(piece, text)),
        HirKind::Alternation(pieces) => pieces.first().is_some_and(|piece| grow(piece, text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bound_literals_are_all_there_is() {
        let all = |pattern: &str| {
            let matches = matches(pattern);
            (matches.strings.join(" "), matches.all)
        };
        assert_eq!(all("^abc$"), ("abc".into(), true));
        assert_eq!(all("^(read|list)_x$"), ("read_x list_x".into(), true));
        assert_eq!(all("^[ab]$"), ("a b".into(), true));
        // open at an end, or endless
        assert_eq!(all("^abc"), ("abc".into(), false));
        assert_eq!(all("^a|b$"), ("a".into(), false));
        assert_eq!(all("^a+$"), ("a".into(), false));
        assert_eq!(all("(?m)^a$"), ("a".into(), false));
    }

    #[test]
    fn samples_match_or_there_are_none() {
        for pattern in [
            r"^[\w.]+@example\.com$",
            r"(?i)urgent|password",
            r"^\d{4}-\d{2}$",
            r"\.(pdf|png)$",
            "",
            r"\bx\b",
            "[^a-z]",
        ] {
            let matches = matches(pattern);
            assert_eq!(matches.strings.len(), 1, "{pattern}");
            assert!(!matches.all, "{pattern}");
        }
        for hopeless in [r"a\b1", "(", r"(?:\w{100}){100}", "a{150}b{150}"] {
            assert!(matches(hopeless).strings.is_empty(), "{hopeless}");
        }
    }
}
