//! How much one run reads, and from where: said once, before anything is read.
//!
//! A limit is of the process and not of a call, because whatever is read on the
//! way to an answer counts: sources, policies, labels, lines of calls.

use std::sync::OnceLock;

/// The most that one file may hold unless [`set_limits`] says otherwise: 1 GiB.
pub const MAX_BYTES: u64 = 1 << 30;

/// The most tools that one server may have unless [`set_limits`] says otherwise.
/// In memory a tool takes two kilobytes at least.
pub const MAX_TOOLS: usize = 1_000_000;

/// So many values a document may hold for each tool that a server may have: a
/// tree takes up to sixty times the room of its text.
const VALUES_PER_TOOL: usize = 32;

/// What may be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes of one file, of standard input, and of one line where
    /// lines are read one by one.
    pub max_bytes: u64,
    /// The most tools of one server that is held as a whole.
    pub max_tools: usize,
    /// Whether links that a directory or a pattern holds are followed out of it.
    pub follow_links: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_bytes: MAX_BYTES, max_tools: MAX_TOOLS, follow_links: false }
    }
}

impl Limits {
    /// The most values that one document may hold, an object counting as
    /// [`OBJECT`] of them.
    ///
    /// [`OBJECT`]: super::weight::OBJECT
    #[must_use]
    pub fn max_values(self) -> usize {
        self.max_tools.saturating_mul(VALUES_PER_TOOL)
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
