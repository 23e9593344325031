//! `OpenCode`: `permission` of `opencode.json`.
//!
//! Keys are patterns over tool names, `SERVER_TOOL` with `_` for characters
//! that a model can't call. The last one that matches wins, so the server's
//! own stands first.

use serde_json::{Map, json};

use super::plan::{Access, Plan};
use super::spell::{self, plain};
use super::{Export, ExportError, Request, Target};
use crate::policy::model::Policy;

pub struct OpenCode;

impl Target for OpenCode {
    fn name(&self) -> &'static str {
        "opencode"
    }

    fn title(&self) -> &'static str {
        "OpenCode"
    }

    fn place(&self) -> &'static str {
        "opencode.json"
    }

    fn extension(&self) -> &'static str {
        "json"
    }

    fn asks(&self) -> bool {
        true
    }

    fn export(&self, policy: &Policy, request: &Request<'_>) -> Result<Export, ExportError> {
        let server = plain(request.server_for(self)?);
        let mut plan = Plan::new(self, policy, request);
        let warnings = plan.spelling_warning();
        let mut permission = Map::new();
        permission.insert(format!("{server}_*"), word(plan.unlisted).into());
        let tools = plan.spelled(plan.unlisted, |tool| Ok(format!("{server}_{}", plain(tool))))?;
        for (key, planned) in tools {
            if planned.access != plan.unlisted {
                permission.insert(key, word(planned.access).into());
            }
        }
        let config = json!({
            "$schema": "https://opencode.ai/config.json",
            "permission": permission,
        });
        Ok(Export { text: spell::json(&config), losses: plan.losses, warnings })
    }
}

fn word(access: Access) -> &'static str {
    match access {
        Access::Allow => "allow",
        Access::Ask => "ask",
        Access::Deny => "deny",
    }
}
