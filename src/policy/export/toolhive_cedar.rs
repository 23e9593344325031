//! `ToolHive`: Cedar policies in its authorisation config.
//!
//! What no policy permits is denied, and what forbids could fail to: so
//! everything is said by `permit`, one for each tool, and one for the tools
//! that the policy doesn't list where those are allowed. Cedar counts nothing,
//! so a tool with limits can't be permitted as the policy means it.

use serde_json::{Value, json};

use super::cedar_condition::{Expression, fails, holds};
use super::loss::{Effect, Loss};
use super::spell::{self, Escapes, quote};
use super::{Export, ExportError, Hidden, Lossy, Request, Target};
use crate::document::pointer_join;
use crate::policy::model::{DefaultAction, Policy, RuleEntry, ToolRules};
use crate::policy::simplify::simplified;

const LIMITS: &str = "ToolHive can't limit how often a tool is called";
const CALL: &str = "action == Action::\"call_tool\"";

pub struct ToolHiveCedar;

impl Target for ToolHiveCedar {
    fn name(&self) -> &'static str {
        "toolhive-cedar"
    }

    fn title(&self) -> &'static str {
        "ToolHive"
    }

    fn place(&self) -> &'static str {
        "the file of `thv run --authz-config`"
    }

    fn extension(&self) -> &'static str {
        "json"
    }

    fn export(&self, policy: &Policy, request: &Request<'_>) -> Result<Export, ExportError> {
        let mut writer = Writer {
            policy,
            hidden: Hidden::of(policy),
            lossy: request.lossy,
            losses: Vec::new(),
            asks: false,
        };
        let mut policies: Vec<Value> = Vec::new();
        for (name, rules) in &policy.tools {
            if !writer.hidden.hides(name) {
                policies.extend(writer.permit(name, rules).map(Value::from));
            }
        }
        policies.extend(writer.unlisted().map(Value::from));
        if policies.is_empty() {
            // A config without any policy isn't taken.
            policies.push(format!("forbid(principal, {CALL}, resource);").into());
        }
        let config = json!({
            "version": "1.0",
            "type": "cedarv1",
            "cedar": {"policies": policies, "entities_json": "[]"},
        });
        let mut warnings = vec![
            "ToolHive denies prompts and resources that no policy permits, and here none does"
                .to_owned(),
        ];
        if writer.asks {
            warnings.push(
                "ToolHive lists only the tools that it would let run without arguments: those whose rules ask for one are missing from the list"
                    .to_owned(),
            );
        }
        Ok(Export { text: spell::json(&config), losses: writer.losses, warnings })
    }
}

struct Writer<'a> {
    policy: &'a Policy,
    hidden: Hidden<'a>,
    lossy: Lossy,
    losses: Vec<Loss>,
    /// Whether some permit asks for arguments.
    asks: bool,
}

