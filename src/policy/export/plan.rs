//! What is left of a policy where tools are known by name alone.
//!
//! Each tool is allowed, asked about or denied. A tool with limits or with
//! conditions on its arguments is none of these; what becomes of it is the
//! user's choice ([`Lossy`]), and every rule that is lost is listed.

use indexmap::IndexMap;
use indexmap::map::Entry;

use super::loss::{Effect, Loss};
use super::spell::plain;
use super::{ExportError, Hidden, Lossy, Request, Target};
use crate::document::pointer_join;
use crate::phrase::quoted;
use crate::policy::model::{DefaultAction, Policy, RuleEntry, ToolRules};

/// What a client does with a tool, from the mildest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Access {
    Allow,
    Ask,
    Deny,
}

/// One tool, and what its denied caller is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    pub access: Access,
    pub message: Option<String>,
}

/// Every tool that can be named, and those that can't.
#[derive(Debug)]
pub struct Plan {
    /// Of the policy in its order, then those known otherwise.
    pub tools: IndexMap<String, Planned>,
    /// Tools that are not in `tools`.
    pub unlisted: Access,
    pub losses: Vec<Loss>,
    title: &'static str,
    /// Whether all tools of the server are known.
    complete: bool,
}

impl Plan {
    /// What a target can do that knows names alone.
    #[must_use]
    pub fn new(target: &dyn Target, policy: &Policy, request: &Request<'_>) -> Self {
        let lost = match request.lossy {
            Lossy::Allow => Access::Allow,
            Lossy::Ask if target.asks() => Access::Ask,
            _ => Access::Deny,
        };
        let mut sorter = Sorter {
            title: target.title(),
            lost,
            policy,
            hidden: Hidden::of(policy),
            losses: Vec::new(),
        };
        let mut tools = IndexMap::new();
        for (name, rules) in &policy.tools {
            tools.insert(name.clone(), sorter.listed(name, rules));
        }
        for name in policy.hide.iter().filter(|name| *name != "*") {
            tools.entry(name.clone()).or_insert_with(hidden);
        }
        let unlisted = sorter.unlisted();
        for name in request.known.unwrap_or_default() {
            let planned = Planned { access: unlisted, message: None };
            tools.entry(name.clone()).or_insert(planned);
        }
        Self {
            tools,
            unlisted,
            losses: sorter.losses,
            title: target.title(),
            complete: request.known.is_some(),
        }
    }

    /// The tools as the target spells them, the strictest of those that are
    /// spelt alike. A tool that can't be spelt is treated as `baseline`, which
    /// is what the target does with a tool that no rule names.
    ///
    /// # Errors
    /// When a tool can't be spelt and `baseline` is looser than its rule.
    pub fn spelled(
        &mut self,
        baseline: Access,
        spell: impl Fn(&str) -> Result<String, &'static str>,
    ) -> Result<IndexMap<String, Planned>, ExportError> {
        let mut spelled: IndexMap<String, (Planned, String)> = IndexMap::new();
        for (tool, planned) in std::mem::take(&mut self.tools) {
            let spelling = match spell(&tool) {
                Ok(spelling) => spelling,
                Err(reason) if planned.access > baseline => {
                    return Err(ExportError::Unnameable { title: self.title, tool, reason });
                }
                Err(reason) => {
                    if planned.access < baseline {
                        self.lose(&tool, format!("{}: {reason}", self.title), baseline);
                    }
                    continue;
                }
            };
            match spelled.entry(spelling) {
                Entry::Vacant(free) => {
                    free.insert((planned, tool));
                }
                Entry::Occupied(mut taken) => {
                    let (first, owner) = taken.get_mut();
                    if planned.access == first.access {
                        continue;
                    }
                    let milder = if planned.access > first.access {
                        *first = planned;
                        std::mem::replace(owner, tool)
                    } else {
                        tool
                    };
                    let reason =
                        format!("{} spells its name as that of {}", self.title, quoted(owner));
                    self.lose(&milder, reason, first.access);
                }
            }
        }
        Ok(spelled.into_iter().map(|(spelling, (planned, _))| (spelling, planned)).collect())
    }

