//! Odd definitions: each gets a verdict, and none takes for ever.
//!
//! There are no timings here: what grows faster than the text would make this
//! file run for minutes.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod judged;

use judged::{described, judged, server};
use serde_json::{Map, Value, json};
use toolward::classify::{Category, Risk, Verdict, classify, field_text, lexicon};
use toolward::manifest::{ParameterSource, Server, Tool};

/// The verdict, with every quotation held against its text.
#[track_caller]
fn checked(tool: Tool) -> Verdict {
    let server = Server {
        name: "server".to_owned(),
        source: String::new(),
        tools: vec![tool],
        warnings: Vec::new(),
    };
    let verdict = classify(&server).remove(0);
    for evidence in &verdict.evidence {
        let text = field_text(&server.tools[0], &evidence.field).unwrap();
        assert_eq!(text.get(evidence.start..evidence.end), Some(evidence.quote.as_str()));
    }
    assert_eq!(verdict.needs_review, verdict.review_reason.is_some());
    assert!(verdict.needs_review || !verdict.evidence.is_empty(), "{verdict:?}");
    verdict
}

#[track_caller]
fn checked_definition(definition: Value) -> Verdict {
    checked(Tool::from_definition(definition).unwrap())
}

/// Where nothing is said, nothing is harmless.
#[track_caller]
fn assert_unknown(verdict: &Verdict) {
    assert_eq!(verdict.category, Category::Write, "{verdict:?}");
    assert!(verdict.needs_review, "{verdict:?}");
    assert!(verdict.risk >= Risk::Medium, "{verdict:?}");
}

#[test]
fn a_tool_without_a_name_or_a_text() {
    let nameless = Tool {
        name: String::new(),
        title: None,
        description: String::new(),
        definition: Value::Null.into(),
        parameter_source: ParameterSource::None,
        annotations: Vec::new(),
        origin: None,
    };
    assert_unknown(&checked(nameless));
    assert_unknown(&checked(Tool::from_name("_").unwrap()));
    for definition in [
        json!({"name": "x"}),
        json!({"name": " "}),
        json!({"name": "x", "description": " \n\t"}),
        json!({"name": "x", "description": null, "inputSchema": null}),
        json!({"name": "x", "description": ["List"], "inputSchema": {}}),
        json!({"name": "x", "description": "."}),
        json!({"name": "123", "description": "42"}),
        json!({"name": "🦀", "description": "🚀🚀🚀"}),
    ] {
        assert_unknown(&checked_definition(definition));
    }
}

#[test]
fn a_verb_that_nobody_knows_is_never_a_retrieval() {
    let words = ["frobnicate", "zorble", "quuxify", "blarg", "wibblefy", "grok2x"];
    for word in words {
        let known = lexicon().word(word);
        assert!(known.verb.is_none() && known.nominal.is_none() && !known.is_retrieved(), "{word}");
        for (name, description) in [
            (word.to_owned(), String::new()),
            (format!("{word}_widget"), String::new()),
            (format!("{word}_widget"), format!("{word} the widget.")),
            (
                format!("widget_{word}"),
                format!("{}s a widget in the depot.", judged::any::capital(word)),
            ),
            ("x".to_owned(), format!("{} it until the depot is full.", judged::any::capital(word))),
        ] {
            assert_unknown(&checked_definition(json!({"name": name, "description": description})));
        }
    }
}

#[test]
fn schemas_that_are_none() {
    for schema in [
        json!(true),
        json!(false),
        json!(null),
        json!([]),
        json!({"properties": null}),
        json!({"properties": []}),
        json!({"properties": {"sql": true, "": false, "/~": null, "action": {"enum": [1, null, {}]}}}),
        json!({"properties": {"action": {"enum": []}}, "required": "action"}),
        json!({"$ref": "#"}),
        json!({"properties": {"a": {"$ref": "#/inputSchema"}}, "$ref": "#/inputSchema"}),
    ] {
        let definition =
            json!({"name": "delete_note", "description": "Delete a note.", "inputSchema": schema});
        let verdict = checked_definition(definition);
        assert_eq!(verdict.category, Category::Destructive, "{schema}");
    }
}

