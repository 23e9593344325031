//! `report`, `classify`, `explain` and `catalog` as processes: what goes to
//! which stream, and how they end. What they say of a tool is tested elsewhere.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const SHOP: &str = "tests/fixtures/report/shop.json";
const HOSTILE: &str = "tests/fixtures/report/hostile.json";

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_toolward"));
    command.args(args).stdin(Stdio::null());
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

fn toolward(args: &[&str]) -> Output {
    command(args).output().unwrap()
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

#[test]
fn a_report_without_a_source_is_of_the_embedded_server() {
    let output = toolward(&["report"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).starts_with("odoo-claude-mcp\n"), "{}", out(&output));
    assert!(out(&output).contains("user_connection_"));
}

#[test]
fn hidden_instructions_are_the_reason_of_an_f() {
    let poisoned = "tests/fixtures/report/poisoned.json";
    let output = toolward(&["report", poisoned, "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let report: Value = serde_json::from_str(out(&output)).unwrap();
    let server = &report["servers"][0];
    assert_eq!(server["grade"], "F");
    let found = &server["hidden_instructions"];
    assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
    assert_eq!(found[0]["tool"], "tide_times");
    assert_eq!(found[0]["pointer"], "/inputSchema/properties/port/description");
    let manifest: Value = serde_json::from_slice(&std::fs::read(poisoned).unwrap()).unwrap();
    let said = manifest["tools"][1]["inputSchema"]["properties"]["port"]["description"].as_str();
    let quote = found[0]["quote"].as_str().unwrap();
    assert!(said.unwrap().contains(quote), "{quote}");
    let reason = server["grade_reason"].as_str().unwrap();
    assert!(reason.contains(quote) && reason.contains("parameter port"), "{reason}");
    for format in ["table", "markdown"] {
        let shown = toolward(&["report", poisoned, "--format", format]);
        let flat = out(&shown).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains("instructs the model") && flat.contains("parameter port"), "{flat}");
        assert!(!out(&shown).contains('\u{1b}'));
    }
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_reported() {
    for command in ["report", "classify"] {
        let output = toolward(&[command, SHOP, "missing.json"]);
        assert_eq!(output.status.code(), Some(3), "{command}");
        assert!(out(&output).contains("order_delete"), "{command}");
        assert!(err(&output).contains("missing.json"), "{command}");
        let output = toolward(&[command, "missing.json"]);
        assert_eq!(output.status.code(), Some(2), "{command}");
        assert_eq!(out(&output), "", "{command}");
    }
    let output = toolward(&["report", SHOP, "missing.json", "--format", "json"]);
    let report: Value = serde_json::from_str(out(&output)).unwrap();
    assert_eq!(report["problems"][0]["source"], "missing.json");
    assert_eq!(report["servers"][0]["tools_total"], 3);
}

#[test]
fn classify_keeps_the_order_of_the_input() {
    let output = toolward(&["classify", SHOP, SHOP]);
    let names: Vec<String> = out(&output)
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["name"].as_str().unwrap().into())
        .collect();
    let once = ["order_list", "order_delete", "order_note_add"];
    assert_eq!(names, [once, once].concat());
}

#[test]
fn standard_input_is_a_source() {
    let mut child =
        command(&["classify", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(&std::fs::read(SHOP).unwrap()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(out(&output).lines().count(), 3);
}

#[test]
fn formats_of_bare_rows_say_on_standard_error_what_they_leave_out() {
    for format in ["csv", "ndjson"] {
        let output = toolward(&["report", SHOP, "--limit", "1", "--format", format]);
        assert_eq!(output.status.code(), Some(0), "{format}");
        assert!(err(&output).contains("2 of 3 tools not shown"), "{format}: {}", err(&output));
    }
    let output = toolward(&["report", SHOP, "--limit", "1"]);
    assert!(out(&output).contains("2 of 3 tools not shown"));
    assert_eq!(err(&output), "");
}

#[test]
fn filters_take_lists_and_repetition_in_any_case() {
    let lines = |args: &[&str]| {
        let mut all = vec!["report", SHOP, "--format", "ndjson"];
        all.extend(args);
        out(&toolward(&all)).lines().count()
    };
    let every = "Read,WRITE,execute,destructive,financial";
    assert_eq!(lines(&["--category", every]), 3);
    assert_eq!(lines(&["--risk", "low,medium", "--risk", "high", "--risk", "critical"]), 3);
    assert_eq!(lines(&["--limit", "0"]), 0);
    assert_eq!(toolward(&["report", SHOP, "--risk", "severe"]).status.code(), Some(2));
}

#[test]
fn the_table_is_plain_in_a_pipe_and_coloured_on_request() {
    let plain = toolward(&["report", SHOP]);
    assert!(!out(&plain).contains('\u{1b}'));
    let coloured = command(&["report", SHOP, "--color", "always"]).env("NO_COLOR", "1").output();
    let coloured = coloured.unwrap();
    // The flag overrules the environment, in the head and in the table alike.
    assert!(out(&coloured).contains("\u{1b}[2mgrade"));
    let stripped = anstream::adapter::strip_str(out(&coloured)).to_string();
    assert_eq!(stripped, out(&plain));
    let rows: Vec<&str> = out(&coloured).lines().filter(|l| l.contains("order_")).collect();
    assert!(rows.iter().all(|row| row.contains('\u{1b}')), "{rows:?}");
}

#[test]
fn nothing_from_a_manifest_steers_the_terminal() {
    for args in [
        vec!["report", HOSTILE],
        vec!["report", HOSTILE, "--format", "markdown"],
        vec!["report", HOSTILE, "--format", "csv"],
        vec!["report", HOSTILE, "--format", "json"],
        vec!["classify", HOSTILE],
        vec!["explain", "=cmd|'/c calc'!A1", "--from", HOSTILE],
        vec!["explain", "evil\u{1b}[2J/nothing", "--from", HOSTILE],
    ] {
        let output = toolward(&args);
        for text in [out(&output), err(&output)] {
            let bad = text.chars().find(|c| *c != '\n' && toolward::phrase::is_unsafe(*c));
            assert_eq!(bad, None, "{args:?}");
        }
    }
}

#[test]
fn explain_finds_a_tool_with_and_without_its_server() {
    let long = toolward(&["explain", "shop/order_note_add", "--from", SHOP]);
    assert_eq!(long.status.code(), Some(0), "{}", err(&long));
    assert!(out(&long).starts_with("order_note_add\n"));
    assert!(out(&long).contains("order (integer, required)"), "{}", out(&long));
    let short = toolward(&["explain", "order_note_add", "--from", SHOP]);
    assert_eq!(out(&short), out(&long));
    let from_catalog = toolward(&["explain", "odoo-claude-mcp/user_connection_activate"]);
    assert_eq!(from_catalog.status.code(), Some(0));
    let prefixed = toolward(&["explain", "catalog:odoo-claude-mcp/user_connection_activate"]);
    assert_eq!(out(&prefixed), out(&from_catalog));
}

#[test]
fn explain_asks_back_what_was_meant() {
    for (args, hint) in [
        (vec!["explain", "shop/order_lst", "--from", SHOP], "did you mean `shop/order_list`?"),
        (vec!["explain", "order_lst", "--from", SHOP], "did you mean `shop/order_list`?"),
        (vec!["explain", "odo-claude-mcp/x"], "did you mean `odoo-claude-mcp`?"),
        (vec!["explain", "shop/zzz", "--from", SHOP], "`toolward report tests/fixtures"),
        (vec!["explain", "order_list", "--from", SHOP, SHOP], "SERVER/TOOL"),
    ] {
        let output = toolward(&args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(err(&output).contains(hint), "{args:?}: {}", err(&output));
        assert_eq!(out(&output), "", "{args:?}");
    }
}

#[test]
fn the_catalog_lists_shows_and_searches() {
    let listed = toolward(&["catalog", "list"]);
    assert!(out(&listed).contains("odoo-claude-mcp"));
    let shown = toolward(&["catalog", "show", "odoo-claude-mcp"]);
    assert!(out(&shown).contains("173 of 180"), "{}", out(&shown));
    assert!(out(&shown).ends_with(out(&toolward(&["report"]))));
    let found = toolward(&["catalog", "search", "CONNECTION", "activate"]);
    assert!(out(&found).contains("odoo-claude-mcp/user_connection_activate"));
    let nothing = toolward(&["catalog", "search", "zzzzzz"]);
    assert_eq!((nothing.status.code(), out(&nothing)), (Some(0), ""));
    let unknown = toolward(&["catalog", "show", "odo-claude-mcp"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(err(&unknown).contains("odoo-claude-mcp"), "{}", err(&unknown));
}

#[test]
fn every_help_text_has_an_example() {
    for args in [
        vec!["report"],
        vec!["classify"],
        vec!["explain"],
        vec!["catalog"],
        vec!["catalog", "list"],
        vec!["catalog", "show"],
        vec!["catalog", "search"],
    ] {
        let output = toolward(&[args.clone(), vec!["--help"]].concat());
        assert_eq!(output.status.code(), Some(0));
        assert!(out(&output).contains("Example"), "{args:?}");
    }
}
