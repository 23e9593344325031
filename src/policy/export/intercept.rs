//! Intercept, the predecessor: YAML rules that must hold.
//!
//! `require` entries and limits carry over. A `deny_if` is turned round, which
//! works for one condition at a time; what can't be said exactly is listed, and
//! a tool for which it would be weaker is denied. Limits of all tools stand
//! under the name `*`, which no tool can have there.

use std::collections::HashSet;

use indexmap::IndexSet;
use serde_json::{Map, Value, json};

use super::intercept_condition::{Fit, Saying, fails, holds};
use super::intercept_rule::{denial, evaluation, limitation};
use super::loss::{Effect, Loss};
use super::yaml::yaml;
use super::{Export, ExportError, Hidden, Lossy, Request, Target};
use crate::document::pointer_join;
use crate::policy::model::{Condition, DefaultAction, Limit, Policy, RuleEntry, ToolRules};
use crate::policy::simplify::simplified;

/// What a caller of a tool is told whose rules can't be said.
const INEXPRESSIBLE: &str = "The rules for this tool can't be expressed here.";

const TOGETHER: &str = "Intercept can't deny where several conditions hold together";
const SUMS: &str = "Intercept drops the fractions of what `increment_from` adds";
const COUNTERS: &str = "Intercept takes a counter for one limit only";
const DOTTED: &str = "Intercept can't count for a tool with this name";

pub struct Intercept;

impl Target for Intercept {
    fn name(&self) -> &'static str {
        "intercept"
    }

    fn title(&self) -> &'static str {
        "Intercept"
    }

    fn place(&self) -> &'static str {
        "policy.yaml"
    }

    fn extension(&self) -> &'static str {
        "yaml"
    }

    fn export(&self, policy: &Policy, request: &Request<'_>) -> Result<Export, ExportError> {
        let mut writer = Writer { lossy: request.lossy, losses: Vec::new() };
        let mut tools = Map::new();
        let hidden = Hidden::of(policy);
        for (name, rules) in &policy.tools {
            let rules = if hidden.hides(name) { Vec::new() } else { writer.tool(name, rules) };
            tools.insert(name.clone(), json!({ "rules": rules }));
        }
        let shared = policy.all_tools.as_ref().map(|all| writer.shared(&all.limits));
        let star = tools.shift_remove("*");
        let (named, blank): (Vec<&String>, Vec<&String>) =
            policy.hide.iter().partition(|name| !name.trim().is_empty());
        for name in blank {
            tools.insert(name.clone(), json!({"rules": [denial("hide", None)]}));
        }
        if let Some(rules) = shared.filter(|rules| !rules.is_empty()) {
            tools.insert("*".to_owned(), json!({ "rules": rules }));
        }
        self.check_star(policy, request, star.as_ref(), &tools)?;
        let text = yaml(&document(policy, &named, tools));
        Ok(Export { text, losses: writer.losses, warnings: Vec::new() })
    }
}

impl Intercept {
    /// There, `*` stands for every tool: a tool of that name has the rules of
    /// all, and is listed as soon as there are any.
    fn check_star(
        &self,
        policy: &Policy,
        request: &Request<'_>,
        star: Option<&Value>,
        tools: &Map<String, Value>,
    ) -> Result<(), ExportError> {
        let known = request.known.is_some_and(|known| known.iter().any(|name| name == "*"));
        if Hidden::of(policy).everything || !(known || star.is_some()) {
            return Ok(());
        }
        let open = policy.default == DefaultAction::Allow || tools.contains_key("*");
        let restricted = star.map_or(policy.default == DefaultAction::Deny, |tool| {
            tool.pointer("/rules/0").is_some()
        });
        if open && restricted {
            let reason = "the name stands for every tool there";
            return Err(ExportError::Unnameable {
                title: self.title(),
                tool: "*".to_owned(),
                reason,
            });
        }
        Ok(())
    }
}

fn document(policy: &Policy, hidden: &[&String], tools: Map<String, Value>) -> Value {
    let mut document = Map::new();
    document.insert("version".to_owned(), "1".into());
    let default = match policy.default {
        DefaultAction::Allow => "allow",
        DefaultAction::Deny => "deny",
    };
    document.insert("default".to_owned(), default.into());
    let mut names: Vec<Value> = Vec::new();
    let mut seen = HashSet::new();
    for name in hidden {
        if seen.insert(name.as_str()) {
            names.push(name.as_str().into());
        }
    }
    if !names.is_empty() {
        document.insert("hide".to_owned(), names.into());
    }
    document.insert("tools".to_owned(), tools.into());
    document.into()
}

struct Writer {
    lossy: Lossy,
    losses: Vec<Loss>,
}

/// A rule that would be weaker than the policy's.
struct Weaker;

