//! What must hold for any input: the loader never panics, loses nothing
//! silently, and every pointer that it hands out leads somewhere.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use toolward::document::{self, SourceText, pointer_find};
use toolward::manifest::{Loaded, ParameterSource, Tool, load, load_text};

/// Keys that steer the loader, so that random documents reach its branches.
const KEYS: [&str; 44] = [
    "tools",
    "name",
    "description",
    "inputSchema",
    "input_schema",
    "parameters",
    "properties",
    "required",
    "annotations",
    "readOnlyHint",
    "read_only_hint",
    "arguments",
    "function",
    "functions",
    "functionDeclarations",
    "result",
    "results",
    "servers",
    "mcpServers",
    "summary",
    "registry",
    "manifest",
    "server",
    "server_name",
    "serverInfo",
    "metadata",
    "nextCursor",
    "tools_generated",
    "manifest_version",
    "toolMetadata",
    "readOnly",
    "value",
    "jsonrpc",
    "id",
    "title",
    "type",
    "prompts",
    "packages",
    "version",
    "default",
    "rules",
    "limits",
    "tool_calls",
    "a/b~c",
];

const NAMES: [&str; 5] = ["NAME.json", "NAME.ndjson", "NAME.yaml", "NAME.sse", "-"];

fn key() -> impl Strategy<Value = String> {
    prop_oneof![
        9 => prop::sample::select(KEYS.to_vec()).prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        Just(json!("")),
        key().prop_map(Value::from),
    ];
    leaf.prop_recursive(7, 96, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((key(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// A definition that is a tool in some spelling.
fn definition() -> impl Strategy<Value = Value> {
    let spelling =
        prop::sample::select(vec!["inputSchema", "input_schema", "parameters", "arguments"]);
    (any::<String>(), spelling, json_value(), json_value(), any::<bool>()).prop_map(
        |(name, spelling, schema, annotations, wrapped)| {
            let body = json!({
                "name": format!("n{name}"), "description": "", spelling: schema, "annotations": annotations,
            });
            if wrapped { json!({"type": "function", "function": body}) } else { body }
        },
    )
}

fn check_tool(tool: &Tool) {
    assert!(!tool.name.is_empty());
    if let ParameterSource::Schema(pointer) | ParameterSource::List(pointer) =
        &tool.parameter_source
    {
        assert!(
            pointer_find(&tool.definition, pointer).is_some(),
            "{pointer} in {}",
            tool.definition
        );
    }
    for parameter in tool.parameters() {
        assert_eq!(pointer_find(&tool.definition, &parameter.pointer()), Some(parameter.schema));
    }
    for annotation in &tool.annotations {
        let claimed = pointer_find(&tool.definition, &annotation.pointer);
        assert_eq!(claimed, Some(&annotation.value.into()));
    }
}

fn check(loaded: &Loaded) {
    assert!(!loaded.servers.is_empty() || !loaded.problems.is_empty(), "silently nothing");
    for server in &loaded.servers {
        assert!(!server.name.is_empty());
        let doubted = !server.warnings.is_empty();
        assert!(doubted || !server.tools.is_empty(), "an empty list without a warning");
        server.tools.iter().for_each(check_tool);
    }
}

fn check_text(text: &str) {
    for name in NAMES {
        check(&load_text(&SourceText::new(name, text), "fallback"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_survived(text in any::<String>()) {
        check_text(&text);
    }

    #[test]
    fn text_that_is_nearly_json_is_survived(
        value in json_value(),
        cut in any::<prop::sample::Index>(),
        pretty in any::<bool>(),
    ) {
        let text = if pretty { format!("{value:#}") } else { value.to_string() };
        let boundary = text.floor_char_boundary(cut.index(text.len() + 1));
        check_text(&text[..boundary]);
        check_text(&format!("data: {}\n\n{text}", &text[..boundary]));
    }

    #[test]
    fn any_json_value_is_survived(value in json_value()) {
        check_text(&value.to_string());
    }

    #[test]
    fn any_lines_are_survived(values in prop::collection::vec(json_value(), 0..6)) {
        let lines: Vec<String> = values.iter().map(Value::to_string).collect();
        check_text(&lines.join("\n"));
        check_text(&format!("data:{}\r\n", lines.join("\r\n\r\ndata:")));
    }

    #[test]
    fn a_readable_tool_survives_any_neighbours(
        definitions in prop::collection::vec(definition(), 1..4),
        neighbours in prop::collection::vec(json_value(), 0..4),
    ) {
        let entries: Vec<&Value> = definitions.iter().chain(&neighbours).collect();
        let text = json!({"server": "s", "tools": entries}).to_string();
        let loaded = load_text(&SourceText::new("x.json", text), "fallback");
        check(&loaded);
        let tools = loaded.servers.iter().flat_map(|server| &server.tools);
        let kept: Vec<Value> = tools.map(|tool| Value::from(&tool.definition)).collect();
        // An entry that declares functions makes the whole document Gemini's
        // shape: the others are still read, each by itself.
        for definition in &definitions {
            prop_assert!(kept.contains(definition), "{definition} is lost");
        }
    }

    #[test]
    fn a_definition_is_kept_as_written(definition in definition()) {
        let tool = Tool::from_definition(definition.clone()).unwrap();
        check_tool(&tool);
        prop_assert_eq!(tool.definition, document::Value::from(definition));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_of_a_file_are_survived(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        name in prop::sample::select(vec!["x.json", "x.ndjson", "x.yml", "x.sse", "x"]),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, &bytes).unwrap();
        check(&load(path.to_str().unwrap()));
        check(&load(folder.path().to_str().unwrap()));
    }
}

#[test]
fn deep_nesting_is_survived() {
    for (open, close) in [("[", "]"), ("{\"result\":", "}"), ("{\"tools\":[", "]}"), ("- ", "")] {
        let text = format!("{}1{}", open.repeat(50_000), close.repeat(50_000));
        check_text(&text);
        let text = format!("{}1{}", open.repeat(60), close.repeat(60));
        check_text(&text);
    }
}
