//! TW404: a server lists a name twice.

use std::collections::HashMap;

use crate::lint::rule::declare_rule;
use crate::lint::{Definition, DefinitionSink, Definitions, Meta, Rule};
use crate::phrase::quoted;

declare_rule! {
    /// ## What it does
    ///
    /// Reports a tool whose name another tool of the same server has already.
    ///
    /// ## Why is this bad?
    ///
    /// A call names its tool, so one of the two can't be called, and nobody can
    /// say which. What a person read and approved may be the other one.
    ///
    /// ## Example
    ///
    /// ```json manifest
    /// {
    ///   "name": "notes",
    ///   "tools": [
    ///     {"name": "save", "description": "Saves a note."},
    ///     {"name": "save", "description": "Saves a note and shares it."}
    ///   ]
    /// }
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```json manifest
    /// {
    ///   "name": "notes",
    ///   "tools": [
    ///     {"name": "save", "description": "Saves a note."},
    ///     {"name": "save_and_share", "description": "Saves a note and shares it."}
    ///   ]
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [Model Context Protocol: names are unique within a server](https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool-names)
    DuplicateToolName, "TW404", "duplicate-tool-name", Medium
}

impl Rule for DuplicateToolName {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_definitions(&self, all: &Definitions<'_>, out: &mut DefinitionSink<'_>) {
        let mut seen: HashMap<(*const u8, &str), Definition<'_>> = HashMap::new();
        let all: Vec<Definition<'_>> = all.all().collect();
        for definition in &all {
            let server = std::ptr::from_ref(definition.server).cast();
            let first = *seen.entry((server, &definition.tool.name)).or_insert(*definition);
            if std::ptr::eq(first.tool, definition.tool) {
                continue;
            }
            let message = format!(
                "server {} lists {} twice",
                quoted(&definition.server.name),
                quoted(&definition.tool.name)
            );
            out.report(definition, &definition.name_pointer(), message)
                .help("give each tool a name of its own")
                .related(first.tool, &first.name_pointer(), "first listed here");
        }
    }
}
