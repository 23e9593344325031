//! policy.json: what an agent may call, with which arguments and how often.
//!
//! The schema in `schemas/policy.v1.schema.json` is the one judge of what is a
//! policy: [`violations`] asks it, [`load`] takes what passes, and the linter
//! puts each [`Violation`] into words. What is written is written by
//! [`Policy::to_json`], in the documented order of keys, the same bytes for
//! the same policy.

pub mod export;
mod generate;
mod go;
pub mod import;
mod load;
mod measure;
mod merge;
mod model;
mod profile;
mod schema;
mod simplify;
mod words;

pub use generate::{Recommendation, recommend, recommend_tool, recommend_with};
pub use load::{PolicyError, load};
pub use measure::{Measure, Pace, Refusal};
pub use merge::{Merged, merge};
pub use model::{
    AllTools, Condition, DefaultAction, Limit, Operator, Policy, RuleEntry, Scope, ToolRules,
    Version, Window,
};
pub use profile::{Profile, Tuning, TuningError};
pub use schema::{SCHEMA, Violation, ViolationKind, violations};
pub use words::subject;
