//! What poisoned definitions say, in many languages, spellings and places, and
//! what honest ones say in much the same words.
//!
//! Each tool stands alone, as the only one of its server: none is excused by a
//! name that a neighbour has. Letters that nobody sees are written as escapes.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use serde_json::Value;
use toolward::manifest::Tool;
use toolward::poison::{Role, Surroundings, examine, hidden, texts};

fn fixtures(name: &str) -> Vec<(String, Tool)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/poison");
    let text = fs::read_to_string(folder.join(name)).unwrap();
    let read = |line: &str| {
        let mut value: Value = serde_json::from_str(line).unwrap();
        let tool = Tool::from_definition(value["tool"].take()).unwrap();
        (value["case"].as_str().unwrap_or(&tool.name).to_owned(), tool)
    };
    text.lines().map(read).collect()
}

#[test]
fn orders_are_heard_however_they_are_written() {
    let told = fixtures("told.ndjson");
    assert!(told.len() > 150, "{}", told.len());
    let is_missed = |tool: &Tool| !examine(tool, &Surroundings::default()).is_poisoned();
    let missed: Vec<&String> =
        told.iter().filter(|(_, tool)| is_missed(tool)).map(|(case, _)| case).collect();
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn what_is_heard_has_a_reason_that_can_be_told() {
    for (case, tool) in fixtures("told.ndjson") {
        let suspicion = examine(&tool, &Surroundings::default());
        let first = suspicion.told().next().unwrap();
        assert!(!first.quote.is_empty() && !first.says.is_empty(), "{case}: {first:?}");
    }
}

#[test]
fn honest_neighbours_stay_silent() {
    let silent = fixtures("silent.ndjson");
    assert!(silent.len() >= 60, "{}", silent.len());
    for (name, tool) in silent {
        let suspicion = examine(&tool, &Surroundings::default());
        assert!(!suspicion.is_poisoned(), "{name}: {suspicion:#?}");
        for text in texts(&tool) {
            let hidden = hidden(text.value, text.role == Role::Name);
            assert_eq!(hidden, None, "{name}: {}", text.value);
        }
    }
}

/// Two stray tag characters hold no order, and are shown all the same.
#[test]
fn tag_characters_are_told_wherever_they_stand() {
    let few = "Gets\u{e0072} the time\u{e0061}.";
    assert_eq!(hidden(few, false).map(|found| found.count), Some(2));
    let three = format!("{few}\u{e0064}");
    let tool = |text: &str| {
        Tool::from_definition(serde_json::json!({"name": "get_time", "description": text})).unwrap()
    };
    let weight = |text: &str| examine(&tool(text), &Surroundings::default()).is_poisoned();
    assert_eq!((weight(few), weight(&three)), (false, true));
}
