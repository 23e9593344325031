//! Goose: the user's lists in `permission.yaml`.
//!
//! A tool is `EXTENSION__TOOL`, the extension's name in small letters. What
//! becomes of a tool that no list names depends on the mode Goose runs in; in
//! its autonomous mode it is allowed.

use serde_json::{Value, json};

use super::plan::{Access, Plan};
use super::yaml::yaml;
use super::{Effect, Export, ExportError, Loss, Request, Target};
use crate::policy::model::Policy;

pub struct Goose;

impl Target for Goose {
    fn name(&self) -> &'static str {
        "goose"
    }

    fn title(&self) -> &'static str {
        "Goose"
    }

    fn place(&self) -> &'static str {
        "~/.config/goose/permission.yaml"
    }

    fn extension(&self) -> &'static str {
        "yaml"
    }

    fn asks(&self) -> bool {
        true
    }

    fn export(&self, policy: &Policy, request: &Request<'_>) -> Result<Export, ExportError> {
        let extension = key(request.server_for(self)?);
        let mut plan = Plan::new(self, policy, request);
        if plan.unlisted == Access::Allow {
            let reason =
                "Goose may ask about tools that no list names, as its mode says".to_owned();
            let rule = "/default".to_owned();
            plan.losses.push(Loss { tool: None, rule, reason, effect: Effect::Stricter });
        } else {
            let reason = if request.known.is_some() {
                "Goose decides by its mode about tools that the server adds later"
            } else {
                "Goose decides by its mode about tools that no list names; with `--manifest` those of today are listed"
            };
            plan.leave_unlisted(reason.to_owned());
        }
        let list = |access: Access| -> Vec<Value> {
            let chosen = plan.tools.iter().filter(|(_, planned)| planned.access == access);
            chosen.map(|(name, _)| format!("{extension}__{name}").into()).collect()
        };
        let text = yaml(&json!({"user": {
            "always_allow": list(Access::Allow),
            "ask_before": list(Access::Ask),
            "never_allow": list(Access::Deny),
        }}));
        let warnings = vec![
            "the file holds the permissions of all extensions: merge the lists into yours"
                .to_owned(),
        ];
        Ok(Export { text, losses: plan.losses, warnings })
    }
}

/// The extension's key: small letters, no white space, `_` for other signs.
fn key(name: &str) -> String {
    let kept = name.chars().filter(|c| !c.is_whitespace());
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
    kept.map(plain).collect::<String>().to_lowercase()
}
