//! agentgateway: CEL rules of `mcpAuthorization`.
//!
//! A rule sees the tool's name and its target, not the arguments. One that
//! fails counts as not matching: a `deny` rule would fail open, so there is
//! none here. Where unlisted tools are denied, each allowed one is an `allow`
//! rule; where they are allowed, one `require` rule names what is not. Without
//! any rule everything is allowed, so one always stands.

use serde_json::{Value, json};

use super::plan::{Access, Plan};
use super::spell::{Escapes, quote};
use super::yaml::yaml;
use super::{Export, ExportError, Request, Target};
use crate::policy::model::Policy;

pub struct Agentgateway;

impl Target for Agentgateway {
    fn name(&self) -> &'static str {
        "agentgateway"
    }

    fn title(&self) -> &'static str {
        "agentgateway"
    }

    fn place(&self) -> &'static str {
        "config.yaml, among the policies of the MCP route or backend"
    }

    fn extension(&self) -> &'static str {
        "yaml"
    }

    fn export(&self, policy: &Policy, request: &Request<'_>) -> Result<Export, ExportError> {
        let plan = Plan::new(self, policy, request);
        let here = request
            .server
            .map(|server| format!("mcp.tool.target == {}", quote(server, Escapes::Fixed)));
        let chosen = |access: Access| {
            let chosen = plan.tools.iter().filter(move |(_, planned)| planned.access == access);
            chosen.map(|(name, _)| quote(name, Escapes::Fixed))
        };
        let rules: Vec<Value> = if plan.unlisted == Access::Deny {
            chosen(Access::Allow).map(|name| allow(&name, here.as_deref()).into()).collect()
        } else {
            let denied: Vec<String> = chosen(Access::Deny).collect();
            vec![json!({ "require": unless(&denied, here.as_deref()) })]
        };
        let mut warnings = Vec::new();
        let rules = if rules.is_empty() { vec![json!({"require": "false"})] } else { rules };
        if plan.unlisted == Access::Deny {
            warnings.push(
                "the rules deny prompts and resources too, of which the policy says nothing"
                    .to_owned(),
            );
        }
        let text = yaml(&json!({"mcpAuthorization": {"rules": rules}}));
        Ok(Export { text, losses: plan.losses, warnings })
    }
}

fn allow(name: &str, here: Option<&str>) -> String {
    let named = format!("mcp.tool.name == {name}");
    here.map_or(named.clone(), |here| format!("{here} && {named}"))
}

/// True of everything but calls of these tools.
fn unless(denied: &[String], here: Option<&str>) -> String {
    if denied.is_empty() {
        return "true".to_owned();
    }
    let named = format!("mcp.tool.name in [{}]", denied.join(", "));
    let both = here.map_or(named.clone(), |here| format!("({here} && {named})"));
    format!("!has(mcp.tool) || !({both})")
}
