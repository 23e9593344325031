//! TW402: tools that don't say what they do to the world.

use crate::lint::rule::declare_rule;
use crate::lint::{Definition, DefinitionSink, Definitions, Meta, Rule};
use crate::phrase::{count, quoted};

declare_rule! {
    /// ## What it does
    ///
    /// Notes, once per server, how many of its tools carry none of the four hints
    /// of the protocol (`readOnlyHint`, `destructiveHint`, `idempotentHint`,
    /// `openWorldHint`).
    ///
    /// ## Why is this bad?
    ///
    /// A client that knows nothing takes a tool for destructive and open to the
    /// world, and asks about every call, until its user stops reading the
    /// questions. Nothing is wrong; hints are claims, and a policy needs none.
    ///
    /// ## Example
    ///
    /// ```json manifest
    /// {"name": "clock", "tools": [{"name": "get_time", "description": "Tells the time."}]}
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```json manifest
    /// {
    ///   "name": "clock",
    ///   "tools": [
    ///     {
    ///       "name": "get_time",
    ///       "description": "Tells the time.",
    ///       "annotations": {"readOnlyHint": true, "openWorldHint": false}
    ///     }
    ///   ]
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [Model Context Protocol: tool annotations](https://modelcontextprotocol.io/specification/2025-11-25/schema#toolannotations)
    MissingAnnotations, "TW402", "missing-annotations", Info
}

impl Rule for MissingAnnotations {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_definitions(&self, all: &Definitions<'_>, out: &mut DefinitionSink<'_>) {
        let mut without: Vec<Definition<'_>> = Vec::new();
        let mut all = all.all().filter(|one| is_bare(one)).peekable();
        while let Some(definition) = all.next() {
            without.push(definition);
            let last = all.peek().is_none_or(|next| !std::ptr::eq(next.server, definition.server));
            if last {
                report(&without, out);
                without.clear();
            }
        }
    }
}

/// Of a tool that is only named, nothing is known, and nothing to be asked.
fn is_bare(definition: &Definition<'_>) -> bool {
    definition.tool.annotations.is_empty() && definition.tool.definition.is_object()
}

fn report(without: &[Definition<'_>], out: &mut DefinitionSink<'_>) {
    let Some(first) = without.first() else { return };
    let total = first.server.tools.len();
    let message = format!(
        "{} of {} of server {} {} no annotations, {} the first",
        without.len(),
        count(total, "tool", "tools"),
        quoted(&first.server.name),
        if without.len() == 1 { "has" } else { "have" },
        quoted(&first.tool.name),
    );
    out.report(first, &first.name_pointer(), message)
        .help("ask the server's authors for hints; a policy doesn't depend on them");
}
