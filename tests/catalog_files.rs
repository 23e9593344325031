//! The embedded server files: each is valid under its schema, is built in, and
//! names each tool and each required parameter once.
#![allow(clippy::unwrap_used)]

#[path = "common/schema.rs"]
mod schema;

use std::collections::HashSet;
use std::path::PathBuf;

use schema::{assert_valid, validator};
use serde_json::{Value, json};
use toolward::catalog;
use toolward::classify::{Category, Effect, VerdictSource, classify, labels};
use toolward::document::pointer_find;

fn json_file(path: &PathBuf) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn server_files() -> Vec<PathBuf> {
    let entries = std::fs::read_dir("catalog/servers").unwrap();
    entries.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn every_file_is_valid_and_built_in() {
    let files = server_files();
    for path in &files {
        let value = json_file(path);
        assert_valid("catalog-server", &value);
        let stem = path.file_stem().unwrap().to_str().unwrap();
        assert_eq!(value["server"], stem, "{}", path.display());
        assert!(catalog::names().contains(&stem), "{} is not built in", path.display());
    }
    assert_eq!(files.len(), catalog::names().len());
}

#[test]
fn no_tool_stands_twice_and_required_parameters_exist() {
    for name in catalog::names() {
        let mut seen = HashSet::new();
        for tool in &catalog::server(name).unwrap().tools {
            assert!(seen.insert(tool.name.clone()), "{name}/{} stands twice", tool.name);
            let required = pointer_find(&tool.definition, "/inputSchema/required");
            for parameter in required.and_then(|required| required.as_array()).into_iter().flatten()
            {
                let declared = tool.parameters().iter().any(|p| *parameter == *p.name);
                assert!(declared, "{name}/{}: {parameter} is required but not declared", tool.name);
            }
        }
    }
}

/// A changed definition voids its label: seal the file again, once somebody
/// has looked at the label (`cargo run --example seal_catalog -- FILE`).
#[test]
fn every_label_is_bound_to_the_definition_beside_it() {
    for path in server_files() {
        let mut stale = Vec::new();
        for tool in json_file(&path)["tools"].as_array().unwrap() {
            let Some(review) = tool.get("review") else { continue };
            let own = catalog::definition_hash(&tool.clone().into());
            let first = review.pointer("/definitions/0").and_then(Value::as_str);
            if first != own.as_deref() {
                stale.push(tool["name"].to_string());
            }
        }
        assert!(stale.is_empty(), "{}: seal these labels again: {stale:?}", path.display());
    }
}

#[test]
fn labels_keep_to_the_guide() {
    for one in labels().unwrap() {
        let (at, label) = (format!("{}/{}", one.server, one.tool), one.label);
        let base = label.category.base_risk();
        assert!([base.down(), base, base.up()].contains(&label.risk), "{at}: {:?}", label.risk);
        let effects: &[Effect] = match label.category {
            Category::Read => &[Effect::Read],
            Category::Write => &[Effect::Write],
            Category::Destructive => &[Effect::Destructive],
            Category::Execute | Category::Financial => &[Effect::Write, Effect::Destructive],
        };
        assert!(effects.contains(&label.effect), "{at}: {:?}", label.effect);
    }
}

#[test]
fn a_label_of_the_catalog_is_the_verdict_on_its_tool() {
    let labelled: HashSet<(&str, String)> =
        labels().unwrap().into_iter().map(|one| (one.server, one.tool)).collect();
    for name in catalog::names() {
        for verdict in classify(&catalog::server(name).unwrap()) {
            let reviewed = verdict.source == VerdictSource::Reviewed;
            let wanted = labelled.contains(&(name, verdict.name.clone()));
            assert_eq!(reviewed, wanted, "{name}/{}", verdict.name);
            assert!(!verdict.is_void(), "{name}/{}", verdict.name);
        }
    }
}

#[test]
fn the_schema_refuses_what_an_entry_may_not_be() {
    let schema = validator("catalog-server");
    let good = json!({
        "server": "pond", "title": "Pond", "publisher": "gardeners",
        "source": "github:gardeners/pond@1a2b3c", "date": "2026-01-31",
        "coverage": {"known": 1, "total": 2, "note": "1 of 2 known"},
        "summary": "Feeds fish.",
        "tools": [{"name": "feed_fish", "description": "Feed the fish.", "review": {
            "category": "Write", "effect": "Write", "risk": "Medium", "traits": [],
            "reason": "adds food", "definitions": [format!("sha256:{}", "0a".repeat(32))],
        }}],
    });
    assert!(schema.is_valid(&good));
    for (pointer, bad) in [
        ("/server", json!("The Pond")),
        ("/source", json!("somewhere")),
        ("/date", json!("31.1.2026")),
        ("/coverage/known", json!(0)),
        ("/summary", json!(" ")),
        ("/tools", json!([])),
        ("/tools/0/name", json!("feed fish")),
        ("/tools/0", json!({"name": "feed_fish"})),
        ("/tools/0", json!({"name": "a", "description": "A.", "inputSchema": {"type": "array"}})),
        ("/tools/0/review/category", json!("write")),
        ("/tools/0/review/reason", json!("one line\nand another")),
        ("/tools/0/review/definitions", json!([])),
        ("/tools/0/review/definitions/0", json!("sha256:12")),
    ] {
        let mut entry = good.clone();
        *entry.pointer_mut(pointer).unwrap() = bad;
        assert!(!schema.is_valid(&entry), "{pointer}: {entry}");
    }
}
