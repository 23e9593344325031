//! One listed tool: its entries judged, and its conditions held against the
//! schema of the tool.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::document::pointer_join;
use crate::lint::context::Context;
use crate::lint::surface::Known;
use crate::policy::{
    Against, Argument, Condition, EntryRef, Fate, JudgedEntry, JudgedRules, List, ToolRules,
    against, argument,
};

/// Arguments of one tool that are looked up; of more, nothing is known.
const MAX_ARGUMENTS: usize = 1_000;

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
    /// Which of the entry's conditions it is.
    pub index: usize,
    pub argument: Rc<Argument<'f>>,
    pub against: Against,
    /// Whether it is the first on its path in a `deny_if` that decides something.
    pub first_denial: bool,
}

impl<'f> ToolFacts<'f> {
    pub(super) fn of<'c: 'f>(
        cx: &Context<'c>,
        name: &'f str,
        rules: &'f ToolRules,
        hidden: bool,
    ) -> Self {
        let known = cx.surface.and_then(|surface| surface.get(name));
        let judged = JudgedRules::of(rules);
        let mut arguments = HashMap::new();
        if let Some(definition) = known.and_then(|known| known.definition) {
            for path in paths(rules) {
                if arguments.len() < MAX_ARGUMENTS {
                    arguments.entry(path).or_insert_with(|| Rc::new(argument(definition, path)));
                }
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

    /// The pointer of a condition.
    #[must_use]
    pub fn pointer_of(&self, condition: &ConditionFacts<'_>) -> String {
        self.condition_pointer(condition.entry.at, condition.index)
    }

    /// The conditions that are worth holding against the schema: those of
    /// entries that mean something by themselves.
    pub(in crate::lint) fn conditions(&'f self) -> Vec<ConditionFacts<'f>> {
        let sound = |entry: &JudgedEntry<'_>| !matches!(entry.fate, Fate::Impossible(_));
        let (mut found, mut denied) = (Vec::new(), HashSet::new());
        let entries = self.judged.entries().zip(&self.against);
        for (entry, against) in entries.filter(|(entry, _)| sound(entry)) {
            let conditions = entry.entry.conditions.iter().zip(against);
            for (index, (condition, against)) in conditions.enumerate() {
                let argument = self.argument(&condition.path);
                let denial = entry.at.list == List::DenyIf && entry.fate == Fate::Open;
                let first_denial = denial && denied.insert(condition.path.as_str());
                found.push(ConditionFacts {
                    entry,
                    condition,
                    index,
                    argument,
                    against: against.clone(),
                    first_denial,
                });
            }
        }
        found
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
