//! TW413: a tool that says nothing of itself.

use crate::lint::rule::declare_rule;
use crate::lint::{Definition, DefinitionSink, Meta, Rule};
use crate::phrase::quoted;

declare_rule! {
    /// ## What it does
    ///
    /// Reports a tool without a description. Lists of bare names are let be.
    ///
    /// ## Why is this bad?
    ///
    /// The model guesses from the name what the tool does and calls it wrongly;
    /// a person who has to approve the call can only guess too.
    ///
    /// ## Example
    ///
    /// ```json manifest
    /// {"name": "files", "tools": [{"name": "sync", "inputSchema": {"type": "object"}}]}
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```json manifest
    /// {
    ///   "name": "files",
    ///   "tools": [
    ///     {
    ///       "name": "sync",
    ///       "description": "Copies changed files of a folder to the archive.",
    ///       "inputSchema": {"type": "object"}
    ///     }
    ///   ]
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [Model Context Protocol: tools](https://modelcontextprotocol.io/specification/2025-11-25/server/tools)
    NoDescription, "TW413", "no-description", Low
}

impl Rule for NoDescription {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_definition(&self, definition: &Definition<'_>, out: &mut DefinitionSink<'_>) {
        let tool = definition.tool;
        // A list of names has more to it than names, or it says nothing at all.
        let told = tool.definition.as_object().is_some_and(|object| object.len() > 1);
        if told && tool.description.trim().is_empty() {
            let message = format!("{} has no description", quoted(&tool.name));
            out.report(definition, &definition.name_pointer(), message)
                .help("say what one call does and what it changes");
        }
    }
}
