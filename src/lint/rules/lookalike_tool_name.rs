//! TW405: two names that the eye can't tell apart.

use std::collections::HashMap;

use unicode_security::skeleton;

use crate::lint::rule::declare_rule;
use crate::lint::{Definition, DefinitionSink, Definitions, Meta, Rule};
use crate::phrase::quoted;

declare_rule! {
    /// ## What it does
    ///
    /// Reports a tool whose name looks like that of another tool, of the same
    /// server or another one given, without being the same: a Cyrillic letter
    /// for a Latin one, `l` for `1`.
    ///
    /// ## Why is this bad?
    ///
    /// The person who approves a call reads the one name, and the other tool runs.
    /// A policy that names the one says nothing about the other.
    ///
    /// ## Example
    ///
    /// ```json manifest
    /// {
    ///   "name": "files",
    ///   "tools": [
    ///     {"name": "restore_v1", "description": "Restores a file."},
    ///     {"name": "restore_vl", "description": "Restores a file."}
    ///   ]
    /// }
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```json manifest
    /// {
    ///   "name": "files",
    ///   "tools": [
    ///     {"name": "restore_v1", "description": "Restores a file."},
    ///     {"name": "restore_latest", "description": "Restores the latest file."}
    ///   ]
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [Unicode Technical Standard 39: confusable detection](https://www.unicode.org/reports/tr39/#Confusable_Detection)
    LookalikeToolName, "TW405", "lookalike-tool-name", High
}

impl Rule for LookalikeToolName {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_definitions(&self, all: &Definitions<'_>, out: &mut DefinitionSink<'_>) {
        let mut seen: HashMap<String, Definition<'_>> = HashMap::new();
        for definition in all.all() {
            let name = &definition.tool.name;
            let first = *seen.entry(skeleton(name).collect()).or_insert(definition);
            if first.tool.name == *name {
                continue;
            }
            let message = format!(
                "{} of server {} looks like {} of server {}",
                spelt_out(name),
                quoted(&definition.server.name),
                spelt_out(&first.tool.name),
                quoted(&first.server.name),
            );
            out.report(&definition, &definition.name_pointer(), message)
                .help("don't connect both before a person has compared the two tools")
                .related(first.tool, &first.name_pointer(), "the other one");
        }
    }
}

/// The name, and behind it its foreign letters as code points.
fn spelt_out(name: &str) -> String {
    let foreign: Vec<String> = name
        .chars()
        .filter(|c| !c.is_ascii())
        .take(3)
        .map(|c| format!("U+{:04X}", u32::from(c)))
        .collect();
    if foreign.is_empty() {
        return quoted(name);
    }
    format!("{} (with {})", quoted(name), foreign.join(", "))
}
