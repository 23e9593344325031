//! Patterns of `regex` conditions: are they sound, and how much do they bind.
//!
//! A pattern is read, not compiled, so that a hostile one costs no more than
//! its length; long ones are read for their form alone.

use regex_syntax::ast::{self, ErrorKind};
use regex_syntax::hir::translate::Translator;
use regex_syntax::hir::{Class, ClassUnicodeRange, Hir, HirKind, Look};

/// Classes such as `\w` are large when spelt out; longer patterns aren't.
const MAX_SPELT_OUT: usize = 500;
/// Bytes that a compiled pattern may take.
const MAX_COMPILED: usize = 1 << 20;

/// Why a pattern can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatternFault {
    /// Its search could take exponential time.
    NotLinear(&'static str),
    /// It isn't a pattern; the reason, in the words of the parser.
    Broken(String),
}

/// The ends at which a match may be a part of something longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Open {
    pub start: bool,
    pub end: bool,
}

/// What is known of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgedPattern {
    pub fault: Option<PatternFault>,
    /// The ends at which more may stand, where that is hardly meant.
    ///
    /// None where an open end is plainly meant: `.*`, a word border, a prefix
    /// that stops behind a separator (`^/srv/`), a suffix that starts with one
    /// (`\.json$`).
    pub open: Option<Open>,
}

/// Judges a pattern, reading it once.
#[must_use]
pub fn judge_pattern(pattern: &str) -> JudgedPattern {
    let faulty = |fault| JudgedPattern { fault: Some(fault), open: None };
    let ast = match ast::parse::Parser::new().parse(pattern) {
        Ok(ast) => ast,
        Err(error) => {
            return faulty(match error.kind() {
                ErrorKind::UnsupportedBackreference => PatternFault::NotLinear("a back-reference"),
                ErrorKind::UnsupportedLookAround => PatternFault::NotLinear("look-around"),
                kind => PatternFault::Broken(kind.to_string()),
            });
        }
    };
    if pattern.len() > MAX_SPELT_OUT {
        return JudgedPattern { fault: None, open: None };
    }
    match Translator::new().translate(pattern, &ast) {
        Ok(hir) => JudgedPattern { fault: None, open: open_ends(&hir) },
        Err(error) => faulty(PatternFault::Broken(error.kind().to_string())),
    }
}

/// The pattern, ready to run; none where it is unsound or large.
pub(super) fn compiled(pattern: &str) -> Option<regex::Regex> {
    if pattern.len() > MAX_SPELT_OUT {
        return None;
    }
    regex::RegexBuilder::new(pattern).size_limit(MAX_COMPILED).build().ok()
}

fn open_ends(hir: &Hir) -> Option<Open> {
    let properties = hir.properties();
    let bound_start = properties.look_set_prefix().contains(Look::Start);
    let bound_end = properties.look_set_suffix().contains(Look::End);
    let start = !bound_start && invites(edge(hir, End::First), End::First, bound_end);
    let end = !bound_end && invites(edge(hir, End::Last), End::Last, bound_start);
    (start || end).then_some(Open { start, end })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    First,
    Last,
}

/// The outermost piece at one end.
fn edge(hir: &Hir, end: End) -> &Hir {
    match hir.kind() {
        HirKind::Capture(capture) => edge(&capture.sub, end),
        HirKind::Concat(pieces) => {
            let piece = if end == End::First { pieces.first() } else { pieces.last() };
            piece.map_or(hir, |piece| edge(piece, end))
        }
        _ => hir,
    }
}

/// Whether more at this end, outside the match, is hardly meant; `held` says
/// that the other end is bound.
fn invites(piece: &Hir, end: End, held: bool) -> bool {
    match piece.kind() {
        HirKind::Look(_) | HirKind::Empty => false,
        HirKind::Repetition(repetition) => !is_anything(&repetition.sub),
        HirKind::Literal(literal) => {
            let text = String::from_utf8_lossy(&literal.0);
            let c = if end == End::First { text.chars().next() } else { text.chars().last() };
            let word = c.is_some_and(char::is_alphanumeric);
            // A word that is held at its other end may be a prefix; an address may not.
            word && (end == End::First || !held || text.contains(['/', '.', '@']))
        }
        // A letter of either case, where case is ignored.
        HirKind::Class(class) if is_letter(class) => end == End::First || !held,
        _ => true,
    }
}

fn is_letter(class: &Class) -> bool {
    let Class::Unicode(class) = class else { return false };
    let single = |range: &ClassUnicodeRange| range.start() == range.end();
    class.ranges().len() <= 3
        && class.iter().all(|range| single(range) && range.start().is_alphabetic())
}

/// Whether a class takes any character, line breaks aside.
fn is_anything(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Class(Class::Unicode(class)) => {
            let mut rest = class.clone();
            rest.negate();
            rest.iter().all(|range| range.end() <= '\r')
        }
        HirKind::Capture(capture) => is_anything(&capture.sub),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unsound_patterns_are_told_apart() {
        use PatternFault::{Broken, NotLinear};
        let fault = |pattern: &str| judge_pattern(pattern).fault;
        assert_eq!(fault("^[a-z]+$"), None);
        assert_eq!(fault("(?!x)y"), Some(NotLinear("look-around")));
        assert_eq!(fault("(?<=x)y"), Some(NotLinear("look-around")));
        assert_eq!(fault(r"(a)\1"), Some(NotLinear("a back-reference")));
        for broken in ["[a-", "(", "a{2,1}", "*", r"\p{Nothing}", "("] {
            assert!(matches!(fault(broken), Some(Broken(_))), "{broken}");
        }
        // as long as they like, at little cost
        assert_eq!(fault(&r"\w".repeat(200_000)), None);
        assert!(fault(&"(".repeat(100_000)).is_some());
        assert!(compiled(r"(\w{100}){100}").is_none());
    }

    #[test]
    fn open_ends_are_found_where_they_matter() {
        let ends = |pattern: &str| judge_pattern(pattern).open.map(|open| (open.start, open.end));
        for pattern in [
            "^[a-z]+$",
            "^(?:a|b)$",
            "^a$|^b$",
            "^/srv/data/",
            r"\.json$",
            r"@example\.com$",
            "^SELECT",
            "(?i)^select",
            "^get_.*",
            ".*draft.*",
            r"\bdraft\b",
            "",
            "(",
        ] {
            assert_eq!(ends(pattern), None, "{pattern}");
        }
        assert_eq!(ends("[a-z]+"), Some((true, true)));
        assert_eq!(ends("read|list"), Some((true, true)));
        assert_eq!(ends("^read|list$"), Some((true, true)));
        assert_eq!(ends("^[a-z]+"), Some((false, true)));
        assert_eq!(ends("^(read|list)"), Some((false, true)));
        assert_eq!(ends("(?m)^[a-z]+$"), None);
        assert_eq!(ends(r"^https://example\.com"), Some((false, true)));
        assert_eq!(ends(r"example\.com$"), Some((true, false)));
    }
}
