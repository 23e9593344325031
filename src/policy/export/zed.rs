//! Zed: `agent.tool_permissions` of `settings.json`.
//!
//! A rule names one tool, `mcp:SERVER:TOOL`. Tools that no rule names follow
//! the user's own default, which is to ask.

use serde_json::{Map, json};

use super::plan::{Access, Plan};
use super::spell;
use super::{Effect, Export, ExportError, Loss, Request, Target};
use crate::policy::model::Policy;

pub struct Zed;

impl Target for Zed {
    fn name(&self) -> &'static str {
        "zed"
    }

    fn title(&self) -> &'static str {
        "Zed"
    }

    fn place(&self) -> &'static str {
        "~/.config/zed/settings.json"
    }

    fn extension(&self) -> &'static str {
        "json"
    }

    fn asks(&self) -> bool {
        true
    }

    fn export(&self, policy: &Policy, request: &Request<'_>) -> Result<Export, ExportError> {
        let server = request.server_for(self)?;
        let mut plan = Plan::new(self, policy, request);
        match (plan.unlisted, request.known.is_some()) {
            (Access::Deny, true) => plan.leave_unlisted(
                "Zed follows its own default, which is to ask, for tools that the server adds later".to_owned(),
            ),
            (Access::Deny, false) => plan.leave_unlisted(
                "Zed follows its own default, which is to ask, for tools that no rule names; with `--manifest` those of today are denied".to_owned(),
            ),
            (Access::Allow, _) => plan.losses.push(Loss {
                tool: None,
                rule: "/default".to_owned(),
                reason: "Zed follows its own default, which is to ask, for tools that no rule names".to_owned(),
                effect: Effect::Stricter,
            }),
            (Access::Ask, _) => {}
        }
        let mut tools = Map::new();
        for (name, planned) in &plan.tools {
            let default = match planned.access {
                Access::Allow => "allow",
                Access::Ask => "confirm",
                Access::Deny => "deny",
            };
            tools.insert(format!("mcp:{server}:{name}"), json!({ "default": default }));
        }
        let settings = json!({"agent": {"tool_permissions": {"tools": tools}}});
        Ok(Export { text: spell::json(&settings), losses: plan.losses, warnings: Vec::new() })
    }
}
