//! TW412: paths, addresses and commands that a caller chooses freely.

use crate::lint::rule::declare_rule;
use crate::lint::{Definition, DefinitionSink, Definitions, Meta, Rule};
use crate::manifest::Parameter;
use crate::phrase::{count, quoted};
use crate::poison::words_of;

/// How many parameters one note names.
const LISTED: usize = 4;

/// Last words of names that mean a path, an address or a command.
const OPEN: [&str; 16] = [
    "path",
    "filepath",
    "filename",
    "dir",
    "directory",
    "folder",
    "url",
    "uri",
    "endpoint",
    "webhook",
    "command",
    "cmd",
    "shell",
    "script",
    "code",
    "sql",
];

/// What narrows a string down.
const NARROWING: [&str; 4] = ["enum", "const", "pattern", "format"];

declare_rule! {
    /// ## What it does
    ///
    /// Notes, once per server, which parameters take any string as a path, an
    /// address or a command: no `enum`, `pattern`, `format` or `const` narrows
    /// them.
    ///
    /// ## Why is this bad?
    ///
    /// What the caller may reach is then up to the server's code, and the model
    /// that calls may have read a stranger's text. These are the arguments that a
    /// policy should have rules for.
    ///
    /// ## Example
    ///
    /// ```json manifest
    /// {
    ///   "name": "files",
    ///   "tools": [
    ///     {
    ///       "name": "read_file",
    ///       "description": "Reads a file.",
    ///       "inputSchema": {"type": "object", "properties": {"path": {"type": "string"}}}
    ///     }
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
    ///     {
    ///       "name": "read_file",
    ///       "description": "Reads a file of the project.",
    ///       "inputSchema": {
    ///         "type": "object",
    ///         "properties": {"path": {"type": "string", "pattern": "^src/[a-z_/]+$"}}
    ///       }
    ///     }
    ///   ]
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [CWE-20: improper input validation](https://cwe.mitre.org/data/definitions/20.html)
    UnconstrainedInput, "TW412", "unconstrained-input", Info
}

impl Rule for UnconstrainedInput {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_definitions(&self, all: &Definitions<'_>, out: &mut DefinitionSink<'_>) {
        let mut of_server: Vec<(Definition<'_>, String, String)> = Vec::new();
        let mut all = all.all().peekable();
        while let Some(definition) = all.next() {
            let open = definition.tool.parameters().into_iter().filter(is_open);
            let open = open.map(|one| (definition, one.name.to_owned(), one.pointer()));
            of_server.extend(open);
            if all.peek().is_none_or(|next| !std::ptr::eq(next.server, definition.server)) {
                report(&of_server, out);
                of_server.clear();
            }
        }
    }
}

fn is_open(parameter: &Parameter<'_>) -> bool {
    let words = words_of(parameter.name).to_lowercase();
    let last = words.split(' ').next_back().unwrap_or_default();
    let narrowed = || NARROWING.iter().any(|key| parameter.find(|form| form.get(key)).is_some());
    OPEN.contains(&last) && parameter.is_type("string") && !narrowed()
}

fn report(open: &[(Definition<'_>, String, String)], out: &mut DefinitionSink<'_>) {
    let Some((first, _, pointer)) = open.first() else { return };
    let mut names: Vec<String> = open
        .iter()
        .take(LISTED)
        .map(|(definition, name, _)| quoted(&format!("{}.{name}", definition.tool.name)))
        .collect();
    if open.len() > LISTED {
        names.push("…".to_owned());
    }
    let verb = if open.len() == 1 { "takes" } else { "take" };
    let message = format!(
        "{} of server {} {verb} any path, address or command: {}",
        count(open.len(), "parameter", "parameters"),
        quoted(&first.server.name),
        names.join(", ")
    );
    out.report(first, pointer, message)
        .at_key(true)
        .help("say in the policy which values are allowed");
}
