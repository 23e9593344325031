//! Gemini CLI: rules of its policy engine.
//!
//! The matching rule with the highest priority wins. One rule is for the whole
//! server, so that tools no other rule names are decided too; above it stand
//! what is allowed, what is asked about and what is denied, each with its
//! message. Gemini calls a tool `mcp_SERVER_TOOL`, cuts that to 63 characters
//! and splits it at the first underscore: rules for longer names, and for
//! servers with an underscore, may not match.

use std::fmt::Write;

use indexmap::IndexMap;

use super::plan::{Access, Plan};
use super::spell::{Escapes, quote, toml_list};
use super::{Export, ExportError, Request, Target};
use crate::phrase::quoted;
use crate::policy::model::Policy;

/// Longer names are cut.
const MAX_NAME: usize = 63;

pub struct Gemini;

impl Target for Gemini {
    fn name(&self) -> &'static str {
        "gemini"
    }

    fn title(&self) -> &'static str {
        "Gemini CLI"
    }

    fn place(&self) -> &'static str {
        "~/.gemini/policies/NAME.toml"
    }

    fn extension(&self) -> &'static str {
        "toml"
    }

    fn asks(&self) -> bool {
        true
    }

    fn export(&self, policy: &Policy, request: &Request<'_>) -> Result<Export, ExportError> {
        let server = request.server_for(self)?;
        let mut plan = Plan::new(self, policy, request);
        let tools = plan.spelled(plan.unlisted, |tool| nameable(server, tool))?;
        let mut rules: IndexMap<(Access, Option<String>), Vec<String>> = IndexMap::new();
        for (tool, planned) in tools {
            if planned.access != plan.unlisted || planned.message.is_some() {
                rules.entry((planned.access, planned.message)).or_default().push(tool);
            }
        }
        rules.sort_by(|(a, _), _, (b, _), _| a.cmp(b));
        let mut text = String::new();
        rule(&mut text, server, None, (plan.unlisted, None), 100);
        for ((access, message), tools) in &rules {
            let priority = 200 + 100 * (*access as u32);
            rule(&mut text, server, Some(tools), (*access, message.as_deref()), priority);
        }
        Ok(Export { text, losses: plan.losses, warnings: warnings(server) })
    }
}

fn rule(
    text: &mut String,
    server: &str,
    tools: Option<&[String]>,
    (access, message): (Access, Option<&str>),
    priority: u32,
) {
    let decision = match access {
        Access::Allow => "allow",
        Access::Ask => "ask_user",
        Access::Deny => "deny",
    };
    let gap = if text.is_empty() { "" } else { "\n" };
    // Writing to a String can't fail.
    let _ = writeln!(text, "{gap}[[rule]]\nmcpName = {}", quote(server, Escapes::Fixed));
    if let Some(tools) = tools {
        let _ = writeln!(text, "toolName = {}", toml_list(tools.iter().map(String::as_str)));
    }
    let _ = writeln!(text, "decision = \"{decision}\"\npriority = {priority}");
    if let Some(message) = message {
        let _ = writeln!(text, "denyMessage = {}", quote(message, Escapes::Fixed));
    }
}

fn nameable(server: &str, tool: &str) -> Result<String, &'static str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-.:".contains(c);
    if tool.is_empty() || !tool.chars().all(plain) {
        return Err("a rule can't spell the characters of its name");
    }
    if "mcp__".len() + server.len() + tool.len() > MAX_NAME {
        return Err("together with the server's its name is longer than 63 characters");
    }
    Ok(tool.to_owned())
}

fn warnings(server: &str) -> Vec<String> {
    if !server.contains('_') {
        return Vec::new();
    }
    vec![format!(
        "Gemini CLI misreads server names with an underscore, and rules for {} may not apply; \
         rename the server there, and pass the new name with `--server`",
        quoted(server)
    )]
}
