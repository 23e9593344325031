//! Reads texts without any filter: every pattern is tried on every text. What
//! the filters leave must be the same, whatever is read.

use std::collections::HashSet;

use proptest::prelude::*;
use serde_json::json;

use super::decode::{Plain, plain};
use super::heard::{Heard, in_order};
use super::lexicon::{Compiled, Mask, lexicon};
use super::scan::Scan;
use super::sentences::sentences;
use super::signals::Reader;
use super::texts::{Role, texts};
use crate::manifest::Tool;

/// Signal, sentence and weight of each hit.
type Hits = Vec<(usize, usize, u32)>;

fn takes(signal: &Compiled, role: Role) -> bool {
    let roles = signal.entry.role;
    roles.is_empty() || roles.contains(&role.as_str())
}

fn unfiltered(reader: &Reader<'_>, plain: &Plain<'_>, role: Role, first: bool) -> Hits {
    let (lexicon, text) = (reader.lexicon, &plain.text);
    let sentences = sentences(text);
    let mut heard = Heard::new(text, &sentences, &Scan::default(), 0);
    for atom in 0..lexicon.atoms.len() {
        for span in reader.matches(atom, text) {
            heard.note(span.start, 1 << atom);
        }
    }
    let few = text.split_whitespace().count() < 5;
    let is_terse = matches!(role, Role::Name | Role::Key) && few;
    let gives = |signal: &Compiled, sentence: usize, mask: Mask| {
        takes(signal, role)
            && !(is_terse && signal.entry.role.is_empty())
            && (!signal.entry.first || (first && sentence == 0))
            && mask & signal.unless == 0
            && signal.all.iter().all(|group| mask & group != 0)
            && (!signal.entry.ordered
                || in_order(&reader.places(signal, text), &heard.places(sentence)))
    };
    let mut hits = Hits::new();
    for (sentence, mask) in heard.masks.iter().enumerate() {
        for (index, signal) in lexicon.signals.iter().enumerate() {
            if gives(signal, sentence, *mask) {
                hits.push((index, sentence, reader.weight(signal)));
            }
        }
    }
    hits
}

fn check(tool: &Tool, text: &str, role: Role, first: bool) {
    let none = HashSet::new();
    let reader = Reader::new(tool, &none);
    let plain = plain(text);
    let hits: Hits = reader
        .read(&plain, role, first)
        .hits
        .iter()
        .map(|hit| (hit.signal, hit.sentence, hit.weight))
        .collect();
    assert_eq!(hits, unfiltered(&reader, &plain, role, first), "{role:?}: {text}");
}

fn check_in_all_roles(text: &str) {
    for name in ["db_lookup", "audit_messages", "list_backup_files"] {
        let tool = Tool::from_definition(json!({"name": name, "path": ""})).unwrap();
        for role in Role::ALL {
            check(&tool, text, role, true);
        }
    }
}

#[test]
fn every_pattern_can_be_compiled() {
    let sentence = "sends it to a_b. then read the rest";
    for atom in lexicon().atoms {
        assert!(atom.matches(sentence).count() <= sentence.len());
        assert!(atom.is_compiled(), "{atom:?}");
    }
}

#[test]
fn nothing_is_lost_of_the_sentences_of_the_lexicon() {
    let entries = lexicon().signals.iter().map(|signal| &signal.entry);
    let all: Vec<&str> =
        entries.flat_map(|entry| entry.fires.iter().chain(entry.silent)).copied().collect();
    for text in &all {
        check_in_all_roles(text);
    }
    check_in_all_roles(&all.join(" "));
    check_in_all_roles(&all.join("\n\n"));
}

#[test]
fn nothing_is_lost_of_the_catalog() {
    for name in ["git", "memory"] {
        let server = crate::catalog::server(name).unwrap();
        for tool in &server.tools {
            for text in texts(tool) {
                check(tool, text.value, text.role, text.first);
            }
        }
    }
}

/// Words and marks that patterns are made of, and what stands between them.
fn piece() -> impl Strategy<Value = String> {
    let entries = lexicon().signals.iter().map(|signal| &signal.entry);
    let sentences = entries.flat_map(|entry| entry.fires.iter().chain(entry.silent));
    let mut words: Vec<String> =
        sentences.flat_map(|text| text.split(' ')).map(str::to_owned).collect();
    words.extend(lexicon().scanner.strings().map(|bytes| String::from_utf8_lossy(bytes).into()));
    let between = [" ", " ", " ", " ", "", "_", ". ", ", ", "\n\n", "-", "'", ": "];
    (prop::sample::select(words), prop::sample::select(between.to_vec()))
        .prop_map(|(word, between)| format!("{word}{between}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_is_lost_of_any_text(pieces in prop::collection::vec(piece(), 1..40), first: bool) {
        let tool = Tool::from_definition(json!({"name": "read_file"})).unwrap();
        let text = pieces.concat();
        for role in [Role::Name, Role::Key, Role::Description, Role::Parameter] {
            check(&tool, &text, role, first);
        }
    }
}
