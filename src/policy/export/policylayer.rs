//! `PolicyLayer`: the hosted gateway, whose format policy.json is.
//!
//! Two things are this project's own: `$schema`, which has no effect, and
//! `increment_from`, which the hosted gateway may not know.

use super::loss::{Effect, Loss};
use super::{Export, ExportError, Lossy, Request, Target};
use crate::document::pointer_join;
use crate::policy::model::{Limit, Policy, RuleEntry, ToolRules};

const REASON: &str = "PolicyLayer may not know `increment_from`";
/// What a denied caller is told.
const DENIED: &str = "The gateway can't enforce this tool's spending limit.";

pub struct PolicyLayer;

impl Target for PolicyLayer {
    fn name(&self) -> &'static str {
        "policylayer"
    }

    fn title(&self) -> &'static str {
        "PolicyLayer"
    }

    fn place(&self) -> &'static str {
        "policy.json"
    }

    fn extension(&self) -> &'static str {
        "json"
    }

    fn export(&self, policy: &Policy, request: &Request<'_>) -> Result<Export, ExportError> {
        let mut policy = Policy { schema: None, ..policy.clone() };
        let mut losses = Vec::new();
        let drop = request.lossy == Lossy::Allow;
        let effect = if drop { Effect::Dropped } else { Effect::Denied };
        for (name, rules) in &mut policy.tools {
            let pointer = pointer_join("/tools", name);
            if take_sums(&mut rules.limits, &pointer, Some(name), effect, &mut losses) && !drop {
                let on_deny = Some(DENIED.to_owned());
                let denial = RuleEntry { conditions: Vec::new(), on_deny };
                *rules = ToolRules { deny_if: vec![denial], ..ToolRules::default() };
            }
        }
        if let Some(all) = &mut policy.all_tools
            && take_sums(&mut all.limits, "/all_tools", None, effect, &mut losses)
            && !drop
        {
            policy.hide = vec!["*".to_owned()];
        }
        Ok(Export { text: policy.to_json(), losses, warnings: Vec::new() })
    }
}

/// Takes out the limits that count an argument, and says whether there were any.
fn take_sums(
    limits: &mut Vec<Limit>,
    pointer: &str,
    tool: Option<&String>,
    effect: Effect,
    losses: &mut Vec<Loss>,
) -> bool {
    let before = losses.len();
    for (i, _) in limits.iter().enumerate().filter(|(_, limit)| limit.increment_from.is_some()) {
        let rule = format!("{pointer}/limits/{i}");
        losses.push(Loss { tool: tool.cloned(), rule, reason: REASON.to_owned(), effect });
    }
    limits.retain(|limit| limit.increment_from.is_none());
    losses.len() > before
}
