//! A policy made ready for many calls.
//!
//! Tools are found by hash, paths are split, patterns compiled and messages
//! written once, so that deciding a call costs lookups and comparisons.

use std::collections::HashMap;

use super::condition::{Check, Patterns};
use super::limit::Quota;
use super::rule::{Ids, message};
use crate::document::pointer_join;
use crate::phrase::quoted;
use crate::policy::{DefaultAction, List, Operator, Policy, RuleEntry, ToolRules};

/// A policy that decides; never changes, and may be shared between threads.
#[derive(Debug)]
pub struct Compiled {
    tools: Vec<Tool>,
    by_name: HashMap<Box<str>, usize>,
    all_hidden: bool,
    default: DefaultAction,
    all_tools: Vec<Quota>,
}

/// What the policy says of one tool by name.
#[derive(Debug)]
pub(super) struct Tool {
    name: Box<str>,
    pub(super) hidden: bool,
    /// Whether `tools` has an entry for it.
    pub(super) listed: bool,
    pub(super) require: Vec<Entry>,
    pub(super) deny_if: Vec<Entry>,
    pub(super) limits: Vec<Quota>,
}

/// An entry of `require` or `deny_if`.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) rule: Box<str>,
    pub(super) message: Box<str>,
    pub(super) checks: Vec<Check>,
}

/// A rule that can deny a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleRef<'p> {
    pub id: &'p str,
    /// None for the limits of all tools.
    pub tool: Option<&'p str>,
}

/// Why a policy can't decide.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CompileError {
    /// A pattern that can't be searched for.
    #[error("the pattern {} can't be used: {reason}", quoted(pattern))]
    Pattern {
        /// Of the condition's value in the policy.
        pointer: String,
        pattern: String,
        reason: String,
    },
}

impl CompileError {
    /// Where in the policy.
    #[must_use]
    pub fn pointer(&self) -> &str {
        match self {
            Self::Pattern { pointer, .. } => pointer,
        }
    }
}

impl Compiled {
    /// Compiles a policy.
    ///
    /// # Errors
    /// On the first pattern that can't be used: a policy with a rule that
    /// can't be asked must not decide at all.
    pub fn new(policy: &Policy) -> Result<Self, CompileError> {
        let mut build = Build {
            ids: Ids::default(),
            patterns: Patterns::new(patterns_in(policy)),
            next_slot: 0,
            compiled: Self {
                tools: Vec::new(),
                by_name: HashMap::new(),
                all_hidden: policy.hide.iter().any(|name| name == "*"),
                default: policy.default,
                all_tools: Vec::new(),
            },
        };
        for (name, rules) in &policy.tools {
            let tool = build.tool(name, rules)?;
            build.compiled.insert(tool);
        }
        for name in policy.hide.iter().filter(|name| *name != "*") {
            build.compiled.hide(name);
        }
        let all = policy.all_tools.iter().flat_map(|all| &all.limits);
        for limit in all {
            let rule = build.ids.limit(None, &limit.counter);
            let quota = Quota::new(limit, build.slot(), rule);
            build.compiled.all_tools.push(quota);
        }
        Ok(build.compiled)
    }

    fn insert(&mut self, tool: Tool) {
        self.by_name.insert(tool.name.clone(), self.tools.len());
        self.tools.push(tool);
    }

    fn hide(&mut self, name: &str) {
        let known = self.by_name.get(name).and_then(|index| self.tools.get_mut(*index));
        match known {
            Some(tool) => tool.hidden = true,
            None => self.insert(Tool {
                name: name.into(),
                hidden: true,
                listed: false,
                require: Vec::new(),
                deny_if: Vec::new(),
                limits: Vec::new(),
            }),
        }
    }

    pub(super) fn tool(&self, name: &str) -> Option<&Tool> {
        self.by_name.get(name).and_then(|index| self.tools.get(*index))
    }

    /// Whether `hide` has `*`.
    #[must_use]
    pub fn hides_everything(&self) -> bool {
        self.all_hidden
    }

