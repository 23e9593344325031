//! `examples/spark/classify.py` in local mode.

use std::fmt::Write;
use std::path::Path;
use std::process::Output;

use serde_json::{Value, json};
use toolward::catalog;

use super::project::toolward_on;
use super::run::{engine, java};

const PARTITIONS: usize = 7;

/// Lines that a crawler might have: rows of tools, and what went wrong on the way.
fn lines() -> String {
    let mut text = String::new();
    for entry in ["odoo-claude-mcp"].iter().cycle().take(4) {
        for (i, tool) in catalog::server(entry).unwrap().tools.iter().enumerate() {
            let mut row = json!({"row": text.len(), "server": format!("s{}", i % 5)});
            let definition = serde_json::Value::from(&tool.definition);
            row.as_object_mut().unwrap().extend(definition.as_object().unwrap().clone());
            writeln!(text, "{row}").unwrap();
            match i % 40 {
                7 => text.push_str("{\"row\":1,\"name\":\n"),
                13 => text.push('\n'),
                21 => text.push_str("{\"row\":12345678901234567890123,\"status\":404}\n"),
                29 => text.push_str("{\"at\":0.10000000000000000555,\"tools\":[{\"name\":\"a_get\"},{\"name\":\"b_delete\"}]}\n"),
                37 => text.push_str("{\"row\":\"caf\u{e9} \u{2028}\u{202e}'\\\" $(id) `id`\",\"name\":\"\u{1f980}_get\",\"description\":\"\\u001b[2J\"}\n"),
                _ => {}
            }
        }
    }
    text
}

fn job(program: &Path, input: &Path, output: &Path) -> Output {
    java();
    let mut command = engine("spark-submit");
    command.args(["--master", "local[2]", "--conf", "spark.ui.enabled=false"]);
    command.arg("examples/spark/classify.py").args(["--partitions", &PARTITIONS.to_string()]);
    command.arg("--toolward").arg(program).args([input, output]);
    command.output().unwrap()
}

/// The place of a problem counts the lines of its partition.
fn without_place(line: &str) -> String {
    let mut value: Value = serde_json::from_str(line).unwrap();
    match value.get_mut("problem") {
        None => line.to_owned(),
        Some(problem) => {
            assert!(problem["source"].take().as_str().unwrap().starts_with("-:"));
            value.to_string()
        }
    }
}

#[test]
fn partitions_give_what_one_process_gives_line_by_line() {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("tools.ndjson"), folder.path().join("verdicts"));
    std::fs::write(&input, lines()).unwrap();
    let alone = toolward_on(lines().as_bytes(), &["classify", "--pass-through"]);
    assert_eq!(alone.code, 3, "some lines are broken");

    let job = job(Path::new(env!("CARGO_BIN_EXE_toolward")), &input, &output);
    assert!(job.status.success(), "{}", String::from_utf8_lossy(&job.stderr));
    let mut parts: Vec<_> =
        std::fs::read_dir(&output).unwrap().map(|entry| entry.unwrap().path()).collect();
    parts.retain(|path| path.file_name().unwrap().to_str().unwrap().starts_with("part-"));
    parts.sort();
    let parts: Vec<String> =
        parts.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let filled = parts.iter().filter(|part| !part.is_empty()).count();
    assert!(filled >= PARTITIONS, "{filled} parts have lines");

    let (spark, alone): (Vec<_>, Vec<_>) = (
        parts.concat().lines().map(without_place).collect(),
        alone.stdout.lines().map(without_place).collect(),
    );
    assert!(alone.len() > 700 && alone.iter().filter(|l| l.contains("\"problem\"")).count() > 30);
    assert_eq!(spark.len(), alone.len());
    for (number, (spark, alone)) in spark.iter().zip(&alone).enumerate() {
        assert_eq!(spark, alone, "line {}", number + 1);
    }
}

/// A program that ends before its time leaves lines out: the job has to fail.
#[cfg(unix)]
#[test]
fn a_killed_program_fails_the_job() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("tools.ndjson"), folder.path().join("verdicts"));
    let killed = folder.path().join("killed");
    std::fs::write(&input, lines()).unwrap();
    std::fs::write(&killed, "#!/bin/sh\nhead -n 1\nkill -9 $$\n").unwrap();
    std::fs::set_permissions(&killed, std::fs::Permissions::from_mode(0o755)).unwrap();
    let job = job(&killed, &input, &output);
    assert!(!job.status.success());
    let err = String::from_utf8_lossy(&job.stderr);
    assert!(err.contains("PIPE_FUNCTION_EXITED") && err.contains("137"), "{err}");
    assert!(!output.join("_SUCCESS").exists());
}
