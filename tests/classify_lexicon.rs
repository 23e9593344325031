//! Every entry of the lexicon does what its sentence pair says.
//!
//! A sentence is the description of a tool whose name says nothing, so that
//! what is cited comes from the sentence. An entry that no text can reach is
//! found here as well: its own example doesn't cite it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod judged;

use judged::{cites, described, judged, with_parameter};
use serde_json::json;
use toolward::classify::{Note, Verdict, lexicon};

/// What can be wrong with an entry, gathered so that one run shows all.
#[derive(Default)]
struct Failures(Vec<String>);

impl Failures {
    /// `fires` has to cite the rule, `silent` must not.
    fn sentences(&mut self, rule: &str, note: &Note) {
        let fires = judged(described(&note.fires));
        if !cites(&fires, rule) {
            self.0.push(format!("{rule} is silent on `{}`: {}", note.fires, cited(&fires)));
        }
        if cites(&judged(described(&note.silent)), rule) {
            self.0.push(format!("{rule} fires on `{}`", note.silent));
        }
    }

    /// Each entry needs words of its own.
    fn note(&mut self, rule: &str, note: &Note) {
        if note.about.trim().is_empty() || note.silent.trim().is_empty() {
            self.0.push(format!("{rule} has no meaning, or nothing that it is silent on"));
        }
    }

    #[track_caller]
    fn assert_none(self) {
        assert!(self.0.is_empty(), "{} entries:\n{}", self.0.len(), self.0.join("\n"));
    }
}

fn cited(verdict: &Verdict) -> String {
    let rules: Vec<&str> = verdict.evidence.iter().map(|one| &*one.rule).collect();
    format!("{} by [{}]", verdict.category.as_str(), rules.join(", "))
}

#[test]
fn verbs() {
    let mut failures = Failures::default();
    for verb in &lexicon().verbs {
        let rule = format!("verb/{}", verb.word);
        failures.note(&rule, &verb.note);
        failures.sentences(&rule, &verb.note);
    }
    failures.assert_none();
}

#[test]
fn senses() {
    let mut failures = Failures::default();
    for sense in &lexicon().senses {
        let rule = format!("sense/{}", sense.id);
        failures.note(&rule, &sense.note);
        failures.sentences(&rule, &sense.note);
    }
    failures.assert_none();
}

#[test]
fn phrases() {
    let mut failures = Failures::default();
    for phrase in &lexicon().phrases {
        let rule = format!("phrase/{}", phrase.id);
        failures.note(&rule, &phrase.note);
        failures.sentences(&rule, &phrase.note);
    }
    failures.assert_none();
}

/// Sentences that between them reach every category a parameter counts in.
const CARRIERS: [&str; 7] = [
    "Fetch a web page.",
    "Query the metrics store.",
    "Run a workflow.",
    "Send a GraphQL mutation.",
    "Create a note.",
    "Delete a record.",
    "Refund a customer.",
];

/// Verdicts on tools that differ in the name of one parameter alone: as a
/// text, as a switch, as a choice, and beside a choice of HTTP methods.
fn carried(name: &str) -> Vec<Verdict> {
    let schemas = [
        json!({"type": "string"}),
        json!({"type": "boolean", "default": true}),
        // Both nouns as well: only a name makes acts of them.
        json!({"enum": ["label", "trash"]}),
    ];
    let mut verdicts = Vec::new();
    for (sentence, schema) in CARRIERS.iter().flat_map(|s| schemas.iter().map(move |v| (s, v))) {
        let mut definition = with_parameter(sentence, name, schema.clone());
        verdicts.push(judged(definition.clone()));
        definition["inputSchema"]["properties"]["method"] = json!({"enum": ["GET", "POST"]});
        verdicts.push(judged(definition));
    }
    verdicts
}

fn is_known_as(name: &str, id: &str) -> bool {
    lexicon().parameter(name).any(|entry| entry.id == id)
}

#[test]
fn parameters() {
    let mut failures = Failures::default();
    for entry in &lexicon().parameters {
        let (rule, note) = (format!("parameter/{}", entry.id), &entry.note);
        failures.note(&rule, note);
        if !is_known_as(&note.fires, &entry.id) || is_known_as(&note.silent, &entry.id) {
            failures.0.push(format!("{rule} doesn't tell `{}` and `{}`", note.fires, note.silent));
        }
        if carried(&note.fires) == carried("zzz") {
            failures.0.push(format!("{rule}: `{}` changes nothing in any verdict", note.fires));
        }
    }
    failures.assert_none();
}

#[test]
fn traits() {
    let mut failures = Failures::default();
    for entry in &lexicon().traits {
        let (rule, note) = (format!("trait/{}", entry.id), &entry.note);
        failures.note(&rule, note);
        if note.fires.is_empty() {
            // Reached by parameters alone: each of them has to reach it.
            for id in &entry.parameters {
                let parameter = lexicon().note(&format!("parameter/{id}")).unwrap();
                let by = |sentence: &&str| {
                    let schema = json!({"type": "string"});
                    cites(&judged(with_parameter(sentence, &parameter.fires, schema)), &rule)
                };
                if !CARRIERS.iter().any(by) {
                    failures
                        .0
                        .push(format!("{rule} is silent on a parameter `{}`", parameter.fires));
                }
            }
            if cites(&judged(described(&note.silent)), &rule) {
                failures.0.push(format!("{rule} fires on `{}`", note.silent));
            }
        } else {
            failures.sentences(&rule, note);
        }
    }
    failures.assert_none();
}

/// An id is what a person types behind `toolward rule`.
#[test]
fn ids_are_unique_and_found() {
    let lexicon = lexicon();
    let mut ids: Vec<String> = lexicon.verbs.iter().map(|e| format!("verb/{}", e.word)).collect();
    ids.extend(lexicon.senses.iter().map(|e| format!("sense/{}", e.id)));
    ids.extend(lexicon.phrases.iter().map(|e| format!("phrase/{}", e.id)));
    ids.extend(lexicon.parameters.iter().map(|e| format!("parameter/{}", e.id)));
    ids.extend(lexicon.traits.iter().map(|e| format!("trait/{}", e.id)));
    // An embedded text that didn't parse would be an empty lexicon.
    assert!(ids.len() > 500, "{}", ids.len());
    assert!(ids.iter().all(|id| lexicon.note(id).is_some()));
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
}
