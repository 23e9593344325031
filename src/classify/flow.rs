//! The first leg of a leak: reads of what is private.
//!
//! The other two, strangers' text and a way out, are traits; this one is told
//! from what a Read quotes.

use super::model::{Category, Trait, Verdict};

/// Words of evidence that say whose texts a tool reads: the user's own.
const PRIVATE: [&str; 11] = [
    "email",
    "emails",
    "mail",
    "inbox",
    "message",
    "messages",
    "chat",
    "chats",
    "conversation",
    "conversations",
    "attachments",
];

/// Reads of credentials, of the user's own mail and messages, and by queries
/// that reach a whole database.
#[must_use]
pub fn reads_private_data(verdict: &Verdict) -> bool {
    let own = |word: &str| PRIVATE.contains(&word.to_lowercase().as_str());
    verdict.category == Category::Read
        && (verdict.has(Trait::Secrets)
            || verdict.evidence.iter().any(|evidence| {
                evidence.rule == "parameter/sql"
                    || (evidence.says == Trait::UntrustedContent.as_str() && own(&evidence.quote))
            }))
}
