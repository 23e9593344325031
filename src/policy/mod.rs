//! policy.json: what an agent may call, with which arguments and how often.
//!
//! The schema in `schemas/policy.v1.schema.json` is the one judge of what is a
//! policy: [`violations`] asks it, [`load`] takes what passes, and the linter
//! puts each [`Violation`] into words. What is written is written by
//! [`Policy::to_json`], in the documented order of keys, the same bytes for
//! the same policy.

mod against;
mod arguments;
mod call_keys;
pub mod compare;
mod contradiction;
pub mod decide;
mod declared;
pub mod export;
mod fates;
mod fields;
mod generate;
mod go;
mod idle;
pub mod import;
mod load;
mod measure;
mod merge;
mod model;
mod pattern;
mod profile;
mod recorded;
mod replay;
pub mod satisfy;
mod schema;
mod simplify;
pub mod suite;
pub mod witness;
mod words;

pub use against::{Against, against};
pub use arguments::{Argument, Declared, argument};
pub use call_keys::UnknownKey;
pub use fates::{EntryRef, Fate, JudgedEntry, JudgedRules};
pub use fields::Fault;
pub use generate::{
    CounterNames, Recommendation, compose, recommend, recommend_tool, recommend_with, tool_policy,
};
pub use idle::{LimitFate, LimitRef, NO_LIMIT_PER_MINUTE, limit_fates, windows_in};
pub use load::{PolicyError, load};
pub use measure::{Measure, Pace, Refusal};
pub use merge::{Merged, merge};
pub use model::{
    AllTools, Condition, DefaultAction, Limit, List, Operator, Policy, RuleEntry, Scope, ToolRules,
    Version, Window,
};
pub use pattern::{JudgedPattern, Open, PatternFault, judge_pattern};
pub use profile::{Profile, Tuning, TuningError};
pub use recorded::{RecordedCall, column_of_key};
pub use replay::{Denied, Replay, Totals};
pub use schema::{SCHEMA, Violation, ViolationKind, violations};
pub use words::subject;
