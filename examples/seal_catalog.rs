//! Binds the catalog's reviewed labels to the definitions that they were given to.
//!
//! ```text
//! cargo run --example seal_catalog -- [--published SOURCE]… FILE…
//! ```
//!
//! Writes `definitions` into each `review` of the server files: the hash of the
//! definition that stands there, and of every definition that SOURCE (a tool
//! list as the server publishes it, or a directory of them) has for a tool of
//! that name. Of several servers in the sources the one named as the file
//! counts; failing that, all of them. Where no SOURCE has the tool, the hashes
//! of earlier ones stay. Nothing else in a file changes.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for maintainers")]

use std::collections::HashMap;
use std::path::Path;
use std::process::ExitCode;

use serde_json::Value;
use toolward::catalog::definition_hash;
use toolward::cli::read_sources;
use toolward::document::{Document, SourceText, Span};
use toolward::manifest::Server;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (mut sources, mut files) = (Vec::new(), Vec::new());
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--published" => sources.extend(arguments.next()),
            _ => files.push(argument),
        }
    }
    let published = read_sources(&sources);
    for problem in &published.problems {
        eprintln!("{}: {}", problem.source, problem.message);
    }
    let mut exit =
        if published.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    for file in &files {
        match seal(file, &published.servers) {
            Ok(said) => println!("{file}: {said}"),
            Err(error) => {
                eprintln!("{file}: {error}");
                exit = ExitCode::FAILURE;
            }
        }
    }
    exit
}

/// Seals one file and says how many labels it holds, and how many of them are
/// bound to a published definition too.
fn seal(path: &str, published: &[Server]) -> Result<String, String> {
    let source = toolward::document::read_file(Path::new(path)).map_err(|e| e.to_string())?;
    let document = Document::parse(source).map_err(|failed| failed.1.to_string())?;
    let name = document.value()["server"].as_str().unwrap_or_default();
    let published = published_hashes(name, published);
    let mut edits: Vec<(Span, String)> = Vec::new();
    let (mut labels, mut both) = (0, 0);
    for (i, tool) in document.value()["tools"].as_array().into_iter().flatten().enumerate() {
        if tool.get("review").is_none() {
            continue;
        }
        let mut hashes: Vec<String> = definition_hash(&tool.clone().into()).into_iter().collect();
        let others = tool["name"].as_str().and_then(|name| published.get(name));
        // Without a new list of the server's the hashes of its last one stay.
        let kept = || tool.pointer("/review/definitions").and_then(Value::as_array);
        let kept = kept().into_iter().flatten().skip(1).filter_map(Value::as_str);
        let others: Vec<String> =
            others.map_or_else(|| kept.map(str::to_owned).collect(), Clone::clone);
        let found = !others.is_empty();
        for hash in others {
            if !hashes.contains(&hash) {
                hashes.push(hash);
            }
        }
        labels += 1;
        both += usize::from(found);
        edits.push(edit(&document, i, &hashes)?);
    }
    let text = apply(document.source().text(), edits);
    check(&text)?;
    std::fs::write(path, text).map_err(|error| error.to_string())?;
    Ok(format!("{labels} labels, {both} of them with a published definition"))
}

/// The hashes of the published definitions, by the name of the tool.
fn published_hashes(name: &str, servers: &[Server]) -> HashMap<String, Vec<String>> {
    let named = servers.iter().any(|server| server.name == name);
    let mut hashes: HashMap<String, Vec<String>> = HashMap::new();
    for server in servers.iter().filter(|server| !named || server.name == name) {
        for tool in &server.tools {
            let of_name = hashes.entry(tool.name.clone()).or_default();
            let hash = definition_hash(&tool.definition);
            of_name.extend(hash.filter(|hash| !of_name.contains(hash)));
        }
    }
    hashes
}

/// What to write where, so that the review of the tool at `index` holds the hashes.
fn edit(document: &Document, index: usize, hashes: &[String]) -> Result<(Span, String), String> {
    let review = format!("/tools/{index}/review");
    let text = document.source().text();
    let place = document.locate(&review).ok_or("a review can't be located")?;
    let indent = indent_of(text, &place.value);
    let list = list(hashes, indent.as_deref());
    if let Some(old) = document.locate(&format!("{review}/definitions")) {
        return Ok((old.value, list));
    }
    let inside = &text[place.value.start + 1..place.value.end - 1];
    let end = place.value.start + 1 + inside.trim_end().len();
    let gap = indent.map_or(" ".to_owned(), |indent| format!("\n{indent}"));
    Ok((end..end, format!(",{gap}\"definitions\": {list}")))
}

/// The indentation of the members of an object; none where it stands on one line.
fn indent_of(text: &str, object: &Span) -> Option<String> {
    let (_, below) = text[object.start..object.end].split_once('\n')?;
    Some(below.chars().take_while(|c| *c == ' ').collect())
}

fn list(hashes: &[String], indent: Option<&str>) -> String {
    let quoted: Vec<String> = hashes.iter().map(|hash| format!("\"{hash}\"")).collect();
    match indent {
        None => format!("[{}]", quoted.join(", ")),
        Some(indent) => {
            let gap = format!("\n{indent}  ");
            format!("[{gap}{}\n{indent}]", quoted.join(&format!(",{gap}")))
        }
    }
}

/// From the end, so that the places in front stay where they are.
fn apply(text: &str, edits: Vec<(Span, String)>) -> String {
    let mut text = text.to_owned();
    for (span, new) in edits.into_iter().rev() {
        text.replace_range(span, &new);
    }
    text
}

/// Whether what would be written holds a fresh seal for every label.
fn check(text: &str) -> Result<(), String> {
    let document = Document::parse(SourceText::new("sealed", text)).map_err(|e| e.1.to_string())?;
    for tool in document.value()["tools"].as_array().into_iter().flatten() {
        let sealed = tool.pointer("/review/definitions/0").and_then(Value::as_str);
        if tool.get("review").is_some()
            && sealed != definition_hash(&tool.clone().into()).as_deref()
        {
            return Err(format!("the seal of {} would not hold", tool["name"]));
        }
    }
    Ok(())
}
