//! The same input gives the same bytes: whatever the number of threads, the
//! locale, the time zone, the order in which the file system lists a directory,
//! and the seeds of this run's hash maps.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod project;

use std::collections::BTreeMap;
use std::fmt::Write;

use project::{Project, repository};
use serde_json::json;

/// More than one batch of the loader, so that threads can overtake each other.
const SERVERS: usize = 150;

/// Machines that differ in all that must not matter.
const MACHINES: [[(&str, &str); 4]; 4] = [
    [("RAYON_NUM_THREADS", "1"), ("LANG", "C"), ("LC_ALL", "C"), ("TZ", "UTC")],
    [("RAYON_NUM_THREADS", "8"), ("LANG", "C"), ("LC_ALL", "C"), ("TZ", "UTC")],
    [
        ("RAYON_NUM_THREADS", "1"),
        ("LANG", "tr_TR.UTF-8"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("TZ", "Pacific/Kiritimati"),
    ],
    [
        ("RAYON_NUM_THREADS", "8"),
        ("LANG", "tr_TR.UTF-8"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("TZ", "Pacific/Kiritimati"),
    ],
];

/// Command lines without `--format`, and the formats that each is run with.
const COMMANDS: [(&str, &str); 19] = [
    ("report servers broken.json missing.json", "table json ndjson markdown csv"),
    ("report servers --sort name --limit 2 --risk critical,high", "table json"),
    ("classify servers twice lines.ndjson shapes broken.json", "ndjson"),
    ("classify lines.ndjson", "ndjson"),
    (
        "lint bad good --manifest tools.json --statistics",
        "human concise json sarif github gitlab junit",
    ),
    ("lint bad good", "human json"),
    ("lint bad --manifest tools.json --diff --unsafe-fixes", "human"),
    (
        "lint bad --manifest tools.json --output sarif=out/l.sarif --output junit=out/l.xml",
        "concise",
    ),
    ("diff good/unknown-tool.json bad/unknown-tool.json --manifest tools.json", "human json"),
    ("diff bad/open-harmful-tool.json good/open-harmful-tool.json", "human json"),
    ("diff tools.json shop.json", "human json"),
    ("eval eval/labels.jsonl eval", "table json"),
    ("explain odoo-claude-mcp/user_connection_activate", "text markdown json"),
    ("explain server7/DELETE_item7_2 --from servers", "text markdown json"),
    ("catalog list", ""),
    ("catalog search user connection", ""),
    ("check policy.json --calls calls.ndjson", "human json ndjson"),
    ("test policy.json charges.yaml", "human json junit"),
    ("test policy.json --init --output out/tests.json", ""),
];

/// Command lines that have no formats, or targets in their place.
const OTHERS: [&str; 7] = [
    "generate servers/server7.json",
    "generate servers/server7.json --profile strict",
    "generate servers --out-dir out/policies --explain out/WHY.md",
    "generate tools.json --update policy.json",
    "lint bad --manifest tools.json --write-baseline out/known.json",
    "rule --all",
    "man",
];

/// The targets that a policy is exported to.
const TARGETS: &str = "agentgateway amazon-q claude-code codex docker-gateway gemini goose \
                       intercept opencode policylayer toolhive-cedar zed";

fn commands() -> Vec<String> {
    let formats = COMMANDS.iter().flat_map(|(command, formats)| {
        let with = formats.split_whitespace().map(move |f| format!("{command} --format {f}"));
        if formats.is_empty() { vec![(*command).to_owned()] } else { with.collect() }
    });
    let targets = TARGETS
        .split_whitespace()
        .map(|target| format!("export policy.json --server shop --lossy allow --target {target}"));
    formats.chain(targets).chain(OTHERS.map(str::to_owned)).collect()
}

/// Dotted, dotless and accented letters, and names that only case tells apart.
fn server(i: usize) -> String {
    let verbs = ["list", "DELETE", "İptal", "kayıt_sil", "Insert", "delete", "pay", "exec"];
    let tools: Vec<_> = (0..9)
        .map(|j| {
            let name = format!("{}_item{i}_{j}", verbs[(i + j) % verbs.len()]);
            json!({
                "name": name,
                "description": format!("Insert or delete the ITEM {j}. Tickets: İ, ı, I, i."),
                "inputSchema": {"type": "object", "properties": {
                    "id": {"type": "string"}, "SQL": {"type": "string"},
                    "limit": {"type": "integer", "minimum": j},
                }},
                "annotations": {"readOnlyHint": j % 2 == 0},
            })
        })
        .collect();
    json!({"server": format!("server{i}"), "tools": tools}).to_string()
}

/// A project with the fixtures, made in one order of files or the other.
fn project(reversed: bool) -> Project {
    let mut files: Vec<(String, String)> =
        (0..SERVERS).map(|i| (format!("servers/server{i}.json"), server(i))).collect();
    files.push(("twice/same.json".to_owned(), server(7)));
    let lines = |text: String, i| text + &server(i) + "\n";
    files.push(("lines.ndjson".to_owned(), (0..SERVERS).fold(String::new(), lines)));
    files.push(("broken.json".to_owned(), "{\"tools\": [}".to_owned()));
    files.push(("out/.gitignore".to_owned(), "*\n".to_owned()));
    files.push(("policy.json".to_owned(), fixture("../cmd/test/test.in/policy.json")));
    files.push(("charges.yaml".to_owned(), fixture("../cmd/test/test.in/charges.yaml")));
    files.push(("tools.json".to_owned(), fixture("policies/tools.json")));
    files.push(("shop.json".to_owned(), fixture("report/shop.json")));
    files.push(("calls.ndjson".to_owned(), calls()));
    for (from, to) in [
        ("policies/bad", "bad"),
        ("policies/good", "good"),
        ("manifests/shapes", "shapes"),
        ("eval/library", "eval"),
    ] {
        let mut entries: Vec<_> = std::fs::read_dir(repository("tests/fixtures").join(from))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        entries.sort();
        files.extend(
            entries.iter().map(|name| (format!("{to}/{name}"), fixture(&format!("{from}/{name}")))),
        );
    }
    if reversed {
        files.reverse();
    }
    let files: Vec<_> = files.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    Project::new(&files)
}

fn fixture(name: &str) -> String {
    std::fs::read_to_string(repository("tests/fixtures").join(name)).unwrap()
}

fn calls() -> String {
    (0..40).fold(String::new(), |mut lines, i| {
        let tool = ["charge_create", "customer_list", "other"][i % 3];
        let args = json!({"currency": "EUR", "amount": i * 20});
        let (at, grant) = (format!("2026-01-01T00:00:{i:02}Z"), format!("g{}", i % 3));
        let call = json!({"at": at, "grant": grant, "tool": tool, "args": args});
        writeln!(lines, "{call}").unwrap();
        lines
    })
}

/// What every command printed and how it ended, then what every file holds.
fn outputs(machine: &[(&str, &str)], reversed: bool) -> BTreeMap<String, String> {
    let project = project(reversed);
    let here = project.cwd.display().to_string();
    let mut seen = BTreeMap::new();
    for command in commands() {
        let arguments: Vec<&str> = command.split_whitespace().collect();
        let mut process = project.command(&arguments);
        let output = process.envs(machine.iter().copied()).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap().replace(&here, "FOLDER");
        let (out, err) = (text(output.stdout), text(output.stderr));
        let end = output.status.code();
        seen.insert(command, format!("{end:?}\n{out}\n--- stderr ---\n{err}"));
    }
    for folder in ["out", "out/policies"] {
        for entry in std::fs::read_dir(project.path(folder)).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_file() {
                let text = std::fs::read_to_string(entry.path()).unwrap();
                let name = entry.file_name().into_string().unwrap();
                seen.insert(format!("{folder}/{name}"), text.replace(&here, "FOLDER"));
            }
        }
    }
    seen
}

#[test]
fn the_same_input_gives_the_same_bytes_on_any_machine() {
    let first = outputs(&MACHINES[0], false);
    for (command, output) in &first {
        let judged = !output.starts_with("None") && !output.starts_with("Some(2)");
        assert!(judged, "{command} did nothing: {output}");
    }
    assert!(first.len() > commands().len() + SERVERS, "{} outputs", first.len());
    for (i, machine) in MACHINES.iter().enumerate().skip(1) {
        let other = outputs(machine, i % 2 == 1);
        assert_eq!(first.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
        for (command, output) in &first {
            assert!(*output == other[command], "{command} under {machine:?}:\n{}", {
                similar_lines(output, &other[command])
            });
        }
    }
}

/// The first lines that differ.
fn similar_lines(one: &str, other: &str) -> String {
    let pairs = one.lines().zip(other.lines()).filter(|(a, b)| a != b).take(5);
    pairs.fold(String::new(), |text, (a, b)| text + "- " + a + "\n+ " + b + "\n")
}
