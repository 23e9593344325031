//! The attack patterns: each file is valid under its schema and built in, and
//! what they say of the catalog's servers makes sense.
#![allow(clippy::unwrap_used)]

#[path = "common/schema.rs"]
mod schema;

use std::collections::HashSet;
use std::path::PathBuf;

use schema::{assert_valid, validator};
use serde_json::{Value, json};
use toolward::catalog;
use toolward::classify::{Verdict, attacks, classify, combinations, exposing};

fn files() -> Vec<PathBuf> {
    std::fs::read_dir("catalog/attacks").unwrap().map(|entry| entry.unwrap().path()).collect()
}

fn verdicts(server: &str) -> Vec<Verdict> {
    classify(&catalog::server(server).unwrap())
}

#[test]
fn every_file_is_valid_and_built_in() {
    let slugs: HashSet<&str> = attacks().iter().map(|attack| attack.slug.as_str()).collect();
    for path in &files() {
        let value: Value = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        assert_valid("attack", &value);
        let slug = path.file_stem().unwrap().to_str().unwrap();
        assert!(slugs.contains(slug), "{slug} is not built in");
    }
    assert_eq!(files().len(), attacks().len());
    assert!(attacks().len() >= 24);
}

#[test]
fn ids_and_names_are_given_once() {
    let ids: HashSet<&str> = attacks().iter().map(|attack| attack.id.as_str()).collect();
    let names: HashSet<&str> = attacks().iter().map(|attack| attack.name.as_str()).collect();
    assert_eq!((ids.len(), names.len()), (attacks().len(), attacks().len()));
}

#[test]
fn every_tool_of_the_catalog_is_exposed_to_something() {
    for server in catalog::names() {
        for verdict in verdicts(server) {
            let exposed = exposing(&verdict);
            assert!(!exposed.is_empty(), "{server}/{} is exposed to nothing", verdict.name);
        }
    }
}

#[test]
fn what_a_server_s_tools_can_do_together_is_found() {
    let slugs = |server: &str| -> Vec<&str> {
        let verdicts = verdicts(server);
        let tools: Vec<&Verdict> = verdicts.iter().collect();
        let all = combinations(&tools);
        for one in &all {
            assert!(one.legs.iter().all(|leg| !leg.is_empty()), "{}", one.attack.id);
        }
        all.iter().map(|one| one.attack.slug.as_str()).collect()
    };
    // It reads mail, which strangers write, and sends.
    assert!(slugs("odoo-claude-mcp").contains(&"lethal-trifecta"));
    // A memory of its own has no way out.
    assert!(!slugs("memory").contains(&"lethal-trifecta"));
}

#[test]
fn the_schema_refuses_what_a_pattern_may_not_be() {
    let schema = validator("attack");
    let text = "It runs on and on, and nobody looks. ".repeat(4);
    let good = json!({
        "id": "TA-99", "name": "Fed to death", "summary": "Fish are fed too often.",
        "happens": text, "policy": text, "references": ["CWE-770", "AML.T0051.001"],
        "exposes": [{"categories": ["Write"], "traits": ["bulk"]}],
    });
    assert!(schema.is_valid(&good));
    for (key, bad) in [
        ("id", json!("TA-1")),
        ("summary", json!("two\nlines")),
        ("happens", json!("short")),
        ("references", json!(["CWE-0"])),
        ("references", json!(["CVE-2024-1"])),
        ("exposes", json!([])),
        ("exposes", json!([{}])),
        ("exposes", json!([{"category": ["Write"]}])),
        ("exposes", json!([{"traits": ["big"]}])),
        ("combination", json!({"needs": []})),
        ("more", json!(1)),
    ] {
        let mut pattern = good.clone();
        pattern[key] = bad;
        assert!(!schema.is_valid(&pattern), "{key}: {pattern}");
    }
    let mut concerns_nobody = good;
    concerns_nobody.as_object_mut().unwrap().remove("exposes");
    assert!(!schema.is_valid(&concerns_nobody));
}
