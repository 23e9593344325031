//! How many calls fit into each window, all limits taken together.

use crate::policy::decide::Moment;
use crate::policy::{Limit, Window};

/// Calls of one tool that fit into any minute, hour and day; windows lie
/// within one another, so each cap holds for what it lies in, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Caps {
    minute: u64,
    hour: u64,
    day: u64,
}

/// What nobody reaches stands for no limit.
const NONE: u64 = u64::MAX;

impl Caps {
    /// Of limits that count calls; others are left out.
    pub(super) fn of<'a>(limits: impl IntoIterator<Item = &'a Limit>) -> Self {
        let mut caps = Self { minute: NONE, hour: NONE, day: NONE };
        for limit in limits.into_iter().filter(|limit| limit.increment_from.is_none()) {
            let cap = match limit.window {
                Window::Minute => &mut caps.minute,
                Window::Hour => &mut caps.hour,
                Window::Day => &mut caps.day,
            };
            *cap = limit.max.min(*cap);
        }
        caps.tight()
    }

    /// Each cap as low as the others make it.
    fn tight(self) -> Self {
        let minute = self.minute.min(self.hour).min(self.day);
        let hour = self.hour.min(self.day).min(minute.saturating_mul(60));
        let day = self.day.min(hour.saturating_mul(24));
        Self { minute, hour, day }
    }

    pub(super) fn get(self, window: Window) -> u64 {
        match window {
            Window::Minute => self.minute,
            Window::Hour => self.hour,
            Window::Day => self.day,
        }
    }

    /// The caps that keep within both.
    pub(super) fn within(self, other: Self) -> Self {
        Self {
            minute: self.minute.min(other.minute),
            hour: self.hour.min(other.hour),
            day: self.day.min(other.day),
        }
    }
}

/// So many calls in one window, spread so that the smaller windows hold them:
/// minutes, and how many calls each has. None where they don't fit.
pub(super) fn spread(
    calls: u64,
    window: Window,
    caps: Caps,
    start: Moment,
) -> Option<Vec<(Moment, u64)>> {
    if window == Window::Minute {
        return Some(vec![(start, calls)]);
    }
    let minutes = window.seconds() / 60;
    let mut rest = calls;
    let mut runs = Vec::new();
    let mut hour = 0;
    for minute in 0..minutes {
        if minute % 60 == 0 {
            hour = if window == Window::Day { caps.hour } else { NONE };
        }
        let times = caps.minute.min(hour).min(rest);
        if times > 0 {
            runs.push((start.plus_seconds(minute * 60), times));
            hour -= times;
            rest -= times;
        }
        if rest == 0 {
            return Some(runs);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Scope;

    fn caps(limits: &[(Window, u64)]) -> Caps {
        let limit = |(window, max): &(Window, u64)| Limit {
            counter: "c".to_owned(),
            window: *window,
            max: *max,
            scope: Scope::Grant,
            increment_from: None,
        };
        Caps::of(&limits.iter().map(limit).collect::<Vec<_>>())
    }

    #[test]
    fn a_limit_that_is_never_reached_is_none() {
        use Window::{Day, Hour, Minute};
        assert_eq!(caps(&[(Minute, 10)]), caps(&[(Minute, 10), (Hour, 600), (Day, 20_000)]));
        assert_ne!(caps(&[(Minute, 10)]), caps(&[(Minute, 10), (Hour, 599)]));
        assert_eq!(caps(&[(Day, 5)]), caps(&[(Day, 5), (Minute, 5), (Hour, 7)]));
        assert_eq!(caps(&[]).get(Day), NONE);
    }

    #[test]
    fn calls_are_spread_over_minutes() {
        let within = caps(&[(Window::Minute, 3), (Window::Hour, 100)]);
        let runs = |calls, window| spread(calls, window, within, Moment::from_unix(0));
        assert_eq!(runs(7, Window::Hour).map(|runs| runs.len()), Some(3));
        assert_eq!(runs(181, Window::Hour), None);
        // 100 an hour: the 101st is made in the second one
        let day = runs(101, Window::Day).unwrap();
        assert_eq!(day.last(), Some(&(Moment::from_unix(3600), 1)));
        assert_eq!(runs(2401, Window::Day), None);
    }
}
