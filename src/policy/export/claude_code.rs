//! Claude Code: permission rules of `settings.json`.
//!
//! `deny` is asked first, then `ask`, then `allow`; a rule names one tool as
//! `mcp__SERVER__TOOL` or a whole server as `mcp__SERVER`, and characters that
//! a model can't call become `_`. There is no rule for all other tools of a
//! server: denying the server would deny the allowed tools too. A tool that no
//! rule names is asked about.

use serde_json::{Map, Value, json};

use super::plan::{Access, Plan};
use super::spell::{self, plain};
use super::{Export, ExportError, Hidden, Request, Target};
use crate::policy::model::Policy;

pub struct ClaudeCode;

impl Target for ClaudeCode {
    fn name(&self) -> &'static str {
        "claude-code"
    }

    fn title(&self) -> &'static str {
        "Claude Code"
    }

    fn place(&self) -> &'static str {
        ".claude/settings.json"
    }

    fn extension(&self) -> &'static str {
        "json"
    }

    fn asks(&self) -> bool {
        true
    }

    fn export(&self, policy: &Policy, request: &Request<'_>) -> Result<Export, ExportError> {
        let server = format!("mcp__{}", plain(request.server_for(self)?));
        let mut plan = Plan::new(self, policy, request);
        let warnings = plan.spelling_warning();
        let mut lists: [Vec<Value>; 3] = Default::default();
        let whole_server = match plan.unlisted {
            Access::Deny if Hidden::of(policy).everything => true,
            Access::Deny => {
                plan.leave_unlisted(unlisted_reason(request));
                false
            }
            Access::Ask | Access::Allow => true,
        };
        if whole_server {
            lists[plan.unlisted as usize].push(server.clone().into());
        }
        let tools = plan.spelled(Access::Ask, |tool| match tool {
            "" => Err("it has no name to write a rule for"),
            _ => Ok(format!("{server}__{}", plain(tool))),
        })?;
        for (rule, planned) in tools {
            if !(whole_server && planned.access == plan.unlisted) {
                lists[planned.access as usize].push(rule.into());
            }
        }
        let mut permissions = Map::new();
        for (key, access) in
            [("deny", Access::Deny), ("ask", Access::Ask), ("allow", Access::Allow)]
        {
            let list = std::mem::take(&mut lists[access as usize]);
            if !list.is_empty() {
                permissions.insert(key.to_owned(), list.into());
            }
        }
        let text = spell::json(&json!({ "permissions": permissions }));
        Ok(Export { text, losses: plan.losses, warnings })
    }
}

fn unlisted_reason(request: &Request<'_>) -> String {
    let known = request.known.is_some();
    let which = if known { "that the server adds later" } else { "that the policy doesn't list" };
    let help = if known { "" } else { "; with `--manifest` those of today are denied" };
    format!("Claude Code asks about tools {which}: no rule can deny them all{help}")
}
