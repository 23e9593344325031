//! The values that a parameter offers, wherever its schema keeps them: in
//! `enum`, in the `const`s of branches, in `items`, behind a local `$ref`.

use crate::document::{Value, pointer_find};
use crate::manifest::{Parameter, Tool};

/// So deep are branches and references followed; a reference may lead to itself.
const DEPTH: usize = 4;

/// So many values are read.
const MOST: usize = 1_000;

/// Each string that is offered, by its pointer in the definition.
#[must_use]
pub fn of(tool: &Tool, parameter: &Parameter<'_>) -> Vec<(String, String)> {
    let pointer = parameter.pointer();
    let root = pointer.rsplit_once("/properties/").map_or("", |(root, _)| root);
    let mut reader = Reader { tool, root, found: Vec::new() };
    reader.schema(&pointer, parameter.schema, 0);
    reader.found
}

struct Reader<'a> {
    tool: &'a Tool,
    /// Where the schema stands that references are relative to.
    root: &'a str,
    found: Vec<(String, String)>,
}

impl Reader<'_> {
    fn schema(&mut self, at: &str, schema: &Value, depth: usize) {
        if depth > DEPTH || self.found.len() > MOST {
            return;
        }
        let listed = schema.get("enum").and_then(Value::as_array).into_iter().flatten();
        for (i, value) in listed.enumerate() {
            self.value(format!("{at}/enum/{i}"), value);
        }
        if let Some(value) = schema.get("const") {
            self.value(format!("{at}/const"), value);
        }
        if let Some(items) = schema.get("items") {
            self.schema(&format!("{at}/items"), items, depth + 1);
        }
        for key in ["oneOf", "anyOf", "allOf"] {
            let branches = schema.get(key).and_then(Value::as_array).into_iter().flatten();
            for (i, branch) in branches.enumerate() {
                self.schema(&format!("{at}/{key}/{i}"), branch, depth + 1);
            }
        }
        if let Some(to) = schema.get("$ref").and_then(Value::as_str) {
            self.reference(to, depth);
        }
    }

    fn value(&mut self, at: String, value: &Value) {
        if let Some(value) = value.as_str() {
            self.found.push((at, value.to_owned()));
        }
    }

    /// Only what stands in the same schema: nothing is fetched.
    fn reference(&mut self, to: &str, depth: usize) {
        let Some(path) = to.strip_prefix('#') else { return };
        let at = format!("{}{path}", self.root);
        if let Some(schema) = pointer_find(&self.tool.definition, &at) {
            self.schema(&at, schema, depth + 1);
        }
    }
}
