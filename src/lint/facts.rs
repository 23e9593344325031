//! What a policy comes to, worked out once and shared by all rules.
//!
//! A rule puts a fact into words; it doesn't find out again what another rule
//! needs too. Facts that exclude each other are one enum, so that no two rules
//! report the same mistake.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::context::Context;
use super::surface::Known;
use crate::document::pointer_join;
use crate::policy::{
    Against, Argument, Condition, DefaultAction, EntryRef, Fate, JudgedEntry, JudgedRules, Limit,
    LimitFate, List, Policy, ToolRules, against, argument, limit_fates,
};

/// A policy that the schema says nothing against.
#[derive(Debug)]
pub struct Facts<'f> {
    pub policy: &'f Policy,
    pub hides_all: bool,
    /// Each hidden name, with the first place that holds it.
    hidden: HashMap<&'f str, usize>,
    /// In the order of the policy.
    pub tools: Vec<ToolFacts<'f>>,
    pub limits: Vec<LimitFacts<'f>>,
    /// Tools that a misspelt name in the policy stands for: what they lack is
    /// told by the misspelling.
    meant: HashSet<&'f str>,
}

/// One tool that the policy lists.
#[derive(Debug)]
pub struct ToolFacts<'f> {
    pub name: &'f str,
    pub pointer: String,
    pub rules: &'f ToolRules,
    pub judged: JudgedRules<'f>,
    pub known: Option<Known<'f>>,
    /// Whether calls can pass: it isn't hidden and its entries leave room.
    pub callable: bool,
    /// The paths that have a value in every call that passes.
    pub asked: HashSet<&'f str>,
    arguments: HashMap<&'f str, Rc<Argument<'f>>>,
    /// What the schema says of each condition, entry by entry.
    against: Vec<Vec<Against>>,
}

/// One condition, with what the schema says of it.
#[derive(Debug)]
pub struct ConditionFacts<'f> {
    pub entry: &'f JudgedEntry<'f>,
    pub condition: &'f Condition,
    pub pointer: String,
    pub argument: Rc<Argument<'f>>,
    pub against: Against,
    /// Whether it is the first on its path in a `deny_if` that decides something.
    pub first_denial: bool,
}

/// One limit, with what becomes of it.
#[derive(Debug)]
pub struct LimitFacts<'f> {
    /// None for `all_tools`.
    pub tool: Option<&'f str>,
    pub limit: &'f Limit,
    pub index: usize,
    pub fate: LimitFate,
    /// The list that holds it.
    pub list: String,
}

impl<'f> Facts<'f> {
    pub(super) fn of<'c: 'f>(cx: &Context<'c>, policy: &'f Policy) -> Self {
        // From behind, so that the first place stays.
        let names = policy.hide.iter().enumerate().rev();
        let hidden: HashMap<&str, usize> = names.map(|(i, name)| (name.as_str(), i)).collect();
        let hides_all = hidden.contains_key("*");
        let tools: Vec<ToolFacts<'_>> = policy
            .tools
            .iter()
            .map(|(name, rules)| {
                let hidden = hides_all || hidden.contains_key(name.as_str());
                ToolFacts::of(cx, name, rules, hidden)
            })
            .collect();
        let meant =
            tools.iter().map(|tool| tool.name).chain(policy.hide.iter().map(String::as_str));
        let meant = meant.filter_map(|name| cx.meant(name)).collect();
        Self { policy, hides_all, hidden, limits: limits(policy), tools, meant }
    }

    #[must_use]
    pub fn hides(&self, name: &str) -> bool {
        self.hides_all || self.hidden.contains_key(name)
    }

    #[must_use]
    pub fn tool(&self, name: &str) -> Option<&ToolFacts<'f>> {
        self.tools.get(self.policy.tools.get_index_of(name)?)
    }

    /// Where `hide` names a tool first.
    #[must_use]
    pub fn hidden_at(&self, name: &str) -> Option<usize> {
        self.hidden.get(name).copied()
    }

    /// Whether the policy means the tool and misspells it.
    #[must_use]
    pub fn misspells(&self, name: &str) -> bool {
        self.meant.contains(name)
    }

    /// Whether the tool is in neither list, so that `default` decides.
    #[must_use]
    pub fn leaves_to_default(&self, name: &str) -> bool {
        !self.hides(name) && !self.policy.tools.contains_key(name)
    }

    /// Whether some call of the tool can pass.
    #[must_use]
    pub fn lets_through(&self, name: &str) -> bool {
        match self.tool(name) {
            Some(tool) => tool.callable,
            None => self.policy.default == DefaultAction::Allow && !self.hides(name),
        }
    }

    /// Whether some quota counts every call.
    #[must_use]
    pub fn limits_all(&self) -> bool {
        self.policy.all_tools.as_ref().is_some_and(|all| !all.limits.is_empty())
    }
}

impl<'f> ToolFacts<'f> {
    fn of<'c: 'f>(cx: &Context<'c>, name: &'f str, rules: &'f ToolRules, hidden: bool) -> Self {
        let known = cx.surface.and_then(|surface| surface.get(name));
        let judged = JudgedRules::of(rules);
        let mut arguments = HashMap::new();
        if let Some(definition) = known.and_then(|known| known.definition) {
            for path in paths(rules) {
                arguments.entry(path).or_insert_with(|| Rc::new(argument(definition, path)));
            }
        }
        let callable = !hidden && !judged.deny_every_call();
        let pointer = pointer_join("/tools", name);
        let asked = judged.asked();
        let against = against_schema(&judged, &arguments);
        Self { name, pointer, rules, judged, known, callable, asked, arguments, against }
    }

