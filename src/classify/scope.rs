//! What the tools of one server have in common: its name, what that name
//! speaks of, and the namespace in front of the tools' names.

use crate::manifest::Server;

use super::lexicon::Lexicon;
use super::prefix::Prefix;
use super::sense;
use super::topics::Topics;
use super::words::split_name;

/// Made once for a server, read for each of its tools.
#[derive(Debug)]
pub struct Scope {
    pub server: String,
    pub topics: Topics,
    pub prefix: Prefix,
}

impl Scope {
    #[must_use]
    pub fn of(server: &Server, lexicon: &Lexicon) -> Self {
        let words = split_name(&server.name, lexicon);
        Self {
            topics: sense::topics(lexicon, &server.name, &words),
            prefix: Prefix::of(server, lexicon),
            server: server.name.clone(),
        }
    }
}
