//! Docker's MCP gateway: the `--tools` of its command line, as a service of a
//! compose file.
//!
//! The flags list all tools that the gateway offers. Without any of them it
//! offers all, so a policy that allows nothing can't be written.

use serde_json::{Value, json};

use super::plan::{Access, Plan};
use super::yaml::yaml;
use super::{Effect, Export, ExportError, Loss, Request, Target};
use crate::policy::model::Policy;

pub struct DockerGateway;

impl Target for DockerGateway {
    fn name(&self) -> &'static str {
        "docker-gateway"
    }

    fn title(&self) -> &'static str {
        "Docker's gateway"
    }

    fn place(&self) -> &'static str {
        "compose.yaml"
    }

    fn extension(&self) -> &'static str {
        "yaml"
    }

    fn export(&self, policy: &Policy, request: &Request<'_>) -> Result<Export, ExportError> {
        let server = request.server_for(self)?;
        let mut plan = Plan::new(self, policy, request);
        let mut flags: Vec<Value> = vec![format!("--servers={server}").into()];
        let all_alike = plan.tools.values().all(|planned| planned.access == plan.unlisted);
        if plan.unlisted == Access::Allow && all_alike {
            flags.push(format!("--tools={server}:*").into());
        } else {
            if plan.unlisted == Access::Allow {
                plan.losses.push(leftovers(request.known.is_some()));
            }
            let tools = plan.spelled(Access::Deny, |tool| {
                // The flag splits its value at commas.
                if tool.is_empty() || tool.contains([',', '*', '"', ':']) {
                    return Err("a flag can't spell its name");
                }
                Ok(format!("--tools={server}:{tool}"))
            })?;
            let allowed = tools.into_iter().filter(|(_, planned)| planned.access == Access::Allow);
            flags.extend(allowed.map(|(flag, _)| Value::from(flag)));
        }
        if flags.len() == 1 {
            return Err(ExportError::NothingAllowed { title: self.title() });
        }
        let gateway = json!({"image": "docker/mcp-gateway", "command": flags});
        let text = yaml(&json!({"services": {"gateway": gateway}}));
        Ok(Export { text, losses: plan.losses, warnings: Vec::new() })
    }
}

fn leftovers(known: bool) -> Loss {
    let reason = if known {
        "Docker's gateway lists what is allowed, so tools that the server adds later are denied"
    } else {
        "Docker's gateway lists what is allowed, so tools that the policy doesn't list are denied; with `--manifest` those of today are allowed"
    };
    let rule = "/default".to_owned();
    Loss { tool: None, rule, reason: reason.to_owned(), effect: Effect::Denied }
}
