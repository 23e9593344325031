//! TW007: something else was passed where a policy was meant.

use crate::lint::rule::declare_rule;
use crate::lint::{Meta, Mistaken, MistakenKind, Rule, Sink};

declare_rule! {
    /// ## What it does
    ///
    /// Reports a document that isn't a policy at all: a list of tools, an Intercept
    /// rule file, YAML, a client's configuration, a registry entry.
    ///
    /// ## Why is this bad?
    ///
    /// Nothing was checked, although a file was.
    ///
    /// ## Example
    ///
    /// ```json
    /// {"tools": [{"name": "get_weather", "description": "Tells the weather."}]}
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```json
    /// {"version": "1", "default": "deny", "tools": {"get_weather": {}}}
    /// ```
    ///
    /// ## References
    ///
    /// - [The schema of policy.json](https://toolward.dev/schemas/policy.v1.schema.json)
    WrongDocument, "TW007", "wrong-document", High
}

impl Rule for WrongDocument {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_mistaken(&self, mistaken: &Mistaken, out: &mut Sink<'_>) {
        let (message, help) = words(mistaken.kind);
        let draft = out.report(mistaken.span.clone(), message);
        draft.help(help);
        if let Some(pointer) = &mistaken.pointer {
            draft.pointer(pointer);
        }
    }
}

fn words(kind: MistakenKind) -> (&'static str, &'static str) {
    match kind {
        MistakenKind::ToolManifest => (
            "this is a list of tools, not a policy",
            "pass it with `--manifest`, or let `toolward generate` make a policy for it",
        ),
        MistakenKind::Intercept => (
            "this is an Intercept rule file, not a policy.json",
            "make a policy of it: `toolward import FILE --from intercept -o policy.json`",
        ),
        MistakenKind::YamlPolicy => {
            ("this is YAML, and a policy is JSON", "convert it, for example with `yq -o json`")
        }
        MistakenKind::ClientConfig => (
            "this is an MCP client's configuration, not a policy",
            "pass the policy.json of one of its servers",
        ),
        MistakenKind::RegistryEntry => {
            ("this is a server's registry entry, not a policy", "pass the server's policy.json")
        }
    }
}
