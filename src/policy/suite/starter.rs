//! A suite to start from: one test for each thing a policy says.
//!
//! Arguments are made from the conditions and tried against the policy, so
//! every test holds on the day it is written. It states what the policy does,
//! not what it should do: that is for its reader to judge.

use std::collections::HashSet;
use std::ops::ControlFlow;

use serde::Serialize;
use serde_json::{Map, Value};

use super::read::default_moment;
use crate::policy::decide::{Call, Compiled, Counters, DEFAULT_DENY, Decision, HIDDEN, decide};
use crate::policy::witness::Space;
use crate::policy::{DefaultAction, Policy, ToolRules};

/// Argument objects that are tried for one tool.
const MAX_TRIES: usize = 20_000;
/// Calls that are made to fill a limit.
const MAX_CALLS: u64 = 1_000;
/// The tool that stands for all that the policy doesn't list.
const UNLISTED: &str = "a_tool_that_is_not_listed";

/// A suite as it is written to a file.
#[derive(Debug, Clone, Serialize)]
pub struct Starter {
    #[serde(rename = "$schema")]
    schema: &'static str,
    tests: Vec<StarterTest>,
}

#[derive(Debug, Clone, Serialize)]
struct StarterTest {
    name: String,
    tool: String,
    args: Map<String, Value>,
    #[serde(skip_serializing_if = "is_one")]
    repeat: u64,
    expect: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    rule: String,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_one(times: &u64) -> bool {
    *times == 1
}

impl Starter {
    #[must_use]
    pub fn len(&self) -> usize {
        self.tests.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tests.is_empty()
    }
}

/// Tests for every rule that a made-up call can reach.
#[must_use]
pub fn starter(policy: &Policy, compiled: &Compiled) -> Starter {
    let mut writer = Writer { compiled, tests: Vec::new(), fired: HashSet::new() };
    for (name, rules) in &policy.tools {
        writer.tool(name, rules);
    }
    for name in policy.hide.iter().filter(|name| *name != "*") {
        if !policy.tools.contains_key(name) {
            writer.denied(name, &Map::new(), HIDDEN, 1);
        }
    }
    let unlisted = compiled.default_action() == DefaultAction::Deny;
    if unlisted && !compiled.hides_everything() && !compiled.names(UNLISTED) {
        writer.denied(UNLISTED, &Map::new(), DEFAULT_DENY, 1);
    }
    Starter {
        schema: "https://toolward.dev/schemas/policy-test.v1.schema.json",
        tests: writer.tests,
    }
}

struct Writer<'a> {
    compiled: &'a Compiled,
    tests: Vec<StarterTest>,
    fired: HashSet<String>,
}

impl Writer<'_> {
    /// The first call that is allowed, the first that each rule denies, and
    /// the one that is too many.
    fn tool(&mut self, name: &str, rules: &ToolRules) {
        let mut allowed = None;
        let mut denied: Vec<(String, Map<String, Value>)> = Vec::new();
        let _ = Space::of(rules).each(&Map::new(), MAX_TRIES, |args| {
            let rule = self.rule(&Counters::new(), name, args);
            if rule.is_empty() {
                allowed.get_or_insert_with(|| args.clone());
            } else if !denied.iter().any(|(known, _)| *known == rule) {
                denied.push((rule, args.clone()));
            }
            ControlFlow::Continue(())
        });
        if let Some(args) = &allowed {
            self.test(name, args, "allow", String::new(), 1, "is allowed");
        }
        for (rule, args) in &denied {
            self.denied(name, args, rule, 1);
        }
        if let Some(args) = &allowed {
            self.too_many(name, args);
        }
    }

    /// Repeats an allowed call until a limit is full.
    fn too_many(&mut self, name: &str, args: &Map<String, Value>) {
        let counters = Counters::new();
        for number in 1..=MAX_CALLS {
            let rule = self.rule(&counters, name, args);
            if !rule.is_empty() {
                if !self.fired.contains(&rule) {
                    self.denied(name, args, &rule, number);
                }
                return;
            }
        }
    }

    fn rule(&self, counters: &Counters, tool: &str, args: &Map<String, Value>) -> String {
        let call = Call { grant: "", tool, args };
        match decide(self.compiled, call, counters, default_moment()) {
            Decision::Allow(_) => String::new(),
            Decision::Deny(denial) => denial.rule.to_owned(),
        }
    }

    fn denied(&mut self, tool: &str, args: &Map<String, Value>, rule: &str, repeat: u64) {
        let says = match (rule, repeat) {
            (HIDDEN, _) => "is hidden".to_owned(),
            (DEFAULT_DENY, _) => "is denied".to_owned(),
            (rule, 1) => format!("is denied by {}", short(rule)),
            (rule, times) => format!("is denied by {} at call {times}", short(rule)),
        };
        self.test(tool, args, "deny", rule.to_owned(), repeat, &says);
    }

    fn test(
        &mut self,
        tool: &str,
        args: &Map<String, Value>,
        expect: &'static str,
        rule: String,
        repeat: u64,
        says: &str,
    ) {
        self.fired.insert(rule.clone());
        let (name, tool, args) = (format!("{tool} {says}"), tool.to_owned(), args.clone());
        self.tests.push(StarterTest { name, tool, args, repeat, expect, rule });
    }
}

/// A rule without its tool, which the name of the test has already.
fn short(rule: &str) -> &str {
    let tail = rule.strip_prefix("/tools/").and_then(|rest| rest.split_once('/'));
    tail.map_or(rule, |(_, tail)| tail)
}
