//! Limits that never stop a call, because another is full first.
//!
//! A minute lies within one hour and an hour within one day, so what is
//! counted in the smaller window is counted in the larger one too.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::model::{Limit, Window};

/// Calls a minute from which a limit stops nobody: a hundred each second.
pub const NO_LIMIT_PER_MINUTE: u64 = 6_000;

/// A limit of the tool, or of `all_tools`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LimitRef {
    pub all_tools: bool,
    pub index: usize,
}

/// What becomes of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitFate {
    Open,
    /// Stands in the list already: same counter, same window.
    Repeated(usize),
    /// The other one is always full first.
    Idle(LimitRef),
    /// So high that nobody gets there.
    Boundless,
}

/// The strictest limit of each window.
type Strictest = [Option<(u64, usize)>; 3];

/// What becomes of each limit of a list; `over` are those that count the same
/// calls and more.
#[must_use]
pub fn limit_fates(limits: &[Limit], over: &[Limit]) -> Vec<LimitFate> {
    let mut fates = repeated(limits);
    let mut strictest: HashMap<Option<&str>, Strictest> = HashMap::new();
    for (index, limit) in limits.iter().enumerate() {
        if fates.get(index) == Some(&LimitFate::Open) {
            note(strictest.entry(limit.increment_from.as_deref()).or_default(), index, limit);
        }
    }
    let mut above = Strictest::default();
    for (index, limit) in over.iter().enumerate().filter(|(_, limit)| counts_calls(limit)) {
        note(&mut above, index, limit);
    }
    for (index, limit) in limits.iter().enumerate() {
        let Some(fate) = fates.get_mut(index).filter(|fate| **fate == LimitFate::Open) else {
            continue;
        };
        let beside = strictest.get(&limit.increment_from.as_deref());
        let beside = beside.and_then(|beside| binding(limit, beside, Some(index)));
        let above = Some(&above).filter(|_| counts_calls(limit));
        let above = above.and_then(|above| binding(limit, above, None));
        if let Some(index) = beside {
            *fate = LimitFate::Idle(LimitRef { all_tools: false, index });
        } else if let Some(index) = above {
            *fate = LimitFate::Idle(LimitRef { all_tools: true, index });
        } else if is_boundless(limit) {
            *fate = LimitFate::Boundless;
        }
    }
    fates
}

fn repeated(limits: &[Limit]) -> Vec<LimitFate> {
    let mut seen = HashMap::new();
    let fates = limits.iter().enumerate().map(|(index, limit)| {
        let first = *seen.entry((limit.counter.as_str(), limit.window)).or_insert(index);
        if first == index { LimitFate::Open } else { LimitFate::Repeated(first) }
    });
    fates.collect()
}

fn note(strictest: &mut Strictest, index: usize, limit: &Limit) {
    if let Some(slot) = strictest.get_mut(limit.window as usize)
        && slot.is_none_or(|(least, _)| limit.max < least)
    {
        *slot = Some((limit.max, index));
    }
}

/// The limit among these that is full whenever this one is.
fn binding(limit: &Limit, others: &Strictest, own: Option<usize>) -> Option<usize> {
    let windows = [Window::Minute, Window::Hour, Window::Day];
    windows.iter().zip(others).find_map(|(window, other)| {
        let (max, index) = (*other)?;
        let binds = match window.cmp(&limit.window) {
            // Of equals in one list the first one counts.
            Ordering::Equal => {
                max < limit.max || (max == limit.max && own.is_none_or(|own| index < own))
            }
            // An argument's number may be negative, so a larger window may hold less.
            Ordering::Greater => max <= limit.max && counts_calls(limit),
            Ordering::Less => {
                let most = max.checked_mul(windows_in(*window, limit.window));
                most.is_some_and(|most| most <= limit.max)
            }
        };
        (binds && own != Some(index)).then_some(index)
    })
}

/// How many of the smaller windows make one of the larger.
#[must_use]
pub fn windows_in(small: Window, large: Window) -> u64 {
    minutes(large) / minutes(small)
}

fn minutes(window: Window) -> u64 {
    match window {
        Window::Minute => 1,
        Window::Hour => 60,
        Window::Day => 1_440,
    }
}

fn counts_calls(limit: &Limit) -> bool {
    limit.increment_from.is_none()
}

fn is_boundless(limit: &Limit) -> bool {
    limit.window == Window::Minute && limit.max >= NO_LIMIT_PER_MINUTE && counts_calls(limit)
}
