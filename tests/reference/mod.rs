//! Decides calls as POLICY-FORMAT describes them, word for word and slowly:
//! what the linter concludes is held against this.
#![allow(dead_code, reason = "each test file uses its part")]

use serde_json::Value;
use toolward::policy::{Condition, Limit, Operator, RuleEntry, ToolRules, Window};

/// Where the format is silent: whether `null` exists.
#[derive(Debug, Clone, Copy)]
pub struct Reading {
    pub null_exists: bool,
}

pub const READINGS: [Reading; 2] = [Reading { null_exists: false }, Reading { null_exists: true }];

/// The argument that a path names: `args.` and one level for each dot.
pub fn argument<'a>(args: &'a Value, path: &str) -> Option<&'a Value> {
    path.strip_prefix("args.")?.split('.').try_fold(args, |value, key| value.as_object()?.get(key))
}

pub fn holds(condition: &Condition, args: &Value, reading: Reading) -> bool {
    let found = argument(args, &condition.path);
    let wanted = &condition.value;
    if condition.op == Operator::Exists {
        let exists = found.is_some_and(|value| reading.null_exists || !value.is_null());
        return wanted.as_bool() == Some(exists);
    }
    // A missing path or null makes every other operator false.
    let Some(value) = found.filter(|value| !value.is_null()) else { return false };
    let list = |hit: fn(bool) -> bool| {
        wanted.as_array().is_some_and(|list| hit(list.iter().any(|one| equal(one, value))))
    };
    let order = |hit: fn(f64, f64) -> bool| {
        value.as_f64().zip(wanted.as_f64()).is_some_and(|(a, b)| hit(a, b))
    };
    match condition.op {
        Operator::Eq => equal(value, wanted),
        Operator::Neq => !equal(value, wanted),
        Operator::In => list(|hit| hit),
        Operator::NotIn => list(|hit| !hit),
        Operator::Lt => order(|a, b| a < b),
        Operator::Lte => order(|a, b| a <= b),
        Operator::Gt => order(|a, b| a > b),
        Operator::Gte => order(|a, b| a >= b),
        Operator::Regex => value.as_str().zip(wanted.as_str()).is_some_and(|(text, pattern)| {
            regex::Regex::new(pattern).is_ok_and(|regex| regex.is_match(text))
        }),
        Operator::Contains => match (value, wanted) {
            (Value::String(text), Value::String(part)) => text.contains(part.as_str()),
            (Value::Array(list), one) => list.iter().any(|element| equal(element, one)),
            _ => false,
        },
        Operator::Exists => false,
    }
}

/// Numbers compare as numbers, everything else exactly.
pub fn equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(x), Value::Number(y)) => match (x.as_i64(), y.as_i64()) {
            (Some(x), Some(y)) => x == y,
            _ => x.as_f64() == y.as_f64(),
        },
        _ => a == b,
    }
}

pub fn entry_holds(entry: &RuleEntry, args: &Value, reading: Reading) -> bool {
    entry.conditions.iter().all(|condition| holds(condition, args, reading))
}

/// The entry that refuses a call first, as its pointer below the tool.
pub fn refusal(rules: &ToolRules, args: &Value, reading: Reading) -> Option<String> {
    let require = rules.require.iter().enumerate();
    let refused = require.filter(|(_, entry)| !entry_holds(entry, args, reading));
    let refused = refused.map(|(i, _)| format!("require/{i}"));
    let denied = rules.deny_if.iter().enumerate();
    let denied = denied.filter(|(_, entry)| entry_holds(entry, args, reading));
    let denied = denied.map(|(i, _)| format!("deny_if/{i}"));
    refused.chain(denied).next()
}

/// Counts calls against limits.
#[derive(Debug, Default)]
pub struct Counter {
    /// The window in which the last call fell, and how many it holds.
    window: Option<u64>,
    used: u64,
}

impl Counter {
    pub fn is_full(&self, limit: &Limit, minute: u64) -> bool {
        self.window == Some(window(limit, minute)) && self.used >= limit.max
    }

    pub fn count(&mut self, limit: &Limit, minute: u64) {
        let window = window(limit, minute);
        if self.window != Some(window) {
            *self = Self { window: Some(window), used: 0 };
        }
        self.used += 1;
    }
}

/// Windows are aligned to the calendar.
fn window(limit: &Limit, minute: u64) -> u64 {
    match limit.window {
        Window::Minute => minute,
        Window::Hour => minute / 60,
        Window::Day => minute / 1_440,
    }
}
