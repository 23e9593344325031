//! TW210: a pattern where a tool's name is expected.

use crate::lint::rule::declare_rule;
use crate::lint::words::is_pattern;
use crate::lint::{Context, Meta, NamedTool, Rule, Sink};
use crate::phrase::quoted;

declare_rule! {
    /// ## What it does
    ///
    /// Reports a name under `tools` or in `hide` that is written as a glob or a
    /// regular expression.
    ///
    /// ## Why is this bad?
    ///
    /// Names are taken literally: `note_*` is the name of no tool. In `hide` it hides
    /// nothing, and under `tools` its rules apply to nothing.
    ///
    /// ## Example
    ///
    /// ```json
    /// {"version": "1", "default": "allow", "hide": ["note_delete*"]}
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```json
    /// {"version": "1", "default": "allow", "hide": ["note_delete", "note_delete_all"]}
    /// ```
    ///
    /// ## References
    ///
    /// - [Model Context Protocol: tools](https://modelcontextprotocol.io/specification/2025-11-25/server/tools)
    PatternAsToolName, "TW210", "pattern-as-tool-name", High
}

impl Rule for PatternAsToolName {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_named_tool(&self, cx: &Context<'_>, named: &NamedTool<'_>, out: &mut Sink<'_>) {
        let known = cx.surface.is_some_and(|surface| surface.has(named.name));
        if known || !is_pattern(named.name) {
            return;
        }
        let message =
            format!("{} is a pattern, and tool names are taken literally", quoted(named.name));
        let draft = out.report(named.span.clone(), message);
        draft.pointer(&named.pointer).tool(named.name);
        draft.help(if named.name == "*" {
            "limits for all tools go under `all_tools`; `default` decides on what isn't listed"
        } else {
            "write each name out"
        });
    }
}
