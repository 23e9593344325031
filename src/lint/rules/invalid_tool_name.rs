//! TW403: a name that the protocol doesn't allow.

use crate::lint::rule::declare_rule;
use crate::lint::{Definition, DefinitionSink, Meta, Rule};
use crate::phrase::quoted;

/// What the protocol allows.
const MAX_CHARS: usize = 128;

declare_rule! {
    /// ## What it does
    ///
    /// Reports a tool's name that is longer than 128 characters, or has others
    /// than letters and digits of ASCII, `_`, `-` and `.`.
    ///
    /// ## Why is this bad?
    ///
    /// Clients refuse such a name, or change it to one they like. A policy names
    /// tools exactly, so a rule for the one name says nothing about the other.
    ///
    /// ## Example
    ///
    /// ```json manifest
    /// {"name": "files", "tools": [{"name": "read file", "description": "Reads a file."}]}
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```json manifest
    /// {"name": "files", "tools": [{"name": "read_file", "description": "Reads a file."}]}
    /// ```
    ///
    /// ## References
    ///
    /// - [Model Context Protocol: tool names](https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool-names)
    InvalidToolName, "TW403", "invalid-tool-name", Low
}

impl Rule for InvalidToolName {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_definition(&self, definition: &Definition<'_>, out: &mut DefinitionSink<'_>) {
        let name = &definition.tool.name;
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
        let message = if let Some(odd) = name.chars().find(|c| !allowed(*c)) {
            let odd = quoted(&odd.to_string());
            format!("the name {} has {odd}, which names of tools may not have", quoted(name))
        } else if name.chars().nth(MAX_CHARS).is_some() {
            format!("the name {} is longer than {MAX_CHARS} characters", quoted(name))
        } else {
            return;
        };
        out.report(definition, &definition.name_pointer(), message)
            .help("use 1 to 128 of the characters A-Z, a-z, 0-9, `_`, `-` and `.`");
    }
}