impl Writer<'_> {
    /// The permit of one tool; none where every call is denied.
    fn permit(&mut self, name: &str, rules: &ToolRules) -> Option<String> {
        let here = pointer_join("/tools", name);
        let mut conditions: Vec<String> = Vec::new();
        let mut open = true;
        for (i, entry) in rules.require.iter().enumerate() {
            let rule = format!("{here}/require/{i}");
            open &= self.entry(&mut conditions, name, &rule, require(entry));
        }
        for (i, entry) in rules.deny_if.iter().enumerate() {
            let rule = format!("{here}/deny_if/{i}");
            open &= self.entry(&mut conditions, name, &rule, deny_if(entry));
        }
        for i in 0..rules.limits.len() {
            open &= self.unsaid(Some(name), &format!("{here}/limits/{i}"), LIMITS);
        }
        if self.shared_limits() > 0 {
            open &= self.unsaid(Some(name), "/all_tools/limits", LIMITS);
        }
        if !open || conditions.iter().any(|condition| condition == "false") {
            return None;
        }
        let tool = format!("resource == Tool::{}", quote(name, Escapes::Braces));
        if conditions.is_empty() {
            return Some(format!("permit(principal, {CALL}, {tool});"));
        }
        self.asks = true;
        let conditions = conditions.join(" && ");
        Some(format!("permit(principal, {CALL}, {tool}) when {{ {conditions} }};"))
    }

    /// The permit of all tools that the policy doesn't list.
    fn unlisted(&mut self) -> Option<String> {
        if self.policy.default == DefaultAction::Deny || self.hidden.everything {
            return None;
        }
        if self.shared_limits() > 0 && !self.unsaid(None, "/all_tools/limits", LIMITS) {
            return None;
        }
        let hidden = self.policy.hide.iter().filter(|name| !self.policy.tools.contains_key(*name));
        let named: Vec<String> = self
            .policy
            .tools
            .keys()
            .chain(hidden)
            .map(|name| format!("Tool::{}", quote(name, Escapes::Braces)))
            .collect();
        if named.is_empty() {
            return Some(format!("permit(principal, {CALL}, resource);"));
        }
        let named = named.join(", ");
        Some(format!(
            "permit(principal, {CALL}, resource) unless {{ [{named}].contains(resource) }};"
        ))
    }

    /// Adds an entry's expression; false where the tool can't be permitted.
    fn entry(
        &mut self,
        conditions: &mut Vec<String>,
        tool: &str,
        rule: &str,
        said: Result<Option<Expression>, &'static str>,
    ) -> bool {
        match said {
            Ok(None) => true,
            Ok(Some(Expression { text, stricter })) => {
                conditions.push(text);
                if let Some(reason) = stricter {
                    self.lose(Some(tool), rule, reason, Effect::Stricter);
                }
                true
            }
            Err(reason) => self.unsaid(Some(tool), rule, reason),
        }
    }

    /// Lists a rule that can't be written; false where the tool can't be
    /// permitted for that.
    fn unsaid(&mut self, tool: Option<&str>, rule: &str, reason: &str) -> bool {
        let dropped = self.lossy == Lossy::Allow;
        let effect = if dropped { Effect::Dropped } else { Effect::Denied };
        self.lose(tool, rule, reason, effect);
        dropped
    }

    fn lose(&mut self, tool: Option<&str>, rule: &str, reason: &str, effect: Effect) {
        let tool = tool.map(str::to_owned);
        self.losses.push(Loss { tool, rule: rule.to_owned(), reason: reason.to_owned(), effect });
    }

    fn shared_limits(&self) -> usize {
        self.policy.all_tools.as_ref().map_or(0, |all| all.limits.len())
    }
}

/// True only where the entry is satisfied; none where it asks nothing.
fn require(entry: &RuleEntry) -> Result<Option<Expression>, &'static str> {
    let Some(conditions) = simplified(&entry.conditions) else { return Ok(Some(never())) };
    let said: Vec<Expression> = conditions.iter().map(holds).collect::<Result<_, _>>()?;
    Ok(joined(said, " && "))
}

/// True only where the entry denies nothing; none where it never does.
///
/// One condition that doesn't hold is enough, so of several those may be left
/// out that can't be said: fewer calls pass for that.
fn deny_if(entry: &RuleEntry) -> Result<Option<Expression>, &'static str> {
    let Some(conditions) = simplified(&entry.conditions) else { return Ok(None) };
    if conditions.is_empty() {
        return Ok(Some(never()));
    }
    let mut said = Vec::new();
    let mut unsaid = None;
    for condition in &conditions {
        match fails(condition) {
            Ok(expression) => said.push(expression),
            Err(reason) => unsaid = unsaid.or(Some(reason)),
        }
    }
    match unsaid {
        Some(reason) if said.is_empty() => Err(reason),
        Some(reason) => {
            Ok(joined(said, " || ").map(|one| Expression { stricter: Some(reason), ..one }))
        }
        None => Ok(joined(said, " || ")),
    }
}

fn never() -> Expression {
    Expression { text: "false".to_owned(), stricter: None }
}

/// The expressions with a word between them; none of no expressions.
fn joined(said: Vec<Expression>, word: &str) -> Option<Expression> {
    let stricter = said.iter().find_map(|one| one.stricter);
    let texts: Vec<String> = said.into_iter().map(|one| format!("({})", one.text)).collect();
    if texts.is_empty() {
        return None;
    }
    let several = texts.len() > 1 && word == " || ";
    let text = texts.join(word);
    let text = if several { format!("({text})") } else { text };
    Some(Expression { text, stricter })
}
