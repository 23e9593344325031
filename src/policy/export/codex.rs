//! Codex: `enabled_tools` and `disabled_tools` of `config.toml`.
//!
//! The first, where it is given, lists all tools there are; the second takes
//! some away. A tool may be set to be asked about by itself.

use std::fmt::Write;

use super::plan::{Access, Plan};
use super::spell::{toml_key, toml_list};
use super::{Export, ExportError, Request, Target};
use crate::policy::model::Policy;

pub struct Codex;

impl Target for Codex {
    fn name(&self) -> &'static str {
        "codex"
    }

    fn title(&self) -> &'static str {
        "Codex"
    }

    fn place(&self) -> &'static str {
        "~/.codex/config.toml, in the server's table"
    }

    fn extension(&self) -> &'static str {
        "toml"
    }

    fn asks(&self) -> bool {
        true
    }

    fn export(&self, policy: &Policy, request: &Request<'_>) -> Result<Export, ExportError> {
        let table = format!("mcp_servers.{}", toml_key(request.server_for(self)?));
        let plan = Plan::new(self, policy, request);
        let denied = |access: Access| access == Access::Deny;
        let names = |wanted: bool| {
            let chosen = plan.tools.iter().filter(move |(_, one)| denied(one.access) == wanted);
            chosen.map(|(name, _)| name.as_str())
        };
        // Writing to a String can't fail.
        let mut text = format!("[{table}]\n");
        let _ = match plan.unlisted {
            Access::Deny => writeln!(text, "enabled_tools = {}", toml_list(names(false))),
            _ => writeln!(text, "disabled_tools = {}", toml_list(names(true))),
        };
        if plan.unlisted == Access::Ask {
            text.push_str("default_tools_approval_mode = \"prompt\"\n");
        }
        for (name, _) in plan.tools.iter().filter(|(_, one)| one.access == Access::Ask) {
            let key = toml_key(name);
            let _ = write!(text, "\n[{table}.tools.{key}]\napproval_mode = \"prompt\"\n");
        }
        Ok(Export { text, losses: plan.losses, warnings: Vec::new() })
    }
}
