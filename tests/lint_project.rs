//! `lint` in a project: what is found, obeyed, held back, mended and written.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod project;
#[path = "common/schema.rs"]
mod schema;

use std::process::Stdio;

use project::{Project, Ran};
use schema::{assert_valid, validator};

const TOOLS: &str = r#"{"tools": [{"name": "order_list"}, {"name": "order_note"}]}"#;
const GOOD: &str = r#"{"version": "1", "default": "deny", "tools": {"order_list": {}}}"#;
const MISSPELT: &str = r#"{"version": "1", "default": "deny", "tools": {"order_lsit": {}}}"#;
const UNKNOWN_KEY: &str =
    "{\n  \"version\": \"1\",\n  \"default\": \"deny\",\n  \"hidden\": [],\n  \"Tools\": {}\n}\n";

/// `path: code` of each finding but notes on the tools that a policy leaves
/// out, and how the command ended.
fn found(ran: &Ran) -> (i32, Vec<String>) {
    let lines = ran.stdout.lines().filter(|line| !line.contains("[TW106]")).map(|line| {
        let (path, rest) = line.split_once(':').unwrap();
        let code = &rest[rest.find('[').unwrap() + 1..rest.find(']').unwrap()];
        format!("{path}: {code}")
    });
    (ran.code, lines.collect())
}

fn lint(project: &Project, arguments: &[&str]) -> (i32, Vec<String>) {
    found(&project.run(&[&["lint", "--format", "concise"], arguments].concat()))
}

fn expected(code: i32, findings: &[&str]) -> (i32, Vec<String>) {
    (code, findings.iter().map(|finding| (*finding).to_owned()).collect())
}

