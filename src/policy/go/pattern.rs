//! Patterns between two engines: this one's, and that of Go programs.
//!
//! Both run in linear time and share most of their syntax. They differ in what
//! `\d`, `\w`, `\s` and `\b` cover (Unicode here, ASCII there) and at the edges:
//! set operations in classes, flags, quoting. A pattern that stays in the part
//! that both share means the same; anything else is not guessed at.

/// How Go reads a pattern of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    Same,
    /// It matches a part of what it matches here.
    Narrower,
    Different,
}

/// Go repeats something at most so often.
const MAX_REPEAT: u32 = 1000;

/// How Go reads a pattern that is written for this program.
#[must_use]
pub fn reading(pattern: &str) -> Reading {
    let mut narrower = false;
    for piece in Pieces::new(pattern) {
        match piece {
            Piece::Plain(_) => {}
            Piece::Class { negated_set: false, letter: 'd' | 'w' | 's' } => narrower = true,
            Piece::Class { .. } | Piece::Unshared => return Reading::Different,
        }
    }
    if narrower { Reading::Narrower } else { Reading::Same }
}

/// The pattern that means here what this one means in Go; none where that
/// can't be said.
#[must_use]
pub fn from_go(pattern: &str) -> Option<String> {
    let mut out = String::with_capacity(pattern.len());
    for piece in Pieces::new(pattern) {
        match piece {
            Piece::Plain(text) => out.push_str(text),
            Piece::Class { letter, .. } => out.push_str(ascii(letter)?),
            Piece::Unshared => return None,
        }
    }
    Some(out)
}

/// A class of Go, spelt out so that it may also stand in a set.
fn ascii(letter: char) -> Option<&'static str> {
    Some(match letter {
        'd' => "[0-9]",
        'w' => "[0-9A-Za-z_]",
        's' => r"[\t\n\x0C\r ]",
        'D' => "[^0-9]",
        'W' => "[^0-9A-Za-z_]",
        'S' => r"[^\t\n\x0C\r ]",
        _ => return None,
    })
}

/// A part of a pattern.
enum Piece<'a> {
    /// Means the same in both.
    Plain(&'a str),
    /// `\d`, `\w`, `\s` or a negation of them; `negated_set` inside `[^…]`.
    Class { letter: char, negated_set: bool },
    /// Anything that only one of them knows, or that they may read differently.
    Unshared,
}

/// Walks through a pattern once.
struct Pieces<'a> {
    rest: &'a str,
    set: Set,
}

/// Whether the walk is inside a set in brackets.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Set {
    Outside,
    Positive,
    Negated,
}

impl<'a> Pieces<'a> {
    fn new(pattern: &'a str) -> Self {
        Self { rest: pattern, set: Set::Outside }
    }

    fn take(&mut self, bytes: usize) -> Piece<'a> {
        let (piece, rest) = self.rest.split_at(bytes);
        self.rest = rest;
        Piece::Plain(piece)
    }

    fn escape(&mut self) -> Piece<'a> {
        let mut chars = self.rest.chars().skip(1);
        let Some(c) = chars.next() else { return self.give_up() };
        match c {
            'd' | 'w' | 's' | 'D' | 'W' | 'S' => {
                self.rest = &self.rest[2..];
                Piece::Class { letter: c, negated_set: self.set == Set::Negated }
            }
            'n' | 'r' | 't' => self.take(2),
            // Not `<` and `>`, which are word edges here, nor `-`-like signs
            // that only matter in sets and are escapes in both.
            c if c.is_ascii_punctuation() && !matches!(c, '<' | '>') => self.take(2),
            _ => self.give_up(),
        }
    }

    fn in_set(&mut self, c: char) -> Piece<'a> {
        let twice = ["&&", "--", "~~"].iter().any(|pair| self.rest.starts_with(pair));
        match c {
            ']' => {
                self.set = Set::Outside;
                self.take(1)
            }
            '\\' => self.escape(),
            '[' => self.give_up(),
            _ if twice => self.give_up(),
            c => self.take(c.len_utf8()),
        }
    }

    fn open_set(&mut self) -> Piece<'a> {
        let negated = self.rest[1..].starts_with('^');
        let length = if negated { 2 } else { 1 };
        self.set = if negated { Set::Negated } else { Set::Positive };
        // A bracket or a dash at the start is a character, in both; rare enough.
        if self.rest[length..].starts_with([']', '-']) {
            return self.give_up();
        }
        self.take(length)
    }

    fn group(&mut self) -> Piece<'a> {
        match self.rest.get(1..) {
            Some(rest) if rest.starts_with("?:") || rest.starts_with("?i)") => {
                self.take(if rest.starts_with("?:") { 3 } else { 4 })
            }
            Some(rest) if rest.starts_with('?') => self.give_up(),
            _ => self.take(1),
        }
    }

    fn repeat(&mut self) -> Piece<'a> {
        let Some(end) = self.rest.find('}') else { return self.give_up() };
        let inside = &self.rest[1..end];
        let (least, most) = inside.split_once(',').unwrap_or((inside, inside));
        let small = |text: &str| {
            let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
            digits && text.parse().is_ok_and(|n: u32| n <= MAX_REPEAT)
        };
        if small(least) && (most.is_empty() || small(most)) {
            return self.take(end + 1);
        }
        self.give_up()
    }

    fn give_up(&mut self) -> Piece<'a> {
        self.rest = "";
        Piece::Unshared
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let c = self.rest.chars().next()?;
        Some(match c {
            c if self.set != Set::Outside => self.in_set(c),
            '\\' => self.escape(),
            '[' => self.open_set(),
            '(' => self.group(),
            '{' => self.repeat(),
            '}' | ']' => self.give_up(),
            c => self.take(c.len_utf8()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shared_part_is_the_same() {
        for pattern in ["^a.b$", "feat/[a-z]+", "(x|y){1,3}", "[^/]*\\.com$", "(?i)drop", "(?:a)?"]
        {
            assert_eq!(reading(pattern), Reading::Same, "{pattern}");
            assert_eq!(from_go(pattern).as_deref(), Some(pattern));
        }
    }

    #[test]
    fn unicode_classes_are_narrower_there_and_spelt_out_here() {
        assert_eq!(reading(r"^\d+$"), Reading::Narrower);
        assert_eq!(reading(r"[^\d]"), Reading::Different);
        assert_eq!(reading(r"\D"), Reading::Different);
        assert_eq!(from_go(r"^\d+$").as_deref(), Some("^[0-9]+$"));
        assert_eq!(from_go(r"[\w-]").as_deref(), Some("[[0-9A-Za-z_]-]"));
        assert_eq!(from_go(r"\S").as_deref(), Some(r"[^\t\n\x0C\r ]"));
    }

    #[test]
    fn what_only_one_knows_is_not_guessed() {
        for pattern in [
            r"\bx",
            r"\<x",
            "[a&&b]",
            "[[:alpha:]]",
            "(?x)a",
            "(?P<n>a)",
            "a{1001}",
            r"\Qa\E",
            r"\pL",
            "a{,2}",
            "a}",
            "[]a]",
        ] {
            assert_eq!(reading(pattern), Reading::Different, "{pattern}");
            assert_eq!(from_go(pattern), None, "{pattern}");
        }
    }
}
