//! What a policy says to a call: allowed, or denied by which rule.
//!
//! The order of the steps and the meaning of each operator are stated in
//! `docs/semantics.md`, with a test vector for every row. A policy is compiled
//! once; deciding allocates nothing but what a reservation in more than two
//! counters needs. Nothing here panics, waits or reads a clock.

mod compile;
mod condition;
mod counters;
mod engine;
mod limit;
mod moment;
mod number;
mod rule;
mod trace;
mod value;

pub use compile::{CompileError, Compiled, RuleRef};
pub use condition::{Check, shown};
pub use counters::{Counters, Reservation, Standing};
pub use engine::{Call, Decision, Denial, Observer, Step, Unobserved, decide, decide_observed};
pub use limit::{Amount, Quota};
pub use moment::{Moment, MomentError};
pub use number::Exact;
pub use rule::{DEFAULT_DENY, HIDDEN, NO_POLICY};
pub use trace::{Asked, Trace, TraceStep, explain};
pub use value::equal;
