//! TW108: a tool that runs what it is given, and no rule looks at it.

use crate::classify::{Trait, Verdict};
use crate::document::pointer_last_token;
use crate::lint::rule::declare_rule;
use crate::lint::{Context, Facts, Meta, Rule, Sink, ToolFacts};
use crate::manifest::Tool;
use crate::phrase::quoted;

declare_rule! {
    /// ## What it does
    ///
    /// With `--manifest`, notes a tool whose caller chooses the code, query, command,
    /// method or address, where no condition looks at that argument.
    ///
    /// ## Why is this bad?
    ///
    /// What such a call does is decided by its argument. A limit on the number of
    /// calls doesn't help against a single bad one.
    ///
    /// ## Example
    ///
    /// ```json
    /// {
    ///   "version": "1",
    ///   "default": "deny",
    ///   "tools": {
    ///     "shell_run": {
    ///       "limits": [{"counter": "shell_run_rate", "window": "minute", "max": 10, "scope": "grant"}]
    ///     }
    ///   }
    /// }
    /// ```
    ///
    /// with the tools
    ///
    /// ```json manifest
    /// {
    ///   "tools": [
    ///     {
    ///       "name": "shell_run",
    ///       "description": "Runs a shell command.",
    ///       "inputSchema": {
    ///         "type": "object",
    ///         "properties": {"command": {"type": "string"}},
    ///         "required": ["command"]
    ///       }
    ///     }
    ///   ]
    /// }
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```json
    /// {
    ///   "version": "1",
    ///   "default": "deny",
    ///   "tools": {
    ///     "shell_run": {
    ///       "require": [
    ///         {
    ///           "conditions": [{"path": "args.command", "op": "in", "value": ["git status", "git diff"]}],
    ///           "on_deny": "Only git status and git diff may be run."
    ///         }
    ///       ],
    ///       "limits": [{"counter": "shell_run_rate", "window": "minute", "max": 10, "scope": "grant"}]
    ///     }
    ///   }
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [OWASP: injection flaws](https://owasp.org/www-community/Injection_Flaws)
    UncheckedRawInput, "TW108", "unchecked-raw-input", Info
}

impl Rule for UncheckedRawInput {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_tool(
        &self,
        cx: &Context<'_>,
        _facts: &Facts<'_>,
        tool: &ToolFacts<'_>,
        out: &mut Sink<'_>,
    ) {
        let Some(known) = tool.known.filter(|known| known.verdict.has(Trait::RawInput)) else {
            return;
        };
        let argument =
            known.definition.and_then(|definition| raw_argument(definition, known.verdict));
        if !tool.callable || tool.looks_at(argument.as_deref()) {
            return;
        }
        let (name, argument) = (quoted(tool.name), argument.as_deref().map(quoted));
        let what = argument.as_deref().unwrap_or("what it is given");
        let message = format!("{name} takes {what} as it is, and no condition looks at it");
        out.report(cx.key_span(&tool.pointer), message)
            .pointer(&tool.pointer)
            .help("say under `require` what it may be");
    }
}

/// The parameter that the verdict quotes for its raw input.
fn raw_argument(definition: &Tool, verdict: &Verdict) -> Option<String> {
    let raw = Trait::RawInput.as_str();
    let mut quoted = verdict.evidence.iter().filter(|evidence| evidence.says == raw);
    let field = &*quoted.find(|evidence| evidence.field.starts_with('/'))?.field;
    let parameters = definition.parameters();
    let parameter = parameters.iter().find(|parameter| parameter.pointer() == field);
    parameter.map(|parameter| parameter.name.to_owned()).or_else(|| pointer_last_token(field))
}