    #[must_use]
    pub fn default_action(&self) -> DefaultAction {
        self.default
    }

    pub(super) fn quotas_of_all(&self) -> &[Quota] {
        &self.all_tools
    }

    /// The tools that the policy names, those of `tools` first, then those of `hide`.
    pub fn tool_names(&self) -> impl Iterator<Item = &str> {
        self.tools.iter().map(|tool| &*tool.name)
    }

    #[must_use]
    pub fn names(&self, tool: &str) -> bool {
        self.by_name.contains_key(tool)
    }

    /// Every rule that a call can be denied by, tool by tool, in the order they
    /// are asked; the limits of all tools come last.
    pub fn rules(&self) -> impl Iterator<Item = RuleRef<'_>> {
        let of_tools = self.tools.iter().flat_map(|tool| {
            // A `require` without conditions asks nothing.
            let require = tool.require.iter().filter(|entry| !entry.checks.is_empty());
            let entries = require.chain(&tool.deny_if).map(|entry| &*entry.rule);
            let limits = tool.limits.iter().map(Quota::rule);
            entries.chain(limits).map(|id| RuleRef { id, tool: Some(&tool.name) })
        });
        let of_all = self.all_tools.iter().map(|quota| RuleRef { id: quota.rule(), tool: None });
        of_tools.chain(of_all)
    }
}

/// What is handed out while a policy is compiled.
struct Build {
    ids: Ids,
    patterns: Patterns,
    next_slot: usize,
    compiled: Compiled,
}

impl Build {
    fn slot(&mut self) -> usize {
        self.next_slot += 1;
        self.next_slot - 1
    }

    fn tool(&mut self, name: &str, rules: &ToolRules) -> Result<Tool, CompileError> {
        let require = self.entries(name, List::Require, &rules.require)?;
        let deny_if = self.entries(name, List::DenyIf, &rules.deny_if)?;
        let limits = rules.limits.iter().map(|limit| {
            let rule = self.ids.limit(Some(name), &limit.counter);
            Quota::new(limit, self.slot(), rule)
        });
        let limits = limits.collect();
        Ok(Tool { name: name.into(), hidden: false, listed: true, require, deny_if, limits })
    }

    fn entries(
        &mut self,
        tool: &str,
        list: List,
        entries: &[RuleEntry],
    ) -> Result<Vec<Entry>, CompileError> {
        let compiled = entries.iter().enumerate().map(|(index, entry)| {
            let checks = self.checks(entry).map_err(|(condition, reason)| {
                let place = format!("/{}/{index}/conditions/{condition}/value", list.key());
                CompileError::Pattern {
                    pointer: pointer_join("/tools", tool) + &place,
                    pattern: pattern(entry, condition),
                    reason,
                }
            })?;
            let texts: Vec<&str> = checks.iter().map(Check::text).collect();
            let message = message(list, entry, &texts).into();
            let rule = self.ids.entry(tool, list, &entry.conditions).into();
            Ok(Entry { rule, message, checks })
        });
        compiled.collect()
    }

    fn checks(&mut self, entry: &RuleEntry) -> Result<Vec<Check>, (usize, String)> {
        let conditions = entry.conditions.iter().enumerate();
        let check = conditions.map(|(index, condition)| {
            Check::new(condition, &mut self.patterns).map_err(|reason| (index, reason))
        });
        check.collect()
    }
}

fn pattern(entry: &RuleEntry, condition: usize) -> String {
    let value = entry.conditions.get(condition).and_then(|condition| condition.value.as_str());
    value.unwrap_or_default().to_owned()
}

fn patterns_in(policy: &Policy) -> usize {
    let entries =
        policy.tools.values().flat_map(|rules| rules.require.iter().chain(&rules.deny_if));
    let conditions = entries.flat_map(|entry| &entry.conditions);
    conditions.filter(|condition| condition.op == Operator::Regex).count()
}