impl Writer {
    fn tool(&mut self, name: &str, rules: &ToolRules) -> Vec<Value> {
        let here = pointer_join("/tools", name);
        let mut written = Vec::new();
        let mut weaker = false;
        for (i, entry) in rules.require.iter().enumerate() {
            let rule = format!("{here}/require/{i}");
            weaker |= self.require(&mut written, name, &rule, &format!("require {}", i + 1), entry);
        }
        for (i, entry) in rules.deny_if.iter().enumerate() {
            let rule = format!("{here}/deny_if/{i}");
            weaker |= self.deny_if(&mut written, name, &rule, &format!("deny_if {}", i + 1), entry);
        }
        let scope = (Some(name), here.as_str(), name);
        weaker |= self.limits(&mut written, scope, &rules.limits);
        if weaker && self.lossy != Lossy::Allow {
            return vec![denial("not expressible", Some(INEXPRESSIBLE))];
        }
        written
    }

    fn shared(&mut self, limits: &[Limit]) -> Vec<Value> {
        let mut written = Vec::new();
        let weaker = self.limits(&mut written, (None, "/all_tools", "_global"), limits);
        if weaker && self.lossy != Lossy::Allow {
            return vec![denial("not expressible", Some(INEXPRESSIBLE))];
        }
        written
    }

    /// Whether what was written is weaker than the entry; so for the others.
    fn require(
        &mut self,
        written: &mut Vec<Value>,
        tool: &str,
        rule: &str,
        name: &str,
        entry: &RuleEntry,
    ) -> bool {
        let Some(conditions) = simplified(&entry.conditions) else {
            written.push(denial(name, entry.on_deny.as_deref()));
            return false;
        };
        let sayings: Vec<Saying> = conditions.iter().map(holds).collect();
        self.say(written, (tool, rule, name), entry, sayings).is_err()
    }

    fn deny_if(
        &mut self,
        written: &mut Vec<Value>,
        tool: &str,
        rule: &str,
        name: &str,
        entry: &RuleEntry,
    ) -> bool {
        let Some(conditions) = simplified(&entry.conditions) else { return false };
        let saying = match conditions.as_slice() {
            [] => {
                written.push(denial(name, entry.on_deny.as_deref()));
                return false;
            }
            [only] => fails(only),
            _ => Err(TOGETHER),
        };
        match saying {
            Ok(saying) => self.say(written, (tool, rule, name), entry, vec![saying]).is_err(),
            Err(reason) => {
                self.lose(Some(tool), rule, reason, Effect::Dropped);
                true
            }
        }
    }

    fn say(
        &mut self,
        written: &mut Vec<Value>,
        (tool, rule, name): (&str, &str, &str),
        entry: &RuleEntry,
        sayings: Vec<Saying>,
    ) -> Result<(), Weaker> {
        let mut conditions: IndexSet<Condition> = IndexSet::new();
        let mut weaker = false;
        for saying in sayings {
            match saying.fit {
                Fit::Exact => {}
                Fit::Stricter(reason) => self.lose(Some(tool), rule, reason, Effect::Stricter),
                Fit::Looser(reason) => {
                    weaker = true;
                    self.lose(Some(tool), rule, reason, Effect::Looser);
                }
            }
            conditions.extend(saying.conditions);
        }
        let conditions: Vec<Condition> = conditions.into_iter().collect();
        if !conditions.is_empty() {
            written.push(evaluation(name, &conditions, entry.on_deny.as_deref()));
        }
        if weaker { Err(Weaker) } else { Ok(()) }
    }

    fn limits(
        &mut self,
        written: &mut Vec<Value>,
        (tool, here, scope): (Option<&str>, &str, &str),
        limits: &[Limit],
    ) -> bool {
        let mut weaker = false;
        let mut counters = HashSet::new();
        for (i, limit) in limits.iter().enumerate() {
            let rule = format!("{here}/limits/{i}");
            let unsaid = if !counters.insert(limit.counter.as_str()) {
                Some(COUNTERS)
            } else if tool.is_some_and(|name| name.contains('.') || name == "_global") {
                Some(DOTTED)
            } else {
                None
            };
            if let Some(reason) = unsaid {
                self.lose(tool, &rule, reason, Effect::Dropped);
                weaker = true;
                continue;
            }
            if limit.increment_from.is_some() {
                self.lose(tool, &rule, SUMS, Effect::Looser);
                weaker = true;
            }
            written.push(limitation(scope, limit));
        }
        weaker
    }

    /// `loose` is what comes of the rule where weaker rules are asked for.
    fn lose(&mut self, tool: Option<&str>, rule: &str, reason: &str, loose: Effect) {
        let effect = match (loose, self.lossy) {
            (Effect::Stricter, _) | (_, Lossy::Allow) => loose,
            _ => Effect::Denied,
        };
        let tool = tool.map(str::to_owned);
        self.losses.push(Loss { tool, rule: rule.to_owned(), reason: reason.to_owned(), effect });
    }
}
