//! What has been counted: per grant, in calendar windows of UTC.
//!
//! A reservation is all or nothing. Grants don't wait for one another: each
//! has a lock of its own, held for a few comparisons. The clock may jump back;
//! a call from the past counts in the latest window that was counted in, so
//! that setting a clock back never empties a counter.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::{Map, Value};
use smallvec::SmallVec;

use super::limit::{Amount, Quota};
use super::moment::Moment;
use crate::policy::Window;

/// Locks that the grants are spread over.
const SHARDS: usize = 16;

type Grants = HashMap<Box<str>, Arc<Mutex<Vec<Slot>>>>;

/// The counters of one compiled policy, shared between threads.
///
/// Counters are kept by the place of their limit in the policy: another
/// policy, or a new version of this one, takes counters of its own.
#[derive(Debug)]
pub struct Counters {
    shards: [Mutex<Grants>; SHARDS],
    hasher: RandomState,
}

/// One counter of one grant: when the window it was last used in began, and how much.
#[derive(Debug, Clone, Copy)]
struct Slot {
    since: Moment,
    used: Amount,
}

impl Slot {
    const UNUSED: Self = Self { since: Moment::FIRST, used: Amount::ZERO };

    /// The counter as it stands in a window: empty when the window is new.
    fn at(self, since: Moment) -> Self {
        if since > self.since { Self { since, used: Amount::ZERO } } else { self }
    }
}

/// What an allowed call has taken; dropping it keeps it taken.
#[derive(Debug, Default)]
#[must_use = "a call that fails gives its reservation back"]
pub struct Reservation {
    grant: Option<Arc<Mutex<Vec<Slot>>>>,
    held: SmallVec<[Held; 2]>,
}

#[derive(Debug, Clone, Copy)]
struct Held {
    slot: usize,
    since: Moment,
    amount: Amount,
}

/// How a limit stands at the time of a call, before it is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub used: Amount,
    /// None where the argument to count is no number, or is negative.
    pub adds: Option<Amount>,
    pub fits: bool,
}

impl Default for Counters {
    fn default() -> Self {
        Self::new()
    }
}

impl Counters {
    #[must_use]
    pub fn new() -> Self {
        Self { shards: std::array::from_fn(|_| Mutex::default()), hasher: RandomState::new() }
    }

    /// Reserves in all quotas or in none; the error is the first that is full.
    ///
    /// `see` is told how each quota stands, in their order.
    pub(super) fn reserve<'q>(
        &self,
        grant: &str,
        quotas: impl Iterator<Item = &'q Quota>,
        args: &Map<String, Value>,
        at: Moment,
        mut see: impl FnMut(&'q Quota, Standing),
    ) -> Result<Reservation, (&'q Quota, Standing)> {
        let mut quotas = quotas.peekable();
        if quotas.peek().is_none() {
            return Ok(Reservation::default());
        }
        let grant = self.grant(grant);
        let mut held = SmallVec::new();
        let mut slots = lock(&grant);
        for quota in quotas {
            let slot = slots.get(quota.slot).copied().unwrap_or(Slot::UNUSED);
            let slot = slot.at(at.window_start(quota.window()));
            let adds = quota.adds(args);
            let fits = adds.is_some_and(|adds| slot.used.plus(adds) <= quota.max());
            let standing = Standing { used: slot.used, adds, fits };
            see(quota, standing);
            match adds.filter(|_| fits) {
                Some(amount) => held.push(Held { slot: quota.slot, since: slot.since, amount }),
                None => return Err((quota, standing)),
            }
        }
        for Held { slot, since, amount } in &held {
            if *slot >= slots.len() {
                slots.resize(*slot + 1, Slot::UNUSED);
            }
            if let Some(slot) = slots.get_mut(*slot) {
                *slot = slot.at(*since);
                slot.used = slot.used.plus(*amount);
            }
        }
        drop(slots);
        Ok(Reservation { grant: Some(grant), held })
    }

    fn grant(&self, name: &str) -> Arc<Mutex<Vec<Slot>>> {
        let hash = self.hasher.hash_one(name);
        // Any bits will do; the remainder is a valid index.
        let index = usize::try_from(hash % SHARDS as u64).unwrap_or(0);
        let Some(shard) = self.shards.get(index) else { return Arc::default() };
        let mut grants = lock(shard);
        if let Some(known) = grants.get(name) {
            return Arc::clone(known);
        }
        Arc::clone(grants.entry(name.into()).or_default())
    }

    /// Forgets grants whose windows are all over, so that memory follows the
    /// grants in use. A grant that comes back finds empty counters, as it would anyway.
    pub fn forget_idle(&self, now: Moment) {
        let yesterday = now.minus_seconds(Window::Day.seconds());
        let busy = |slots: &[Slot]| slots.iter().any(|slot| slot.since > yesterday);
        for shard in &self.shards {
            lock(shard).retain(|_, grant| Arc::strong_count(grant) > 1 || busy(&lock(grant)));
        }
    }
}

