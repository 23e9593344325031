//! What a text must hold for a pattern to match it: a few literal strings.
//!
//! A pattern costs a pass over the text; that a text holds none of the strings
//! is known after one pass for all patterns together. Where a pattern is
//! nothing but a list of strings, finding them is finding its matches.

use regex_syntax::hir::{Class, Hir, HirKind, Look};

use super::pattern::is_word;

/// A pattern of no more strings than these is a list of strings.
const MOST_EXACT: usize = 512;

/// More strings than these are better written as two shorter lists.
const MOST_JOINED: usize = 24;

/// Characters of a class that may be tried one by one.
const MOST_OF_CLASS: usize = 4;

/// A string, and whether a word has to begin or end at its borders.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Literal {
    pub bytes: Vec<u8>,
    pub starts: bool,
    pub ends: bool,
}

/// What is known of the matches of a pattern.
#[derive(Debug)]
pub struct Needs {
    /// Each match holds one of these; none where nothing can be promised.
    pub some_of: Option<Vec<Literal>>,
    /// Whether these are the matches, each from its beginning to its end.
    pub exact: bool,
}

/// What each match of a pattern holds.
pub fn needs(pattern: &Hir) -> Needs {
    let list = strings(pattern, MOST_EXACT).filter(|list| are_usable(list));
    let exact = list.is_some();
    let some_of = list.or_else(|| some_of(pattern, false, false).map(shortest));
    Needs { some_of, exact }
}

/// A few strings of which each match holds one. Borders of words are known to
/// stand in front and behind.
fn some_of(pattern: &Hir, starts: bool, ends: bool) -> Option<Vec<Literal>> {
    match pattern.kind() {
        HirKind::Repetition(repeated) if repeated.min > 0 => some_of(&repeated.sub, false, false),
        HirKind::Capture(group) => some_of(&group.sub, starts, ends),
        HirKind::Alternation(parts) => {
            let lists: Option<Vec<_>> =
                parts.iter().map(|part| some_of(part, starts, ends)).collect();
            lists.map(|lists| lists.concat())
        }
        HirKind::Concat(parts) => rarest(parts, starts, ends),
        _ => {
            let list = joined(&border(starts), &strings(pattern, MOST_JOINED)?, MOST_JOINED)?;
            joined(&list, &border(ends), MOST_JOINED).filter(|list| are_usable(list))
        }
    }
}

/// Of what a sequence needs, that which texts hold the least often: a run of
/// parts that can be written out, or one of the others.
fn rarest(parts: &[Hir], starts: bool, ends: bool) -> Option<Vec<Literal>> {
    let mut found: Vec<Vec<Literal>> = Vec::new();
    let mut run = border(starts);
    for (at, part) in parts.iter().enumerate() {
        let written = strings(part, MOST_JOINED);
        let longer = written.as_ref().and_then(|list| joined(&run, list, MOST_JOINED));
        if let Some(longer) = longer {
            run = longer;
            continue;
        }
        let starts = run.iter().all(|one| one.bytes.is_empty() && one.ends);
        found.push(std::mem::take(&mut run));
        if let Some(list) = written {
            run = joined(&border(starts), &list, MOST_JOINED)?;
        } else {
            let ends = parts.get(at + 1).map_or(ends, is_border);
            found.extend(some_of(part, starts, ends));
            run = border(false);
        }
    }
    found.extend(joined(&run, &border(ends), MOST_JOINED));
    found.retain(|list| are_usable(list));
    found.into_iter().min_by(|a, b| cost(a).total_cmp(&cost(b)))
}

fn are_usable(list: &[Literal]) -> bool {
    list.iter().all(|one| !one.bytes.is_empty())
}

fn is_border(pattern: &Hir) -> bool {
    matches!(pattern.kind(), HirKind::Look(Look::WordAscii))
}

/// The empty string, at a border of a word or anywhere.
fn border(is: bool) -> Vec<Literal> {
    vec![Literal { bytes: Vec::new(), starts: is, ends: is }]
}

/// The list without strings that begin with another one.
fn shortest(mut list: Vec<Literal>) -> Vec<Literal> {
    list.sort_unstable_by(|a, b| (&a.bytes, a.ends, a.starts).cmp(&(&b.bytes, b.ends, b.starts)));
    let says_more = |one: &Literal, known: &Literal| {
        one.bytes.starts_with(&known.bytes) && !known.ends && known.starts <= one.starts
    };
    list.dedup_by(|one, known| one == known || says_more(one, known));
    list
}

/// How often a text holds one of the strings, about, and how many they are.
fn cost(list: &[Literal]) -> f64 {
    let rare = |byte: &u8| match byte {
        b' ' => 0.3,
        b'a'..=b'z' => 0.2,
        _ => 0.005,
    };
    let border = |is: bool| if is { 0.2 } else { 1.0 };
    let one = |one: &Literal| {
        one.bytes.iter().map(rare).product::<f64>() * border(one.starts) * border(one.ends)
    };
    list.iter().map(|literal| one(literal) + 0.000_01).sum()
}

