//! TW411: a key or password that the manifest gives away.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::Span;
use crate::lint::rule::declare_rule;
use crate::lint::{Definition, DefinitionSink, Meta, Rule};
use crate::phrase::quoted;
use crate::poison::{Role, texts};

/// How much of a secret is shown.
const SHOWN: usize = 4;

/// What a default of a parameter for secrets has at least, to be taken for real.
const MIN_SECRET: usize = 16;
const MIN_DIFFERENT: usize = 10;

declare_rule! {
    /// ## What it does
    ///
    /// Reports keys, tokens and private keys of well-known kinds anywhere in a
    /// definition, and long random defaults of parameters that are for secrets.
    /// Placeholders are let be. Only the first characters are shown.
    ///
    /// ## Why is this bad?
    ///
    /// Everybody who lists the tools reads it, and so does every model.
    ///
    /// ## Example
    ///
    /// ```json manifest
    /// {
    ///   "name": "mail",
    ///   "tools": [
    ///     {
    ///       "name": "send_mail",
    ///       "description": "Sends a mail.",
    ///       "inputSchema": {
    ///         "type": "object",
    ///         "properties": {"api_key": {"type": "string", "default": "q8Zt2LmW0xVb4KpYd7Rc"}}
    ///       }
    ///     }
    ///   ]
    /// }
    /// ```
    ///
    /// ## Use instead
    ///
    /// ```json manifest
    /// {
    ///   "name": "mail",
    ///   "tools": [
    ///     {
    ///       "name": "send_mail",
    ///       "description": "Sends a mail. The key comes from the server's environment.",
    ///       "inputSchema": {"type": "object", "properties": {"to": {"type": "string"}}}
    ///     }
    ///   ]
    /// }
    /// ```
    ///
    /// ## References
    ///
    /// - [CWE-798: use of hard-coded credentials](https://cwe.mitre.org/data/definitions/798.html)
    SecretInDefinition, "TW411", "secret-in-definition", High
}

/// Kinds of secrets that their form gives away.
const KINDS: [(&str, &str); 10] = [
    ("an AWS access key", r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    ("a GitHub token", r"\b(?:gh[pousr]_[0-9A-Za-z]{36}|github_pat_[0-9A-Za-z_]{50,})\b"),
    ("a GitLab token", r"\bglpat-[0-9A-Za-z_-]{20}\b"),
    ("a Slack token", r"\bxox[abprs]-[0-9A-Za-z-]{20,}\b"),
    ("a Stripe key", r"\b[rs]k_live_[0-9A-Za-z]{20,}\b"),
    ("a Google API key", r"\bAIza[0-9A-Za-z_-]{35}\b"),
    ("an npm token", r"\bnpm_[0-9A-Za-z]{36}\b"),
    ("a SendGrid key", r"\bSG\.[0-9A-Za-z_-]{20,}\.[0-9A-Za-z_-]{40,}\b"),
    ("a key of a model provider", r"\bsk-(?:ant-|proj-)?[0-9A-Za-z_-]{40,}\b"),
    ("a private key", r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s+[0-9A-Za-z+/=]{40,}"),
];

static PATTERNS: LazyLock<Vec<(&str, Regex)>> = LazyLock::new(|| {
    // That each can be compiled is a test.
    KINDS.iter().filter_map(|(what, pattern)| Some((*what, Regex::new(pattern).ok()?))).collect()
});

impl Rule for SecretInDefinition {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check_definition(&self, definition: &Definition<'_>, out: &mut DefinitionSink<'_>) {
        for text in texts(definition.tool) {
            let found = known(text.value).or_else(|| {
                let default = text.role == Role::Default && is_for_secrets(&text.pointer);
                let real = default && is_random(text.value) && !is_placeholder(text.value);
                real.then_some(("a secret", 0..text.value.len()))
            });
            let Some((what, span)) = found.filter(|_| text.role != Role::Key) else { continue };
            let secret = text.value.get(span.clone()).unwrap_or_default();
            let start: String = secret.chars().take(SHOWN).collect();
            let message = format!(
                "the definition of {} holds what looks like {what}: {}",
                quoted(&definition.tool.name),
                quoted(&format!("{start}…")),
            );
            out.report(definition, &text.pointer, message)
                .within(span)
                .help("revoke it, and let the server take it from its environment");
        }
    }
}

fn known(text: &str) -> Option<(&'static str, Span)> {
    PATTERNS.iter().find_map(|(what, pattern)| {
        let mut all = pattern.find_iter(text);
        let real = all.find(|found| !is_placeholder(found.as_str()))?;
        Some((*what, real.range()))
    })
}

/// A parameter's default that is meant to be kept secret.
fn is_for_secrets(pointer: &str) -> bool {
    let parameter = pointer.strip_suffix("/default").and_then(|p| p.rsplit('/').next());
    let plain: String = parameter.unwrap_or_default().to_lowercase().replace(['_', '-'], "");
    ["apikey", "token", "secret", "password", "accesskey", "privatekey", "credential"]
        .iter()
        .any(|word| plain.ends_with(word))
}

fn is_random(text: &str) -> bool {
    let different: std::collections::HashSet<char> = text.chars().collect();
    text.len() >= MIN_SECRET
        && different.len() >= MIN_DIFFERENT
        && text.chars().all(|c| c.is_ascii_graphic())
        && text.chars().any(|c| c.is_ascii_digit())
        && text.chars().any(char::is_alphabetic)
}

fn is_placeholder(text: &str) -> bool {
    let plain = text.to_lowercase();
    let words = [
        "example",
        "your",
        "placeholder",
        "changeme",
        "replace",
        "dummy",
        "sample",
        "test",
        "xxxx",
        "0000",
        "1234567",
        "abcdef",
        "insert",
        "here",
        "${",
        "{{",
        "<",
        "env.",
    ];
    words.iter().any(|word| plain.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles() {
        assert_eq!(PATTERNS.len(), KINDS.len());
    }

    #[test]
    fn real_ones_are_told_from_placeholders() {
        let token = format!("ghp_{}", "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0fG3hJ6");
        assert_eq!(
            known(&format!("use {token} now")).map(|(what, _)| what),
            Some("a GitHub token")
        );
        assert!(known("AKIAIOSFODNN7EXAMPLE").is_none());
        assert!(known("sk-your-key-goes-here-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx").is_none());
        assert!(is_random("q8Zt2LmW0xVb4KpYd7Rc") && !is_random("not_set"));
        assert!(is_for_secrets("/inputSchema/properties/api_key/default"));
        assert!(!is_for_secrets("/inputSchema/properties/keyword/default"));
    }
}
