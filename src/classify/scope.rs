//! What the tools of one server have in common: its name, what that name
//! speaks of, and the namespace in front of the tools' names.

use crate::manifest::Tool;

use super::lexicon::Lexicon;
use super::prefix::Prefix;
use super::sense;
use super::topics::Topics;
use super::words::split_name;

/// Made once for the tools that one document gives a server.
#[derive(Debug)]
pub struct Scope {
    pub server: String,
    pub topics: Topics,
    pub prefix: Prefix,
}

impl Scope {
    #[must_use]
    pub fn of(server: &str, tools: &[Tool], lexicon: &Lexicon) -> Self {
        let words = split_name(server, lexicon);
        Self {
            topics: sense::topics(lexicon, server, &words),
            prefix: Prefix::of(tools, lexicon),
            server: server.to_owned(),
        }
    }
}
