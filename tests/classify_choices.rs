//! Acts that a caller chooses by a parameter, and input that is run as it is
//! written: wherever the schema keeps them, and however hostile it is.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod judged;

use judged::{cites, judged};
use serde_json::{Map, Value, json};
use toolward::classify::Category::{Destructive, Execute, Read};
use toolward::classify::{Trait, Verdict, field_text};
use toolward::manifest::Tool;

fn of(name: &str, description: &str, schema: &Value) -> Verdict {
    judged(json!({"name": name, "description": description, "inputSchema": schema}))
}

fn with(name: &str, description: &str, parameter: &str, schema: Value) -> Verdict {
    let properties = Map::from_iter([(parameter.to_owned(), schema)]);
    of(name, description, &json!({"properties": properties, "required": [parameter]}))
}

/// The verdict on a tool of which nothing is told but its schema.
fn notes(properties: &Value) -> Verdict {
    of("notes", "Notes", &json!({"properties": properties}))
}

#[test]
fn acts_have_other_names_than_action() {
    for name in ["do", "accion", "acción", "操作", "Operation", "sub-command", "whatever"] {
        let verdict = with("notes", "Notes", name, json!({"enum": ["list", "delete"]}));
        assert_eq!(verdict.category, Destructive, "{name}");
    }
    let verdict = with("notas", "Notas", "acción", json!({"enum": ["listar", "borrar"]}));
    assert_eq!(verdict.category, Destructive);
}

#[test]
fn acts_stand_inside_objects_and_lists() {
    let acts = json!({"enum": ["list", "delete"]});
    for properties in [
        json!({"request": {"properties": {"action": acts}}}),
        json!({"request": {"anyOf": [{"properties": {"action": acts}}, {"type": "null"}]}}),
        json!({"operations": {"type": "array", "items": {"properties": {"op": acts}}}}),
    ] {
        assert_eq!(notes(&properties).category, Destructive, "{properties}");
    }
}

#[test]
fn a_branch_says_by_its_title_what_its_value_is() {
    let one_of = json!({"action": {"oneOf": [
        {"const": 1, "title": "List"}, {"const": 2, "title": "Delete for good"}
    ]}});
    let verdict = notes(&one_of);
    assert_eq!(verdict.category, Destructive);
    assert_eq!(verdict.evidence[0].quote, "Delete");
    let coded = json!({"action": {"oneOf": [
        {"const": "l", "title": "List"}, {"const": "d", "title": "Delete"}
    ]}});
    assert_eq!(notes(&coded).category, Destructive);
}

#[test]
fn each_branch_of_a_whole_input_is_read() {
    let branch = |act: &str| json!({"properties": {"action": {"const": act}}});
    let schema = json!({"oneOf": [branch("list"), branch("delete")]});
    assert_eq!(of("notes", "Notes", &schema).category, Destructive);
    let schema = json!({"$ref": "#/$defs/In", "$defs": {"In": branch("delete")}});
    assert_eq!(of("notes", "Notes", &schema).category, Destructive);
}

#[test]
fn what_only_narrows_a_read_is_no_act() {
    let acts = json!({"type": "string", "enum": ["create", "delete"]});
    for (name, description, properties) in [
        ("list_events", "List events", json!({"action": acts})),
        ("list_events", "List events", json!({"filter": {"properties": {"action": acts}}})),
        ("list_keys", "List keys", json!({"permission": {"enum": ["read", "write"]}})),
        ("audit", "Find what was changed", json!({"sort": {"enum": ["asc", "desc"]}})),
        ("get_link", "Get a link", json!({"kind": {"enum": ["order", "quote"]}})),
    ] {
        let verdict = of(name, description, &json!({"properties": properties}));
        assert!(verdict.category == Read && !verdict.needs_review, "{name}: {properties}");
    }
}

#[test]
fn a_switch_may_make_a_change_of_a_read() {
    for name in ["deleteAfter", "delete_source", "purge"] {
        let verdict = with("fetch_mail", "Fetch mail", name, json!({"type": "boolean"}));
        assert!(verdict.category == Destructive && verdict.needs_review, "{name}");
        assert!(name.contains(&verdict.evidence[0].quote), "{name}");
    }
    let optional = json!({"anyOf": [{"type": "boolean"}, {"type": "null"}]});
    assert_eq!(with("fetch_mail", "Fetch mail", "purge", optional).category, Destructive);
    assert!(
        with("read_text", "Read a text", "save_to_file", json!({"type": "boolean"})).needs_review
    );
    for name in [
        "include_deleted",
        "deleted",
        "no_delete",
        "add_line_numbers",
        "recursive",
        "clear_cache",
        "drop_duplicates",
    ] {
        let verdict = with("list_mail", "List mail", name, json!({"type": "boolean"}));
        assert!(verdict.category == Read && !verdict.needs_review, "{name}");
    }
    // What is no switch is no act.
    let verdict = with("list_mail", "List mail", "delete_reason", json!({"type": "string"}));
    assert!(!verdict.needs_review);
}

