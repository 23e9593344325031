//! Which belied claims nobody could defend.
//!
//! A verdict notes every claim that it disagrees with. Not each of them is worth
//! an alarm: servers call it reading, with some right, to connect, to log in, to
//! record a session, to lay a mark over a page, to save a copy where the agent
//! runs, or to ask another model. An alarm needs an act that leaves something
//! behind for others, in two voices: the name and the text must both say it.
//! Losses and payments need but one, since a sure verdict on them has no milder
//! reading, unless what they do can be taken back.

use super::model::{Category, Contradiction, Risk, Trait, Verdict};

/// Acts on records that outlast the call, or on other people and systems.
const LASTING: &[&str] = &[
    "add", "append", "archive", "assign", "commit", "create", "deploy", "edit", "insert",
    "install", "invite", "modify", "move", "patch", "post", "publish", "push", "rename", "reply",
    "restart", "scale", "send", "update", "upload", "upsert", "write",
];

/// Things that live and end with the session, or are handed to the caller.
const FLEETING: &[&str] = &[
    "answer",
    "breakpoint",
    "chart",
    "connection",
    "context",
    "cursor",
    "diagram",
    "draft",
    "embedding",
    "estimate",
    "graph",
    "handle",
    "highlight",
    "image",
    "link",
    "map",
    "mock",
    "overlay",
    "page",
    "picture",
    "plan",
    "plot",
    "preview",
    "prompt",
    "query",
    "recording",
    "report",
    "sample",
    "sandbox",
    "screenshot",
    "session",
    "snapshot",
    "sql",
    "summary",
    "tab",
    "thought",
    "todo",
    "token",
    "trace",
    "url",
    "view",
    "visualization",
    "window",
];

impl Verdict {
    /// The contradictions that a server's author would own up to.
    pub fn plain_contradictions(&self) -> impl Iterator<Item = &Contradiction> {
        // A step down means that the loss can be mended, or is the session's own.
        let lost = self.category >= Category::Destructive
            && self.risk == Risk::Critical
            && !self.has(Trait::Reversible);
        self.contradictions
            .iter()
            .filter(move |one| lost || (one.claim.starts_with("readOnlyHint") && self.lasts()))
    }

    fn lasts(&self) -> bool {
        let says = |field: &str| {
            self.evidence.iter().any(|evidence| {
                let verb = evidence.rule.strip_prefix("verb/");
                evidence.field == field && verb.is_some_and(|verb| LASTING.contains(&verb))
            })
        };
        says("name") && says("description") && !names_fleeting(&self.name)
    }
}

/// Whether a word of the name, singular or plural, is one of [`FLEETING`].
fn names_fleeting(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).any(|word| {
        let ends =
            |thing: &str| word.ends_with(thing) || word.trim_end_matches('s').ends_with(thing);
        FLEETING.iter().any(|thing| ends(thing))
    })
}

#[cfg(test)]
mod tests {
    use super::super::classify;
    use crate::document::SourceText;
    use crate::manifest::load_text;

    fn plain(name: &str, description: &str) -> bool {
        let definition = serde_json::json!([{
            "name": name, "description": description, "annotations": {"readOnlyHint": true},
            "inputSchema": {"type": "object", "properties": {"id": {"type": "string"}}},
        }]);
        let text = SourceText::new("tools.json", definition.to_string());
        let server = load_text(&text, "tools").servers.remove(0);
        classify(&server).iter().any(|verdict| verdict.plain_contradictions().next().is_some())
    }

    #[test]
    fn what_outlasts_the_call_belies_a_claim_to_read() {
        for (name, description) in [
            ("delete_order", "Deletes an order for good."),
            ("refund_payment", "Refunds a payment to the customer."),
            ("send_email", "Sends an email to a customer."),
            ("create_ticket", "Creates a ticket in the queue."),
            ("update_customer", "Updates the address of a customer."),
            ("upload_file", "Uploads a file to the shared folder."),
        ] {
            assert!(plain(name, description), "{name}");
        }
    }

    #[test]
    fn what_an_author_can_defend_does_not() {
        for (name, description) in [
            ("list_orders", "Lists orders."),
            ("connect", "Connects to a database and returns a handle."),
            ("login", "Logs in to the portal."),
            ("start_recording", "Starts to record the screen."),
            ("stop_trace", "Stops the trace and returns it."),
            ("hide_marker", "Hides the marker on the page."),
            ("save_pdf", "Saves the page as a file."),
            ("create_chart", "Creates a chart of the sales."),
            ("createSession", "Creates a session."),
            ("ask_expert", "Asks an agent a question about the code."),
            ("run_query", "Runs a query."),
            ("chapter", "Adds a chapter mark to the film."),
        ] {
            assert!(!plain(name, description), "{name}");
        }
    }
}
