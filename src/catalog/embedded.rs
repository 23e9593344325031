//! Which files are built in: a new one is its file and one line here.

/// The words and senses that verdicts are made from: `catalog/lexicon.toml`.
pub const LEXICON: &str = include_str!("../../catalog/lexicon.toml");

/// Name and text of each file, in the order given.
macro_rules! files {
    ($folder:literal, $extension:literal: $($name:literal,)*) => {
        &[$(($name, include_str!(concat!("../../catalog/", $folder, "/", $name, ".", $extension))),)*]
    };
}

/// Sorted by name.
pub(super) const SERVERS: &[(&str, &str)] = files!["servers", "json":
    "odoo-claude-mcp",
];
