//! Odd texts: each gives a clear problem or warning, and never costs the rest.
#![allow(clippy::unwrap_used, clippy::panic)]

use toolward::document::{SourceText, pointer_find};
use toolward::manifest::{Loaded, ParameterSource, Server, Tool, load, load_text};

fn read(name: &str, text: &str) -> Loaded {
    load_text(&SourceText::new(name, text), "fallback")
}

fn tool_names(server: &Server) -> Vec<&str> {
    server.tools.iter().map(|tool| tool.name.as_str()).collect()
}

/// `source: message` of each problem.
fn problems(loaded: &Loaded) -> Vec<String> {
    loaded.problems.iter().map(|p| format!("{}: {}", p.source, p.message)).collect()
}

/// The only server, read without a problem.
fn only(loaded: &Loaded) -> Server {
    assert!(loaded.problems.is_empty(), "{:?}", problems(loaded));
    let [server] = &loaded.servers[..] else { panic!("{} servers", loaded.servers.len()) };
    server.clone()
}

fn warnings(server: &Server) -> Vec<&str> {
    server.warnings.iter().map(|warning| warning.message.as_str()).collect()
}

/// Loads bytes as a file of that name.
fn load_bytes(name: &str, bytes: &[u8]) -> Loaded {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let mut loaded = load(path.to_str().unwrap());
    for problem in &mut loaded.problems {
        let prefix = format!("{}/", folder.path().display());
        problem.source = problem.source.replace(&prefix, "");
    }
    loaded
}

#[test]
fn broken_entries_are_named_and_the_rest_is_kept() {
    let loaded = read(
        "x.json",
        r#"{"tools": [{"name": "a"}, {"description": "?"}, {"name": 7}, "b", null, {"name": ""}, {"name": "c"}]}"#,
    );
    assert_eq!(tool_names(&loaded.servers[0]), ["a", "c"]);
    assert_eq!(
        problems(&loaded),
        [
            "x.json: `/tools/1`: the definition has no `name`; a tool is called by its name: add it; the tool was left out",
            "x.json: `/tools/2`: `name` is a number; expected a string; the tool was left out",
            "x.json: `/tools/3`: this is a string; expected an object with a `name`; the tool was left out",
            "x.json: `/tools/4`: this is null; expected an object with a `name`; the tool was left out",
            "x.json: `/tools/5`: `name` is empty; a tool is called by its name: fill it in; the tool was left out",
        ]
    );
}

