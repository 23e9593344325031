//! TW101: a tool that the server doesn't have.

use crate::document::pointer_join;
use crate::lint::edit::replace_string;
use crate::lint::rule::declare_rule;
use crate::lint::words::is_pattern;
use crate::lint::{Applicability, Context, Fix, Meta, NamedTool, Rule, Sink};
use crate::phrase::{quoted, same_word};

declare_rule! {
    /// ## What it does
    ///
    /// With `--manifest`, reports a name under `tools` or in `hide` that no tool of
    /// the server has, with the nearest one that does. Names are compared exactly,
    /// case included.
    ///
    /// ## Why is this bad?
    ///
    /// A rule for a misspelt name protects nothing. In `hide`, the tool that was
    /// meant stays in sight; under `tools`, it runs without the rules written for
    /// it, or is refused by the default.
    ///
    /// ## Example
    ///
    /// ```json
    /// {"version": "1", "default": "deny", "hide": ["record_delte"], "tools": {"record_read": {}}}
    /// ```
    ///
    /// with the tools
    ///
    /// ```json manifest
    /// {"tools": [{"name": "record_delete"}, {"name": "record_read"}]}
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```json
    /// {"version": "1", "default": "deny", "hide": ["record_delete"], "tools": {"record_read": {}}}
    /// ```
    ///
    /// ## References
    ///
    /// - [Model Context Protocol: tools](https://modelcontextprotocol.io/specification/2025-11-25/server/tools)
    UnknownTool, "TW101", "unknown-tool", High
}

impl Rule for UnknownTool {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_named_tool(&self, cx: &Context<'_>, named: &NamedTool<'_>, out: &mut Sink<'_>) {
        let Some(surface) = cx.surface.filter(|surface| !surface.has(named.name)) else { return };
        // A pattern is another mistake, and has its own rule.
        if is_pattern(named.name) {
            return;
        }
        let message = format!("{} is not a tool of {}", quoted(named.name), surface.owner());
        let draft = out.report(named.span.clone(), message);
        draft.pointer(&named.pointer).tool(named.name);
        let Some(known) = cx.meant(named.name) else { return };
        draft.help(if surface.other_case(named.name).is_some() {
            format!("write {}: case matters in tool names", quoted(known))
        } else {
            format!("did you mean {}?", quoted(known))
        });
        draft.fix(rename(cx, named, known));
    }
}

/// Another spelling of the same name is what was meant; the nearest name is a
/// guess, and opens or closes another tool if it is wrong. Never onto a name
/// that has an entry already.
fn rename(cx: &Context<'_>, named: &NamedTool<'_>, known: &str) -> Option<Fix> {
    let listed = named.pointer.starts_with("/tools/");
    if listed && cx.locate(&pointer_join("/tools", known)).is_some() {
        return None;
    }
    let sure = same_word(named.name, known);
    let applicability = if sure { Applicability::Safe } else { Applicability::Unsafe };
    let edit = replace_string(&named.span, known);
    Some(Fix::new(applicability, format!("rename it to {}", quoted(known)), edit))
}
