//! TW407: characters that show nothing.

use crate::lint::rule::declare_rule;
use crate::lint::{Definition, DefinitionSink, Meta, Rule};
use crate::phrase::quoted;
use crate::poison::{Role, hidden, texts};

declare_rule! {
    /// ## What it does
    ///
    /// Reports characters in a definition that can't be seen: tags, variation
    /// selectors in a row, marks that turn the direction of writing, invisible
    /// marks between letters. What they spell is shown. Emoji, flags, and the
    /// joiners and direction marks that scripts need are not meant.
    ///
    /// ## Why is this bad?
    ///
    /// The model reads them, people don't: text that a person never saw becomes
    /// an order. In a name they make two tools out of what looks like one.
    ///
    /// ## Example
    ///
    /// ```json manifest
    /// {"name": "clock", "tools": [{"name": "get_time", "description": "Tells the \u202eemit\u202c."}]}
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```json manifest
    /// {"name": "clock", "tools": [{"name": "get_time", "description": "Tells the time."}]}
    /// ```
    ///
    /// ## References
    ///
    /// - [Unicode Technical Report 36: security considerations](https://www.unicode.org/reports/tr36/)
    HiddenCharacters, "TW407", "hidden-characters", High
}

impl Rule for HiddenCharacters {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_definition(&self, definition: &Definition<'_>, out: &mut DefinitionSink<'_>) {
        for text in texts(definition.tool) {
            let is_name = matches!(text.role, Role::Name | Role::Key);
            let Some(found) = hidden(text.value, is_name) else { continue };
            let spelt =
                found.decoded.as_deref().map(|text| format!(" that spell {}", quoted(text)));
            let message = format!(
                "{} holds {} {}{}",
                quoted(&definition.tool.name),
                found.count,
                found.what,
                spelt.unwrap_or_default()
            );
            let draft = out.report(definition, &text.pointer, message);
            draft.help("remove them; ask the server's authors how they came there");
            if text.role == Role::Key {
                draft.at_key(true);
            } else {
                draft.within(found.span);
            }
        }
    }
}
