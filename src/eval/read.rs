//! Labels from a text: one JSON object per line, or one array of them.
//!
//! A line that can't be used is reported with its place and the rest goes on.
//! Keys beyond the known ones are the author's own and are passed over, unless
//! one is a known key misspelt.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use serde_json::Value;

use super::error::LabelError;
use super::fields;
use super::label::{Label, Labels};
use crate::document::{Document, Position, SourceText, kind_of, pointer_join};
use crate::manifest::Problem;

/// How many lines are reported one by one.
const TOLD: usize = 20;

/// Reads every label of a text.
#[must_use]
pub fn read_labels(source: &SourceText) -> Labels {
    let mut reader = Reader { name: source.name(), ..Reader::default() };
    if source.text().trim_start().starts_with('[') {
        reader.array(source);
    } else {
        for (i, line) in source.text().lines().enumerate() {
            if !line.trim().is_empty() {
                reader.line(line, i);
            }
        }
    }
    reader.finish()
}

#[derive(Default)]
struct Reader<'a> {
    name: &'a str,
    labels: Vec<Label>,
    problems: Vec<Problem>,
    wrong: usize,
    /// The line where each id was first seen.
    seen: HashMap<String, usize>,
}

impl Reader<'_> {
    fn array(&mut self, source: &SourceText) {
        let document = match Document::parse(source.clone()) {
            Ok(document) => document,
            Err(failed) => {
                let (_, error) = *failed;
                return self.problem(|| error.position, &LabelError::Syntax(error.clone()));
            }
        };
        let text = source.text();
        let (mut line, mut counted) = (1, 0);
        for (i, value) in document.value().as_array().into_iter().flatten().enumerate() {
            let base = pointer_join("", &i.to_string());
            // Lines are counted on from the label before: all of them may stand in one.
            let start = document.locate(&base).map_or(counted, |place| place.value.start);
            line += text.get(counted..start).map_or(0, |between| between.matches('\n').count());
            counted = start;
            self.label(&document, value, &base, Lines { line, before: 0 });
        }
    }

    fn line(&mut self, line: &str, before: usize) {
        match Document::parse(SourceText::new(self.name, line)) {
            Ok(document) => {
                let lines = Lines { line: before + 1, before };
                self.label(&document, document.value(), "", lines);
            }
            Err(failed) => {
                let (_, error) = *failed;
                let place = || below(error.position, before);
                self.problem(place, &LabelError::Syntax(error.clone()));
            }
        }
    }

    fn label(&mut self, document: &Document, value: &Value, base: &str, lines: Lines) {
        let place = |key: Option<&str>| {
            let pointer = key.map_or_else(|| base.to_owned(), |key| pointer_join(base, key));
            let place = document.locate(&pointer).or_else(|| document.locate(base));
            let offset = place.map_or(0, |place| place.value.start);
            below(document.source().position(offset), lines.before)
        };
        let Value::Object(members) = value else {
            let error = LabelError::NotAnObject { found: kind_of(value) };
            return self.problem(|| place(None), &error);
        };
        for (key, error) in fields::misspelt(members) {
            self.problem(|| place(Some(key)), &error);
        }
        match fields::label(members) {
            Ok(label) => {
                let label = Label { line: lines.line, ..label };
                match self.seen.entry(label.id.clone()) {
                    Entry::Vacant(entry) => {
                        entry.insert(label.line);
                        self.labels.push(label);
                    }
                    Entry::Occupied(first) => {
                        let error = LabelError::Twice { first: *first.get(), id: label.id };
                        self.problem(|| place(Some("id")), &error);
                    }
                }
            }
            Err((key, error)) => self.problem(|| place(Some(key)), &error),
        }
    }

    /// The place is asked for only where it is told: finding it takes a walk.
    fn problem(&mut self, place: impl FnOnce() -> Position, error: &LabelError) {
        self.wrong += 1;
        if self.wrong <= TOLD {
            let source = format!("{}:{}", self.name, place());
            self.problems.push(Problem { source, message: error.to_string() });
        }
    }

    fn finish(mut self) -> Labels {
        let source = self.name.to_owned();
        let mut whole = |error: LabelError| {
            self.problems.push(Problem { source: source.clone(), message: error.to_string() });
        };
        if let Some(count) = self.wrong.checked_sub(TOLD).filter(|count| *count > 0) {
            whole(LabelError::More { count });
        }
        if self.labels.is_empty() && self.wrong == 0 {
            whole(LabelError::Empty);
        }
        Labels { source, labels: self.labels, problems: self.problems }
    }
}

