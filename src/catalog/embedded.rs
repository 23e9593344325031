//! Which files are built in: a new one is its file and one line here.

/// The words and senses that verdicts are made from: `catalog/lexicon.toml`
/// without its comments, see `build.rs`.
pub const LEXICON: &str = include_str!(concat!(env!("OUT_DIR"), "/lexicon.toml"));
/// The weights of the second opinion, as `examples/train_opinion.rs` writes them.
pub const OPINION: &[u8] = include_bytes!("../../catalog/opinion.bin");

/// Name and text of each file of a folder, in the order given.
macro_rules! files {
    ($folder:expr, $extension:literal: $($name:literal,)*) => {
        &[$(($name, include_str!(concat!($folder, "/", $name, $extension))),)*]
    };
}

/// Sorted by name; `catalog/servers` without its indentation, see `build.rs`.
pub(super) const SERVERS: &[(&str, &str)] = files![env!("OUT_DIR"), ".json":
    "desktop-commander",
    "filesystem",
    "git",
    "github",
    "kubernetes",
    "memory",
    "mongodb",
    "odoo-claude-mcp",
    "playwright",
    "slack-ref",
    "sqlite-ref",
    "stripe",
];

/// Sorted by name.
pub(super) const ATTACKS: &[(&str, &str)] = files!["../../catalog/attacks", ".toml":
    "action-behind-one-name",
    "approval-fatigue",
    "audit-trail-tampering",
    "bulk-read-dump",
    "confused-deputy",
    "credential-harvest",
    "credential-relay",
    "destructive-default",
    "exfiltration-by-send",
    "fraudulent-payment",
    "hidden-unicode",
    "injected-code",
    "injected-destruction",
    "injected-payment",
    "lethal-trifecta",
    "mass-deletion",
    "memory-poisoning",
    "owners-name",
    "path-traversal",
    "payout-draining",
    "persistence",
    "privilege-escalation",
    "prompt-injection",
    "raw-injection",
    "read-that-acts",
    "resource-exhaustion",
    "rug-pull",
    "runaway-writes",
    "shadowing",
    "ssrf",
    "staged-code",
    "supply-chain",
    "tool-poisoning",
    "unasked-action",
    "whole-set-replaced",
    "wrong-object",
];
