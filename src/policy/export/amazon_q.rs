//! Amazon Q Developer: `tools` and `allowedTools` of an agent.
//!
//! The first lists all that the agent has, the second what it may use without
//! asking. There is no way to take one tool away from a server, so a policy
//! that allows by default needs the server's tools by name.

use serde_json::{Value, json};

use super::plan::{Access, Plan};
use super::spell;
use super::{Effect, Export, ExportError, Loss, Request, Target};
use crate::policy::model::Policy;

pub struct AmazonQ;

impl Target for AmazonQ {
    fn name(&self) -> &'static str {
        "amazon-q"
    }

    fn title(&self) -> &'static str {
        "Amazon Q"
    }

    fn place(&self) -> &'static str {
        ".amazonq/cli-agents/NAME.json"
    }

    fn extension(&self) -> &'static str {
        "json"
    }

    fn asks(&self) -> bool {
        true
    }

    fn export(&self, policy: &Policy, request: &Request<'_>) -> Result<Export, ExportError> {
        let server = format!("@{}", request.server_for(self)?);
        let mut plan = Plan::new(self, policy, request);
        let all_alike = plan.tools.values().all(|planned| planned.access == plan.unlisted);
        let whole_server = plan.unlisted != Access::Deny && all_alike;
        if plan.unlisted != Access::Deny && !whole_server {
            plan.losses.push(leftovers(request.known.is_some()));
        }
        let spelled = plan.spelled(Access::Deny, |tool| {
            if tool.is_empty() || tool.contains(['*', '?']) {
                return Err("a rule can't spell its name");
            }
            Ok(format!("{server}/{tool}"))
        })?;
        let list = |most: Access| -> Vec<Value> {
            if whole_server {
                return if plan.unlisted <= most {
                    vec![server.clone().into()]
                } else {
                    Vec::new()
                };
            }
            let chosen = spelled.iter().filter(|(_, planned)| planned.access <= most);
            chosen.map(|(name, _)| name.clone().into()).collect()
        };
        let agent = json!({"tools": list(Access::Ask), "allowedTools": list(Access::Allow)});
        let warnings = vec![
            "an agent has only the tools that it lists: add the built-in ones that it needs to `tools`".to_owned(),
        ];
        Ok(Export { text: spell::json(&agent), losses: plan.losses, warnings })
    }
}

fn leftovers(known: bool) -> Loss {
    let reason = if known {
        "Amazon Q lists what is allowed, so tools that the server adds later are denied"
    } else {
        "Amazon Q lists what is allowed, so tools that the policy doesn't list are denied; with `--manifest` those of today are allowed"
    };
    let rule = "/default".to_owned();
    Loss { tool: None, rule, reason: reason.to_owned(), effect: Effect::Denied }
}
