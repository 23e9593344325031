//! What makes a finding the same one tomorrow.
//!
//! A fingerprint is made of the rule, the server, the tool, the field and the
//! words of the user that the message quotes. It knows no line, no position in
//! a list and no wording of ours, so it survives edits elsewhere in the file
//! and new versions of this program. It knows no path either: the file is
//! compared beside it, or mixed in by [`with_path`].

use std::collections::HashMap;
use std::fmt::Display;

use sha2::{Digest, Sha256};

use super::definition::Definition;
use super::finding::Finding;
use crate::document::{Kind, Tree, pointer_join, pointer_tokens};

/// Bytes kept of the hash: nobody finds two of a kind by accident.
const BYTES: usize = 16;

/// Makes the fingerprints of one document. What stands in a list is hashed once,
/// however much is found in it.
#[derive(Debug, Default)]
pub(super) struct Fingerprints<'d, T> {
    document: Option<&'d T>,
    elements: HashMap<*const T, String>,
}

impl<'d, T: Tree + Display> Fingerprints<'d, T> {
    /// Without a document, positions in lists stay what they are.
    pub(super) fn of(document: Option<&'d T>) -> Self {
        Self { document, elements: HashMap::new() }
    }

    pub(super) fn of_finding(&mut self, finding: &Finding) -> String {
        let field = finding.pointer.as_deref().map(|pointer| self.field(pointer));
        let parts = [Some(finding.code), finding.server.as_deref(), finding.tool.as_deref()];
        of_parts(parts, field.as_deref(), &finding.message)
    }

    /// The pointer with every index replaced by what stands there: an element
    /// that moves stays itself, and another one in its place is another.
    fn field(&mut self, pointer: &str) -> String {
        let mut here = self.document;
        let mut out = String::new();
        for token in pointer_tokens(pointer) {
            let inside_list = here.is_some_and(|value| matches!(value.kind(), Kind::Array));
            here = here.and_then(|value| {
                let item = || value.item(token.parse().ok()?);
                value.member(&token).or_else(item)
            });
            out = match here.filter(|_| inside_list) {
                Some(element) => {
                    let content = self.elements.entry(std::ptr::from_ref(element));
                    let content =
                        content.or_insert_with(|| hash([Some(element.to_string().as_str())]));
                    pointer_join(&out, content)
                }
                None => pointer_join(&out, &token),
            };
        }
        out
    }
}

/// The fingerprint of what is found at a pointer into a tool's definition:
/// wherever in the manifest that has moved to.
#[must_use]
pub(super) fn fingerprint_in_definition(
    code: &str,
    definition: &Definition<'_>,
    pointer: &str,
    message: &str,
) -> String {
    let tool = definition.tool;
    let field = Fingerprints::of(Some(&tool.definition)).field(pointer);
    of_parts([Some(code), Some(&definition.server.name), Some(&tool.name)], Some(&field), message)
}

fn of_parts(parts: [Option<&str>; 3], field: Option<&str>, message: &str) -> String {
    hash(parts.into_iter().chain([field, Some(&quoted_words(message))]))
}

/// A fingerprint that holds for one file alone.
#[must_use]
pub fn with_path(fingerprint: &str, path: &str) -> String {
    hash([Some(fingerprint), Some(path)])
}

/// Fingerprints that no two findings share: of several equal ones the second
/// gets `:2` behind it, and so on.
#[must_use]
pub fn numbered(fingerprints: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut seen = std::collections::HashMap::<String, usize>::new();
    let number = |fingerprint: String| {
        let times = seen.entry(fingerprint.clone()).or_default();
        *times += 1;
        if *times == 1 { fingerprint } else { format!("{fingerprint}:{times}") }
    };
    fingerprints.into_iter().map(number).collect()
}

/// The parts of a message between back-ticks: what the user wrote.
fn quoted_words(message: &str) -> String {
    message.split('`').skip(1).step_by(2).collect::<Vec<_>>().join("`")
}

/// Each part with its length in front, so that no two lists of parts are one text.
fn hash<'a>(parts: impl IntoIterator<Item = Option<&'a str>>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        match part {
            None => hasher.update(u64::MAX.to_le_bytes()),
            Some(text) => {
                hasher.update((text.len() as u64).to_le_bytes());
                hasher.update(text);
            }
        }
    }
    hasher.finalize().iter().take(BYTES).fold(String::new(), |mut out, byte| {
        use std::fmt::Write;
        // Writing to a String can't fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::SourceText;
    use crate::lint::Linter;

    fn prints(text: &str) -> Vec<String> {
        let linted = Linter::new().lint(SourceText::new("p", text));
        linted.findings.into_iter().map(|finding| finding.fingerprint).collect()
    }

    const ONE: &str = r#"{"version": "1", "default": "deny", "tools": {"a": {"limits": [
        {"counter": "c", "window": "day", "max": "30", "scope": "grant"}]}}}"#;

    #[test]
    fn it_stays_when_the_finding_moves() {
        let moved = ONE.replace("\"tools\"", "\n\n\"hide\": [], \"tools\"").replace(
            "\"limits\": [",
            "\"limits\": [{\"counter\": \"d\", \"window\": \"day\", \"max\": 1, \"scope\": \"grant\"},",
        );
        assert_eq!(prints(ONE).len(), 1);
        assert_eq!(prints(ONE), prints(&moved));
        assert_eq!(prints(ONE)[0].len(), 2 * BYTES);
    }

    #[test]
    fn another_mistake_of_the_kind_is_another() {
        let here = prints(ONE);
        for (from, to) in
            [("\"30\"", "\"31\""), ("\"30\"", "0"), ("\"a\":", "\"b\":"), ("\"c\"", "\"d\"")]
        {
            let there = prints(&ONE.replace(from, to));
            assert_eq!(there.len(), 1);
            assert_ne!(here, there, "{from} to {to}");
        }
    }

    #[test]
    fn equal_ones_are_numbered() {
        let of = |names: [&str; 4]| numbered(names.map(str::to_owned));
        assert_eq!(of(["a", "b", "a", "a"]), ["a", "b", "a:2", "a:3"]);
        assert_ne!(hash([Some("ab"), Some("c")]), hash([Some("a"), Some("bc")]));
        assert_ne!(hash([None]), hash([Some("")]));
        assert_ne!(with_path("a", "p"), with_path("a", "q"));
    }
}