impl Reservation {
    /// Takes back what a failed call had reserved, in the windows it was
    /// reserved in; a window that is over needs nothing back.
    pub fn give_back(self) {
        let Some(grant) = &self.grant else { return };
        let mut slots = lock(grant);
        for held in &self.held {
            if let Some(slot) = slots.get_mut(held.slot).filter(|slot| slot.since == held.since) {
                slot.used = slot.used.minus(held.amount);
            }
        }
    }

    /// Whether the call was counted anywhere.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.held.is_empty()
    }
}

/// A thread that panicked elsewhere leaves whole counters: they are changed in
/// one go, so its poison is no reason to stop counting.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{Limit, Scope};

    fn quota(slot: usize, window: Window, max: u64, from: Option<&str>) -> Quota {
        let increment_from = from.map(str::to_owned);
        let limit =
            Limit { counter: format!("c{slot}"), window, max, scope: Scope::Grant, increment_from };
        Quota::new(&limit, slot, format!("/{slot}"))
    }

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    /// The rule that was full, or none.
    fn take(counters: &Counters, grant: &str, quotas: &[Quota], at: Moment) -> Option<String> {
        let taken = counters.reserve(grant, quotas.iter(), &Map::new(), at, |_, _| ());
        taken.err().map(|(quota, _)| quota.rule().to_owned())
    }

    #[test]
    fn all_is_reserved_or_nothing() {
        let counters = Counters::new();
        let both = [quota(0, Window::Hour, 10, None), quota(1, Window::Minute, 1, None)];
        let now = at("2026-01-01T00:00:00Z");
        assert_eq!(take(&counters, "g", &both, now), None);
        for _ in 0..50 {
            assert_eq!(take(&counters, "g", &both, now).as_deref(), Some("/1"));
        }
        // the hour has counted one call, not 51
        for _ in 0..9 {
            assert_eq!(take(&counters, "g", &both[..1], now), None);
        }
        assert_eq!(take(&counters, "g", &both[..1], now).as_deref(), Some("/0"));
        assert_eq!(take(&counters, "other", &both, now), None);
    }

    #[test]
    fn a_reservation_goes_back_into_its_own_window() {
        let counters = Counters::new();
        let one = [quota(0, Window::Minute, 1, None)];
        let (now, next) = (at("2026-01-01T00:00:59Z"), at("2026-01-01T00:01:00Z"));
        let first = counters.reserve("g", one.iter(), &Map::new(), now, |_, _| ()).unwrap();
        assert_eq!(take(&counters, "g", &one, now).as_deref(), Some("/0"));
        first.give_back();
        let second = counters.reserve("g", one.iter(), &Map::new(), now, |_, _| ()).unwrap();
        assert_eq!(take(&counters, "g", &one, next), None);
        // the minute it belongs to is over
        second.give_back();
        assert_eq!(take(&counters, "g", &one, next).as_deref(), Some("/0"));
    }

    #[test]
    fn a_clock_set_back_empties_nothing() {
        let counters = Counters::new();
        let one = [quota(0, Window::Minute, 1, None)];
        assert_eq!(take(&counters, "g", &one, at("2026-01-01T00:05:00Z")), None);
        assert!(take(&counters, "g", &one, at("2026-01-01T00:00:00Z")).is_some());
        assert!(take(&counters, "g", &one, at("2026-01-01T00:05:30Z")).is_some());
    }

    #[test]
    fn threads_together_take_no_more_than_fits() {
        let counters = Counters::new();
        let quotas = [quota(0, Window::Day, 1000, None), quota(1, Window::Day, 700, None)];
        let now = at("2026-01-01T00:00:00Z");
        let taken: usize = std::thread::scope(|scope| {
            let count =
                || (0..500).filter(|_| take(&counters, "g", &quotas, now).is_none()).count();
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(count)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).sum()
        });
        assert_eq!(taken, 700);
        assert_eq!(
            (0..500).filter(|_| take(&counters, "g", &quotas[..1], now).is_none()).count(),
            300
        );
    }

    #[test]
    fn idle_grants_are_forgotten_and_busy_ones_are_not() {
        let counters = Counters::new();
        let one = [quota(0, Window::Day, 1, None)];
        assert_eq!(take(&counters, "old", &one, at("2026-01-01T12:00:00Z")), None);
        assert_eq!(take(&counters, "new", &one, at("2026-01-02T12:00:00Z")), None);
        counters.forget_idle(at("2026-01-02T12:00:00Z"));
        let known: usize = counters.shards.iter().map(|shard| lock(shard).len()).sum();
        assert_eq!(known, 1);
        assert!(take(&counters, "new", &one, at("2026-01-02T13:00:00Z")).is_some());
    }
}
