//! A moment in time, and the calendar windows it falls into.
//!
//! All of it is UTC: a policy means the same on every machine.

use std::fmt;

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::phrase::quoted;
use crate::policy::Window;

/// Whole seconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

/// A text that is no time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} is no RFC 3339 time; expected one like `2026-01-31T09:30:00Z`", quoted(.0))]
pub struct MomentError(String);

impl Moment {
    /// Before every time that can be written.
    pub const FIRST: Self = Self(i64::MIN);

    #[must_use]
    pub fn from_unix(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Reads an RFC 3339 time with its offset; fractions of a second are dropped.
    ///
    /// # Errors
    /// With the text, and an example of what was expected.
    pub fn parse(text: &str) -> Result<Self, MomentError> {
        OffsetDateTime::parse(text, &Rfc3339)
            .map(|time| Self(time.unix_timestamp()))
            .map_err(|_| MomentError(text.to_owned()))
    }

    /// The first moment of the window it lies in.
    #[must_use]
    pub fn window_start(self, window: Window) -> Self {
        Self(self.0.saturating_sub(self.0.rem_euclid(window.seconds())))
    }

    /// The first moment of the next window.
    #[must_use]
    pub fn window_end(self, window: Window) -> Self {
        Self(self.window_start(window).0.saturating_add(window.seconds()))
    }

    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    #[must_use]
    pub fn minus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_sub(seconds))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = OffsetDateTime::from_unix_timestamp(self.0).ok();
        match time.and_then(|time| time.format(&Rfc3339).ok()) {
            Some(text) => f.write_str(&text),
            None => write!(f, "{} s", self.0),
        }
    }
}

impl Window {
    #[must_use]
    pub fn seconds(self) -> i64 {
        match self {
            Self::Minute => 60,
            Self::Hour => 3_600,
            Self::Day => 86_400,
        }
    }

    /// `minute`, `hour`, `day`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_those_of_the_calendar_in_utc() {
        let at = |text: &str| Moment::parse(text).unwrap();
        let (before, after) = (at("2025-12-31T23:59:59.999Z"), at("2026-01-01T00:00:00Z"));
        for window in [Window::Minute, Window::Hour, Window::Day] {
            assert_eq!(before.window_end(window), after, "{window:?}");
            assert_eq!(after.window_start(window), after, "{window:?}");
        }
        // the same moment, told elsewhere
        assert_eq!(at("2026-01-01T05:45:00+05:45"), after);
        assert_eq!(after.to_string(), "2026-01-01T00:00:00Z");
        assert_eq!(
            at("1969-12-31T23:59:59Z").window_start(Window::Day),
            at("1969-12-31T00:00:00Z")
        );
    }

    #[test]
    fn what_is_no_time_is_told_with_an_example() {
        for text in ["", "2026-01-01", "2026-13-01T00:00:00Z", "2026-01-01T00:00:00", "now"] {
            let error = Moment::parse(text).unwrap_err().to_string();
            assert!(error.contains("expected one like"), "{error}");
        }
        assert_eq!(Moment::from_unix(i64::MAX).to_string(), format!("{} s", i64::MAX));
        let _ = Moment::from_unix(i64::MAX).window_end(Window::Day);
    }
}