/// All strings that a pattern matches, if they are at most so many.
fn strings(pattern: &Hir, most: usize) -> Option<Vec<Literal>> {
    match pattern.kind() {
        HirKind::Empty => Some(vec![Literal::default()]),
        HirKind::Literal(literal) => {
            Some(vec![Literal { bytes: literal.0.to_vec(), ..Literal::default() }])
        }
        HirKind::Look(Look::WordAscii) => Some(border(true)),
        HirKind::Class(class) => class_strings(class),
        HirKind::Repetition(repeated) if (repeated.min, repeated.max) == (0, Some(1)) => {
            let mut list = strings(&repeated.sub, most)?;
            list.push(Literal::default());
            Some(list)
        }
        HirKind::Look(_) | HirKind::Repetition(_) => None,
        HirKind::Capture(group) => strings(&group.sub, most),
        HirKind::Concat(parts) => {
            let empty = vec![Literal::default()];
            parts.iter().try_fold(empty, |list, part| joined(&list, &strings(part, most)?, most))
        }
        HirKind::Alternation(parts) => {
            let mut list = Vec::new();
            for part in parts {
                list.extend(strings(part, most)?);
                if list.len() > most {
                    return None;
                }
            }
            Some(list)
        }
    }
}

fn class_strings(class: &Class) -> Option<Vec<Literal>> {
    let Class::Bytes(class) = class else { return None };
    let length: usize = class.iter().map(regex_syntax::hir::ClassBytesRange::len).sum();
    let bytes = class.iter().flat_map(|range| range.start()..=range.end());
    let literal = |byte: u8| Literal { bytes: vec![byte], ..Literal::default() };
    (length <= MOST_OF_CLASS).then(|| bytes.map(literal).collect())
}

/// Each string of one list followed by each of another.
fn joined(before: &[Literal], behind: &[Literal], most: usize) -> Option<Vec<Literal>> {
    if before.len() * behind.len() > most {
        return None;
    }
    let pairs = before.iter().flat_map(|a| behind.iter().map(move |b| (a, b)));
    Some(pairs.filter_map(|(a, b)| join(a, b)).collect())
}

fn join(a: &Literal, b: &Literal) -> Option<Literal> {
    let border = a.ends || b.starts;
    let bytes = [a.bytes.as_slice(), &b.bytes].concat();
    let (mut starts, mut ends) = (a.starts, b.ends);
    match (a.bytes.last(), b.bytes.first()) {
        // No word begins or ends between these two, so this never matches.
        (Some(x), Some(y)) if border && is_word(*x) == is_word(*y) => return None,
        (Some(_), Some(_)) => {}
        (None, Some(_)) => starts |= border,
        (Some(_), None) => ends |= border,
        (None, None) => (starts, ends) = (starts || border || ends, starts || border || ends),
    }
    Some(Literal { bytes, starts, ends })
}

#[cfg(test)]
mod tests {
    use super::super::pattern::parse;
    use super::*;

    /// The strings, with `|` where a word has to begin or end.
    fn needed(pattern: &str) -> (Option<Vec<String>>, bool) {
        let needs = needs(&parse(pattern).unwrap());
        let border = |is: bool| if is { "|" } else { "" };
        let shown = |one: Literal| {
            let text = String::from_utf8_lossy(&one.bytes).into_owned();
            format!("{}{text}{}", border(one.starts), border(one.ends))
        };
        (needs.some_of.map(|list| list.into_iter().map(shown).collect()), needs.exact)
    }

    #[test]
    fn lists_are_written_out() {
        for (pattern, strings) in [
            (r"\b(?:read(?:s|ing)?|cat)\b", vec!["|reads|", "|reading|", "|read|", "|cat|"]),
            (r"licen[cs]e", vec!["licence", "license"]),
            (r"a\b b", vec!["a b"]),
            (r"a\bb", vec![]),
            (r"also \b", vec!["also |"]),
        ] {
            let strings = strings.into_iter().map(str::to_owned).collect();
            assert_eq!(needed(pattern), (Some(strings), true), "{pattern}");
        }
    }

    #[test]
    fn of_other_patterns_the_rarest_part_is_needed() {
        for (pattern, strings) in [
            (r"\bfor (?:\w+ )*(?:compliance|legality)\b", vec!["compliance|", "legality|"]),
            (r"[a-z]+(?:_[a-z]+)+", vec!["_"]),
            (r"\b(?:never|not) (?:\w+ )?\w", vec!["|never ", "|not "]),
            (r"\b(?:hide|hides) (?:\w+ )?\w", vec!["|hide ", "|hides "]),
            (r"\b(?:x\w*|yes)", vec!["|x", "|yes"]),
            (r"(?:^|[.!?:] )must be", vec!["must be"]),
        ] {
            let strings = strings.into_iter().map(str::to_owned).collect();
            assert_eq!(needed(pattern), (Some(strings), false), "{pattern}");
        }
    }

    #[test]
    fn nothing_is_promised_of_classes_and_of_what_may_be_missing() {
        for pattern in [r"\w+", "(?:a|[0-9]+)", "(?:abc)*", "", "(?:abc)?", r"\b"] {
            assert_eq!(needed(pattern), (None, false), "{pattern}");
        }
    }
}
