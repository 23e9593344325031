//! What belongs to a tool: its text may speak of its own names, and its name
//! may be reason enough to say a thing.
//!
//! Few texts ask, so all of it is found out when it is asked.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::decode::plain;
use super::heard::bits;
use super::lexicon::{Lexicon, Mask};
use super::texts::spaced;
use crate::document::{Span, Value};
use crate::manifest::Tool;

/// Words in front of `parameter` that name none.
const NO_NAME: [&str; 26] = [
    "the",
    "this",
    "that",
    "a",
    "an",
    "optional",
    "required",
    "first",
    "second",
    "each",
    "any",
    "all",
    "one",
    "following",
    "as",
    "by",
    "same",
    "every",
    "of",
    "no",
    "query",
    "and",
    "or",
    "with",
    "these",
    "its",
];

/// The names of a tool and of its siblings.
#[derive(Debug)]
pub struct Own<'a> {
    tool: &'a Tool,
    /// Names of the other tools of its server, decoded.
    siblings: &'a HashSet<String>,
    names: OnceCell<HashSet<String>>,
    atoms: OnceCell<Mask>,
}

impl<'a> Own<'a> {
    pub fn new(tool: &'a Tool, siblings: &'a HashSet<String>) -> Self {
        Self { tool, siblings, names: OnceCell::new(), atoms: OnceCell::new() }
    }

    /// Whether a part of a text names a tool that isn't of this server.
    pub fn names_foreign(&self, text: &str, span: &Span) -> bool {
        let mut names = names_in(text, span).peekable();
        let part = text.get(span.clone()).unwrap_or_default();
        let nameless = names.peek().is_none() && part.ends_with(" tool");
        nameless || names.any(|name| !self.has(name))
    }

    /// Whether a part of a text names an argument that isn't of this tool.
    pub fn names_argument(&self, text: &str, span: &Span) -> bool {
        let mut words = text.get(span.clone()).unwrap_or_default().split(' ');
        let first = words.next().unwrap_or_default();
        let name = if first == "parameter" { words.next().unwrap_or_default() } else { first };
        !NO_NAME.contains(&name) && !self.has(name)
    }

    /// The atoms of the tool's name, as far as signals ask for them.
    pub fn atoms(&self, lexicon: &Lexicon) -> Mask {
        *self.atoms.get_or_init(|| {
            let words = spaced(&self.tool.name);
            let words = plain(&words).text;
            let scan = lexicon.scanner.scan(&words);
            let known = scan.exact.iter().fold(0, |known, (_, atoms)| known | atoms);
            let open = scan.possible & lexicon.about & !lexicon.scanner.exact;
            let matches = |atom: &usize| lexicon.atoms[*atom].matches(&words).next().is_some();
            bits(open).filter(matches).fold(known, |mask, atom| mask | 1 << atom)
        })
    }

    fn has(&self, name: &str) -> bool {
        let names = || self.names.get_or_init(|| own_names(self.tool));
        self.siblings.contains(name) || names().contains(name)
    }
}

/// The name of the tool, and the keys and choices of its definition, decoded.
fn own_names(tool: &Tool) -> HashSet<String> {
    let mut own = HashSet::from([plain(&tool.name).text.into_owned()]);
    collect(&tool.definition, &mut own);
    own
}

fn collect(value: &Value, own: &mut HashSet<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members.iter() {
                own.insert(plain(key).text.into_owned());
                if let (true, Some(choices)) = (key == "enum", value.as_array()) {
                    own.extend(
                        choices
                            .iter()
                            .filter_map(Value::as_str)
                            .map(|one| plain(one).text.into_owned()),
                    );
                }
                collect(value, own);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, own)),
        _ => {}
    }
}

/// Names such as `read_file` in a part of a text: no file names, no operators.
fn names_in<'t>(text: &'t str, span: &Span) -> impl Iterator<Item = &'t str> {
    let bytes = text.as_bytes();
    let is_name = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'_';
    let mut at = span.start;
    let end = span.end;
    std::iter::from_fn(move || {
        while at < end {
            let length = bytes[at..end].iter().take_while(|b| is_name(b)).count();
            let start = at;
            at += length.max(1);
            let name = text.get(start..start + length).unwrap_or_default();
            let joined = name.trim_matches('_').contains('_');
            let before = start.checked_sub(1).and_then(|i| bytes.get(i));
            let behind = (bytes.get(start + length), bytes.get(start + length + 1));
            let is_file = matches!(behind, (Some(b'.'), Some(b)) if b.is_ascii_alphanumeric());
            if joined && !is_file && !matches!(before, Some(b'$' | b'.')) {
                return Some(name);
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_files_and_operators() {
        let text = "call read_file and a_b.json or $x_y, then to_do";
        let names: Vec<&str> = names_in(text, &(0..text.len())).collect();
        assert_eq!(names, ["read_file", "to_do"]);
    }
}
