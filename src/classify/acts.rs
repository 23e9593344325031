//! Acts that a description lists for a free `action` parameter, the tool's or
//! its own: `action: create, modify or delete`, or a line for each of them.

use std::collections::BTreeSet;

use super::choices::Choice;
use super::lexicon::{Function, Lexicon, VerbId};
use super::parts::first_word;
use super::values::{Placed, Values};
use super::words::{Kind, Word, split_text};

/// Fewer verbs between commas are prose.
const FEWEST: usize = 3;

/// The acts that a tool's description lists; none where too few stand as items.
#[must_use]
pub fn listed<'a>(text: &'a str, words: &[Word], lexicon: &'static Lexicon) -> Vec<Choice<'a>> {
    if ["GET", "POST"].iter().all(|method| words.iter().any(|w| w.text(text) == *method)) {
        // Methods of HTTP; what is requested is the caller's.
        return Vec::new();
    }
    let items = (0..words.len()).filter(|i| stands_alone(words, *i));
    let acts: Vec<Choice<'a>> = items.filter_map(|i| act(text, words.get(i)?, lexicon)).collect();
    let different: BTreeSet<VerbId> = acts.iter().map(|act| act.verb).collect();
    if different.len() >= FEWEST { acts } else { Vec::new() }
}

/// One word between marks, joins or line breaks.
fn stands_alone(words: &[Word], at: usize) -> bool {
    let parts = |at: Option<usize>| {
        let Some(word) = at.and_then(|at| words.get(at)) else { return true };
        matches!(word.kind, Kind::Mark(_)) || word.entry.is(Function::Join)
    };
    parts(at.checked_sub(1)) && parts(Some(at + 1))
}

fn act<'a>(text: &'a str, word: &Word, lexicon: &'static Lexicon) -> Option<Choice<'a>> {
    let value = word.text(text);
    let first = first_word(value, lexicon)?;
    let verb = first.entry.base_verb()?;
    let place = (word.start + first.start, word.start + first.end);
    Some(Choice::told("description".into(), value, verb, place))
}

/// Acts that a free `action` string names in its own description: `One of: list, create, delete`.
pub fn told<'a>(
    values: &Values<'a, '_>,
    placed: &Placed<'a, '_>,
    lexicon: &'static Lexicon,
) -> Vec<Choice<'a>> {
    let Some((pointer, text)) = values.description(placed) else { return Vec::new() };
    let verbs: Vec<Choice<'a>> = split_text(text, lexicon)
        .iter()
        .take(60)
        .filter_map(|word| {
            let (verb, place) = (word.entry.base_verb()?, (word.start, word.end));
            Some(Choice::told(pointer.clone().into(), text, verb, place))
        })
        .collect();
    // A single verb is prose; a row of them is a list of acts.
    if verbs.len() >= 2 { verbs } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::lexicon;
    use super::super::words::split_text;
    use super::*;

    #[test]
    fn a_row_of_verbs_is_a_list_and_a_sentence_is_none() {
        for (text, wanted) in [
            ("action: create, add_part or delete", &["create", "add", "delete"][..]),
            ("Lists.\n- list: all\n- add: one\n- remove: one", &["list", "add", "remove"]),
            ("\"push\" | \"pop\" | \"drop\"", &["push", "pop", "drop"]),
            ("Create, read and close.", &["Create", "read", "close"]),
            ("Creates a record, reads it and deletes it.", &[]),
            ("list, list, list", &[]),
            ("method: GET, POST, PATCH, DELETE", &[]),
        ] {
            let acts = listed(text, &split_text(text, lexicon()), lexicon());
            let found: Vec<&str> = acts.iter().map(|act| &text[act.start..act.end]).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }
}
