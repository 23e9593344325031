//! Tools made of the lexicon's words, of noise, and of both.
#![allow(dead_code, reason = "each test file uses its part")]

use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use toolward::classify::lexicon;
use toolward::manifest::{Server, Tool};

static VERBS: LazyLock<Vec<String>> =
    LazyLock::new(|| lexicon().verbs.iter().map(|verb| verb.word.clone()).collect());

static SENTENCES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let lexicon = lexicon();
    let verbs = lexicon.verbs.iter().map(|entry| &entry.note);
    let senses = lexicon.senses.iter().map(|entry| &entry.note);
    let phrases = lexicon.phrases.iter().map(|entry| &entry.note);
    let notes = verbs.chain(senses).chain(phrases).chain(lexicon.traits.iter().map(|e| &e.note));
    notes.flat_map(|note| [note.fires.clone(), note.silent.clone()]).collect()
});

static PARAMETERS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let notes = lexicon().parameters.iter().map(|entry| &entry.note);
    notes.flat_map(|note| [note.fires.clone(), note.silent.clone()]).collect()
});

const NOUNS: &[&str] =
    &["file", "all", "user", "status", "history", "cache", "message", "order", "URLs", "2", "to"];

fn verb() -> impl Strategy<Value = String> {
    proptest::sample::select(VERBS.as_slice())
}

fn part() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => verb(),
        3 => proptest::sample::select(NOUNS).prop_map(str::to_owned),
        1 => "[a-z]{1,8}",
        1 => "\\PC{0,4}",
    ]
}

/// Words in any case style, or noise.
pub fn name() -> impl Strategy<Value = String> {
    let joined = (proptest::collection::vec(part(), 1..5), 0..5_usize).prop_map(
        |(parts, style)| match style {
            0 => parts.join("-"),
            1 => parts.join("."),
            2 => parts.iter().map(|part| capital(part)).collect(),
            _ => parts.join("_"),
        },
    );
    prop_oneof![8 => joined, 1 => "\\PC{1,40}", 1 => any::<String>()]
        .prop_filter("a name", |name| !name.is_empty())
}

/// The word with a capital in front.
pub fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// Sentences of the lexicon's own, verbs in a row, and noise.
pub fn description() -> impl Strategy<Value = String> {
    let sentence = prop_oneof![
        6 => proptest::sample::select(SENTENCES.as_slice()),
        2 => (verb(), part(), part()).prop_map(|(a, b, c)| format!("{}s the {b} and {c}.", capital(&a))),
        1 => "\\PC{0,40}",
        1 => any::<String>(),
    ];
    proptest::collection::vec(sentence, 0..4).prop_map(|all| all.join(" "))
}

fn property() -> impl Strategy<Value = (String, Value)> {
    let name = prop_oneof![
        3 => proptest::sample::select(PARAMETERS.as_slice()),
        1 => Just("action".to_owned()),
        1 => "\\PC{0,8}",
    ];
    let schema = prop_oneof![
        2 => Just(json!({"type": "string"})),
        1 => Just(json!({"type": "boolean", "default": true})),
        1 => Just(json!(true)),
        2 => proptest::collection::vec(part(), 0..4).prop_map(|values| json!({"enum": values})),
        1 => description().prop_map(|text| json!({"type": ["array", "null"], "description": text})),
    ];
    (name, schema)
}

/// A definition without annotations.
pub fn definition() -> impl Strategy<Value = Value> {
    let properties = proptest::collection::vec(property(), 0..4);
    let title = proptest::option::of(description());
    (name(), title, description(), properties, any::<bool>()).prop_map(
        |(name, title, description, properties, required)| {
            let names: Vec<&String> = properties.iter().map(|(name, _)| name).collect();
            let required = if required { json!(names) } else { json!([]) };
            let properties: Map<_, _> = properties.iter().cloned().collect();
            json!({
                "name": name, "title": title, "description": description,
                "inputSchema": {"type": "object", "properties": properties, "required": required}
            })
        },
    )
}

/// A hint in one of its spellings.
pub fn annotation() -> impl Strategy<Value = Map<String, Value>> {
    let key = proptest::sample::select(
        &["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"][..],
    );
    proptest::collection::vec((key, any::<bool>()), 1..4).prop_map(|hints| {
        hints.into_iter().map(|(key, value)| (key.to_owned(), json!(value))).collect()
    })
}

/// The same definition with annotations.
pub fn annotated(mut definition: Value, annotations: Map<String, Value>) -> Value {
    definition["annotations"] = Value::Object(annotations);
    definition
}

pub fn server() -> impl Strategy<Value = Server> {
    let tools = proptest::collection::vec((definition(), proptest::option::of(annotation())), 1..6);
    (name(), tools).prop_map(|(name, tools)| {
        let tools = tools.into_iter().map(|(definition, annotations)| {
            let definition = match annotations {
                Some(annotations) => annotated(definition, annotations),
                None => definition,
            };
            Tool::from_definition(definition).unwrap()
        });
        Server { name, source: "any.json".to_owned(), tools: tools.collect(), warnings: Vec::new() }
    })
}