    /// What to know where the target changes characters of names to `_`: the
    /// rule of an allowed tool is also that of one that nobody knows of.
    #[must_use]
    pub fn spelling_warning(&self) -> Vec<String> {
        let open = |planned: &Planned| planned.access != Access::Deny;
        let alike = self.tools.iter().any(|(name, one)| open(one) && plain(name).contains('_'));
        if self.complete || self.unlisted != Access::Deny || !alike {
            return Vec::new();
        }
        vec![format!(
            "{} writes `_` for other signs in names, so the rule for `a_b` is also the rule for a tool `a.b`; `--manifest` finds such tools",
            self.title
        )]
    }

    /// Says that tools which no rule names are left to the target.
    pub fn leave_unlisted(&mut self, reason: String) {
        let rule = "/default".to_owned();
        self.losses.push(Loss { tool: None, rule, reason, effect: Effect::Open });
    }

    fn lose(&mut self, tool: &str, reason: String, access: Access) {
        // The tool was to be allowed: asking about it is strict.
        let effect = if access == Access::Ask { Effect::Stricter } else { Effect::Denied };
        let rule = pointer_join("/tools", tool);
        self.losses.push(Loss { tool: Some(tool.to_owned()), rule, reason, effect });
    }
}

fn hidden() -> Planned {
    Planned { access: Access::Deny, message: None }
}

struct Sorter<'a> {
    title: &'static str,
    /// What becomes of a tool whose rules can't be said.
    lost: Access,
    policy: &'a Policy,
    hidden: Hidden<'a>,
    losses: Vec<Loss>,
}

impl Sorter<'_> {
    fn listed(&mut self, name: &str, rules: &ToolRules) -> Planned {
        if self.hidden.hides(name) {
            return hidden();
        }
        if let Some(entry) = rules.deny_if.iter().find(|entry| entry.conditions.is_empty()) {
            return Planned { access: Access::Deny, message: entry.on_deny.clone() };
        }
        let here = pointer_join("/tools", name);
        let before = self.losses.len();
        self.lose_entries(name, &here, "require", &rules.require);
        self.lose_entries(name, &here, "deny_if", &rules.deny_if);
        for i in 0..rules.limits.len() {
            self.lose(Some(name), format!("{here}/limits/{i}"), self.no_limits());
        }
        if self.has_shared_limits() {
            self.lose(Some(name), "/all_tools/limits".to_owned(), self.no_limits());
        }
        let lossless = self.losses.len() == before;
        Planned { access: if lossless { Access::Allow } else { self.lost }, message: None }
    }

    fn lose_entries(&mut self, name: &str, here: &str, list: &str, entries: &[RuleEntry]) {
        for (i, entry) in entries.iter().enumerate() {
            // Without conditions, `require` asks nothing.
            if !entry.conditions.is_empty() {
                let reason = format!("{} can't look at arguments", self.title);
                self.lose(Some(name), format!("{here}/{list}/{i}"), reason);
            }
        }
    }

    fn unlisted(&mut self) -> Access {
        if self.hidden.everything || self.policy.default == DefaultAction::Deny {
            return Access::Deny;
        }
        if !self.has_shared_limits() {
            return Access::Allow;
        }
        self.lose(None, "/all_tools/limits".to_owned(), self.no_limits());
        self.lost
    }

    fn has_shared_limits(&self) -> bool {
        self.policy.all_tools.as_ref().is_some_and(|all| !all.limits.is_empty())
    }

    fn no_limits(&self) -> String {
        format!("{} can't limit how often a tool is called", self.title)
    }

    fn lose(&mut self, tool: Option<&str>, rule: String, reason: String) {
        let effect = match self.lost {
            Access::Allow => Effect::Dropped,
            Access::Ask => Effect::Asked,
            Access::Deny => Effect::Denied,
        };
        self.losses.push(Loss { tool: tool.map(str::to_owned), rule, reason, effect });
    }
}
