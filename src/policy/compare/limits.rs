//! Many calls: how often the same one is allowed, and how much may be spent.

use serde_json::{Map, Value};

use super::alone::Alone;
use super::caps::{Caps, spread};
use super::same::{Spending, Standing, limits_of_all, same_list, spending, standing};
use super::{Change, Comparison, Direction, Run, Side, Subject, Unknown, Witness, rule_of, start};
use crate::policy::decide::{Call, Counters, decide};
use crate::policy::witness::Tried;
use crate::policy::{Limit, ToolRules, Window};

/// Calls that a witness is replayed with, before it is believed.
const MAX_REPLAYED: u64 = 20_000;
/// Calls that are tried to spend what may be spent.
const MAX_SPENT: u64 = 1_000;

const SPENDING: &str = "limits that add up an argument differ in a way that could not be compared";
const COUNTING: &str = "limits differ, but no calls were found that only one policy allows";
const TOGETHER: &str = "limits of all tools differ, but no calls were found that show it";

/// Compares how often a tool may be called, with arguments that both policies allow.
pub(super) fn of_tool(
    old: Side<'_>,
    new: Side<'_>,
    subject: &Subject,
    name: &str,
    alone: &Alone,
    comparison: &mut Comparison,
) {
    let (Standing::Asked(before), Standing::Asked(after)) =
        (standing(old, name), standing(new, name))
    else {
        return;
    };
    let allowed = alone.allowed.as_slice();
    if allowed.is_empty() && alone.tried == Tried::Everything {
        // No call passes under both: the difference, if any, is in single calls.
        return;
    }
    let none = ToolRules::default();
    let (before, after) = (before.unwrap_or(&none), after.unwrap_or(&none));
    let mut found = Found { old, new, subject, name, changes: Vec::new() };

    let caps = |side, rules: &ToolRules| Caps::of(rules.limits.iter().chain(limits_of_all(side)));
    let counted = found.counts(caps(old, before), caps(new, after), allowed);
    let spent = found.spends(&spending(old, before), &spending(new, after), allowed, comparison);
    for (known, reason) in [(counted, COUNTING), (spent, SPENDING)] {
        if !known {
            comparison.unknown.push(Unknown { subject: subject.clone(), reason });
        }
    }
    comparison.changes.append(&mut found.changes);
}

struct Found<'a> {
    old: Side<'a>,
    new: Side<'a>,
    subject: &'a Subject,
    name: &'a str,
    changes: Vec<Change>,
}

