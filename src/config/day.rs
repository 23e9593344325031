//! Days, as `toolward.toml` and the command line write them.

use time::{Date, Month, OffsetDateTime};

/// Today's date in UTC.
#[must_use]
pub fn today() -> Date {
    OffsetDateTime::now_utc().date()
}

/// `2027-01-31`, and nothing else.
#[must_use]
pub fn day(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let mut digits = |count: usize| {
        let part = parts.next()?;
        let sound = part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
        part.parse::<u16>().ok().filter(|_| sound)
    };
    let (year, month, day) = (digits(4)?, digits(2)?, digits(2)?);
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    let date = Date::from_calendar_date(i32::from(year), month, u8::try_from(day).ok()?).ok()?;
    parts.next().is_none().then_some(date)
}
