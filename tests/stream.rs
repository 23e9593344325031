//! Lines that are documents, read in blocks on all cores: what comes out must be
//! what one reader would have made of one line after the other.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use toolward::manifest::{Outcome, Spread};

/// Every server and problem of a file, in order, in one line each; `meanwhile`
/// is called whenever something has come out.
fn read_and(file: &Path, mut meanwhile: impl FnMut()) -> Vec<String> {
    let mut lines = Vec::new();
    let add = |made: &mut Vec<String>, outcome| {
        made.push(match outcome {
            Outcome::Server(server) => {
                let names: Vec<&str> = server.tools.iter().map(|tool| tool.name.as_str()).collect();
                let warned = server.warnings.iter().map(|warning| {
                    format!(" ({}: {})", place(file, &warning.source), warning.message)
                });
                format!("{}: {}{}", server.name, names.join(" "), warned.collect::<String>())
            }
            Outcome::Problem(problem) => {
                format!("! {} {}", place(file, &problem.source), problem.message)
            }
        });
    };
    let mut sink = |made: Vec<String>| {
        lines.extend(made);
        meanwhile();
    };
    let mut spread = Spread::new(&add, &mut sink);
    spread.read(&file.display().to_string());
    spread.flush();
    lines
}

fn place(file: &Path, source: &str) -> String {
    source.strip_prefix(&file.display().to_string()).unwrap_or(source).to_owned()
}

fn read(bytes: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("crawl.ndjson");
    std::fs::write(&file, bytes).unwrap();
    read_and(&file, || ())
}

fn list(tool: &str, size: usize) -> String {
    let text = "x".repeat(size);
    format!("{{\"tools\": [{{\"name\": \"{tool}\", \"description\": \"{text}\"}}]}}\n")
}

#[test]
fn what_is_wrong_with_a_line_has_its_place_once_and_the_others_their_verdicts() {
    let mut bytes = list("get_a", 1).into_bytes();
    bytes.extend(b"{\"name\": \"\xff\"}\n{\"tools\": []}\n{\"tools\": [\n\n\"text\"\n");
    bytes.extend(b"{\"tools\": [{}, {\"name\": \"get_b\"}]}\n");
    let lines = read(&bytes);
    assert_eq!(lines[0], "crawl: get_a");
    assert!(lines[1].starts_with("! :2:11 the byte 0xff is not UTF-8 (it may"), "{}", lines[1]);
    assert_eq!(lines[2], "crawl:  (:3: the tool list is empty)");
    assert!(lines[3].starts_with("! :4:11 EOF while parsing"), "{}", lines[3]);
    assert!(lines[4].starts_with("! :6 is a string, in no shape"), "{}", lines[4]);
    assert!(lines[5].starts_with("! :7 `/tools/0`: the definition has no `name`"), "{}", lines[5]);
    assert_eq!(lines[6..], ["crawl: get_b"]);
}

/// More lines than a block has, so that handshakes, and lists in want of a name,
/// stand on either side of a border between two blocks.
#[test]
fn a_handshake_names_what_follows_it_in_whatever_block() {
    let (mut text, mut wanted) = (String::new(), Vec::new());
    let mut name = "crawl".to_owned();
    for i in 0..700 {
        if i % 97 == 40 {
            name = format!("server{i}");
            let told = format!("{{\"serverInfo\": {{\"name\": \"{name}\"}}}}");
            writeln!(text, "{{\"jsonrpc\": \"2.0\", \"id\": 0, \"result\": {told}}}").unwrap();
        }
        if i % 10 == 3 {
            text.push_str("{\"server\": \"own\", ");
            text.push_str(&list(&format!("get_{i}"), 10_000)[1..]);
            wanted.push(format!("own: get_{i}"));
        } else {
            text.push_str(&list(&format!("get_{i}"), 15_000));
            wanted.push(format!("{name}: get_{i}"));
        }
    }
    assert_eq!(read(text.as_bytes()), wanted);
}

#[test]
fn ten_problems_are_told_in_their_order_and_the_others_counted() {
    let mut text = list("get_first", 1);
    for i in 0..300 {
        // Some lines have several entries that can't be read.
        text.push_str(if i % 2 == 0 { "{\"tools\": [1, 2, 3]}\n" } else { "{\n" });
        text.push_str(&list(&format!("get_{i}"), 20_000));
    }
    let lines = read(text.as_bytes());
    let problems: Vec<&String> = lines.iter().filter(|line| line.starts_with('!')).collect();
    assert_eq!(lines.len() - problems.len(), 301, "every list is read");
    let places: Vec<&str> = problems.iter().map(|line| line.split(' ').nth(1).unwrap()).collect();
    assert_eq!(places, [":2", ":2", ":2", ":4:1", ":6", ":6", ":6", ":8:1", ":10", ":10", ""]);
    // Of 150 · 3 + 150, ten were told.
    assert!(problems[10].starts_with("!  590 further problems"), "{}", problems[10]);
    assert_eq!(lines[4..6], ["crawl: get_0".to_owned(), problems[3].clone()]);
}

#[test]
fn a_file_that_is_written_to_meanwhile_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("crawl.ndjson");
    std::fs::write(&file, list("get_a", 1) + &list("get_b", 1)).unwrap();
    assert_eq!(read_and(&file, || ()), ["crawl: get_a", "crawl: get_b"]);
    let lines = read_and(&file, || {
        let mut more = std::fs::File::options().append(true).open(&file).unwrap();
        more.write_all(list("get_c", 1).as_bytes()).unwrap();
    });
    let changed = "!  changed while it was read; run again when it is written";
    assert_eq!(lines, ["crawl: get_a", "crawl: get_b", changed]);
}
