//! A policy for those who enforce something else: clients and gateways that
//! many people run already.
//!
//! Few of them can say all that a policy says. The promise is that an export
//! never lets through what the policy denies: a tool whose rules the target
//! can't express is denied there, and each such [`Loss`] is listed. Whoever
//! asks for it ([`Lossy`]) gets the tool asked about or left open instead, and
//! the list says that too.
//!
//! A target is one file that implements [`Target`] and one line in `TARGETS`.
//! Those that know tools by name alone share the [`plan`]; those that see
//! arguments ([`intercept`], [`toolhive_cedar`]) translate rule by rule.

mod agentgateway;
mod amazon_q;
mod cedar_condition;
mod claude_code;
mod codex;
mod docker_gateway;
mod gemini;
mod goose;
mod intercept;
mod intercept_condition;
mod intercept_rule;
mod loss;
mod opencode;
mod plan;
mod policylayer;
mod spell;
mod toolhive_cedar;
mod yaml;
mod zed;

pub use loss::{Effect, Loss};

use std::collections::HashSet;

use super::model::Policy;
use crate::phrase::{nearest, one_of, quoted};

/// What to do with a tool whose rules the target can't express.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lossy {
    /// Deny it.
    #[default]
    Deny,
    /// Ask a person about each call; denied where the target can't ask.
    Ask,
    /// Allow it, under those rules that the target can express.
    Allow,
}

/// What an export is made for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Request<'a> {
    /// The server's name in the configuration of the client.
    pub server: Option<&'a str>,
    /// The names of the server's tools, where they are known.
    pub known: Option<&'a [String]>,
    pub lossy: Lossy,
}

/// The text for the target, and what it doesn't say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// Ends with a line break; safe to print.
    pub text: String,
    /// In the order of the policy.
    pub losses: Vec<Loss>,
    /// What the user should know of the target, one sentence each.
    pub warnings: Vec<String>,
}

/// Why there is no export.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    #[error("unknown target {}{}; expected {}", quoted(name),
        nearest.map(|near| format!(", did you mean `{near}`?")).unwrap_or_default(),
        one_of(&names()))]
    UnknownTarget { name: String, nearest: Option<&'static str> },
    /// The target's rules name the server.
    #[error("{title} tells tools apart by their server, and no server is named")]
    NoServer { title: &'static str },
    /// The tool would stay open, because no rule can be written for its name.
    #[error("the policy restricts the tool {}, and {title} can't: {reason}", quoted(tool))]
    Unnameable { title: &'static str, tool: String, reason: &'static str },
    /// The target has no way to allow no tool at all.
    #[error("the policy allows no tool that {title} could be told of; it would offer all of them")]
    NothingAllowed { title: &'static str },
}

/// A format that some client or gateway enforces.
pub trait Target: Sync {
    /// As it is given on the command line.
    fn name(&self) -> &'static str;
    /// As its users call it.
    fn title(&self) -> &'static str;
    /// Where the text goes.
    fn place(&self) -> &'static str;
    /// Of a file that holds it, without the dot.
    fn extension(&self) -> &'static str;
    /// Whether it can leave a call to a person.
    fn asks(&self) -> bool {
        false
    }
    /// Translates the policy.
    ///
    /// # Errors
    /// When nothing could be written that denies what the policy denies.
    fn export(&self, policy: &Policy, request: &Request<'_>) -> Result<Export, ExportError>;
}

/// Every target, sorted by name.
static TARGETS: &[&dyn Target] = &[
    &agentgateway::Agentgateway,
    &amazon_q::AmazonQ,
    &claude_code::ClaudeCode,
    &codex::Codex,
    &docker_gateway::DockerGateway,
    &gemini::Gemini,
    &goose::Goose,
    &intercept::Intercept,
    &opencode::OpenCode,
    &policylayer::PolicyLayer,
    &toolhive_cedar::ToolHiveCedar,
    &zed::Zed,
];

/// Every target, sorted by name.
pub fn targets() -> impl Iterator<Item = &'static dyn Target> {
    TARGETS.iter().copied()
}

/// The target of that name.
///
/// # Errors
/// [`ExportError::UnknownTarget`] with the nearest name and all that there are.
pub fn target(name: &str) -> Result<&'static dyn Target, ExportError> {
    targets().find(|target| target.name() == name).ok_or_else(|| ExportError::UnknownTarget {
        name: name.to_owned(),
        nearest: nearest(name, names()),
    })
}

fn names() -> Vec<&'static str> {
    targets().map(Target::name).collect()
}

/// What `hide` takes out of sight.
struct Hidden<'p> {
    /// By `*`.
    everything: bool,
    names: HashSet<&'p str>,
}

impl<'p> Hidden<'p> {
    fn of(policy: &'p Policy) -> Self {
        let names: HashSet<&str> = policy.hide.iter().map(String::as_str).collect();
        Self { everything: names.contains("*"), names }
    }

    fn hides(&self, tool: &str) -> bool {
        self.everything || self.names.contains(tool)
    }
}

impl Request<'_> {
    /// The server's name, for targets that can't do without.
    fn server_for(&self, target: &dyn Target) -> Result<&str, ExportError> {
        let named = self.server.filter(|name| !name.is_empty());
        named.ok_or(ExportError::NoServer { title: target.title() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_sorted_and_found_by_name() {
        let names = names();
        assert!(names.is_sorted());
        assert_eq!(names.len(), 12);
        for name in names {
            assert_eq!(target(name).unwrap().name(), name);
        }
    }

    #[test]
    fn an_unknown_target_gets_the_nearest() {
        let error = target("claude").err().unwrap().to_string();
        assert!(
            error.starts_with("unknown target `claude`, did you mean `claude-code`?"),
            "{error}"
        );
    }
}