/// Where a label stands.
#[derive(Debug, Clone, Copy)]
struct Lines {
    /// Its line in the file.
    line: usize,
    /// The lines in front of the text that was parsed.
    before: usize,
}

fn below(position: Position, before: usize) -> Position {
    Position { line: position.line + before, ..position }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::{Category, Effect, Risk};

    fn read(text: &str) -> Labels {
        read_labels(&SourceText::new("labels.jsonl", text))
    }

    #[track_caller]
    fn problem(text: &str) -> (String, String) {
        let mut labels = read(text);
        assert_eq!(labels.problems.len(), 1, "{:?}", labels.problems);
        let problem = labels.problems.remove(0);
        (problem.source, problem.message)
    }

    const GOOD: &str = r#"{"id":"a/b/c","primary":"Execute","accepted":["Write","Execute"],"effect":"Destructive","risk":"Critical","note":"n","by":"me"}"#;

    #[test]
    fn lines_and_an_array_give_the_same_labels() {
        let lines = read(&format!("\u{20}\r\n{GOOD}\r\n"));
        assert!(lines.problems.is_empty(), "{:?}", lines.problems);
        let label = &lines.labels[0];
        assert_eq!((label.id.as_str(), label.line), ("a/b/c", 2));
        assert_eq!(label.accepted, [Category::Write]);
        assert_eq!((label.effect, label.risk), (Some(Effect::Destructive), Some(Risk::Critical)));
        let array = read(&format!("[\n{GOOD}]"));
        assert_eq!(array.labels, lines.labels);
    }

    #[test]
    fn only_id_and_primary_are_needed() {
        let labels = read(r#"{"id":"a/b","primary":"Read","effect":null}"#);
        let label = &labels.labels[0];
        assert_eq!((label.effect, label.risk, &label.note), (None, None, &None));
        assert!(labels.problems.is_empty() && !label.changes_state());
    }

    #[test]
    fn a_broken_line_is_named_with_its_place_and_the_rest_goes_on() {
        for (line, place, says) in [
            (r#"{"id":"a/b","primary":"Read",}"#, "2:30", "remove it"),
            ("7", "2:1", "is a number"),
            (r#"{"primary":"Read"}"#, "2:1", "no `id`"),
            (r#"{"id":"a/b"}"#, "2:1", "no `primary`"),
            (r#"{"id":"b","primary":"Read"}"#, "2:7", "SERVER/NAME"),
            (r#"{"id":["a/b"],"primary":"Read"}"#, "2:7", "an array"),
            (r#"{"id":"a/b","primary":"read"}"#, "2:23", "did you mean `Read`"),
            (r#"{"id":"a/b","primary":"Read","accepted":["Wirte"]}"#, "2:41", "mean `Write`"),
            (r#"{"id":"a/b","primary":"Read","accepted":"Write"}"#, "2:41", "array of categories"),
            (r#"{"id":"a/b","primary":"Read","risk":"Severe"}"#, "2:37", "`Low`, `Medium`"),
            (r#"{"id":"a/b/c","primary":"Read"}"#, "2:7", "on line 1 already"),
        ] {
            let text = format!("{GOOD}\n{line}\n{{\"id\":\"x/y\",\"primary\":\"Write\"}}\n");
            let (source, message) = problem(&text);
            assert_eq!(source, format!("labels.jsonl:{place}"), "{line}: {message}");
            assert!(message.contains(says), "{line}: {message}");
            assert_eq!(read(&text).labels.len(), 2, "{line}");
        }
    }

    #[test]
    fn a_misspelt_key_is_told_and_its_label_kept() {
        let text = r#"{"id":"a/b","primary":"Read","acepted":["Write"]}"#;
        let (source, message) = problem(text);
        assert_eq!(source, "labels.jsonl:1:40");
        assert!(message.contains("did you mean `accepted`"), "{message}");
        assert_eq!(read(text).labels.len(), 1);
    }

    #[test]
    fn places_in_an_array_are_those_of_the_file() {
        let (source, message) = problem("[\n  {\"id\": \"a/b\",\n   \"primary\": \"Rad\"}\n]");
        assert_eq!(source, "labels.jsonl:3:15", "{message}");
        assert_eq!(problem("[1, ").0, "labels.jsonl:1:4");
    }

    #[test]
    fn nothing_is_told_and_a_flood_is_cut() {
        assert!(problem(" \n").1.contains("no label"));
        let flood = read(&"x\n".repeat(100_000));
        assert_eq!(flood.problems.len(), TOLD + 1);
        assert!(flood.problems[TOLD].message.contains("99980 further"));
    }
}
