//! One rule of Intercept: a denial, conditions that must hold, a limit, or the
//! last two at once.

use serde_json::{Map, Value};

use super::condition::{condition, is_path, without_guards};
use super::walk::Walk;
use crate::phrase::quoted;
use crate::policy::model::{Condition, Limit, RuleEntry, Scope, Window};
use crate::policy::simplify::simplified;

/// The most that a limit of a policy may be.
const MAX: u64 = 9_007_199_254_740_991;

/// What a rule becomes.
#[derive(Debug, Default)]
pub struct Parts {
    pub require: Option<RuleEntry>,
    pub deny: Option<RuleEntry>,
    pub limit: Option<Limit>,
}

/// Reads a rule; `scope` is the tool, or `_global` for the rules of all.
pub fn rule(walk: &mut Walk, value: &Value, place: &str, scope: &str) -> Parts {
    const KEYS: [&str; 6] = ["name", "action", "rate_limit", "conditions", "on_deny", "state"];
    let Some(members) = walk.members(value, place, &KEYS) else { return Parts::default() };
    if walk.text(members.get("name"), &format!("{place}.name")).is_none_or(str::is_empty) {
        walk.mistake(place, "a rule needs a `name`");
    }
    let on_deny = walk.text(members.get("on_deny"), &format!("{place}.on_deny"));
    let on_deny = on_deny.filter(|text| !text.is_empty()).map(str::to_owned);
    let action = walk.text(members.get("action"), &format!("{place}.action"));
    match action.unwrap_or("evaluate") {
        "deny" => deny(walk, members, place, on_deny),
        "evaluate" if given(members, "rate_limit") => rate(walk, members, place, on_deny),
        "evaluate" => evaluate(walk, members, place, scope, on_deny),
        other => {
            walk.mistake(
                place,
                format!("unknown action {}, expected `evaluate` or `deny`", quoted(other)),
            );
            Parts::default()
        }
    }
}

fn given(members: &Map<String, Value>, key: &str) -> bool {
    members.get(key).is_some_and(|value| !value.is_null() && value != "")
}

fn deny(
    walk: &mut Walk,
    members: &Map<String, Value>,
    place: &str,
    on_deny: Option<String>,
) -> Parts {
    if given(members, "rate_limit") || !walk.list(members.get("conditions"), place).is_empty() {
        walk.mistake(place, "a rule with `action: deny` takes neither conditions nor a rate limit");
    }
    Parts { deny: Some(always(on_deny)), ..Parts::default() }
}

/// An entry that holds for every call.
fn always(on_deny: Option<String>) -> RuleEntry {
    RuleEntry { conditions: Vec::new(), on_deny }
}

/// `5/hour`, a limit by itself.
fn rate(
    walk: &mut Walk,
    members: &Map<String, Value>,
    place: &str,
    on_deny: Option<String>,
) -> Parts {
    if given(members, "conditions") || given(members, "state") {
        walk.mistake(place, "`rate_limit` stands alone, without conditions and `state`");
    }
    let text = walk.text(members.get("rate_limit"), &format!("{place}.rate_limit"));
    let (max, window) = text.unwrap_or_default().split_once('/').unwrap_or_default();
    let (Ok(max), Some(name)) = (max.parse::<u64>(), window_of(window)) else {
        walk.mistake(
            place,
            "the rate limit is not like `5/hour`, a number and `minute`, `hour` or `day`",
        );
        return Parts::default();
    };
    note_text(walk, place, on_deny.as_deref());
    let counter = format!("_rate_{window}");
    limited(walk, place, max.try_into().unwrap_or(i64::MAX), on_deny, |max| {
        limit(counter, name, max, None)
    })
}

fn evaluate(
    walk: &mut Walk,
    members: &Map<String, Value>,
    place: &str,
    scope: &str,
    on_deny: Option<String>,
) -> Parts {
    let list = walk.list(members.get("conditions"), &format!("{place}.conditions"));
    if list.is_empty() {
        walk.mistake(place, "a rule that evaluates needs at least one condition");
        return Parts::default();
    }
    let is_state = |one: &&Value| {
        one.get("path").and_then(Value::as_str).is_some_and(|path| path.starts_with("state."))
    };
    let mut asked: Vec<Condition> = Vec::new();
    for (i, value) in list.iter().enumerate().filter(|(_, one)| !is_state(one)) {
        asked.extend(condition(walk, value, &format!("{place}.conditions[{i}]")));
    }
    let counted: Vec<&Value> = list.iter().filter(is_state).collect();
    let state = members.get("state").filter(|state| !state.is_null());
    let mut parts = match state {
        Some(state) => count(walk, state, &counted, place, scope, on_deny.clone()),
        None if counted.is_empty() => Parts::default(),
        None => {
            walk.mistake(place, "the condition reads a counter that another rule keeps; a limit here is one rule's own");
            Parts::default()
        }
    };
    if !asked.is_empty() {
        match simplified(&without_guards(asked)) {
            Some(conditions) => parts.require = Some(RuleEntry { conditions, on_deny }),
            None => parts.deny = Some(always(on_deny)),
        }
    }
    parts
}