impl Found<'_> {
    /// Calls that fit into the windows of one policy alone; whether every
    /// direction in which the caps differ was shown.
    fn counts(&mut self, old: Caps, new: Caps, allowed: &[Map<String, Value>]) -> bool {
        let mut all_shown = true;
        for direction in [Direction::Widening, Direction::Narrowing] {
            let (less, more) =
                if direction == Direction::Widening { (old, new) } else { (new, old) };
            let differing: Vec<Window> = [Window::Minute, Window::Hour, Window::Day]
                .into_iter()
                .filter(|window| less.get(*window) < more.get(*window))
                .collect();
            let shown = differing.iter().any(|window| {
                let calls = less.get(*window).saturating_add(1);
                let times = spread(calls, *window, less.within(more), start());
                let Some(times) = times else { return false };
                allowed.iter().any(|args| self.show(direction, args, &times))
            });
            all_shown &= shown || differing.is_empty();
        }
        all_shown
    }

    /// Takes the calls as a witness if they are one.
    fn show(
        &mut self,
        direction: Direction,
        args: &Map<String, Value>,
        times: &[(crate::policy::decide::Moment, u64)],
    ) -> bool {
        let runs = times.iter().map(|(at, times)| Run {
            tool: self.name.to_owned(),
            args: args.clone(),
            at: *at,
            times: *times,
        });
        let witness = Witness { runs: runs.collect(), fits_schema: None };
        let Some((shown, rule)) = self.decided(&witness) else { return false };
        if shown != direction {
            return false;
        }
        let subject = self.subject.clone();
        self.changes.push(Change { subject, direction, rule, witness });
        true
    }

    /// How the last call is decided differently, and by which rule.
    fn decided(&self, witness: &Witness) -> Option<(Direction, String)> {
        let old = witness.replay(self.old.compiled, MAX_REPLAYED)?;
        let new = witness.replay(self.new.compiled, MAX_REPLAYED)?;
        let direction = Direction::between(old.is_empty(), new.is_empty())?;
        Some((direction, if direction == Direction::Widening { old } else { new }))
    }

    /// Spends until one policy has enough; whether every direction in which
    /// the limits differ was shown, here or by single calls.
    fn spends(
        &mut self,
        old: &[Spending<'_>],
        new: &[Spending<'_>],
        allowed: &[Map<String, Value>],
        comparison: &Comparison,
    ) -> bool {
        if same_list(old, new, |a, b| a == b) {
            return true;
        }
        for args in allowed {
            let Some(times) = self.first_difference(args) else { continue };
            for direction in [Direction::Widening, Direction::Narrowing] {
                let mut changes = self.changes.iter().chain(&comparison.changes);
                let known = changes.any(|change| {
                    change.subject == *self.subject
                        && change.direction == direction
                        && change.rule.contains("/limits/")
                });
                if !known && self.show(direction, args, &[(start(), times)]) {
                    break;
                }
            }
        }
        let all = self.changes.iter().chain(&comparison.changes);
        let mut shown: Vec<Direction> =
            all.filter(|change| change.subject == *self.subject).map(|c| c.direction).collect();
        shown.sort_unstable();
        shown.dedup();
        directions(old, new).iter().all(|direction| shown.contains(direction))
    }

    /// The number of the first of equal calls that is decided differently.
    fn first_difference(&self, args: &Map<String, Value>) -> Option<u64> {
        let counters = [Counters::new(), Counters::new()];
        let sides = [self.old, self.new];
        for number in 1..=MAX_SPENT {
            let call = Call { grant: "", tool: self.name, args };
            let mut rules = sides
                .iter()
                .zip(&counters)
                .map(|(side, counters)| rule_of(&decide(side.compiled, call, counters, start())));
            match (rules.next()?.is_empty(), rules.next()?.is_empty()) {
                (true, true) => {}
                (false, false) => return None,
                _ => return Some(number),
            }
        }
        None
    }
}

/// The directions in which limits on what is spent differ: where one has a
/// limit that is lower, or that the other hasn't at all.
fn directions(old: &[Spending<'_>], new: &[Spending<'_>]) -> Vec<Direction> {
    let least = |list: &[Spending<'_>], of: &Spending<'_>| {
        let same = list.iter().filter(|one| one.path == of.path && one.window == of.window);
        same.map(|one| one.max).min().unwrap_or(u64::MAX)
    };
    let both = || old.iter().chain(new);
    let mut directions = Vec::new();
    if both().any(|of| least(old, of) < least(new, of)) {
        directions.push(Direction::Widening);
    }
    if both().any(|of| least(new, of) < least(old, of)) {
        directions.push(Direction::Narrowing);
    }
    directions
}

/// Compares the limits of all tools where no single tool has shown them to
/// differ: by calling one tool after the other until they are full.
pub(super) fn of_all_tools(
    old: Side<'_>,
    new: Side<'_>,
    callable: &[(String, Map<String, Value>)],
    comparison: &mut Comparison,
) {
    let (before, after) = (limits_of_all(old), limits_of_all(new));
    let differing = directions_of_all(before, after);
    let shown = |comparison: &Comparison, direction: Direction| {
        let mut changes = comparison.changes.iter();
        changes.any(|c| c.direction == direction && c.rule.starts_with("/all_tools/"))
    };
    let missing: Vec<Direction> =
        differing.into_iter().filter(|direction| !shown(comparison, *direction)).collect();
    if missing.is_empty() || callable.is_empty() {
        return;
    }
    if let Some(change) = together(old, new, callable) {
        comparison.changes.push(change);
    }
    if missing.iter().any(|direction| !shown(comparison, *direction)) {
        comparison.unknown.push(Unknown { subject: Subject::AllTools, reason: TOGETHER });
    }
}

fn directions_of_all(old: &[Limit], new: &[Limit]) -> Vec<Direction> {
    let (before, after) = (Caps::of(old), Caps::of(new));
    let windows = [Window::Minute, Window::Hour, Window::Day];
    let (old, new) = (spent(old), spent(new));
    let mut differing = directions(&old, &new);
    if windows.iter().any(|window| before.get(*window) < after.get(*window)) {
        differing.push(Direction::Widening);
    }
    if windows.iter().any(|window| before.get(*window) > after.get(*window)) {
        differing.push(Direction::Narrowing);
    }
    differing.sort_unstable();
    differing.dedup();
    differing
}

fn spent(limits: &[Limit]) -> Vec<Spending<'_>> {
    let spent = limits.iter().filter_map(|limit| {
        let path = limit.increment_from.as_deref()?;
        Some(Spending { path, window: limit.window, max: limit.max })
    });
    spent.collect()
}

/// Calls of several tools at one moment, the last decided differently.
fn together(
    old: Side<'_>,
    new: Side<'_>,
    callable: &[(String, Map<String, Value>)],
) -> Option<Change> {
    let (before, after) = (Counters::new(), Counters::new());
    let mut runs = Vec::new();
    let mut left = MAX_REPLAYED;
    for (tool, args) in callable {
        let call = Call { grant: "", tool, args };
        let mut times = 0;
        loop {
            left = left.checked_sub(1)?;
            let was = decide(old.compiled, call, &before, start());
            let is = decide(new.compiled, call, &after, start());
            let direction = Direction::between(was.is_allowed(), is.is_allowed());
            if was.is_allowed() || is.is_allowed() {
                times += 1;
            }
            if direction.is_some() || !was.is_allowed() {
                let run = Run { tool: tool.clone(), args: args.clone(), at: start(), times };
                runs.extend((times > 0).then_some(run));
                let Some(direction) = direction else { break };
                let rule = rule_of(if direction == Direction::Widening { &was } else { &is });
                let witness = Witness { runs, fits_schema: None };
                return Some(Change { subject: Subject::AllTools, direction, rule, witness });
            }
        }
    }
    None
}
