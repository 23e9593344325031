//! The action, the hook and every snippet of `docs/ci.md` do what they say.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod project;

use std::process::Command;

use clap::CommandFactory;
use project::{Project, repository};
use serde_json::Value;
use toolward::cli::Cli;
use toolward::config;
use toolward::document::{Document, SourceText, parse_yaml};
use toolward::policy;

fn text(name: &str) -> String {
    std::fs::read_to_string(repository(name)).unwrap()
}

fn yaml(text: &str) -> Value {
    parse_yaml(&SourceText::new("x.yaml", text)).unwrap()
}

/// The code blocks of the guide whose fence says `info`.
fn blocks(info: &str) -> Vec<String> {
    let guide = text("docs/ci.md");
    let mut found = Vec::new();
    let mut lines = guide.lines();
    while let Some(line) = lines.next() {
        if let Some(fence) = line.strip_prefix("```") {
            let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            if fence == info {
                found.push(body.join("\n") + "\n");
            }
        }
    }
    found
}

/// Whether the command line takes these words.
fn parses(line: &str) -> Result<(), String> {
    let command = line.split(" > ").next().unwrap();
    let words = command.split_whitespace().map(|word| word.trim_matches('\''));
    Cli::command().try_get_matches_from(words).map(drop).map_err(|error| error.to_string())
}

#[test]
fn every_command_of_the_guide_is_one() {
    let blocks = blocks("sh");
    let lines: Vec<&str> = blocks.iter().flat_map(|block| block.lines()).collect();
    assert!(lines.len() > 10);
    for line in lines {
        assert_eq!(parses(line), Ok(()), "{line}");
    }
    assert!(parses("toolward lint policies --fial-on high").is_err());
}

#[test]
fn the_configuration_of_the_guide_is_one() {
    let [only] = blocks("toml").try_into().unwrap();
    let read = config::parse(SourceText::new("toolward.toml", only), "/repo".as_ref()).unwrap();
    assert_eq!(read.suppressions.len(), 1);
    assert!(
        text("docs/ci.md").contains(
            serde_json::from_str::<Value>(config::SCHEMA).unwrap()["$id"].as_str().unwrap()
        )
    );
}

#[test]
fn the_policy_of_the_guide_is_one() {
    let [only] = blocks("json").try_into().unwrap();
    let document = Document::parse(SourceText::new("policy.json", only)).unwrap();
    let read = policy::load(&document).unwrap();
    let schema: Value = serde_json::from_str(policy::SCHEMA).unwrap();
    assert_eq!(read.schema.as_deref(), schema["$id"].as_str());
    // what editors of all kinds read
    assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    assert!(jsonschema::draft7::new(&schema).unwrap().is_valid(document.value()));
}

#[test]
fn the_workflows_of_the_guide_use_what_is_there() {
    let action = yaml(&text("action.yml"));
    let [github, gitlab, hooks] = blocks("yaml").try_into().unwrap();
    let github = yaml(&github);
    let steps = github["jobs"]["policies"]["steps"].as_array().unwrap();
    let is_own = |step: &&Value| step["uses"].as_str().unwrap().starts_with("OWNER/toolward@");
    let own = steps.iter().find(is_own).unwrap();
    for input in own["with"].as_object().unwrap().keys() {
        assert!(action["inputs"].get(input).is_some(), "{input}");
    }
    let sarif = own["with"]["sarif-file"].as_str();
    assert!(
        sarif.is_some() && steps.iter().any(|step| step["with"]["sarif_file"].as_str() == sarif)
    );
    for line in yaml(&gitlab)["policies"]["script"].as_array().unwrap() {
        assert_eq!(parses(line.as_str().unwrap()), Ok(()), "{line}");
    }
    let offered = yaml(&text(".pre-commit-hooks.yaml"));
    let used = &yaml(&hooks)["repos"][0]["hooks"][0];
    assert_eq!(used["id"], offered[0]["id"]);
    let arguments: Vec<&str> =
        used["args"].as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
    let entry = offered[0]["entry"].as_str().unwrap();
    assert_eq!(parses(&format!("{entry} {} a.json b.json", arguments.join(" "))), Ok(()));
}

