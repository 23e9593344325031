//! Insertions that stand in a document as its author lays it out: on lines of
//! their own with the same indentation, or on the one line that there is.

use crate::document::{Document, Node, NodeKind, Span};

/// A text to insert at an offset.
pub type Edit = (usize, String);

/// The document, and how its author lays it out.
pub struct Editor<'a> {
    text: &'a str,
    root: &'a Node,
    /// One level of indentation; empty where all stands on one line.
    unit: String,
    line_break: &'static str,
}

impl<'a> Editor<'a> {
    pub fn new(document: &'a Document) -> Self {
        let (text, root) = (document.source().text(), document.root());
        let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let first = children(root).into_iter().next();
        let spread = first.filter(|first| text[root.span.start..first.start].contains('\n'));
        let unit = spread.map_or("", |first| indent_of(text, first.start)).to_owned();
        Self { text, root, unit, line_break }
    }

    /// Items for the end of a list or an object of the root, which is made
    /// where there is none.
    pub fn append(&self, key: &str, brackets: (char, char), items: &[String]) -> Option<Edit> {
        if items.is_empty() {
            return None;
        }
        let NodeKind::Object(members) = &self.root.kind else { return None };
        if let Some(member) = members.iter().rfind(|member| member.key == key) {
            return Some(self.inside(&member.value, items));
        }
        let depth = self.unit.len();
        let inner = self.join(items, &self.unit.repeat(2), false);
        let (open, close) = brackets;
        let value = if depth == 0 {
            format!("\"{key}\": {open}{inner}{close}")
        } else {
            format!("\"{key}\": {open}{inner}{}{}{close}", self.line_break, self.unit)
        };
        // The lines of the value are indented already.
        let last = children(self.root).into_iter().last()?;
        let gap =
            if depth == 0 { " ".to_owned() } else { format!("{}{}", self.line_break, self.unit) };
        Some((last.end, format!(",{gap}{value}")))
    }

    fn inside(&self, node: &Node, items: &[String]) -> Edit {
        let children = children(node);
        let Some(last) = children.last() else {
            let outer = indent_of(self.text, node.span.start);
            let inside = self.join(items, &format!("{outer}{}", self.unit), false);
            let end = if self.unit.is_empty() {
                String::new()
            } else {
                format!("{}{outer}", self.line_break)
            };
            // Behind the opening bracket: blanks that stand there stay.
            return (node.span.start + 1, format!("{inside}{end}"));
        };
        let spread = self.text[node.span.start..last.start].contains('\n');
        if !spread {
            let flat: Vec<String> = items.iter().map(|item| one_line(item)).collect();
            return (last.end, format!(", {}", flat.join(", ")));
        }
        (last.end, self.join(items, indent_of(self.text, last.start), true))
    }

    /// The items, each on its lines behind a line break; on one line where the
    /// document is. `behind` others, a comma comes first.
    fn join(&self, items: &[String], indent: &str, behind: bool) -> String {
        let mut out = String::new();
        for (i, item) in items.iter().enumerate() {
            if i > 0 || behind {
                out.push(',');
            }
            if self.unit.is_empty() && !behind {
                out.push_str(if i > 0 { " " } else { "" });
                out.push_str(&one_line(item));
            } else {
                out.push_str(self.line_break);
                out.push_str(&self.reindent(item, indent));
            }
        }
        out
    }

    fn reindent(&self, item: &str, indent: &str) -> String {
        let unit = if self.unit.is_empty() { "  " } else { &self.unit };
        let lines: Vec<String> = item
            .lines()
            .map(|line| {
                let bare = line.trim_start_matches(' ');
                let depth = (line.len() - bare.len()) / 2;
                format!("{indent}{}{bare}", unit.repeat(depth))
            })
            .collect();
        lines.join(self.line_break)
    }

    pub fn apply(&self, mut edits: Vec<Edit>) -> String {
        edits.sort_by_key(|(offset, _)| *offset);
        let mut out = String::with_capacity(self.text.len() + 256);
        let mut done = 0;
        for (offset, inserted) in edits {
            out.push_str(&self.text[done..offset]);
            out.push_str(&inserted);
            done = offset;
        }
        out.push_str(&self.text[done..]);
        out
    }
}

/// What stands in a list or an object: values, or keys with their values.
fn children(node: &Node) -> Vec<Span> {
    match &node.kind {
        NodeKind::Scalar => Vec::new(),
        NodeKind::Array(items) => items.iter().map(|item| item.span.clone()).collect(),
        NodeKind::Object(members) => {
            members.iter().map(|member| member.key_span.start..member.value.span.end).collect()
        }
    }
}

/// The white space that the line of an offset begins with.
fn indent_of(text: &str, offset: usize) -> &str {
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let line = &text[start..];
    let bare = line.trim_start_matches([' ', '\t']);
    &line[..line.len() - bare.len()]
}

/// Pretty JSON on one line. Line breaks stand between parts alone, as strings
/// hold them escaped.
fn one_line(item: &str) -> String {
    let mut out = String::with_capacity(item.len());
    for line in item.lines() {
        out.push_str(if out.ends_with(',') { " " } else { "" });
        out.push_str(line.trim_start());
    }
    out
}
