//! How much one run reads, and from where: said once, before anything is read.
//!
//! A limit is of the process and not of a call, because whatever is read on the
//! way to an answer counts: sources, policies, labels, lines of calls.

use std::sync::OnceLock;

/// The most that one file may hold unless [`set_limits`] says otherwise: 1 GiB.
pub const MAX_BYTES: u64 = 1 << 30;

/// What may be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes of one file, of standard input, and of one line where
    /// lines are read one by one.
    pub max_bytes: u64,
    /// Whether links that a directory or a pattern holds are followed out of it.
    pub follow_links: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_bytes: MAX_BYTES, follow_links: false }
    }
}

static LIMITS: OnceLock<Limits> = OnceLock::new();

/// Sets the limits of this process; only the first call has an effect, and none
/// has one when something was read before.
pub fn set_limits(limits: Limits) {
    let _ = LIMITS.set(limits);
}

/// The limits of this process.
#[must_use]
pub fn limits() -> Limits {
    *LIMITS.get_or_init(Limits::default)
}
