//! TW401: an annotation that the definition itself belies.

use crate::lint::rule::declare_rule;
use crate::lint::{Definition, DefinitionSink, Meta, Rule};
use crate::phrase::quoted;

declare_rule! {
    /// ## What it does
    ///
    /// Reports a `readOnlyHint` or `destructiveHint` that says the opposite of
    /// the tool's own name, description or parameters. Only what leaves no room
    /// is reported: a loss, a payment, or a change of lasting records that name
    /// and description both state. To connect, to record a session or to save a
    /// copy where the agent runs is left to the server's own view.
    ///
    /// ## Why is this bad?
    ///
    /// Clients let tools that call themselves read-only run without asking. A
    /// hint is the server's claim and nobody's promise: one that is wrong opens
    /// a tool that changes or deletes things.
    ///
    /// ## Example
    ///
    /// ```json manifest
    /// {
    ///   "name": "shop",
    ///   "tools": [
    ///     {
    ///       "name": "delete_order",
    ///       "description": "Deletes an order for good.",
    ///       "inputSchema": {"type": "object", "properties": {"id": {"type": "integer"}}},
    ///       "annotations": {"readOnlyHint": true}
    ///     }
    ///   ]
    /// }
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```json manifest
    /// {
    ///   "name": "shop",
    ///   "tools": [
    ///     {
    ///       "name": "delete_order",
    ///       "description": "Deletes an order for good.",
    ///       "inputSchema": {"type": "object", "properties": {"id": {"type": "integer"}}},
    ///       "annotations": {"readOnlyHint": false, "destructiveHint": true}
    ///     }
    ///   ]
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [Model Context Protocol: annotations are untrusted](https://modelcontextprotocol.io/specification/2025-11-25/server/tools)
    ContradictedClaim, "TW401", "contradicted-claim", High
}

impl Rule for ContradictedClaim {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_definition(&self, definition: &Definition<'_>, out: &mut DefinitionSink<'_>) {
        for found in definition.verdict.plain_contradictions() {
            let message = format!(
                "{} claims {}, but its {} says {}: it is {}",
                quoted(&definition.tool.name),
                quoted(&found.claim),
                field_words(&found.evidence.field),
                quoted(&found.evidence.quote),
                definition.verdict.category.as_str(),
            );
            out.report(definition, &found.pointer, message).at_key(true).help(
                "correct the annotation; until then, write the policy as if it weren't there",
            );
        }
    }
}

fn field_words(field: &str) -> &str {
    match field {
        "name" | "title" | "description" => field,
        _ => "definition",
    }
}