/// The limit of a `state` block and the condition on its counter.
fn count(
    walk: &mut Walk,
    state: &Value,
    counted: &[&Value],
    place: &str,
    scope: &str,
    on_deny: Option<String>,
) -> Parts {
    const KEYS: [&str; 4] = ["counter", "window", "increment", "increment_from"];
    let here = format!("{place}.state");
    let Some(members) = walk.members(state, &here, &KEYS) else { return Parts::default() };
    let name = walk.text(members.get("counter"), &here).unwrap_or_default().to_owned();
    let window = walk.text(members.get("window"), &here).unwrap_or_default();
    let from = walk.text(members.get("increment_from"), &here).filter(|path| !path.is_empty());
    let from = from.map(str::to_owned);
    let Some(window) = window_of(window) else {
        walk.mistake(&here, "the window is none of `minute`, `hour` and `day`");
        return Parts::default();
    };
    if name.is_empty() || from.as_deref().is_some_and(|path| !is_path(path)) {
        walk.mistake(&here, "`counter` is a name, and `increment_from` a path to an argument");
        return Parts::default();
    }
    let Some(step) = step(walk, members.get("increment"), &here) else { return Parts::default() };
    let Some(most) = most(walk, counted, place, &format!("state.{scope}.{name}")) else {
        return Parts::default();
    };
    note_text(walk, place, on_deny.as_deref());
    if from.is_some() {
        walk.note(
            &here,
            "fractions of the argument are counted here, and a negative one is refused",
        );
    }
    let most = if from.is_some() { most } else { most / step };
    limited(walk, place, most, on_deny, |max| limit(name, window, max, from))
}

/// What each call counts.
fn step(walk: &mut Walk, value: Option<&Value>, place: &str) -> Option<i64> {
    let step = match value {
        None | Some(Value::Null) => Some(1),
        Some(value) => value.as_i64().map(|step| if step == 0 { 1 } else { step }),
    };
    let step = step.filter(|step| *step > 0);
    if step.is_none() {
        walk.mistake(place, "`increment` is no whole number of at least 1");
    }
    step
}

/// The cap on the counter: what its one condition says.
fn most(walk: &mut Walk, counted: &[&Value], place: &str, own_path: &str) -> Option<i64> {
    let [only] = counted else {
        walk.mistake(place, "a rule with `state` caps its counter by one `lte` or `lt` condition");
        return None;
    };
    let members = walk.members(only, place, &["path", "op", "value"])?;
    let own = members.get("path").is_some_and(|path| path == own_path);
    let value = members.get("value").and_then(Value::as_f64);
    match (own, members.get("op").and_then(Value::as_str), value) {
        (true, Some("lte"), Some(value)) => Some(whole(value)),
        (true, Some("lt"), Some(value)) => Some(whole(value).saturating_sub(1)),
        _ => {
            walk.mistake(
                place,
                format!("a limit here is `lte` or `lt` of a number on {}", quoted(own_path)),
            );
            None
        }
    }
}

/// A limit, or a denial where nothing fits into it.
fn limited(
    walk: &mut Walk,
    place: &str,
    most: i64,
    on_deny: Option<String>,
    limit: impl FnOnce(u64) -> Limit,
) -> Parts {
    match u64::try_from(most) {
        Ok(max @ 1..=MAX) => Parts { limit: Some(limit(max)), ..Parts::default() },
        Ok(1..) => {
            walk.mistake(place, "the limit is larger than 2^53");
            Parts::default()
        }
        _ => Parts { deny: Some(always(on_deny)), ..Parts::default() },
    }
}

/// Without its fraction, as it is counted there.
#[allow(clippy::cast_possible_truncation, reason = "saturates, and is checked afterwards")]
fn whole(value: f64) -> i64 {
    value as i64
}

fn limit(counter: String, window: Window, max: u64, increment_from: Option<String>) -> Limit {
    Limit { counter, window, max, scope: Scope::Grant, increment_from }
}

fn note_text(walk: &mut Walk, place: &str, on_deny: Option<&str>) {
    if on_deny.is_some() {
        walk.note(place, "a limit has no text of its own here: `on_deny` is left out");
    }
}

fn window_of(name: &str) -> Option<Window> {
    serde_json::from_value(Value::from(name)).ok()
}