#[test]
fn a_directory_means_its_policies_and_says_what_it_passed_over() {
    let project = Project::new(&[
        (".gitignore", "/built\n*.tmp.json\n"),
        ("a.json", MISSPELT),
        ("built/b.json", MISSPELT),
        ("c.tmp.json", MISSPELT),
        (".hidden/d.json", MISSPELT),
        ("deep/er/e.JSON", MISSPELT),
        ("deep/my-policy.json", r#"{"default": "deny"}"#),
        ("deep/policy-broken.json", "{"),
        ("policy.schema.json", r#"{"$id": "x", "properties": {}}"#),
        ("package.json", r#"{"version": "1.0.0", "name": "x"}"#),
        ("notes.txt", "no JSON"),
        ("tools.json", TOOLS),
    ]);
    let ran = project.run(&["lint", ".", "--manifest", "tools.json", "--format", "concise"]);
    let all = [
        "a.json: TW101",
        "deep/er/e.JSON: TW101",
        "deep/my-policy.json: TW003",
        "deep/policy-broken.json: TW001",
    ];
    assert_eq!(found(&ran), expected(1, &all));
    assert_eq!(
        ran.stderr,
        "note: passed over 3 files that are no policies: `package.json`, `policy.schema.json`, `tools.json`\n"
    );
    // a file that is named is judged whatever git or its name says
    let named = ["c.tmp.json", "./c.tmp.json", "built/b.json", "--manifest", "tools.json"];
    assert_eq!(lint(&project, &named), expected(1, &["built/b.json: TW101", "c.tmp.json: TW101"]));
    assert_eq!(lint(&project, &["tools.json"]), expected(1, &["tools.json: TW007"]));
}

#[test]
fn a_glob_means_every_file_that_it_matches() {
    let project = Project::new(&[
        (".gitignore", "b.json"),
        ("a.json", UNKNOWN_KEY),
        ("b.json", UNKNOWN_KEY),
        ("sub/c.json", UNKNOWN_KEY),
        ("sub/deep/tools.json", TOOLS),
    ]);
    let two = |path: &str| [format!("{path}: TW004"), format!("{path}: TW004")];
    let (code, findings) = lint(&project, &["*.json"]);
    assert_eq!((code, findings.as_slice()), (1, &two("a.json")[..]));
    let (_, findings) = lint(&project, &["**/*.json"]);
    let tools = ["sub/deep/tools.json: TW007".to_owned()];
    assert_eq!(findings, [&two("a.json")[..], &two("sub/c.json"), &tools].concat());
    let (_, findings) = lint(&project, &["s?b/*.json"]);
    assert_eq!(findings, two("sub/c.json"));
}

#[test]
fn nothing_found_is_never_clean() {
    let project = Project::new(&[("empty/x.txt", ""), ("good.json", GOOD)]);
    for (argument, said) in [
        ("empty", "no policy is in this directory"),
        ("*.yaml", "no file matches"),
        ("a[.json", "this is no glob"),
    ] {
        let ran = project.run(&["lint", argument]);
        assert_eq!(ran.code, 2, "{}", ran.stderr);
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
        assert!(!ran.stdout.contains("clean"), "{}", ran.stdout);
        let ran = project.run(&["lint", argument, "good.json"]);
        assert_eq!(ran.code, 3, "{}", ran.stderr);
        assert!(!ran.stdout.contains("clean"), "{}", ran.stdout);
    }
}

#[test]
fn standard_input_takes_the_place_of_a_file() {
    let project = Project::new(&[
        ("tools.json", TOOLS),
        ("toolward.toml", "[[manifests]]\npolicies = 'p/*.json'\nsources = ['tools.json']\n"),
    ]);
    let stdin = |arguments: &[&str]| {
        project.run_with(&[&["lint", "-", "--format", "concise"], arguments].concat(), MISSPELT)
    };
    assert_eq!(found(&stdin(&[])), expected(0, &[]));
    let ran = stdin(&["--stdin-filename", "p/mine.json"]);
    assert_eq!(found(&ran), expected(1, &["p/mine.json: TW101"]));
    assert_eq!(project.run(&["lint", "x.json", "--stdin-filename", "y"]).code, 2);
    assert_eq!(stdin(&["--fix"]).code, 2);
    let ran = stdin(&["--diff", "--unsafe-fixes", "--stdin-filename", "p/mine.json"]);
    assert!(ran.stdout.starts_with("--- p/mine.json\n+++ p/mine.json\n@@"), "{}", ran.stdout);
}

#[test]
fn the_configuration_names_the_tools_of_each_policy() {
    let mut project = Project::new(&[
        ("tools.json", TOOLS),
        ("p/one.json", MISSPELT),
        ("p/two.json", MISSPELT),
        ("vendor/three.json", MISSPELT),
        (
            "toolward.toml",
            "exclude = ['vendor']\n[[manifests]]\npolicies = 'p/one*.json'\nsources = ['tools.json']\n",
        ),
    ]);
    assert_eq!(lint(&project, &["."]), expected(1, &["p/one.json: TW101"]));
    assert_eq!(lint(&project, &["vendor/three.json"]), expected(0, &[]));
    assert_eq!(lint(&project, &[".", "--no-config"]), expected(0, &[]));
    // the same from a folder below
    project.cwd = project.path("p");
    assert_eq!(lint(&project, &["."]), expected(1, &["one.json: TW101"]));
    assert_eq!(lint(&project, &["../p/one.json"]), expected(1, &["../p/one.json: TW101"]));
    // what the command line says goes before it
    assert_eq!(
        lint(&project, &[".", "--manifest", "../tools.json"]),
        expected(1, &["one.json: TW101", "two.json: TW101"])
    );
}

#[test]
fn severities_decide_what_is_shown_and_what_fails() {
    let project = Project::new(&[
        ("p.json", UNKNOWN_KEY),
        ("toolward.toml", "fail-on = 'critical'\n[rules]\nunknown-key = 'medium'\n"),
    ]);
    assert_eq!(lint(&project, &["p.json"]), expected(0, &["p.json: TW004", "p.json: TW004"]));
    assert_eq!(lint(&project, &["p.json", "--fail-on", "medium"]).0, 1);
    assert_eq!(lint(&project, &["p.json", "--no-config"]).0, 1);
    let ran = project.run(&["lint", "p.json", "--min-severity", "high", "--fail-on", "low"]);
    assert_eq!(
        (ran.code, ran.stdout.as_str()),
        (0, "1 policy checked, no findings; 2 below --min-severity\n")
    );
    project.write("toolward.toml", "[rules]\nTW004 = 'off'\n");
    assert_eq!(lint(&project, &["p.json"]), expected(0, &[]));
    project.write("toolward.toml", "min-severity = 'critical'\n");
    assert_eq!(lint(&project, &["p.json"]), expected(0, &[]));
    assert_eq!(lint(&project, &["p.json", "--min-severity", "info"]).0, 1);
}

#[test]
fn a_suppression_hides_what_it_names_until_its_day() {
    let suppression = "[[suppressions]]\nrule = 'unknown-key'\npath = '*.json'\npointer = '/hidden'\nreason = 'r'\nexpires = 2027-01-31\n";
    let project = Project::new(&[("p.json", UNKNOWN_KEY), ("toolward.toml", suppression)]);
    let on = |day: &str| lint(&project, &["p.json", "--now", day]);
    assert_eq!(on("2027-01-31"), expected(1, &["p.json: TW004"]));
    assert_eq!(
        on("2027-02-01"),
        expected(1, &["p.json: TW004", "p.json: TW004", "toolward.toml: TW502"])
    );
    let ran = project.run(&["lint", "p.json", "--now", "2027-02-01"]);
    insta::assert_snapshot!("expired_suppression", ran.stdout);
    let ran = project
        .command(&["lint", "p.json", "--format", "concise"])
        .env("TOOLWARD_NOW", "2027-02-01")
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&ran.stdout).contains("TW502"));
    assert_eq!(project.run(&["lint", "p.json", "--now", "soon"]).code, 2);
}

#[test]
fn a_suppression_without_use_is_a_finding_where_it_could_have_had_one() {
    let suppression = |rule: &str, path: &str| {
        format!(
            "[[suppressions]]\nrule = '{rule}'\npath = '{path}'\ntool = 'order_list'\nreason = 'r'\n"
        )
    };
    let project = Project::new(&[("p.json", GOOD), ("broken.json", "{"), ("tools.json", TOOLS)]);
    let with = |text: &str, arguments: &[&str]| {
        project.write("toolward.toml", text);
        lint(&project, arguments)
    };
    let own = suppression("TW004", "p.json");
    assert_eq!(with(&own, &["p.json"]), expected(1, &["toolward.toml: TW501"]));
    assert_eq!(with(&own, &["p.json", "--fail-on", "medium"]).0, 0);
    assert_eq!(with(&own, &["p.json", "--no-config"]), expected(0, &[]));
    // another policy, no tools to compare with, a text that no rule could read
    assert_eq!(with(&suppression("TW004", "other.json"), &["p.json"]), expected(0, &[]));
    assert_eq!(with(&suppression("TW101", "p.json"), &["p.json"]), expected(0, &[]));
    assert_eq!(
        with(&suppression("TW101", "p.json"), &["p.json", "--manifest", "tools.json"]).1,
        ["toolward.toml: TW501"]
    );
    assert_eq!(
        with(&suppression("TW004", "broken.json"), &["broken.json"]).1,
        ["broken.json: TW001"]
    );
    // a policy whose form is wrong keeps rules about its meaning from being asked
    project.write("form.json", &MISSPELT.replace("{}}", "{}}, \"hide\": [1]"));
    let unasked = suppression("TW209", "form.json");
    assert_eq!(with(&unasked, &["form.json"]).1, ["form.json: TW003"]);
    project.write("form.json", &MISSPELT.replace("{}}", "{\"limits\": [{\"counter\": \"c\", \"window\": \"day\", \"max\": 0, \"scope\": \"grant\"}]}}"));
    assert_eq!(with(&unasked, &["form.json"]).1, ["form.json: TW301"]);
    let silenced = format!("{own}[rules]\nTW501 = 'off'\n");
    assert_eq!(with(&silenced, &["p.json"]), expected(0, &[]));
}

#[test]
fn a_mistake_in_the_configuration_ends_the_run() {
    let project = Project::new(&[("p.json", GOOD), ("toolward.toml", "fail_on = 'low'\n")]);
    let ran = project.run(&["lint", "p.json"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.starts_with("error: toolward.toml:1:1: unknown key `fail_on`;"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.ends_with("help: did you mean `fail-on`?\n"), "{}", ran.stderr);
    assert_eq!(project.run(&["lint", "p.json", "--config", "gone.toml"]).code, 2);
    assert_eq!(project.run(&["config"]).code, 2);
}

#[test]
fn a_baseline_holds_back_what_it_knows_and_nothing_else() {
    let project = Project::new(&[("a/p.json", UNKNOWN_KEY), ("a/tools.json", TOOLS)]);
    let ran = project.run(&["lint", "a/p.json", "--write-baseline", "known.json"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
    assert_eq!(ran.stderr, "note: wrote `known.json`: it knows 2 findings in 1 policy\n");
    insta::assert_snapshot!("baseline", project.read("known.json"));
    let mut written: serde_json::Value = serde_json::from_str(&project.read("known.json")).unwrap();
    assert_valid("baseline", &written);
    written["findings"][0]["count"] = 0.into();
    assert!(!validator("baseline").is_valid(&written), "the schema can say no");
    let with = || lint(&project, &["a/p.json", "--baseline", "known.json"]);
    assert_eq!(with(), expected(0, &[]));
    let ran = project.run(&["lint", "a/p.json", "--baseline", "known.json"]);
    assert_eq!(ran.stdout, "1 policy checked, no findings; 2 in the baseline\n");
    // moved lines are the same problems
    project.write("a/p.json", &UNKNOWN_KEY.replace('{', "{\n\n"));
    assert_eq!(with(), expected(0, &[]));
    // one is mended, another of its kind comes
    project.write("a/p.json", &UNKNOWN_KEY.replace("hidden", "hiden"));
    assert_eq!(with(), expected(1, &["a/p.json: TW004"]));
    // the same problem in another file is another
    project.write("a/q.json", UNKNOWN_KEY);
    assert_eq!(lint(&project, &["a/q.json", "--baseline", "known.json"]).0, 1);
    // one more of the same
    project.write("a/p.json", &UNKNOWN_KEY.replace("\"Tools\"", "\"hidden\": [], \"Tools\""));
    assert_eq!(with().0, 1);
    project.write("toolward.toml", "baseline = 'known.json'\n");
    project.write("a/p.json", UNKNOWN_KEY);
    assert_eq!(lint(&project, &["a/p.json"]), expected(0, &[]));
    let again = project.run(&["lint", "a/p.json", "--write-baseline", "again.json"]);
    assert_eq!((again.code, project.read("again.json")), (0, project.read("known.json")));
}

#[test]
fn a_file_that_is_no_baseline_is_refused() {
    let project = Project::new(&[
        ("p.json", GOOD),
        ("b.json", "{}"),
        ("v.json", r#"{"schema_version": "2", "findings": []}"#),
    ]);
    for (file, said) in [
        ("gone.json", "no such file"),
        ("b.json", "this is no baseline"),
        ("v.json", "version `2` is not supported"),
        ("p.json", "this is no baseline"),
    ] {
        let ran = project.run(&["lint", "p.json", "--baseline", file]);
        assert_eq!(ran.code, 2);
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
    }
}

#[test]
fn fix_mends_the_file_and_keeps_its_form() {
    let project = Project::new(&[]);
    project.write("p.json", &format!("\u{feff}{}", UNKNOWN_KEY.replace('\n', "\r\n")));
    let before = project.read("p.json");
    let diff = project.run(&["lint", "p.json", "--diff"]);
    assert_eq!(diff.code, 1);
    insta::assert_snapshot!("diff", diff.stdout.replace('\r', "␍"));
    assert_eq!(project.read("p.json"), before, "--diff writes nothing");
    let ran = project.run(&["lint", "p.json", "--fix"]);
    insta::assert_snapshot!("fix", ran.stdout);
    assert_eq!(ran.code, 1);
    assert_eq!(project.read("p.json"), before.replace("Tools", "tools"));
    let ran = project.run(&["lint", "p.json", "--fix", "--unsafe-fixes"]);
    assert_eq!(ran.code, 0, "{}", ran.stdout);
    assert_eq!(project.read("p.json"), before.replace("Tools", "tools").replace("hidden", "hide"));
    let again = project.run(&["lint", "p.json", "--fix", "--unsafe-fixes"]);
    assert_eq!(again.stdout, "1 policy checked: clean\n");
    assert_eq!(project.run(&["lint", "p.json", "--diff"]).stdout, "");
    assert_eq!(project.run(&["lint", "p.json", "--unsafe-fixes"]).code, 2);
}

#[test]
fn what_is_suppressed_or_known_is_not_mended() {
    let project = Project::new(&[
        ("p.json", UNKNOWN_KEY),
        (
            "toolward.toml",
            "[[suppressions]]\nrule = 'TW004'\npath = 'p.json'\npointer = ''\nreason = 'r'\n",
        ),
    ]);
    assert_eq!(project.run(&["lint", "p.json", "--fix", "--unsafe-fixes"]).code, 0);
    assert_eq!(project.read("p.json"), UNKNOWN_KEY);
    project.run(&["lint", "p.json", "--no-config", "--write-baseline", "known.json"]);
    let fix = ["lint", "p.json", "--no-config", "--baseline", "known.json", "--fix"];
    assert_eq!(project.run(&fix).code, 0);
    assert_eq!(project.read("p.json"), UNKNOWN_KEY);
}

#[test]
fn formats_go_to_files_and_leave_the_exit_code_alone() {
    let project = Project::new(&[("p.json", UNKNOWN_KEY)]);
    let formats = ["human", "concise", "json", "sarif", "github", "gitlab", "junit"];
    let outputs: Vec<String> =
        formats.iter().map(|format| format!("--output={format}=out/{format}")).collect();
    std::fs::create_dir(project.path("out")).unwrap();
    let mut arguments = vec!["--color", "always", "lint", "p.json"];
    arguments.extend(outputs.iter().map(String::as_str));
    for _ in 0..2 {
        assert_eq!(project.run(&arguments).code, 1, "over what stood there");
    }
    for format in formats {
        let ran = project.run(&["lint", "p.json", "--format", format]);
        assert_eq!(ran.code, 1);
        assert_eq!(project.read(&format!("out/{format}")), ran.stdout);
        let ran = project.run(&["lint", "gone.json", "--format", format]);
        assert_eq!(ran.code, 2);
    }
    for (output, said) in [
        ("sarif=p.json", "is read by this run"),
        ("sarif=./p.json", "is read by this run"),
        ("sarif=gone/x", "can't be written"),
        ("sarf=x", "`sarf` is no format; expected human, concise"),
        ("sarif", "expected FORMAT=FILE"),
    ] {
        let ran = project.run(&["lint", "p.json", "--output", output]);
        assert_eq!(ran.code, 2, "{output}");
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
    }
    assert_eq!(project.read("p.json"), UNKNOWN_KEY);
}

#[test]
fn tools_that_cannot_be_read_are_no_reason_for_a_false_alarm() {
    let project = Project::new(&[
        ("a.json", MISSPELT),
        ("b.json", MISSPELT),
        ("tools.json", TOOLS),
        (
            "toolward.toml",
            "[[manifests]]\npolicies = 'a.json'\nsources = ['tools.json', 'gone.json']\n[[manifests]]\npolicies = 'b.json'\nsources = ['tools.json']\n",
        ),
    ]);
    let ran = project.run(&["lint", ".", "--format", "concise"]);
    assert_eq!(found(&ran), expected(3, &["b.json: TW101"]));
    assert!(ran.stderr.contains("error: gone.json: no such file"), "{}", ran.stderr);
    assert!(ran.stderr.contains("tool names were not checked"), "{}", ran.stderr);
}

#[test]
fn a_reader_who_leaves_is_no_error() {
    let tools: Vec<String> = (0..20_000).map(|i| format!("\"t{i}\": 1")).collect();
    let tools = tools.join(",");
    let text = format!("{{\"version\": \"1\", \"default\": \"deny\", \"tools\": {{{tools}}}}}");
    let project = Project::new(&[("p.json", &text)]);
    let arguments = ["lint", "p.json", "--format", "concise", "--fail-on", "critical"];
    let mut child =
        project.command(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}
