//! TW408: a definition that steers the terminal it is shown on.

use crate::lint::rule::declare_rule;
use crate::lint::{Definition, DefinitionSink, Meta, Rule};
use crate::phrase::quoted;
use crate::poison::texts;

/// Characters of the text shown behind the escape.
const SHOWN: usize = 24;

declare_rule! {
    /// ## What it does
    ///
    /// Reports control characters that a terminal obeys: escape sequences, and
    /// others than tab and line breaks.
    ///
    /// ## Why is this bad?
    ///
    /// They colour text so that it can't be seen, delete what was printed before,
    /// or write something else over it. What a person reviews in the terminal is
    /// then not what the model reads.
    ///
    /// ## Example
    ///
    /// ```json manifest
    /// {"name": "clock", "tools": [{"name": "get_time", "description": "Tells the time.\u001b[8m And more.\u001b[0m"}]}
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```json manifest
    /// {"name": "clock", "tools": [{"name": "get_time", "description": "Tells the time. And more."}]}
    /// ```
    ///
    /// ## References
    ///
    /// - [ECMA-48: control functions for coded character sets](https://ecma-international.org/publications-and-standards/standards/ecma-48/)
    TerminalEscape, "TW408", "terminal-escape", High
}

impl Rule for TerminalEscape {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_definition(&self, definition: &Definition<'_>, out: &mut DefinitionSink<'_>) {
        for text in texts(definition.tool) {
            let steers = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
            let Some(start) = text.value.find(steers) else { continue };
            let rest = &text.value[start..];
            let end = rest.char_indices().nth(SHOWN).map_or(rest.len(), |(at, _)| at);
            let message = format!(
                "{} holds a control character that steers terminals: {}",
                quoted(&definition.tool.name),
                quoted(&rest[..end])
            );
            let first = rest.chars().next().map_or(0, char::len_utf8);
            let draft = out.report(definition, &text.pointer, message);
            draft.help("remove it; read what stands around it before you connect the server");
            if text.role == crate::poison::Role::Key {
                draft.at_key(true);
            } else {
                draft.within(start..start + first);
            }
        }
    }
}