#[test]
fn a_text_that_is_run_leaves_a_read_open() {
    for (parameter, told) in [
        ("python_code", ""),
        ("script", "Script to run"),
        ("code", "Python code to execute"),
        ("query", "SQL query"),
        ("q", "The SQL statement"),
        ("query", "SQL: SELECT, INSERT or DELETE"),
    ] {
        let schema = json!({"type": "string", "description": told});
        let verdict = with("get_data", "Get data", parameter, schema);
        assert!(verdict.needs_review && verdict.has(Trait::RawInput), "{parameter}: {told}");
        let behind = json!({
            "properties": {parameter: {"$ref": "#/$defs/Text"}}, "required": [parameter],
            "$defs": {"Text": {"type": "string", "description": told}}
        });
        assert!(of("get_data", "Get data", &behind).needs_review, "{parameter} by reference");
    }
}

#[test]
fn a_query_that_only_reads_and_a_code_that_is_looked_up_do_not() {
    for (name, description, parameter, told) in [
        ("get_data", "Get data by a read-only SQL query", "query", "SQL query"),
        ("get_data", "Get data", "query", "A read-only SQL query"),
        ("get_data", "Get data", "query", "SQL SELECT statement"),
        ("search", "Search the archive", "query", "What to look for"),
        ("search", "Search the archive", "query", "SQL-like filter"),
        ("get_country", "Get a country", "code", "ISO code"),
        ("explain_code", "Explain a piece of code", "code", "Python code to explain"),
    ] {
        let schema = json!({"type": "string", "description": told});
        let verdict = with(name, description, parameter, schema);
        assert!(verdict.category == Read && !verdict.needs_review, "{name}: {told}");
    }
}

/// A choice behind a reference is none that a caller writes.
#[test]
fn types_and_choices_are_seen_behind_references() {
    let schema = json!({
        "properties": {"command": {"$ref": "#/$defs/Command"}},
        "required": ["command"],
        "$defs": {"Command": {"enum": ["status", "version"]}}
    });
    assert!(!cites(&of("run_command", "Runs a command", &schema), "parameter/shell"));
    let free = json!({"properties": {"command": {"type": "string"}}, "required": ["command"]});
    let verdict = of("run_command", "Runs a command", &free);
    assert!(verdict.category == Execute && cites(&verdict, "parameter/shell"));
}

#[test]
fn every_quotation_behind_a_reference_stands_where_it_says() {
    let definition = json!({
        "name": "notes", "description": "Notes",
        "inputSchema": {
            "$ref": "#/$defs/In",
            "$defs": {
                "In": {"properties": {"request": {"allOf": [{"$ref": "#/$defs/Request"}]}}},
                "Request": {"properties": {"action": {"$ref": "#/$defs/a~1b"}}},
                "a/b": {"oneOf": [{"const": "list"}, {"enum": ["delete"]}]}
            }
        }
    });
    let verdict = judged(definition.clone());
    let tool = Tool::from_definition(definition).unwrap();
    assert_eq!(verdict.category, Destructive);
    for evidence in &verdict.evidence {
        let text = field_text(&tool, &evidence.field).unwrap();
        assert_eq!(text.get(evidence.start..evidence.end), Some(evidence.quote.as_str()));
    }
    assert!(verdict.evidence.iter().any(|e| e.field == "/inputSchema/$defs/a~1b/oneOf/1/enum/0"));
}

/// Ten branches, each with ten of the next: more than anybody could read.
#[test]
fn a_schema_that_fans_out_or_turns_in_circles_is_left() {
    let mut defs = Map::new();
    for i in 0..40 {
        let next = json!({"$ref": format!("#/$defs/d{}", (i + 1) % 40)});
        let branches = vec![next.clone(); 10];
        defs.insert(
            format!("d{i}"),
            json!({"anyOf": branches, "allOf": branches, "items": next, "properties": {"action": next}}),
        );
    }
    let start = json!({"$ref": "#/$defs/d0"});
    let properties: Map<String, Value> =
        (0..40).map(|i| (format!("action{i}"), start.clone())).collect();
    let mut schema = json!({"anyOf": vec![start.clone(); 1_000], "$defs": defs});
    assert!(of("notes", "Notes", &schema).needs_review);
    schema["properties"] = Value::Object(properties);
    schema["properties"]["action"] = start;
    assert!(of("notes", "Notes", &schema).needs_review);
}
