//! What the tools of one server have in common: its name, and the namespace in
//! front of the tools' names.

use crate::manifest::Tool;

use super::lexicon::Lexicon;
use super::prefix::Prefix;

/// Made once for the tools that one document gives a server.
#[derive(Debug)]
pub struct Scope<'a> {
    pub server: &'a str,
    pub prefix: Prefix,
}

impl<'a> Scope<'a> {
    #[must_use]
    pub fn of(server: &'a str, tools: &[Tool], lexicon: &'static Lexicon) -> Self {
        Self { server, prefix: Prefix::of(tools, lexicon) }
    }
}
