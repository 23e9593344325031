//! Single calls, each against empty counters.

use std::ops::ControlFlow;

use serde_json::{Map, Value};

use super::instance::Instance;
use super::same::{Standing, asks_the_same, limits_of_all, standing};
use super::{Change, Comparison, Direction, Run, Side, Subject, Unknown, Witness, rule_of, start};
use crate::manifest::Tool;
use crate::policy::decide::{Call, Counters, decide};
use crate::policy::witness::{Space, Tried};

/// Argument objects that are tried for one tool.
const MAX_TRIES: usize = 20_000;
/// Calls that both policies allow, kept to compare limits with.
const MAX_KEPT: usize = 16;

/// Calls that both policies allow, and whether every kind of call was tried.
pub(super) struct Alone {
    pub allowed: Vec<Map<String, Value>>,
    pub tried: Tried,
}

/// Compares the single calls of a tool.
pub(super) fn compare(
    old: Side<'_>,
    new: Side<'_>,
    subject: &Subject,
    name: &str,
    definition: Option<&Tool>,
    comparison: &mut Comparison,
) -> Alone {
    let mut space = Space::default();
    for side in [old, new] {
        if let Standing::Asked(rules) = standing(side, name) {
            if let Some(rules) = rules {
                space.add(rules);
            }
            space.limits(limits_of_all(side));
        }
    }
    let instance = Instance::of(definition, &mut space);
    let mut search = Search { old, new, subject, name, instance, changes: vec![], allowed: vec![] };
    let base = search.instance.base.clone();
    let mut visit = |args: &Map<String, Value>| {
        search.call(args);
        ControlFlow::Continue(())
    };
    if !base.is_empty() {
        space.each(&base, MAX_TRIES, &mut visit);
    }
    // Callers may leave out what the schema asks for: the policy sees that too.
    let tried = space.each(&Map::new(), MAX_TRIES, &mut visit);
    if tried == Tried::Some && !asks_the_same(old, new, name) {
        let reason = if search.changes.is_empty() {
            "no call was found that is decided differently, but not every kind of call could be tried"
        } else {
            "there may be more differences: not every kind of call could be tried"
        };
        comparison.unknown.push(Unknown { subject: subject.clone(), reason });
    }
    search.changes.sort_by_key(|change| change.direction);
    comparison.changes.append(&mut search.changes);
    Alone { allowed: search.allowed, tried }
}

struct Search<'a> {
    old: Side<'a>,
    new: Side<'a>,
    subject: &'a Subject,
    name: &'a str,
    instance: Instance,
    changes: Vec<Change>,
    allowed: Vec<Map<String, Value>>,
}

impl Search<'_> {
    fn call(&mut self, args: &Map<String, Value>) {
        let (old, new) = (self.rule(self.old, args), self.rule(self.new, args));
        let Some(direction) = Direction::between(old.is_empty(), new.is_empty()) else {
            if old.is_empty() && self.allowed.len() < MAX_KEPT {
                self.allowed.push(args.clone());
            }
            return;
        };
        let rule = if direction == Direction::Widening { old } else { new };
        let fits_schema = self.instance.fits(args);
        let known = self
            .changes
            .iter_mut()
            .find(|change| change.direction == direction && change.rule == rule);
        // Of two witnesses the one that the server would take is the better one.
        if known.as_ref().is_some_and(|known| known.witness.fits_schema >= fits_schema) {
            return;
        }
        let (tool, at) = (self.name.to_owned(), start());
        let runs = vec![Run { tool, args: args.clone(), at, times: 1 }];
        let witness = Witness { runs, fits_schema };
        if let Some(known) = known {
            known.witness = witness;
        } else {
            let subject = self.subject.clone();
            self.changes.push(Change { subject, direction, rule, witness });
        }
    }

    fn rule(&self, side: Side<'_>, args: &Map<String, Value>) -> String {
        let call = Call { grant: "", tool: self.name, args };
        rule_of(&decide(side.compiled, call, &Counters::new(), start()))
    }
}