#[test]
fn a_schema_as_deep_as_a_document_may_be() {
    for key in ["items", "anyOf", "$ref"] {
        let mut schema = json!({"type": "string", "enum": ["delete"]});
        for level in 0..120 {
            schema = match key {
                "items" => json!({"type": "array", "items": schema}),
                "anyOf" => json!({"anyOf": [schema, {"type": "null"}]}),
                _ => {
                    json!({"$ref": format!("#/$defs/d{level}"), "$defs": {format!("d{level}"): schema}})
                }
            };
        }
        let definition = json!({
            "name": "create_note", "description": "Create a note.",
            "inputSchema": {"type": "object", "properties": {"action": schema}}
        });
        checked_definition(definition);
    }
}

#[test]
fn hundreds_of_parameters_and_choices() {
    let choices: Vec<String> = (0..5_000).map(|i| format!("delete_{i}")).collect();
    let properties: Map<String, Value> = (0..300)
        .map(|i| (format!("field_{i}"), json!({"type": "string", "description": "a delete field"})))
        .chain([("action".to_owned(), json!({"enum": choices}))])
        .collect();
    let verdict = checked_definition(json!({
        "name": "manage_note", "description": "Manage a note.",
        "inputSchema": {"type": "object", "properties": properties}
    }));
    assert_eq!(verdict.category, Category::Destructive);
}

#[test]
fn texts_of_any_script() {
    for text in [
        "حذف الملف نهائيا",
        "מחק את הקובץ",
        "删除文件，无法恢复。",
        "ファイルを削除します",
        "Удаляет файл",
        "\u{202e}eteled\u{202c} a file",
        "de\u{200b}lete a file",
        "🗑️ delete 🗑️",
        "İstanbul'da SİL",
        "ﬁle ﬂush ẞ ŉ",
        "e\u{301}\u{301}\u{301}\u{301}",
        "\u{0}\u{1b}[2J\u{7f}",
    ] {
        checked_definition(described(text));
        checked_definition(json!({"name": text, "description": text, "title": text}));
        let schema =
            json!({"type": "string", "description": text, "enum": [text], "default": text});
        checked_definition(judged::with_parameter(text, text, schema));
    }
    // What can be read among it is read.
    assert_eq!(judged(described("🗑️ Delete a file.")).category, Category::Destructive);
}

#[test]
fn very_long_texts() {
    let long = |unit: &str, bytes: usize| unit.repeat(bytes / unit.len() + 1);
    for unit in [
        "List the open tickets of a project. ",
        "delete, ",
        "and ",
        "(",
        "a",
        "é",
        "🦀",
        "\n",
        "- use `other_tool` instead.\n",
        "does not ",
        "e.g. ",
        "can't ",
        "_",
        "A.b-C ",
    ] {
        for bytes in [14_000, 1_000_000] {
            let text = long(unit, bytes);
            checked_definition(described(&text));
            checked_definition(json!({"name": text, "title": text}));
        }
    }
}

/// The end of a long text is beyond what is read; its start still decides.
#[test]
fn the_start_of_a_long_text_decides() {
    let text = format!("Delete a record. {}", "It has a colour and a size. ".repeat(500));
    assert_eq!(judged(described(&text)).category, Category::Destructive);
}

#[test]
fn a_server_of_many_tools() {
    let definitions: Vec<Value> = (0..3_000)
        .map(|i| json!({"name": format!("shop_{}_{i}", ["get", "delete"][i % 2]), "description": ""}))
        .collect();
    let verdicts = classify(&server(definitions));
    assert_eq!(verdicts.len(), 3_000);
    assert!(verdicts.iter().step_by(2).all(|verdict| verdict.category == Category::Read));
    let deletes = verdicts.iter().skip(1).step_by(2);
    assert!(deletes.into_iter().all(|verdict| verdict.category == Category::Destructive));
}

#[test]
fn what_is_too_large_to_be_read_is_never_passed() {
    let parameters: Map<String, Value> =
        (0..500).map(|i| (format!("field_{i}"), json!({"type": "string"}))).collect();
    let branches: Vec<Value> =
        (0..9).map(|i| json!({"properties": {format!("field_{i}"): {}}})).collect();
    for schema in [json!({"properties": parameters}), json!({"oneOf": branches})] {
        let verdict = judged(json!({
            "name": "list_orders", "description": "Lists orders.", "inputSchema": schema,
        }));
        assert_eq!(
            verdict.review_reason.as_deref(),
            Some("the input schema is larger than what is read of it")
        );
    }
}