#[test]
fn a_list_without_a_readable_entry_is_no_server() {
    let loaded = read("x.json", r#"{"tools": [{"title": "nameless"}]}"#);
    assert!(loaded.servers.is_empty());
    assert_eq!(loaded.problems.len(), 1);
}

#[test]
fn entries_by_name_may_be_broken_too() {
    let loaded = read("x.json", r#"{"tools": {"a": {"description": "A."}, "b/c": false}}"#);
    assert_eq!(tool_names(&loaded.servers[0]), ["a"]);
    let [problem] = &problems(&loaded)[..] else { panic!("{:?}", problems(&loaded)) };
    assert!(problem.contains("`/tools/b~1c`: this is a boolean"), "{problem}");
}

#[test]
fn servers_without_a_list_are_named() {
    let loaded =
        read("x.json", r#"{"registry": {"a": {"tools": [{"name": "t"}]}, "b": {"title": "B"}}}"#);
    assert_eq!(loaded.servers.len(), 1);
    let [problem] = &problems(&loaded)[..] else { panic!("{:?}", problems(&loaded)) };
    assert!(problem.contains("`/registry/b` is a server without a tool list"), "{problem}");
}

#[test]
fn odd_schemas_leave_the_tool_readable() {
    let server = only(&read(
        "x.json",
        r#"{"tools": [
            {"name": "any", "inputSchema": true, "annotations": null},
            {"name": "none", "inputSchema": null, "annotations": {"readOnlyHint": "yes"}},
            {"name": "untyped", "inputSchema": {"properties": {"a/b": {}}, "required": "a/b"}},
            {"name": "text", "inputSchema": "{}", "description": 7, "x-extra": {"kept": true}}
        ]}"#,
    ));
    let sources: Vec<&ParameterSource> =
        server.tools.iter().map(|tool| &tool.parameter_source).collect();
    let schema = ParameterSource::Schema("/inputSchema".to_owned());
    assert_eq!(sources, [&schema, &ParameterSource::None, &schema, &ParameterSource::None]);
    let parameters = server.tools[2].parameters();
    assert_eq!(parameters[0].pointer(), "/inputSchema/properties/a~1b");
    assert!(server.tools.iter().all(|tool| tool.annotations.is_empty()));
    assert_eq!(server.tools[3].description, "");
    assert_eq!(pointer_find(&server.tools[3].definition, "/x-extra/kept"), Some(&true.into()));
    assert_eq!(
        warnings(&server),
        [
            "`/tools/1/annotations/readOnlyHint` is a string; expected `true` or `false`: `none` claims nothing by it",
            "`/tools/3/description` is a number; expected a string: `text` is judged without it",
            "`/tools/3/inputSchema` is a string; expected a JSON Schema: the parameters of `text` are not seen"
        ]
    );
}

#[test]
fn a_field_of_the_wrong_kind_is_told_with_its_place() {
    for (tool, expected) in [
        (
            r#"{"name": "a", "description": {}}"#,
            "`/tools/0/description` is an object; expected a string",
        ),
        (r#"{"name": "a", "title": ["A"]}"#, "`/tools/0/title` is an array; expected a string"),
        (
            r#"{"name": "a", "annotations": true}"#,
            "`/tools/0/annotations` is a boolean; expected an object",
        ),
        (
            r#"{"function": {"name": "a", "description": 1}}"#,
            "`/tools/0/function/description` is a number; expected a string",
        ),
    ] {
        let server = only(&read("x.json", &format!("{{\"tools\": [{tool}]}}")));
        let [warning] = &warnings(&server)[..] else { panic!("{tool}: {:?}", warnings(&server)) };
        assert!(warning.starts_with(expected), "{warning}");
        assert!(warning.contains("`a`"), "{warning}");
    }
    for tool in [
        r#"{"name": "a", "description": null, "title": null, "annotations": {"readOnlyHint": null}}"#,
        r#"{"name": "a", "annotations": {"title": "A", "audience": ["user"], "readOnlyHint": {"value": true}}}"#,
    ] {
        let server = only(&read("x.json", &format!("{{\"tools\": [{tool}]}}")));
        assert!(warnings(&server).is_empty(), "{tool}: {:?}", warnings(&server));
    }
    // One tool by itself, and a tool on a line.
    let lines = read("x.json", "{\"name\": \"a\", \"description\": {}}");
    assert!(warnings(&only(&lines))[0].starts_with("`/description` is an object"));
}

#[test]
fn a_wrapped_definition_is_kept_whole() {
    let wrapped = serde_json::json!({
        "type": "function",
        "function": {
            "name": "t", "description": "T.", "parameters": {"properties": {"p": {}}},
            "annotations": {"readOnlyHint": true}
        },
    });
    let tool = Tool::from_definition(wrapped.clone()).unwrap();
    assert_eq!(serde_json::Value::from(&tool.definition), wrapped);
    assert_eq!(tool.parameter_source, ParameterSource::Schema("/function/parameters".to_owned()));
    assert_eq!(tool.parameters()[0].pointer(), "/function/parameters/properties/p");
    assert_eq!(tool.annotations[0].pointer, "/function/annotations/readOnlyHint");
}

#[test]
fn doubtful_lists_get_a_warning() {
    for (text, expected) in [
        (r#"{"tools": []}"#, "the tool list is empty"),
        ("[]", "the tool list is empty"),
        (
            r#"{"tools": [{"name": "a"}], "nextCursor": ""}"#,
            "the tool list is incomplete: it ends in a `nextCursor`: further pages are missing",
        ),
        (
            r#"[{"name": "a", "description": ""}, {"name": "b"}, {"name": "a"}, {"name": "a"}]"#,
            "tool names stand more than once: `a`; all are kept, but a call can only mean one",
        ),
    ] {
        assert_eq!(warnings(&only(&read("x.json", text))), [expected], "{text}");
    }
    let complete = only(&read("x.json", r#"{"tools": [{"name": "a"}], "nextCursor": null}"#));
    assert!(complete.warnings.is_empty());
}

#[test]
fn a_bundle_may_list_nothing_and_make_all_as_it_starts() {
    let server = only(&read(
        "x.json",
        r#"{"manifest_version": "0.3", "name": "b", "tools_generated": true}"#,
    ));
    assert_eq!(warnings(&server).len(), 2);
    assert!(warnings(&server)[1].contains("`tools_generated` is true"));
}

#[test]
fn duplicates_are_kept_and_many_are_summed_up() {
    let names: Vec<_> =
        (0..8).chain(0..8).map(|i| serde_json::json!({"name": format!("t{i}")})).collect();
    let server = only(&read("x.json", &serde_json::json!({"tools": names}).to_string()));
    assert_eq!(server.tools.len(), 16);
    let [warning] = warnings(&server)[..] else { panic!("{:?}", server.warnings) };
    assert!(warning.contains("`t0`, `t1`, `t2`, `t3`, `t4` and 3 more"), "{warning}");
}

#[test]
fn broken_lines_have_their_place_and_the_rest_is_kept() {
    let text = "{\"name\": \"a\", \"description\": \"A.\"}\r\n\r\n{\"name\": \"b\",, }\r\n[1]\r\n{\"tools\": [{}, {\"name\": \"c\"}]}\r\n";
    let loaded = read("x.ndjson", text);
    assert_eq!(tool_names(&loaded.servers[0]), ["a", "c"]);
    let problems = problems(&loaded);
    assert!(problems[0].starts_with("x.ndjson:3:14: key must be a string"), "{}", problems[0]);
    assert!(problems[1].starts_with("x.ndjson:4: is an array, in no shape"), "{}", problems[1]);
    assert!(
        problems[2].starts_with("x.ndjson:5: `/tools/0`: the definition has no `name`"),
        "{}",
        problems[2]
    );
    assert_eq!(problems.len(), 3);
}

#[test]
fn many_problems_of_one_text_are_summed_up() {
    let text = "{\"no\": 1}\n".repeat(1000) + "{\"name\": \"a\", \"description\": \"\"}\n";
    let loaded = read("x.ndjson", &text);
    assert_eq!(loaded.problems.len(), 11);
    assert!(loaded.problems[10].message.starts_with("990 further problems"));
    assert_eq!(tool_names(&loaded.servers[0]), ["a"]);
}

#[test]
fn a_transcript_may_begin_with_other_text() {
    let loaded = read(
        "session.txt",
        "[info] listening\n{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}\n{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"tools\":[{\"name\":\"a\"}]}}\n",
    );
    assert_eq!(tool_names(&loaded.servers[0]), ["a"]);
    let [problem] = &problems(&loaded)[..] else { panic!("{:?}", problems(&loaded)) };
    assert!(problem.starts_with("session.txt:1:2: "), "{problem}");
}

#[test]
fn lines_without_any_tool_are_not_silently_nothing() {
    let loaded = read(
        "x.jsonl",
        "{\"jsonrpc\":\"2.0\",\"method\":\"ping\"}\n{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}\n",
    );
    assert!(loaded.servers.is_empty());
    assert_eq!(
        problems(&loaded),
        ["x.jsonl: no line holds a tool; expected one tool, one page or one server per line"]
    );
}

#[test]
fn events_have_their_place_too() {
    let loaded = read(
        "x.sse",
        "event: message\ndata: {\"tools\": [{\"name\": \"a\"}]}\n\ndata: {\"tools\":\ndata: oops}\n\ndata: [DONE]\n",
    );
    assert_eq!(tool_names(&loaded.servers[0]), ["a"]);
    let [problem] = &problems(&loaded)[..] else { panic!("{:?}", problems(&loaded)) };
    assert!(problem.starts_with("x.sse:5:7: expected"), "{problem}");
}

#[test]
fn one_pretty_document_is_not_taken_for_lines() {
    for name in ["x.json", "x.ndjson", "-"] {
        let server = only(&read(name, "[\n  {\"name\": \"a\", \"description\": \"A.\"}\n]\n"));
        assert_eq!(tool_names(&server), ["a"], "{name}");
    }
}

#[test]
fn yaml_is_told_apart_without_a_name() {
    let server = only(&read("-", "server: s\ntools:\n  - name: a\n"));
    assert_eq!((server.name.as_str(), tool_names(&server)), ("s", vec!["a"]));
    let loaded = read("-", "just some words\n");
    assert!(loaded.servers.is_empty());
    assert!(problems(&loaded)[0].starts_with("-:1:1: expected"), "{:?}", problems(&loaded));
    let loaded = read("x.yaml", "tools: [a\n");
    assert!(problems(&loaded)[0].starts_with("x.yaml:"), "{:?}", problems(&loaded));
}

#[test]
fn texts_that_hold_nothing_say_so() {
    for text in ["", " \r\n\t", "\u{feff}"] {
        for name in ["x.json", "x.ndjson", "x.yaml", "-"] {
            let loaded = load_bytes(if name == "-" { "x" } else { name }, text.as_bytes());
            let [problem] = &problems(&loaded)[..] else { panic!("{name} {text:?}") };
            assert!(
                problem.contains(": is empty; expected a tool list"),
                "{name} {text:?}: {problem}"
            );
        }
    }
}

#[test]
fn other_json_is_described() {
    for (text, found) in [
        ("{}", "an object,"),
        ("7", "a number,"),
        ("null", "null,"),
        (r#"{"a": 1, "b": {}}"#, "an object with `a`, `b`,"),
        ("[{\"a\": 1}]", "an array,"),
    ] {
        let loaded = read("x.json", text);
        let [problem] = &problems(&loaded)[..] else { panic!("{text}") };
        assert!(problem.starts_with(&format!("x.json: is {found} in no shape")), "{problem}");
    }
}

#[test]
fn tools_of_another_kind_or_another_name_are_told() {
    for (text, expected) in [
        (r#"{"tools": null}"#, "x.json: `/tools` is null; expected an array of tools"),
        (r#"{"tools": "a"}"#, "x.json: `/tools` is a string; expected an array of tools"),
        (r#"{"Tools": []}"#, "x.json: no tool list is under `Tools`; did you mean `tools`?"),
        (r#"{"tools": {"a": 1}}"#, "x.json: is an object with `tools`, in no shape"),
    ] {
        let [problem] = &problems(&read("x.json", text))[..] else { panic!("{text}") };
        assert!(problem.starts_with(expected), "{problem}");
    }
}

#[test]
fn encodings_are_named() {
    let latin = load_bytes("x.json", b"{\"tools\": [{\"name\": \"caf\xe9\"}]}");
    assert!(
        problems(&latin)[0].starts_with("x.json:1:25: the byte 0xe9 is not UTF-8 (it may be"),
        "{:?}",
        problems(&latin)
    );
    let utf16 = load_bytes("x.json", b"\xff\xfe{\0}\0");
    assert!(problems(&utf16)[0].contains("UTF-16"), "{:?}", problems(&utf16));
    let marked =
        only(&load_bytes("x.json", b"\xef\xbb\xbf{\"tools\":\r\n[{\"name\": \"a\"}]}\r\n"));
    assert_eq!(tool_names(&marked), ["a"]);
}

/// One bad byte costs its line, wherever it stands and whatever says that the
/// text is lines; what is one document is refused as a whole.
#[test]
fn a_byte_that_is_no_text_costs_its_line_alone() {
    let (good, bad) = (
        &b"{\"name\": \"a\", \"description\": \"x\"}\n"[..],
        &b"{\"name\": \"\xc3\xa9\xe9\"}\n"[..],
    );
    let broken = &b"{\n"[..];
    for (name, lines, place) in [
        ("x.ndjson", &[good, bad, good][..], "2:12"),
        ("x.ndjson", &[bad, good, good], "1:12"),
        ("x", &[bad, good, good], "1:12"),
        ("x.json", &[b"\xef\xbb\xbf", good, b"\r\n", good, bad], "4:12"),
        ("x", &[b"starting\n", good, bad, good], "3:12"),
    ] {
        let loaded = load_bytes(name, &lines.concat());
        let problem = format!("{name}:{place}: the byte 0xe9 is not UTF-8 (it may be Latin-1");
        let told = problems(&loaded);
        let of_bytes: Vec<&String> = told.iter().filter(|one| one.contains("UTF-8")).collect();
        assert_eq!(of_bytes.len(), 1, "{name} {place}: {told:?}");
        assert!(of_bytes[0].starts_with(&problem), "{told:?}");
        let tools: usize = loaded.servers.iter().map(|server| server.tools.len()).sum();
        assert_eq!(tools, 2, "{name} {place}: {told:?}");
    }
    let loaded = load_bytes("x.ndjson", &[broken, bad, good].concat());
    assert_eq!((problems(&loaded).len(), loaded.servers.len()), (2, 1), "{loaded:?}");
    let pretty = b"{\"tools\": [\n{\"name\": \"\xe9\"},\n{\"name\": \"a\"}\n]}\n";
    for name in ["x.json", "x.ndjson", "x.yaml"] {
        let loaded = load_bytes(name, pretty);
        assert!(loaded.servers.is_empty(), "{loaded:?}");
        let [problem] = &problems(&loaded)[..] else { panic!("{loaded:?}") };
        assert!(problem.starts_with(&format!("{name}:2:11: the byte 0xe9")), "{problem}");
    }
    let events = b"data: {\"tools\": [{\"name\":\ndata: \"\xe9\"}]}\n\n";
    assert!(load_bytes("x.sse", events).servers.is_empty());
}

#[test]
fn what_strangers_wrote_is_escaped_in_messages() {
    let loaded = read("x.json", "{\"tools\": {\"\\u001b[2J\": 1, \"a\": {}}}");
    assert!(problems(&loaded)[0].contains("`/tools/\\u{1b}[2J`"), "{:?}", problems(&loaded));
}

#[test]
fn ten_thousand_tools_are_read() {
    let tools: Vec<_> = (0..10_000)
        .map(|i| serde_json::json!({"name": format!("tool_{i}"), "description": "x".repeat(300)}))
        .collect();
    let lines = tools.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    for (name, text) in
        [("x.json", serde_json::json!({"tools": tools}).to_string()), ("x.ndjson", lines)]
    {
        let server = only(&read(name, &text));
        assert_eq!(server.tools.len(), 10_000, "{name}");
        assert_eq!(server.tools[9_999].name, "tool_9999", "{name}");
        assert!(server.warnings.is_empty(), "{name}");
    }
}

#[test]
fn names_come_from_the_document_before_the_file() {
    for (text, name) in [
        (r#"{"tools": [{"name": "t"}]}"#, "fallback"),
        (r#"{"server": "a", "name": "b", "tools": [{"name": "t"}]}"#, "a"),
        (r#"{"server": " ", "name": "b", "tools": [{"name": "t"}]}"#, "b"),
        (r#"{"serverInfo": {"name": "c"}, "tools": [{"name": "t"}]}"#, "c"),
        (r#"{"server": {"name": "d"}, "tools": [{"name": "t"}]}"#, "d"),
        (r#"{"server": "e", "name": "t", "inputSchema": {}}"#, "e"),
        (r#"{"server_name": "f", "result": {"tools": [{"name": "t"}]}}"#, "f"),
    ] {
        assert_eq!(only(&read("x.json", text)).name, name, "{text}");
    }
}
