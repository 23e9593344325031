//! The commands that the README shows print what it says they print.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write;

use serde_json::{Value, json};
use toolward::catalog;
use toolward::classify::classify;
use toolward::policy::recommend;

#[test]
fn the_readme_shows_what_is_printed() {
    trycmd::TestCases::new().case("README.md");
}

/// The sessions that write files, one after the other in one directory.
///
/// They stand as `text` in the README, so that they are not run among the
/// sources. What they print instead is in the report of the failure.
#[test]
fn the_readme_shows_what_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let readme = std::fs::read_to_string("README.md").unwrap();
    let blocks = readme.split("\n```text\n").skip(1).filter_map(|rest| rest.split_once("\n```"));
    let mut session = String::new();
    for (block, _) in blocks.filter(|(block, _)| block.starts_with("$ ")) {
        write!(session, "```console\n{block}\n```\n\n").unwrap();
    }
    assert!(session.matches("$ toolward ").count() > 8, "{session}");
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("readme.trycmd"), session).unwrap();
    // With an output directory the commands run in a copy of the input.
    for name in ["readme.in", "readme.out"] {
        std::fs::create_dir(at(name)).unwrap();
        std::fs::write(at(name).join("yesterday.ndjson"), yesterday()).unwrap();
        std::fs::write(at(name).join("new.json"), new_policy().to_string()).unwrap();
    }
    trycmd::TestCases::new().case(at("readme.trycmd"));
}

/// One call each second, three of them too many.
fn yesterday() -> String {
    let call = |second: u32, tool: &str| {
        let at = format!("2026-01-01T00:00:{second:02}Z");
        json!({"at": at, "tool": tool, "args": {}}).to_string() + "\n"
    };
    let activations = (0..32).map(|second| call(second, "user_connection_activate"));
    activations.chain([call(32, "cf_dns_delete")]).collect()
}

/// The recommended policy with a limit gone, and a tool brought back.
fn new_policy() -> Value {
    let server = catalog::server("odoo-claude-mcp").unwrap();
    let verdicts = classify(&server);
    let policy = recommend([verdicts.as_slice()]).policy;
    let mut policy = serde_json::to_value(policy).unwrap();
    policy["tools"]["user_connection_activate"] = json!({});
    policy["tools"]["cf_dns_delete"] = json!({});
    policy["hide"].as_array_mut().unwrap().retain(|name| name != "cf_dns_delete");
    policy
}