    /// Whether a condition of the entry can't come true by the schema of the
    /// tool: what else becomes of the entry follows from that.
    #[must_use]
    pub fn is_flawed(&self, at: EntryRef) -> bool {
        let Some(entry) = self.judged.get(at) else { return false };
        let row = match at.list {
            List::Require => at.index,
            List::DenyIf => self.judged.require.len() + at.index,
        };
        let against = self.against.get(row).map(Vec::as_slice).unwrap_or_default();
        let misfits =
            |against: &Against| matches!(against, Against::WrongKind | Against::NeverThisValue(_));
        let missing = |condition: &Condition| self.argument(&condition.path).is_absent();
        against.iter().any(misfits) || entry.entry.conditions.iter().any(missing)
    }

    /// What is known of an argument that the rules name.
    #[must_use]
    pub fn argument(&self, path: &str) -> Rc<Argument<'f>> {
        self.arguments.get(path).map_or_else(|| Rc::new(Argument::Unknown), Rc::clone)
    }

    /// Whether there is an entry, whatever it says.
    #[must_use]
    pub fn has_entries(&self) -> bool {
        !self.rules.require.is_empty() || !self.rules.deny_if.is_empty()
    }

    /// Whether a condition looks at the argument or into it; without one, at any.
    #[must_use]
    pub fn looks_at(&self, argument: Option<&str>) -> bool {
        let entries = self.rules.require.iter().chain(&self.rules.deny_if);
        let mut paths = entries.flat_map(|entry| &entry.conditions).map(|c| c.path.as_str());
        paths.any(|path| {
            let below = |argument| path.strip_prefix("args.")?.strip_prefix(argument);
            argument.is_none_or(|argument| {
                below(argument).is_some_and(|rest: &str| rest.is_empty() || rest.starts_with('.'))
            })
        })
    }

    #[must_use]
    pub fn entry_pointer(&self, at: EntryRef) -> String {
        format!("{}/{}/{}", self.pointer, at.list.key(), at.index)
    }

    #[must_use]
    pub fn condition_pointer(&self, at: EntryRef, index: usize) -> String {
        format!("{}/conditions/{index}", self.entry_pointer(at))
    }

    /// The conditions that are worth holding against the schema: those of
    /// entries that mean something by themselves.
    pub(super) fn conditions(&'f self) -> Vec<ConditionFacts<'f>> {
        let sound = |entry: &JudgedEntry<'_>| !matches!(entry.fate, Fate::Impossible(_));
        let (mut found, mut denied) = (Vec::new(), HashSet::new());
        let entries = self.judged.entries().zip(&self.against);
        for (entry, against) in entries.filter(|(entry, _)| sound(entry)) {
            let conditions = entry.entry.conditions.iter().zip(against);
            for (index, (condition, against)) in conditions.enumerate() {
                let argument = self.argument(&condition.path);
                let pointer = self.condition_pointer(entry.at, index);
                let denial = entry.at.list == List::DenyIf && entry.fate == Fate::Open;
                let first_denial = denial && denied.insert(condition.path.as_str());
                found.push(ConditionFacts {
                    entry,
                    condition,
                    pointer,
                    argument,
                    against: against.clone(),
                    first_denial,
                });
            }
        }
        found
    }
}

impl LimitFacts<'_> {
    #[must_use]
    pub fn pointer(&self) -> String {
        format!("{}/{}", self.list, self.index)
    }
}

fn against_schema(
    judged: &JudgedRules<'_>,
    arguments: &HashMap<&str, Rc<Argument<'_>>>,
) -> Vec<Vec<Against>> {
    let one = |condition: &Condition| match arguments.get(condition.path.as_str()).map(Rc::as_ref) {
        Some(Argument::Declared(declared)) => against(condition, declared),
        _ => Against::Open,
    };
    judged.entries().map(|entry| entry.entry.conditions.iter().map(one).collect()).collect()
}

/// Every path that the rules of a tool name.
fn paths(rules: &ToolRules) -> impl Iterator<Item = &str> {
    let conditions = rules.require.iter().chain(&rules.deny_if);
    let conditions = conditions.flat_map(|entry| &entry.conditions);
    let increments = rules.limits.iter().filter_map(|limit| limit.increment_from.as_deref());
    conditions.map(|condition| condition.path.as_str()).chain(increments)
}

/// All limits: those of `all_tools` first, as they count the most.
fn limits(policy: &Policy) -> Vec<LimitFacts<'_>> {
    let all = policy.all_tools.as_ref().map(|all| all.limits.as_slice()).unwrap_or_default();
    let mut found = list_limits(None, "/all_tools/limits", all, &[]);
    for (name, rules) in policy.tools.iter().filter(|(_, rules)| !rules.limits.is_empty()) {
        let list = pointer_join(&pointer_join("/tools", name), "limits");
        found.extend(list_limits(Some(name), &list, &rules.limits, all));
    }
    found
}

fn list_limits<'f>(
    tool: Option<&'f str>,
    list: &str,
    limits: &'f [Limit],
    over: &[Limit],
) -> Vec<LimitFacts<'f>> {
    let fates = limit_fates(limits, over).into_iter().zip(limits).enumerate();
    let facts = fates.map(|(index, (fate, limit))| {
        let list = list.to_owned();
        LimitFacts { tool, limit, index, fate, list }
    });
    facts.collect()
}
