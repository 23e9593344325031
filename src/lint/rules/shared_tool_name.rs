//! TW406: two servers with a tool of one name.

use std::collections::HashMap;

use crate::lint::rule::declare_rule;
use crate::lint::{Definition, DefinitionSink, Definitions, Meta, Rule};
use crate::phrase::{count, quoted};

/// How many names one message lists.
const LISTED: usize = 5;

declare_rule! {
    /// ## What it does
    ///
    /// Of several servers given together, reports those whose tools have names
    /// that an earlier server's tools have too; once for each pair of servers.
    ///
    /// ## Why is this bad?
    ///
    /// A model that sees both picks by the description, and the server that
    /// praises itself more gets the call with its data. A policy that isn't told
    /// which server it is for can't tell the two apart either.
    ///
    /// ## Example
    ///
    /// ```json manifest
    /// {
    ///   "servers": [
    ///     {"name": "mail", "tools": [{"name": "send", "description": "Sends a mail."}]},
    ///     {"name": "chat", "tools": [{"name": "send", "description": "Sends a message."}]}
    ///   ]
    /// }
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```json manifest
    /// {
    ///   "servers": [
    ///     {"name": "mail", "tools": [{"name": "send_mail", "description": "Sends a mail."}]},
    ///     {"name": "chat", "tools": [{"name": "send_message", "description": "Sends a message."}]}
    ///   ]
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [Model Context Protocol: tool name conflicts](https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool-names)
    SharedToolName, "TW406", "shared-tool-name", Low
}

impl Rule for SharedToolName {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_definitions(&self, all: &Definitions<'_>, out: &mut DefinitionSink<'_>) {
        let mut seen: HashMap<&str, Definition<'_>> = HashMap::new();
        let mut pairs: Vec<Vec<(Definition<'_>, Definition<'_>)>> = Vec::new();
        let mut index: HashMap<(*const u8, *const u8), usize> = HashMap::new();
        for definition in all.all() {
            let Some(first) = seen.get(definition.tool.name.as_str()) else {
                seen.insert(&definition.tool.name, definition);
                continue;
            };
            let servers = [first.server, definition.server];
            if std::ptr::eq(servers[0], servers[1]) {
                continue;
            }
            let [a, b] = servers.map(|server| std::ptr::from_ref(server).cast());
            let place = *index.entry((a, b)).or_insert_with(|| {
                pairs.push(Vec::new());
                pairs.len() - 1
            });
            if let Some(pair) = pairs.get_mut(place) {
                pair.push((*first, definition));
            }
        }
        for shared in &pairs {
            report(shared, out);
        }
    }
}

fn report(shared: &[(Definition<'_>, Definition<'_>)], out: &mut DefinitionSink<'_>) {
    let Some((first, second)) = shared.first() else { return };
    let mut names: Vec<String> =
        shared.iter().take(LISTED).map(|(one, _)| quoted(&one.tool.name)).collect();
    if shared.len() > LISTED {
        names.push("…".to_owned());
    }
    let message = format!(
        "server {} shares {} with server {}: {}",
        quoted(&second.server.name),
        count(shared.len(), "tool name", "tool names"),
        quoted(&first.server.name),
        names.join(", ")
    );
    out.report(second, &second.name_pointer(), message)
        .help("connect one of them only, or let the client put the server's name in front")
        .related(first.tool, &first.name_pointer(), "the other server's tool");
}
