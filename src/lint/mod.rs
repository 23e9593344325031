//! The linter: what is wrong with a policy, at which line and column.
//!
//! [`Linter::lint`] reads one text and asks every rule of the [`rules`]
//! registry. It promises: one finding for one mistake, every mistake found in
//! one run, every place inside the text, findings in the order of the text,
//! and the same answer for the same input.
//!
//! A new rule is a file in `rules/` and a line in `registry.rs`. It gives a
//! finding a fix with [`Draft::fix`], from edits that [`edit`] makes; [`fix()`]
//! applies them. [`Filter`] decides what of the findings a project wants to
//! see: severities, [`Suppression`], [`Baseline`].

mod apply;
mod baseline;
mod context;
mod cure;
mod definition;
pub mod edit;
mod engine;
mod facts;
mod filter;
mod finding;
pub mod fingerprint;
mod fix;
mod locate;
mod manifests;
mod mistaken;
mod registry;
mod rule;
mod rules;
mod sink;
mod suppression;
mod surface;
pub(crate) mod words;

pub use apply::{Fixed, fix};
pub use baseline::{Baseline, BaselineError, write_baseline};
pub use context::{Context, NamedTool};
pub use definition::{Definition, DefinitionDraft, DefinitionSink, Definitions};
pub use engine::{Depth, Linted, Linter};
pub use facts::{ConditionFacts, Facts, LimitFacts, ToolFacts};
pub use filter::{Filter, Filtered, HeldBack, Scope, SeenFrom};
pub use finding::{Finding, Related, Severity};
pub use fix::{Applicability, Edit, Fix};
pub use manifests::lint_definitions;
pub use mistaken::{Kind as MistakenKind, Mistaken};
pub use registry::{nearest_rule, rule, rules};
pub use rule::{Meta, Rule};
pub use sink::{Draft, Sink};
pub use suppression::{Suppression, Target, Use, stale};
pub use surface::{Known, Surface};