#[test]
fn the_hook_takes_policies_alone() {
    let hook = &yaml(&text(".pre-commit-hooks.yaml"))[0];
    let matches = |key: &str, path: &str| {
        let pattern = serde_json::json!({"pattern": hook[key]});
        jsonschema::draft7::new(&pattern).unwrap().is_valid(&path.into())
    };
    let taken = |path: &str| matches("files", path) && !matches("exclude", path);
    for path in ["policy.json", "a/policy.json", "a/my-policy.prod.json"] {
        assert!(taken(path), "{path}");
    }
    for path in ["policies/a.json", "policy.json.bak", "policy.v1.schema.json", "package.json"] {
        assert!(!taken(path), "{path}");
    }
}

/// Runs the script of the action's lint step as a runner does.
fn act(project: &Project, inputs: &[(&str, &str)]) -> (i32, String, String) {
    let action = yaml(&text("action.yml"));
    let step = &action["runs"]["steps"][1];
    let mut command = Command::new("bash");
    // The flags of `shell: bash`.
    command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"].as_str().unwrap()]);
    command.current_dir(&project.cwd).env("GITHUB_OUTPUT", project.path("output"));
    for (variable, expression) in step["env"].as_object().unwrap() {
        let name = expression.as_str().unwrap();
        let name = name.strip_prefix("${{ inputs.").and_then(|n| n.strip_suffix(" }}")).unwrap();
        let default = action["inputs"][name]["default"].as_str().unwrap();
        let given = inputs.iter().find(|(input, _)| *input == name).map(|(_, value)| *value);
        command.env(variable, given.unwrap_or(default));
    }
    command.env("BINARY", env!("CARGO_BIN_EXE_toolward"));
    let output = command.output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    (output.status.code().unwrap(), printed, project.read("output"))
}

#[test]
fn the_action_lints_and_tells_how_it_ended() {
    let good = r#"{"version": "1", "default": "deny", "tools": {"order_list": {}}}"#;
    let tools = r#"{"tools": [{"name": "order_note"}]}"#;
    let project = Project::new(&[("p/my policy.json", good), ("tools one.json", tools)]);
    let (code, printed, told) = act(&project, &[]);
    assert_eq!((code, printed.as_str(), told.as_str()), (0, "", "exit-code=0\n"));
    let inputs = [
        ("policies", "p/my policy.json\n"),
        ("manifest", "tools one.json\n"),
        ("sarif-file", "my out.sarif"),
        ("fail-on", "high"),
        ("args", "--min-severity\nlow\n"),
    ];
    let (code, printed, told) = act(&project, &inputs);
    assert_eq!((code, told.as_str()), (1, "exit-code=0\nexit-code=1\n"));
    assert!(printed.starts_with("::error file=p/my policy.json,line=1,"), "{printed}");
    let sarif: Value = serde_json::from_str(&project.read("my out.sarif")).unwrap();
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "TW101");
    // an input is never run, and never an option
    let (code, ..) = act(&project, &[("policies", "$(touch ran)\n--fix\n`touch ran`")]);
    assert_eq!(code, 2);
    assert!(!project.path("ran").exists());
}

#[test]
fn every_step_of_the_action_names_its_shell() {
    let action = yaml(&text("action.yml"));
    let steps = action["runs"]["steps"].as_array().unwrap();
    assert!(steps.iter().all(|step| step["shell"] == "bash" && step.get("uses").is_none()));
    assert!(
        text("action.yml").lines().filter(|line| line.contains("${{")).all(|line| {
            !line.trim_start().starts_with("run:") && !line.contains("github.event")
        })
    );
}
